"""A recorded answer as somebody may see it today: the corpus, and their rights, may have changed since."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from fastapi import Request
from starlette.types import Scope

from assistant.conversations import Conversation, Turn
from assistant.corpus_view import CorpusView
from assistant.history import Feedback
from assistant.web.context import Services, official, services_of
from assistant.web.errors import ApiError
from corpus.model import Audience


@dataclass(frozen=True, slots=True)
class Recalled:
    """A turn of a conversation; ``answer`` is None where it may not be shown."""

    turn: Turn
    answer: dict[str, Any] | None
    changed: frozenset[int] = frozenset()
    """The citations whose documents hold other words there now."""
    said: Feedback | None = None
    """What its reader said of the answer."""

    @property
    def question(self) -> str:
        """What was asked: a person's own words, which they may always see."""
        return str(self.turn.answer["question"])


@dataclass(frozen=True, slots=True)
class Part:
    """Which turns of a conversation: so many from the first one on; all where there is no ``limit``."""

    first: int = 0
    limit: int | None = None


WHOLE = Part()


def find_own(services: Services, scope: Scope, conversation_id: str) -> Conversation | None:
    """Return a conversation of who asks; None where it isn't theirs."""
    owner = services.owner(scope)
    return None if owner is None else services.conversations.find(owner, conversation_id)


def read_turns(services: Services, scope: Scope, conversation: Conversation, part: Part = WHOLE) -> list[Recalled]:
    """Return the turns of a conversation of who asks, as they may see them today, oldest first."""
    owner = services.owner(scope) or ""
    view, audiences = services.assistant.view, services.audiences(scope)
    turns = services.conversations.turns(owner, conversation.id, part.first, part.limit)
    said = services.history.latest_feedback(owner, [turn.answer_id for turn in turns])
    return [replace(_recall(view, turn, audiences), said=said.get(turn.answer_id)) for turn in turns]


def find_asked(request: Request, conversation_id: str) -> Conversation:
    """Return a conversation of who asks.

    Raises:
        ApiError: there is none of this id, or it is another's; the two look the same.
        RankError: a stranger asks.
    """
    official(request)
    found = find_own(services_of(request), request.scope, conversation_id)
    if found is None:
        raise ApiError(404, "error.no_conversation")
    return found


def read_asked(request: Request, conversation: Conversation, part: Part = WHOLE) -> list[Recalled]:
    """Return the turns of a conversation as who asks may see them today."""
    return read_turns(services_of(request), request.scope, conversation, part)


def _recall(view: CorpusView, turn: Turn, audiences: frozenset[Audience]) -> Recalled:
    """Withhold an answer over a document that these audiences may not see today, or that was removed."""
    if any(view.directive(number, audiences) is None for number in _documents(turn.answer)):
        return Recalled(turn, None)
    changed = frozenset(each["n"] for each in turn.answer["citations"] if not _stands(view, each, audiences))
    citations = [_unmarked(each) if each["n"] in changed else each for each in turn.answer["citations"]]
    return Recalled(turn, turn.answer | {"citations": citations}, changed)


def _documents(answer: dict[str, Any]) -> set[str]:
    """Return the numbers under which the documents that an answer shows anything of are stored."""
    return {str(each["clause"]).partition("#")[0] for each in (*answer["citations"], *answer["tasks"])}


def _stands(view: CorpusView, citation: dict[str, Any], audiences: frozenset[Audience]) -> bool:
    found = view.clause(citation["clause"], audiences)
    return found is not None and found[0].text[citation["start"] : citation["end"]] == citation["quote"]


def _unmarked(citation: dict[str, Any]) -> dict[str, Any]:
    """Keep a link from marking other words than those quoted."""
    return citation | {"start": 0, "end": 0}
