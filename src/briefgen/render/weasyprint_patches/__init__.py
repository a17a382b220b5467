"""Changes to WeasyPrint, one module each."""
