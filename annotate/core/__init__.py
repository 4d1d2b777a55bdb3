"""Pure values and functions: what a document, a label and an operation are."""
