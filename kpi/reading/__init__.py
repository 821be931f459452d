"""Turn the bytes of dropped files into grids of text, and those into records with an honest report."""
