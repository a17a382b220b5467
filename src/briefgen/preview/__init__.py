"""A local page that shows a brief as it will print, while its editor types."""
