"""Workbooks that people fill in and send back: what those of targets and of the calendar have in common."""
