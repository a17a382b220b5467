"""Two editions of a brief, compared by what they mean."""
