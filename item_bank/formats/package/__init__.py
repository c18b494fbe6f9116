"""Packages that nobody trusts: zips, what is in them by content, and XML without doors to elsewhere.

Everything stays in memory and nothing is written. What is dangerous as a whole refuses the package; a file
that cannot be used is left out by itself. Both are findings with the file they are about.
"""

from item_bank.formats.package.archive import LIMITS, Limits, Package, open_package
from item_bank.formats.package.xml_tree import Node, read_xml

__all__ = ["LIMITS", "Limits", "Node", "Package", "open_package", "read_xml"]
