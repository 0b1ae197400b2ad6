"""Charts as lists of SVG shapes, with the same numbers as tables."""
