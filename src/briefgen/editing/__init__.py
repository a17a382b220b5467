"""Commands for editors: find, show, stamp, new and init."""
