"""What machines read: sitemap, robots, redirects, headers, manifest; and the static files' addresses."""
