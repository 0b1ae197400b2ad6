"""Pingbi: structured facts and review prose in, a bilingual comparison site out."""

__version__ = "0.1.0"
