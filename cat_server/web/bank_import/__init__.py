"""A bank as an upload: kept, unpacked and checked apart from the running halls; nothing is published here.

`kept` holds uploads for a short time, `archive` unpacks without trusting the file, `report` says what was
found, `checking` is the child process that does the work, so that no archive can stop or slow a hall.
"""
