"""Which tasks of the register a question or a filter means: computed, complete, without search."""
