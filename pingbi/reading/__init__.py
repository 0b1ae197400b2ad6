"""From bytes to the model: strict YAML with positions, Markdown, records, rules across files."""
