"""What the page for whoever decides is made of."""
