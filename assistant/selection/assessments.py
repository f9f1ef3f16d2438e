"""What a document says of how things stand: shortcomings and results, asked for by those words.

A conclusion or an official letter seldom calls them so: it sets shortcomings off with "tuy nhiên", "còn thiếu", "mới
đạt" and results with "đã ... đạt", so no word of the question stands in the answer. What orders work is no assessment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.lexical.relevance import covers
from assistant.understand.cues.pattern import Cue, any_of
from corpus.agency_names import question_finder
from corpus.model import Clause, Directive
from corpus.text import fold
from index.catalog import DirectiveHead

_SHORTCOMINGS = any_of(
    r"han che(?! (?:toi da|viec|su dung|dau tu))", r"ton tai", r"yeu kem", r"bat cap", r"khuyet diem", r"thieu sot",
    r"shortcomings?", r"weaknesses", r"limitations?",
)  # fmt: skip
_RESULTS = any_of(
    r"ket qua (?:da )?(?:dat duoc|buoc dau|nao|gi|ma)", r"nhung ket qua", r"uu diem", r"thanh tich", r"achievements?"
)
_MARKS: tuple[tuple[Cue, Cue], ...] = (
    (
        _SHORTCOMINGS,
        any_of(
            r"tuy nhien",
            r"con (?:thieu|cham|yeu|thap|lung tung|han che|bat cap|ton tai)",
            r"chua (?:ro|dat|cao|dap ung|dong bo|hoan thanh|kip thoi|nghiem)",
            r"moi (?:dat|co) \d+",
            r"khong (?:hoan thanh|dat) (?:muc tieu|chi tieu|yeu cau|ke hoach)",
        ),
    ),
    (_RESULTS, any_of(r"da (?:\w+,? ){0,12}dat", r"ket qua (?:buoc dau|tich cuc|quan trong)", r"dat duoc")),
)
"""(what asks for it, what marks it in a text), on folded text."""
_SAYS = any_of(
    r"(?:da )?(?:chi (?:ra|ro)|neu|danh gia|ghi nhan|nhan dinh|ket luan|xac dinh|thua nhan|de ra|dat ra|phe binh)",
    r"points? out|pointed out|states?|stated|notes?|noted",
)


def find_assessments(
    directives: Sequence[Directive], question: str, topic: str
) -> list[tuple[Directive, Clause, int, int]]:
    """Return the clauses that hold the kind of assessment a question asks for; none where it asks for none.

    Args:
        directives: where to look.
        question: as typed.
        topic: what it is about; of its words, those beside the assessment's own have to stand in the clause.
    """
    asked = fold(question)
    marks = [mark for noun, mark in _MARKS if noun.search(asked)]
    own = {word for cue in (_SHORTCOMINGS, _RESULTS, _SAYS) for m in cue.finditer(asked) for word in m.group().split()}
    about = " ".join(word for word in topic.split() if fold(word) not in own)
    return [
        (directive, clause, clause.start, clause.end)
        for directive in (directives if marks else ())
        for clause in _statements(directive)
        if _holds(" ".join(fold(directive.clause_text(clause)).split()), marks, about)
    ]


def _holds(text: str, marks: Sequence[Cue], about: str) -> bool:
    return any(mark.search(text) for mark in marks) and covers(about, text)


def documents_of_author(question: str, agencies: Sequence[str], heads: Sequence[DirectiveHead]) -> tuple[str, ...]:
    """Return the documents issued by a body that the question names as saying something ("Tỉnh ủy ... chỉ ra").

    Args:
        question: as typed.
        agencies: the keys of the agencies recognised in it; "text:" and folded words for those of no registry.
        heads: the documents that the asker may see.
    """
    asked = fold(question)
    return tuple(head.number for head in heads if _is_author(head, asked, agencies))


def _is_author(head: DirectiveHead, asked: str, agencies: Sequence[str]) -> bool:
    issuer = fold(head.issuer)
    said = re.search(rf"\b{re.escape(issuer)}\s+(?={_SAYS.pattern})", asked)
    if not issuer or not said:
        return False
    keys = {key for match in question_finder().find(head.issuer) for key in match.agency_ids}
    return any(key in keys or (key.startswith("text:") and issuer in key) for key in agencies)


def _statements(directive: Directive) -> Iterator[Clause]:
    """Return the smallest clauses that order no work."""
    ordering = {task.clause for task in directive.tasks}
    for clause in directive.walk():
        if not clause.children and not any(clause.id == each or clause.id.startswith(each + "__") for each in ordering):
            yield clause
