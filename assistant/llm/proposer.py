"""Asks the language model what a question means that the grammar could not answer. It never fails loudly."""

from __future__ import annotations

import logging
from enum import StrEnum

from prometheus_client import Counter
from prometheus_client.registry import Collector

from assistant.llm.model import Cancellation, LanguageModel, LanguageModelError
from assistant.llm.prompts import load
from assistant.model import Interpretation, Question
from assistant.understand.context import CorpusContext
from assistant.understand.propose import RejectedError, accepted, choices

_LOG = logging.getLogger(__name__)
_MOST_TOKENS = 400


class Outcome(StrEnum):
    """What became of a proposal."""

    USED = "used"
    """Its answer was shown."""
    VAIN = "vain"
    """It was sound, and its answer was a refusal as well."""
    REJECTED = "rejected"
    """The question does not bear it out."""
    FAILED = "failed"
    """The model gave none."""


class Proposer:
    """Proposes interpretations. Safe to share between threads."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self._proposals = Counter(
            "chidao_llm_proposals", "Interpretations proposed by the language model", ("outcome",), registry=None
        )

    @property
    def collectors(self) -> tuple[Collector, ...]:
        """What to register with Prometheus."""
        return (self._proposals,)

    def propose(
        self,
        question: Question,
        meaning: Interpretation,
        context: CorpusContext,
        cancellation: Cancellation | None = None,
    ) -> Interpretation | None:
        """Return what a question may mean, checked against the registry, the corpus and its own words; None for none.

        Args:
            question: what was asked.
            meaning: what the grammar made of it.
            context: what the asker may see.
            cancellation: tells when nobody waits any more.
        """
        offered = choices(question, context)
        messages = load("interpret").fill(
            today=question.today.isoformat(),
            question=question.text,
            agencies="\n".join(f"{agency.id}: {agency.name}" for agency in offered.agencies),
            documents="\n".join(f"{head.number}: {head.type_name} {head.subject}" for head in offered.documents),
        )
        try:
            reply = self._model.complete(
                messages, max_tokens=_MOST_TOKENS, schema=offered.schema, cancellation=cancellation
            )
            return accepted(reply.text, question, meaning, offered)
        except RejectedError as error:
            self._count(Outcome.REJECTED, str(error))
        except LanguageModelError as error:
            self._count(Outcome.FAILED, str(error))
        return None

    def settle(self, *, used: bool) -> None:
        """Count what became of a proposal that was sound."""
        self._count(Outcome.USED if used else Outcome.VAIN, "")

    def _count(self, outcome: Outcome, reason: str) -> None:
        self._proposals.labels(outcome.value).inc()
        _LOG.info("proposal=%s %s", outcome.value, reason)
