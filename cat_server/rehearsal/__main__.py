"""`python -m cat_server.rehearsal`: bots in a process of their own, from the cards a demo has written."""

from __future__ import annotations

import argparse
import json
import logging
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from cat_server.rehearsal.bot import Card
from cat_server.rehearsal.run import open_hall, rehearse
from cat_server.settings import load as load_settings
from cat_server.storage.database import Database
from cat_server.storage.releases import ReleaseStore


def main(arguments: Sequence[str] | None = None) -> int:
    """Run bots from the cards that a demo has written, in a process of their own."""
    parser = argparse.ArgumentParser(prog="rehearsal", description=main.__doc__)
    parser.add_argument("--url", required=True)
    parser.add_argument("--cards", type=Path, required=True, help="JSON that the demo wrote")
    parser.add_argument("--bots", type=int, required=True)
    parser.add_argument("--seconds-per-item", type=float, default=12.0)
    parser.add_argument(
        "--open-hall-after", type=float, help="open the hall as the demo's proctor, after seconds"
    )
    parser.add_argument("--acknowledged", type=Path, help="write every receipt here, for checking them later")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(name)s: %(message)s")
    demo = json.loads(options.cards.read_text(encoding="utf-8"))
    cards = [Card(**card) for card in demo["cards"][: options.bots]]
    database = Database(load_settings().database_url)
    release = ReleaseStore(database).get(demo["release_digest"])
    if options.open_hall_after is not None:
        password = demo["passwords"]["pengawas"]
        opening = (options.url, demo["hall_id"], "pengawas", password)
        timer = threading.Timer(options.open_hall_after, open_hall, opening)
        timer.daemon = True
        timer.start()
    verdict, bots = rehearse(
        options.url, cards, demo["hall_pin"], release, seconds_per_item=options.seconds_per_item
    )
    if options.acknowledged:
        receipts = {bot.card.number: bot.acknowledged for bot in bots}
        options.acknowledged.write_text(json.dumps(receipts), encoding="utf-8")
    sys.stdout.write(
        f"{verdict.n_finished} of {verdict.n_bots} simulated participants finished; "
        f"{verdict.n_acknowledged} commands were acknowledged.\n"
    )
    for problem in verdict.problems:
        sys.stdout.write(f"  {problem}\n")
    return 0 if verdict.n_finished == verdict.n_bots else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
