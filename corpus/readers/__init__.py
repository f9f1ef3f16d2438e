"""One reader per file format behind one function, ``read``."""

from corpus.readers.dispatch import READERS, SourceText, read

__all__ = ["READERS", "SourceText", "read"]
