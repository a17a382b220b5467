"""A language server: briefs checked as they are typed, their passages at the pointer."""
