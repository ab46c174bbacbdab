"""Amends runs a company's complaint procedure, from the first line to the proof that the cause is gone."""

__version__ = "0.1.0"
