"""What a PDF says, read back, and the evidence inside it."""
