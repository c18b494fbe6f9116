"""Banks that live in the server: `service.BankService` is what doors call.

`stored` is a bank as it was read, `intake` compares a file with it before anything is written, `evidence`
says how often items were used, and the rules of review are `item_bank.review`.
"""
