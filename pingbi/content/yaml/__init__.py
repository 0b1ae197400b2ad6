"""Strict YAML: bytes to data with positions, or every problem of the file at once."""
