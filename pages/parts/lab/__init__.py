"""The what-if lab: its inputs, its answer, and what can be made of it."""
