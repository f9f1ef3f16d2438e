"""Why a sentence is not shown; the values are labels of the metric."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """What is wrong with a sentence that a model wrote."""

    NO_TOKEN = "no_token"  # noqa: S105
    UNKNOWN_TOKEN = "unknown_token"  # noqa: S105
    FRAGMENT = "fragment"
    CHARACTERS = "characters"
    MARKUP = "markup"
    LANGUAGE = "language"
    PROMPT = "prompt"
    QUOTATION = "quotation"
    DOCUMENT = "document"
    DATE = "date"
    FREQUENCY = "frequency"
    AGENCY = "agency"
    ROLE = "role"
    NAME = "name"
    COUNT = "count"
    NUMBER = "number"
    LIST = "list"
    OPERATOR = "operator"
    WORDS = "words"
    ORDER = "order"
    REPEATED = "repeated"
