"""Word what was selected, with its citations; nothing here looks anything up that was not selected."""

from assistant.compose.clauses import (
    SHORT_CLAUSE,
    best_sentence,
    compose_by_document,
    compose_clauses,
    compose_task_answer,
    compose_works,
    sentences_of,
)
from assistant.compose.compare import compose_common, compose_comparison, compose_ranking
from assistant.compose.draft import ClauseGoneError, Draft, cell
from assistant.compose.ends import Side
from assistant.compose.facts import compose_documents, compose_facts
from assistant.compose.how_read import say_how_far_off, say_how_read, say_what_is_not_recorded
from assistant.compose.list_words import period_name
from assistant.compose.references import Mention, Place, compose_concordance, compose_mentioned, compose_references
from assistant.compose.tasks import compose_tasks

__all__ = [
    "SHORT_CLAUSE",
    "ClauseGoneError",
    "Draft",
    "Mention",
    "Place",
    "Side",
    "best_sentence",
    "cell",
    "compose_by_document",
    "compose_clauses",
    "compose_common",
    "compose_comparison",
    "compose_concordance",
    "compose_documents",
    "compose_facts",
    "compose_mentioned",
    "compose_ranking",
    "compose_references",
    "compose_task_answer",
    "compose_tasks",
    "compose_works",
    "period_name",
    "say_how_far_off",
    "say_how_read",
    "say_what_is_not_recorded",
    "sentences_of",
]
