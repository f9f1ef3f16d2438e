"""Understand a question without a language model: names, dates and cues, a small grammar, a small state."""

from assistant.understand.context import CorpusContext
from assistant.understand.dialogue import interpret
from assistant.understand.interpret import Understanding

__all__ = ["CorpusContext", "Understanding", "interpret"]
