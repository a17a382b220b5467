"""Every citation of a brief a passage of a source, or the reason why not."""
