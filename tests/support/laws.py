"""How laws are tested: on the same examples everywhere, as many as a second allows, however slow the machine."""

from hypothesis import settings

law = settings(max_examples=60, deadline=None, derandomize=True)
"""Is above `@given`."""
