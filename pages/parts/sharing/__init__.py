"""Share links: who holds one, and what becomes public."""
