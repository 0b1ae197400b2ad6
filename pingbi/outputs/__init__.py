"""Files for machines: sitemap, robots, redirects, headers, manifest; and static files with hashed addresses."""
