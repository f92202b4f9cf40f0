"""What must be true of a table beyond its schema: the only place with Great Expectations."""
