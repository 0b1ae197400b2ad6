"""From pages to HTML: the template environment and Markdown."""
