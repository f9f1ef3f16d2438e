"""The interface of DESIGN section 7: answers and tasks as JSON values."""

from __future__ import annotations

from typing import Any

from assistant.model import PROPOSED, Answer, Citation, DateRange, Interpretation, MatchedTask, Wording
from corpus import export
from corpus.agencies import registry
from index.search import Found

Json = dict[str, Any]


def answer_json(answer: Answer) -> Json:
    """Return an answer in the shape that ``POST /api/v1/ask`` and ``chidao ask --json`` give."""
    wording = {"wording": wording_json(answer.wording)} if answer.wording else {}
    return {
        "question": answer.question,
        "language": answer.language.value,
        "today": answer.today.isoformat(),
        "status": answer.status.value,
        "interpretation": interpretation_json(answer.interpretation),
        "answer": answer.text,
        "tasks": [{**task_json(matched), "repeats": answer.repeats.get(matched.task.id)} for matched in answer.tasks],
        "total": answer.total,
        "excluded": dict(answer.excluded),
        "citations": [citation_json(citation) for citation in answer.citations],
        "candidates": list(answer.candidates),
        "suggestions": list(answer.suggestions),
        "timings_ms": {step: round(ms, 3) for step, ms in answer.timings_ms.items()},
        **wording,
    }


def wording_json(wording: Wording) -> Json:
    """Return how an answer was worded; there only where a language model was asked to."""
    return {"by": wording.by.value, "sentences": wording.sentences, "dropped": dict(wording.dropped)}


def interpretation_json(interpretation: Interpretation) -> Json:
    """Return how a question was understood; "proposed" where a language model had a part in it."""
    proposed = any(code == PROPOSED for code, _ in interpretation.notes)
    return {
        "intent": interpretation.intent.value,
        "agencies": list(interpretation.agency_names),
        "roles": [role.value for role in interpretation.roles],
        "due": _range_json(interpretation.due),
        "documents": [*interpretation.documents, *interpretation.unknown_documents],
        "topic": interpretation.topic,
        "kinds": [kind.value for kind in interpretation.kinds],
        "without": [
            *(_name(key) for key in (*interpretation.without, *interpretation.absent)),
            *interpretation.without_documents,
        ],
        "without_kinds": [kind.value for kind in interpretation.without_kinds],
        **({"proposed": True} if proposed else {}),
    }


def _name(key: str) -> str:
    """Return an agency's official name by its key."""
    known = registry().by_id.get(key)
    return known.name if known else key.partition(":")[2]


def task_json(matched: MatchedTask) -> Json:
    """Return a task with its role and match."""
    return {
        **export.task_json(matched.document, matched.task),
        "role": matched.role.value if matched.role else None,
        "match": matched.match.value if matched.match else None,
    }


def citation_json(citation: Citation) -> Json:
    """Return a citation; "start" and "end" are offsets of the quote in the document's cleaned text."""
    return {
        "n": citation.n,
        "clause": citation.clause,
        "document": citation.document,
        "label": citation.label,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "url": citation.url,
    }


def found_json(found: Found) -> Json:
    """Return a passage that search found."""
    return {
        "clause": found.clause,
        "document": found.document,
        "path": list(found.path),
        "text": found.text,
        "start": found.start,
        "end": found.end,
        "score": round(found.score, 4),
    }


def _range_json(due: DateRange | None) -> Json | None:
    if due is None:
        return None
    ends: Json = {
        "from": due.first.isoformat() if due.first else None,
        "to": due.last.isoformat() if due.last else None,
    }
    return ends | ({"parts": [_range_json(part) for part in due.parts]} if due.parts else {})
