"""Who is asking: accounts, sessions, signing in (docs/decisions/0009)."""
