"""What a client's settings are made of."""
