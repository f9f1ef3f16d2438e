"""One reader per file format behind ``read`` (a file) and ``read_bytes`` (its content)."""

from corpus.readers.content import Content, ContentBuilder, Row
from corpus.readers.dispatch import READERS, SourceText, read, read_bytes, read_file

__all__ = ["READERS", "Content", "ContentBuilder", "Row", "SourceText", "read", "read_bytes", "read_file"]
