"""Rules across files, on ids, citations, references, languages and texts."""
