"""Reports of analyses: one module for each kind makes the `Document`, `files` everything that is kept of one.

Whatever speaks of people says what was seen, on what it rests and what to look at; it never says why.
"""
