"""The assistant embedded in portals: keys, session tokens, limits, cross-origin rules (docs/decisions/0008)."""
