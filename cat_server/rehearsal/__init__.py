"""Simulated participants that sit an exam over real websockets: to rehearse a hall, to fill a board."""

from cat_server.rehearsal.bot import Bot, Card
from cat_server.rehearsal.mind import Mind
from cat_server.rehearsal.run import Verdict, open_hall, rehearse

__all__ = ["Bot", "Card", "Mind", "Verdict", "open_hall", "rehearse"]
