"""Content and its file formats: items, banks, exam plans and the frozen releases made of them."""
