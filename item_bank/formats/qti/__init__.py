"""QTI packages in: versions 2.1, 2.2 and 3.0 as one tree of names, their response processing, their items.

`names` makes the versions one, `package_files` finds items by the manifest, `processing` runs the rules of an
item, `items` makes fields of what this bank can deliver, `usage_data` reads statistics.
"""

from item_bank.formats.qti.reading import read_qti

__all__ = ["read_qti"]
