"""A bank as an upload: kept for a short time and checked apart from the running halls.

`kept` holds uploads, `ask` what was said about one, `checking` is the child process that reads and checks it
and knows no database, `report` what it found. `taking` is the one that compares what was found with the bank
in the server and writes it there when somebody says so, `jobs` starts both, `pages` shows them.
"""
