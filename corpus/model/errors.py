"""What a file or a text that cannot be read is told by."""

from __future__ import annotations


class CorpusError(Exception):
    """A file or a text that cannot become a directive; the message says what to do."""


class NotADirectiveError(CorpusError):
    """A file in which nothing looks like a directive: no number, no letterhead, no signature, no task."""
