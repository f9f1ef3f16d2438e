"""How the database of the record came to its tables, step by step (Alembic)."""
