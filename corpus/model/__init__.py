"""The nouns of the product, as frozen dataclasses; they cross every package boundary.

Positions are character offsets into ``Directive.text`` (the cleaned text, Unicode NFC),
half open: ``text[start:end]``.
"""

from __future__ import annotations

from corpus.model.clause import Clause
from corpus.model.directive import Declared, DeclaredPart, Directive, Footnote, Signer
from corpus.model.errors import CorpusError, NotADirectiveError
from corpus.model.source import Place, Run, Source
from corpus.model.task import AgencyRef, Correction, Deadline, Reference, Task
from corpus.model.terms import Audience, DeadlineKind, Period, Purpose, Relation, Role, Scope, Status

__all__ = [
    "AgencyRef",
    "Audience",
    "Clause",
    "CorpusError",
    "Correction",
    "Deadline",
    "DeadlineKind",
    "Declared",
    "DeclaredPart",
    "Directive",
    "Footnote",
    "NotADirectiveError",
    "Period",
    "Place",
    "Purpose",
    "Reference",
    "Relation",
    "Role",
    "Run",
    "Scope",
    "Signer",
    "Source",
    "Status",
    "Task",
]
