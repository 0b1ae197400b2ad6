"""JSON Schemas for text editors: the model's keys with their meaning, and the ids that the content declares."""
