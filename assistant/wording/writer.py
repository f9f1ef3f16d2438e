"""Have a model word a computed answer: sentence by sentence, each checked, in bounded time; or leave it as it is."""

from __future__ import annotations

import logging
import queue
import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from time import monotonic

from assistant.compose import Draft
from assistant.llm.model import Cancellation, LanguageModel, LanguageModelError, Message
from assistant.llm.prompts import Prompt, load
from assistant.model import Language, Status, WordedBy, Wording
from assistant.wording.check import check
from assistant.wording.coverage import tells_all
from assistant.wording.evidence import gather
from assistant.wording.facts import Evidence
from assistant.wording.frame import Frame, frame_of
from assistant.wording.material import answer_text, sources_text
from assistant.wording.reasons import Reason
from assistant.wording.sentences import Sentences
from assistant.wording.vocabulary import phrase
from corpus.text import fold

_LOG = logging.getLogger(__name__)
_LANGUAGES = {Language.VI: "tiếng Việt", Language.EN: "tiếng Anh"}
_SUMMARY = re.compile(r"\b(?:tom tat|tom luoc|khai quat|tong quan|diem qua|summar\w*|overview|sum up|outline)\b")
_PLACE = re.compile(r"\{\{\w+\}\}")
_MOST_TOKENS = 40
"""Citations beyond which a list is no prose any more."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a reader waits for a model, in seconds, and how much it may write."""

    first_sentence: float = 8.0
    total: float = 30.0
    max_tokens: int = 800
    most_dropped: int = 8
    """Sentences after which a model is left of which none has passed."""


@dataclass(slots=True)
class Telling:
    """One answer being worded: iterate over ``sentences``, then read the rest."""

    frame: Frame
    evidence: Evidence
    kept: list[str] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    complete: bool = False

    @property
    def wording(self) -> Wording:
        by = WordedBy.MODEL if self.complete else WordedBy.COMPUTED
        return Wording(by, len(self.kept) if self.complete else 0, dict(sorted(self.dropped.items())))


class Writer:
    """Words drafts with a model. Safe to share between threads.

    Args:
        model: writes; whatever it writes is checked.
        limits: after them the computed wording is shown.
    """

    def __init__(self, model: LanguageModel, limits: Limits | None = None) -> None:
        self._model = model
        self._limits = limits or Limits()

    def open(self, draft: Draft) -> Telling | None:
        """Return a telling to be filled by ``sentences``; None where there is nothing to word."""
        if draft.status is not Status.ANSWERED or not 0 < len(draft.citations) <= _MOST_TOKENS:
            return None
        return Telling(frame_of(draft), gather(draft))

    def sentences(self, draft: Draft, telling: Telling, cancellation: Cancellation) -> Iterator[str]:
        """Yield the checked sentences as they come; afterwards ``telling`` says how it went. Never raises."""
        prompt = load("summarise" if _SUMMARY.search(fold(draft.question.text)) else "word")
        own_words = _own_words(prompt)
        try:
            for sentence in self._written(_messages(prompt, draft), telling, cancellation):
                reason = Reason.REPEATED if sentence in telling.kept else check(sentence, telling.evidence, own_words)
                if reason:
                    telling.dropped[reason.value] += 1
                    _LOG.info("A worded sentence was dropped: %s", reason.value)
                    if not telling.kept and telling.dropped.total() >= self._limits.most_dropped:
                        break
                else:
                    telling.kept.append(sentence)
                    yield sentence
        except LanguageModelError as error:
            _LOG.warning("The model did not word the answer: %s", error)
        except Exception:  # noqa: BLE001  (the computed answer is whole; a fault of the wording must not lose it)
            _LOG.exception("The wording failed")
        finally:
            cancellation.cancel()
        telling.complete = tells_all(telling.kept, telling.evidence)

    def word(self, draft: Draft, cancellation: Cancellation | None = None) -> tuple[str, Wording | None]:
        """Return the answer's text, worded if all of it could be, and how it was worded (None: not tried)."""
        telling = self.open(draft)
        if telling is None:
            return draft.text, None
        for _ in self.sentences(draft, telling, cancellation or Cancellation()):
            pass
        text = telling.frame.worded(" ".join(telling.kept)) if telling.complete else draft.text
        return text, telling.wording

    def _written(self, messages: Sequence[Message], telling: Telling, cancellation: Cancellation) -> Iterator[str]:
        """Yield whole sentences, unchecked; raise ``LanguageModelError`` when they keep the reader waiting."""
        pieces: queue.SimpleQueue[str | Exception | None] = queue.SimpleQueue()
        threading.Thread(target=self._read, args=(messages, pieces, cancellation), name="wording", daemon=True).start()
        began, collected = monotonic(), Sentences()
        while True:
            limit = self._limits.total if telling.kept else self._limits.first_sentence
            try:
                piece = pieces.get(timeout=max(0.0, began + limit - monotonic()))
            except queue.Empty:
                raise LanguageModelError(f"nothing to show after {limit:g} s") from None
            if isinstance(piece, Exception):
                raise piece
            yield from collected.end() if piece is None else collected.feed(piece)
            if piece is None or cancellation.cancelled:
                return

    def _read(
        self,
        messages: Sequence[Message],
        pieces: queue.SimpleQueue[str | Exception | None],
        cancellation: Cancellation,
    ) -> None:
        try:
            for piece in self._model.stream(messages, max_tokens=self._limits.max_tokens, cancellation=cancellation):
                pieces.put(piece)
                if cancellation.cancelled:
                    break
        except Exception as error:  # noqa: BLE001  (told to the thread that waits)
            pieces.put(error)
        else:
            pieces.put(None)


def _messages(prompt: Prompt, draft: Draft) -> tuple[Message, ...]:
    return prompt.fill(
        language=_LANGUAGES[draft.language],
        question=draft.question.text,
        answer=answer_text(draft),
        sources=sources_text(draft),
    )


def _own_words(prompt: Prompt) -> str:
    """Return the prompt's own text, as the check compares it."""
    return phrase(" ".join(_PLACE.sub(" ", part.text) for part in prompt.parts))
