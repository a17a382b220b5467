"""YAML with the place of every character, and the reader of forms on top of it."""
