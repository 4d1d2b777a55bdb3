"""One SQLite file holds a project: documents, the log, and the state it adds up to."""
