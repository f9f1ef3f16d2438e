"""An answer told while a model words it: recorded as computed, told piece by piece, recorded as told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from time import perf_counter
from typing import Any

from assistant.history import Sitting, record_answer
from assistant.llm.model import Cancellation
from assistant.model import Answer, Question
from assistant.web.context import Services
from assistant.wire import answer_json


class Telling:
    """One answer on its way to one reader.

    ``begin`` computes and records it; ``texts`` gives its text as it comes; ``answer`` is what was told. A reader who
    leaves (the iteration is cancelled or closed, or ``cancellation`` is set) stops the model.
    """

    def __init__(
        self, services: Services, question: Question, sitting: Sitting, cancellation: Cancellation | None = None
    ) -> None:
        self._services = services
        self._sitting = sitting
        self._cancellation = cancellation or Cancellation()
        self._pieces = services.assistant.tell(question, self._cancellation)
        self.answer: dict[str, Any] = {}
        self.answer_id = ""

    async def begin(self) -> str:
        """Compute the answer and put it on record; return its id.

        Raises:
            QuestionError: the question is empty or too long.
        """
        started = perf_counter()
        try:
            computed = await asyncio.to_thread(next, self._pieces)
        except asyncio.CancelledError:
            self._cancellation.cancel()
            raise
        assert isinstance(computed, Answer)  # noqa: S101 - the first piece is the computed answer
        seconds = perf_counter() - started
        self._services.metrics.answer(computed.status.value, computed.interpretation.intent.value, seconds)
        self.answer = answer_json(computed)
        self.answer_id = await record_answer(self._services.history, self._sitting, self.answer)
        return self.answer_id

    async def texts(self) -> AsyncGenerator[str, None]:
        """Yield the answer's text in pieces; afterwards the record holds what was told."""
        try:
            while True:
                piece = await asyncio.to_thread(next, self._pieces, None)
                if piece is None:
                    break
                if isinstance(piece, Answer):
                    await self._record(piece)
                else:
                    yield piece
        finally:
            self._cancellation.cancel()

    async def _record(self, told: Answer) -> None:
        self._services.metrics.wording(told.wording)
        self.answer = answer_json(told)
        if told.wording:
            await asyncio.to_thread(self._services.history.reword_answer, self.answer_id, self.answer)
