"""A brief, the catalogue and the source texts, read from their files and checked for form."""
