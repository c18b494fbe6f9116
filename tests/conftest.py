"""What every test has at hand: private services, and Hypothesis set so that a run can be repeated."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Fixtures, which pytest finds by their being here.
from tests.services.chromium import browser, page
from tests.services.postgresql import postgresql_server, postgresql_url

__all__ = ["browser", "page", "postgresql_server", "postgresql_url"]

# Set before numpy is there: on a shared machine the threads of small matrix products wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# `make test` tries the same examples everywhere, and a slow computer is no failure.
# HYPOTHESIS_PROFILE=search looks for new failures, with ten times the examples.
settings.register_profile(
    "repeatable", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("search", deadline=None, max_examples=1000, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))
