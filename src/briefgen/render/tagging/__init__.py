"""The logical structure of a PDF, for screen readers and for the proof."""
