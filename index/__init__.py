"""Store clauses and tasks in Qdrant, and find them again."""
