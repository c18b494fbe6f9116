"""QTI packages in, of the versions 2.1, 2.2 and 3.0, and out, of 3.0.

In: `names` makes the versions one, `package_files` finds items by the manifest, `content` and `pictures` make
Markdown and media, `parts` makes parts of interactions, `rules` what marks them; `items` puts an item
together, and `native_kinds` finds the kind of the bank that marks it exactly, else it is composite.
`usage_data` reads statistics. Out: `writing`, with `written_items`, `written_scoring` and `written_rules`;
`native_file` is what QTI cannot say.
"""

from item_bank.formats.qti.reading import read_qti
from item_bank.formats.qti.writing import qti_package

__all__ = ["qti_package", "read_qti"]
