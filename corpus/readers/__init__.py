"""One reader per file format behind ``read`` (a file) and ``read_bytes`` (its content)."""

from corpus.readers.dispatch import READERS, SourceText, read, read_bytes

__all__ = ["READERS", "SourceText", "read", "read_bytes"]
