"""For reviewers: what a change of the content does to facts, conclusions and pages, and what a page is made of."""
