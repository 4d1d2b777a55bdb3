"""The PostgreSQL side of sync: where teams on several machines meet."""
