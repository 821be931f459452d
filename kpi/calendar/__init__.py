"""The editorial calendar: what is planned to be published, what became of it, and how it goes in and out."""
