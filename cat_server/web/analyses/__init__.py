"""Analyses from the pages: a form, a child process that does the work, live progress, results to read.

`job` is what is handed to the child, `running` the child, `jobs` starts it and keeps what came out, `forms`
reads what a form sent, `pages` are the pages. No analysis runs in the server's own process.
"""
