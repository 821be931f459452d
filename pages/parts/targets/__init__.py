"""The targets page: the board, an opened target, and what is done there."""
