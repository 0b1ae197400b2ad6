"""Review of content changes: their effect on facts, conclusions and pages, and what a page is made of."""
