"""From verified pages to a published folder: links, then one exchange of two whole generations."""
