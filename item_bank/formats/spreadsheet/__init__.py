"""Banks as spreadsheets: xlsx and csv in, xlsx and its template out.

`columns` and `kind_columns` say which columns there are, `sheets` and `csv_sheet` read cells, `headers` finds
the columns, `fields` makes of a row what an author would have written in TOML, and `reading` reads that with
the rules of the native format. `writing` and `template` go the other way.
"""

from item_bank.formats.spreadsheet.reading import read_spreadsheet
from item_bank.formats.spreadsheet.template import template_xlsx
from item_bank.formats.spreadsheet.writing import write_package, write_xlsx

__all__ = ["read_spreadsheet", "template_xlsx", "write_package", "write_xlsx"]
