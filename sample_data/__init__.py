"""Invented exports of two invented brands, in the platforms' own layouts."""
