"""The user's files: the only code that opens, writes or removes them."""
