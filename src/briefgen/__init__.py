"""briefgen: printable policy briefs whose every quotation can be proved."""

__version__ = "0.1.0"
