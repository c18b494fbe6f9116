"""Everything that touches a database.

The journal is the truth; boards and counts are derived from it in the same transaction, and can be rebuilt.
"""
