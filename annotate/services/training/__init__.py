"""Learning suggestions from a project's own labels, trying them, and reading what was learned."""
