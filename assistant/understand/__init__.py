"""Understand a question without a language model: names, dates and cues, then a small grammar."""

from assistant.understand.context import CorpusContext
from assistant.understand.interpret import Understanding, interpret

__all__ = ["CorpusContext", "Understanding", "interpret"]
