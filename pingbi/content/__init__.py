"""Loading: bytes to the model, by strict YAML with positions, Markdown, records, and rules across files."""
