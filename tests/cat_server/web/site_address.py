"""A site at an address of its own, for browsers."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from werkzeug.serving import make_server

from tests.cat_server.web.staff_site import StaffSite


@contextmanager
def served(site: StaffSite) -> Iterator[str]:
    """Where the site answers, as long as it does."""
    # Compressing static files on their way leaves the files to the garbage collector, which warns here.
    site.application.flask.config["COMPRESS_STREAMS"] = False
    server = make_server("127.0.0.1", 0, site.application.flask, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
