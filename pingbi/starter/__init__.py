"""Starters: a small working comparison, and new records inside one, from readable templates."""
