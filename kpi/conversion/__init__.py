"""From being seen to acting: the funnel, the calls to action side by side, and where visits that act came from."""
