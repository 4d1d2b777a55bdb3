"""Exchanging documents, the scheme and logs with other replicas of the project."""
