"""An optional language model: how it is reached, and what it costs (docs/decisions/0005)."""
