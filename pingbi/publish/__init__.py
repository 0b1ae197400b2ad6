"""Publishing: check the links of the finished pages, then swap the new generation of the site in."""
