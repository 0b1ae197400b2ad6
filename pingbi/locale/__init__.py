"""Texts in all languages, and how each language writes numbers, money, dates and lists."""
