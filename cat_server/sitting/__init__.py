"""The functional core of a sitting, in reading order.

`commands` are requests that may be refused, `events` are facts, `state` is what the facts add up to
(`evolve`), `timing` is its clock, `next_item` joins it to the numbers, `decide` holds every rule, and
`screens` says what each role may see. Nothing here does I/O, reads a clock or draws a random number: time,
releases and seeds are passed in.
"""
