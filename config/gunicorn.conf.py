"""How gunicorn runs the server: one process, one worker; see ARCHITECTURE.md, "Serving"."""

# First of all and only here: nothing in the product's own code knows of gevent.
import os

# Numpy's matrix products are small here: threads for them cost more than they do, and take the processors.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

WORKER = os.environ.get("CAT_SERVER_WORKER", "gevent")
if WORKER == "gevent":
    from gevent import monkey

    monkey.patch_all()

import gc  # noqa: E402
import sys  # noqa: E402

from cat_server import settings as settings_module  # noqa: E402

_settings = settings_module.load()

bind = f"{_settings.host}:{_settings.port}"
worker_class = _settings.worker
# One worker: sockets and boards live in it. More processes come behind a balancer, one worker each.
workers = 1
worker_connections = _settings.largest_hall
threads = _settings.largest_hall if _settings.worker == "gthread" else 1
timeout = 60
graceful_timeout = 5
keepalive = 30
loglevel = _settings.log_level
preload_app = False
control_socket_disable = True  # a second way in that nobody needs


def post_worker_init(worker):  # noqa: ANN001, ANN201, ARG001 - gunicorn's hook
    """Keep full garbage collections, which stall every socket, rare and short; give the writer its turn."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 50, 1_000)
    # The writer needs Python's lock several times a commit, and would wait 5 ms each time the loop is busy.
    sys.setswitchinterval(0.0005)


def worker_exit(server, worker):  # noqa: ANN001, ANN201, ARG001 - gunicorn's hook
    """End at once: gevent's threads cannot be waited for, and what was acknowledged is durable already."""
    os._exit(0)
