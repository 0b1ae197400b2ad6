"""Rendering: the template environment, interface texts, Markdown."""
