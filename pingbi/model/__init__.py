"""The model: what a comparison is, as frozen values that are validated on the way in."""
