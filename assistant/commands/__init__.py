"""The groups of the ``chidao`` command, and what it prints."""
