"""What is known of how officials ask: cue words on folded text, both languages.

Cues are data: to teach the assistant a new way of asking, add an alternative here and a row to the table of cases in
``tests/assistant/utterances/``.
"""

from assistant.understand.cues.conversation import (
    CONFIRMS,
    CONTINUES,
    CORRECTS,
    DETAIL,
    ORDINAL,
    ORDINALS,
    PRONOUN,
    SORT,
    WITHIN,
)
from assistant.understand.cues.documents import CHANGED, DOCUMENTS, FACTS, REFERENCES, THIS_DOCUMENT
from assistant.understand.cues.scope import CREATES, GREETING, HELP, INSTRUCTS, OPINION, SECRETS
from assistant.understand.cues.tasks import COMPARE, COUNT, INTENTS, KINDS, NEXT, PERIODS, ROLES, TASKS, WHAT, WHEN, WHO
from assistant.understand.cues.topic import FILLER, FIRM_TOPIC, STOPWORDS_EN, STOPWORDS_VI

__all__ = [
    "CHANGED",
    "COMPARE",
    "CONFIRMS",
    "CONTINUES",
    "CORRECTS",
    "COUNT",
    "CREATES",
    "DETAIL",
    "DOCUMENTS",
    "FACTS",
    "FILLER",
    "FIRM_TOPIC",
    "GREETING",
    "HELP",
    "INSTRUCTS",
    "INTENTS",
    "KINDS",
    "NEXT",
    "OPINION",
    "ORDINAL",
    "ORDINALS",
    "PERIODS",
    "PRONOUN",
    "REFERENCES",
    "ROLES",
    "SECRETS",
    "SORT",
    "STOPWORDS_EN",
    "STOPWORDS_VI",
    "TASKS",
    "THIS_DOCUMENT",
    "WHAT",
    "WHEN",
    "WHO",
    "WITHIN",
]
