"""The page for whoever decides: which figures it shows, the verdict on the targets, and the comment for a period."""
