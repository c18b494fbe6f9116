"""Who answered what: one table of responses for every analysis, from this installation's journal or a file.

`ResponseTable` is the table; `journal_source` reads it from finished sittings, `csv_source` and
`parquet_source` from files of others. What is wrong with a file is a `Problem` with row, column and a
sentence. Nothing is analysed here.
"""

from cat_server.responses.problems import BadResponsesError, Problem
from cat_server.responses.table import NO_OPTION, NOT_ANSWERED, ResponseTable

__all__ = ["NOT_ANSWERED", "NO_OPTION", "BadResponsesError", "Problem", "ResponseTable"]
