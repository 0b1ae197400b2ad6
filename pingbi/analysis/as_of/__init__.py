"""The site as it was known on a day."""
