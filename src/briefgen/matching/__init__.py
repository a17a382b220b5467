"""Where a quotation is in its source: folding, words, patterns, the nearest text."""
