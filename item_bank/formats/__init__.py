"""File formats of banks, one module each."""
