# Analyses of responses: calibration, linking, fit, differential functioning, security.

## Files of responses

data-place = Row { $row }, column { $column }: { $said }
data-row = Row { $row }: { $said }
data-person-missing = There is no column with the participant. Name it person.
data-items-missing = There is no column with an item. One row for each participant needs a column for each item; one row for each response needs the columns person, item and category.
data-column-unnamed = This column has no name. Give it one, or remove it.
data-column-repeated = This name stands twice in the header, again in column { $place }. Keep one.
data-name-unusable = A name must be printable and have at most { $most } characters.
data-id-missing = The cell is empty. Every row needs a participant, and in a long file an item.
data-row-length = The row has { $number } cells, and the header has { $expected }. Check delimiters and quotes.
data-category-unusable = “{ $value }” is no category. Write a whole number from 0 to { $most }; leave it empty where nothing was answered.
data-seconds-unusable = “{ $value }” is no response time. Write seconds, more than 0 and at most { $most }.
data-number-unusable = “{ $value }” is no whole number from 0 to { $most }.
data-pretest-unusable = “{ $value }” is neither yes nor no.
data-response-repeated = This participant answered item { $item } in row { $first } already. Keep one row.
data-person-repeated = Participant { $person } stands in row { $first } already. Keep one row.
data-person-differs = What is told of participant { $person } (hall, seat, groups) differs from an earlier row.
data-no-responses = There is no response in the file.
data-file-empty = The file is empty.
data-file-too-large = The file is larger than { $most } MB.
data-file-unreadable = The file { $file } cannot be read: { $reason }.
data-not-text = This line is not UTF-8 text. Save the file as UTF-8 csv.
data-csv-malformed = The csv cannot be read from here on: { $reason }.
data-parquet-missing = Reading parquet files needs the package pyarrow: pip install "cat-server[parquet]". A csv file needs nothing.
data-parquet-malformed = This is no whole parquet file: { $reason }.
data-nobody-finished = Nobody has finished a sitting here yet.
data-no-such-section = Release { $release } has no section { $section }. Its sections: { $sections }.
