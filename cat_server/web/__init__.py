"""Doors by HTTP: the pages, and what a participant's computer needs before it has a place."""
