"""What a target must be to be held against data, and what it should be to be SMART: one function a rule."""
