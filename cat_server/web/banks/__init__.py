"""Work on the banks in the server: `listing` finds items, `item_form` is a form for one, the rest are pages.

What may be done and how it is kept: `cat_server.banks`.
"""

from cat_server.web.banks import editing, pages

bank_pages = pages.pages
__all__ = ["bank_pages", "editing"]
