"""The same question said otherwise: without marks, in other letters, politely, turned round, with a slip of the finger.

What a question means does not depend on how it is typed. So every open gold question is asked as it stands and in each
variation, and the two readings are compared; where they differ, so are the answers. No gold answer is needed for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from assistant.answer import Assistant
from assistant.model import ALL_AUDIENCES, Answer, Interpretation, Language, Question
from assistant.understand import CorpusContext, interpret
from corpus.text import fold, has_diacritics, words
from eval.dataset import GoldQuestion

Rewrite = Callable[[str], str]
"""Says one question otherwise; where it cannot, returns it as it stands."""

_END = re.compile(r"[\s?.!]*$")
# "trong tháng 4", "vào quý II/2026", "năm 2026", "tuần này"
_TIME = r"(?:trong |vào |ở )?(?:tháng|quý|tuần|năm) (?:này|tới|sau|trước|nay|\d{1,2}(?:/\d{4})?|I{1,3}|IV|\d{4})"
_TIME_LAST = re.compile(rf"(?P<rest>.+?)\s+(?P<time>{_TIME})(?P<end>[\s?.!]*)", re.IGNORECASE)
_TIME_FIRST = re.compile(rf"(?P<time>{_TIME}),?\s+(?P<rest>.+)", re.IGNORECASE)
_ASKING = frozenset(
    "nhiệm vụ việc hoàn thành chủ trì phối hợp tháng thời hạn báo cáo những trong liệt kê thống giao quá đến nào "
    "không trước sau được trách định kỳ danh sách cơ quan nhiêu nghị thông quyết hoạch công".split()
)
"""Words of asking, a slip in which every reader passes over."""
_LONG_ENOUGH = 4


def unmarked(text: str) -> str:
    """Return the text without diacritics, in the same letters otherwise.

    >>> unmarked("Bộ Y tế được giao việc gì?")
    'Bo Y te duoc giao viec gi?'
    """
    bare = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare).replace("đ", "d").replace("Đ", "D")


def _ending(tail: str) -> Rewrite:
    return lambda text: _END.sub(f" {tail}?", text, count=1)


def _opening(head: str) -> Rewrite:
    return lambda text: f"{head} {text}"


def _turned(text: str) -> str:
    """Move the time of a question from its end to its beginning, or from there to its end.

    >>> _turned("Bộ Y tế có việc gì trong tháng 4?")
    'Trong tháng 4, Bộ Y tế có việc gì?'
    >>> _turned("Trong tháng 4, Bộ Y tế có việc gì?")
    'Bộ Y tế có việc gì trong tháng 4?'
    """
    if match := _TIME_FIRST.fullmatch(text):
        rest = _END.sub("", match["rest"], count=1)
        return f"{rest[:1].upper()}{rest[1:]} {match['time'][:1].lower()}{match['time'][1:]}?"
    if (match := _TIME_LAST.fullmatch(text)) and not match["rest"].endswith(_OPEN):
        return f"{match['time'][:1].upper()}{match['time'][1:]}, {match['rest']}?"
    return text


_OPEN = (" hạn", " trước", " sau", " từ", " đến", " hết", " cuối", " đầu", " giữa", " và", " hay", " với", " của")
"""What belongs to the time behind it."""


def _slip(change: Callable[[str], str], nth: int) -> Rewrite:
    """Mistype the n-th word of asking that is long enough; what remains is no other word."""

    def mistyped(text: str) -> str:
        found = [w for w in words(text) if w.text.lower() in _ASKING and len(w.text) >= _LONG_ENOUGH]
        if nth >= len(found):
            return text
        word = found[nth]
        return text[: word.start] + change(text[word.start : word.end]) + text[word.end :]

    return mistyped


def _swapped(word: str) -> str:
    return word[:-2] + word[-1] + word[-2]


def _doubled(word: str) -> str:
    return word[:2] + word[1:]


def _dropped(word: str) -> str:
    return word[:-1]


VARIATIONS: dict[str, Rewrite] = {
    "no marks": unmarked,
    "small letters": str.lower,
    "capitals": str.upper,
    "no question mark": lambda text: _END.sub("", text, count=1),
    "ạ": _ending("ạ"),
    "nhé": _ending("nhé"),
    "vậy": _ending("vậy"),
    "giúp em với": _ending("giúp em với ạ"),
    "thế nhỉ": _ending("thế nhỉ"),
    "cho em hỏi": _opening("Dạ cho em hỏi"),
    "xin hỏi": _opening("Xin hỏi,"),
    "nhờ xem giúp": _opening("Nhờ anh/chị xem giúp:"),
    "bạn ơi": _opening("Bạn ơi,"),
    "turned round": _turned,
    "letters swapped": _slip(_swapped, 0),
    "letter doubled": _slip(_doubled, 1),
    "letter dropped": _slip(_dropped, 0),
    "no marks, small letters, ạ": lambda text: unmarked(_ending("ạ")(text)).lower(),
}
"""How a question is said otherwise."""


@dataclass(frozen=True, slots=True)
class Varied:
    """A question said otherwise, and what was read of both."""

    id: str
    variation: str
    question: str
    """As said otherwise; the last one of a conversation."""
    meaning: Interpretation
    other: Interpretation
    reads: bool
    """Whether both are read the same."""
    answers: bool
    """Whether both are answered the same: by the same status, tasks and candidates."""

    @property
    def differing(self) -> dict[str, tuple[Any, Any]]:
        """The parts of the readings that differ, by name."""
        one, two = asdict(self.meaning), asdict(self.other)
        return {name: (one[name], two[name]) for name in one if one[name] != two[name] and name != "asked"}


def vary(assistant: Assistant, questions: Iterable[GoldQuestion]) -> Iterator[Varied]:
    """Ask every Vietnamese question as it stands and in each variation that changes it."""
    context = assistant.view.context(ALL_AUDIENCES)
    for gold in questions:
        if gold.language is not Language.VI:
            continue
        question = Question(gold.question, gold.today, gold.history)
        plain = interpret(question, context)
        answer: Answer | None = None
        for name, rewrite in varied_ways(gold):
            other = _said(question, rewrite)
            meaning = interpret(other, context)
            reads = same_reading(plain.interpretation, meaning.interpretation) and plain.clarify == meaning.clarify
            if not reads:
                answer = answer or assistant.ask(question)
            answers = reads or (answer is not None and same_answer(answer, assistant.ask(other)))
            yield Varied(gold.id, name, other.text, plain.interpretation, meaning.interpretation, reads, answers)


def varied_ways(gold: GoldQuestion) -> Iterator[tuple[str, Rewrite]]:
    """Yield the variations that change a question, with their names."""
    for name, rewrite in VARIATIONS.items():
        if rewrite(gold.question) != gold.question and not (name == "no marks" and not has_diacritics(gold.question)):
            yield name, rewrite


def read_alike(gold: GoldQuestion, rewrite: Rewrite, context: CorpusContext) -> bool:
    """Tell whether a question is read the same when it is said otherwise."""
    question = Question(gold.question, gold.today, gold.history)
    one, two = (interpret(each, context).interpretation for each in (question, _said(question, rewrite)))
    return same_reading(one, two)


def _said(question: Question, rewrite: Rewrite) -> Question:
    return replace(question, text=rewrite(question.text), history=tuple(map(rewrite, question.history)))


_WORDS = frozenset(
    {"topic", "terms", "works", "bodies_name", "mentioned", "agency_names", "unknown_documents", "asked"}
)
"""Slots that hold words as typed."""


def same_reading(one: Interpretation, two: Interpretation) -> bool:
    """Tell whether two readings are the same but for how their words are written."""
    return _plain(one) == _plain(two)


def _plain(meaning: Interpretation) -> list[Any]:
    return [_slot(field.name, getattr(meaning, field.name)) for field in fields(meaning) if field.name != "asked"]


def _slot(name: str, value: Any) -> Any:
    if name == "within":
        return value and _plain(value)
    if name == "notes":
        return [(code, fold(words)) for code, words in value]
    return fold(str(value)) if name in _WORDS else value


def same_answer(one: Answer, two: Answer) -> bool:
    """Tell whether two answers give the same: status, tasks in any order, candidates."""
    return _given(one) == _given(two)


def _given(answer: Answer) -> tuple[Any, ...]:
    tasks = {(m.task.id, m.match) for m in answer.tasks}
    cited = {c.clause for c in answer.citations} if not answer.tasks else set()
    return answer.status, tasks, cited, answer.candidates


def variations_text(found: Sequence[Varied]) -> str:
    """Return the shares that are read and answered otherwise, a line for each variation."""
    lines = [f"{'variation':<28} {'asked':>6} {'read otherwise':>15} {'answered otherwise':>19}"]
    for name in [*VARIATIONS, ""]:
        rows = [each for each in found if not name or each.variation == name]
        if rows:
            read, told = (sum(not each.reads for each in rows), sum(not each.answers for each in rows))
            shares = f"{read / len(rows):>15.3f} {told / len(rows):>19.3f}"
            lines.append(f"{name or 'all':<28} {len(rows):>6} {shares}")
    return "\n".join(lines)


def variations_json(found: Sequence[Varied]) -> list[dict[str, Any]]:
    """Return what is read otherwise, as values for JSON."""
    return [
        {
            "id": each.id,
            "variation": each.variation,
            "question": each.question,
            "answered_alike": each.answers,
            "differing": {name: [str(a), str(b)] for name, (a, b) in each.differing.items()},
        }
        for each in found
        if not each.reads
    ]
