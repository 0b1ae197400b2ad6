"""The site map: every address as a value, with the template and the narrow context that its page is given."""
