"""The database: rows in, frozen objects out."""
