#!/bin/sh
# Finds a Python that can set this folder up, and hands over to scripts/set_up.py with it.
# Plain sh, because at this point nothing but sh, make and git is known to be there.
set -eu
cd "$(dirname "$0")/.."

is_new_enough='import sys; sys.exit(sys.version_info < (3, 11))'

works() { "$1" -c "$is_new_enough" >/dev/null 2>&1; }
can_make_environments() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

# The environment's own Python, when it is in order, is the quickest to find.
if [ -z "${PYTHON:-}" ] && works .venv/bin/python; then
    exec .venv/bin/python -m scripts.set_up "$@"
fi

# Otherwise the newest one; one that can make a virtual environment at once comes before one that cannot.
chosen=
for candidate in ${PYTHON:-python3.14 python3.13 python3.12 python3.11 python3}; do
    works "$candidate" || continue
    if can_make_environments "$candidate"; then
        chosen=$candidate
        break
    fi
    [ -n "$chosen" ] || chosen=$candidate
done

if [ -z "$chosen" ]; then
    found=$("${PYTHON:-python3}" --version 2>/dev/null || echo "no ${PYTHON:-python3} that runs")
    echo "Set-up stopped: Python 3.11 or newer is needed, and this computer has ${found}." >&2
    echo "On Debian 12 or Ubuntu 24.04: apt-get install python3 python3-venv. On Ubuntu 22.04: apt-get install python3.11 python3.11-venv." >&2
    echo "If it is in an unusual place: make run PYTHON=/path/to/python3.12" >&2
    exit 1
fi
exec "$chosen" -m scripts.set_up "$@"
