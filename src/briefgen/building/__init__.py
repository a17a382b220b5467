"""The whole way of a brief, from its file to its PDF; and of many briefs."""
