"""Layouts that a user declares: of any spreadsheet that is no platform's export."""
