"""Seeded generators of items: the same seed gives the same bytes; calibration and delivery are elsewhere."""
