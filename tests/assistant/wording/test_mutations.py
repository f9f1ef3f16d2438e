"""A correct sentence with one thing changed is a false one: no change of a date, name, number or part may pass."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_good_sentences import FILES, HERE, TODAY, _numbered
from wording_builders import draft_of

from assistant.answer import Assistant
from assistant.model import Language, Question
from assistant.wording.agencies import Said, named
from assistant.wording.check import check, units
from assistant.wording.evidence import gather
from assistant.wording.facts import Evidence
from corpus.agencies import registry

_DATE = re.compile(r"\b(\d{1,2})/(\d{1,2})/(20\d\d)\b")
_MONTH = re.compile(r"\b[Tt]háng (\d{1,2})/(20\d\d)")
_NUMBER = re.compile(r"(?<![\w/.,-])(\d{1,2})(?= (?:nhiệm vụ|địa phương|mục|DVCTT|tasks?|dịch vụ)\b)")
_DOCUMENT = re.compile(r"\b(\d{2,5})(?=(?:/20\d\d)?[-/][A-ZĐ]{2})")
_QUARTER = re.compile(r"\bquý (I{1,3}V?|IV)\b")
_MINISTRIES = tuple(a for a in registry().agencies if a.kind == "ministry")


@dataclass(frozen=True)
class Good:
    """A correct sentence that passes, and what it rests on."""

    sentence: str
    evidence: Evidence = field(repr=False)


@pytest.fixture(scope="module")
def good(shipped: Assistant) -> list[Good]:
    found = []
    for name in FILES:
        for case in tomllib.loads((HERE / name).read_text(encoding="utf-8"))["answer"]:
            draft = draft_of(shipped, Question(case["question"], TODAY))
            evidence = gather(draft)
            numbered = [_numbered(sentence, case, draft) for sentence in case["sentences"]]
            found += [Good(sentence, evidence) for sentence in numbered if check(sentence, evidence) is None]
    assert len(found) > 50
    return found


def _shift_date(good: Good, n: int) -> list[str]:
    def changed(m: re.Match[str]) -> str:
        day = date(int(m[3]), int(m[2]), int(m[1])) + timedelta(days=n)
        while any(day in (d.first, d.last) for fact in good.evidence.facts for d in fact.dates):
            day += timedelta(days=1)
        return f"{day.day:02d}/{day.month}/{day.year}"

    return _each(_DATE, changed, good.sentence)


def _shift_month(good: Good, n: int) -> list[str]:
    def changed(m: re.Match[str]) -> str:
        return m[0].replace(f"{m[1]}/", f"{(int(m[1]) - 1 + 1 + n % 11) % 12 + 1}/")

    return _each(_MONTH, changed, good.sentence)


def _shift_quarter(good: Good, n: int) -> list[str]:
    others = {"I": "IV", "II": "III", "III": "IV", "IV": "I"}
    return _each(_QUARTER, lambda m: f"quý {others[m[1]]}", good.sentence)


def _change_number(good: Good, n: int) -> list[str]:
    return _each(_NUMBER, lambda m: str(int(m[1]) + 1 + n % 60), good.sentence)


def _change_document(good: Good, n: int) -> list[str]:
    return _each(_DOCUMENT, lambda m: str(int(m[1]) + 1 + n), good.sentence)


def _change_agency(good: Good, n: int) -> list[str]:
    """Put another ministry in the place of each agency: one that has no part in any of the clauses cited."""
    language = good.evidence.language
    found = []
    tokens = {t for unit in units(good.sentence) for t in unit.tokens}
    known = {i for fact in good.evidence.facts_of(tokens) for i in (*fact.agencies, *fact.roles)}
    known |= {i for fact in good.evidence.below.values() for f in fact for i in f.roles}
    strangers = [a for a in _MINISTRIES if a.id not in known]
    if not strangers:
        return []
    stranger = strangers[n % len(strangers)]
    other = stranger.en if language is Language.EN else stranger.name
    for part in named(good.sentence, language):
        found.append(good.sentence[: part.start] + other + good.sentence[part.end :])
    return found


def _swap_parts(good: Good, n: int) -> list[str]:
    """Let who leads and who co-ordinates change places."""
    parts = named(good.sentence, good.evidence.language)
    leads = [p for p in parts if p.said is Said.LEAD and len(p.ids) == 1]
    others = [p for p in parts if p.said is Said.COORDINATOR and len(p.ids) == 1]
    found = []
    for a in leads:
        for b in others:
            first, second = sorted((a, b), key=lambda p: p.start)
            s = good.sentence
            found.append(
                s[: first.start] + s[second.start : second.end] + s[first.end : second.start]
                + s[first.start : first.end] + s[second.end :]
            )  # fmt: skip
    return found


def _change_token(good: Good, n: int) -> list[str]:
    return [re.sub(r"\[\d+\]", f"[{90 + n % 9}]", good.sentence, count=1)]


def _drop_tokens(good: Good, n: int) -> list[str]:
    return [re.sub(r"\s*\[\d+\]", "", good.sentence)]


def _negate(good: Good, n: int) -> list[str]:
    if good.evidence.language is Language.EN:
        return _each(re.compile(r"\b(leads|must|is due)\b"), lambda m: f"does not {m[0]}", good.sentence)
    return _each(re.compile(r"\b(chủ trì|phối hợp|báo cáo|hoàn thành)\b"), lambda m: f"không {m[0]}", good.sentence)


def _invent(good: Good, n: int) -> list[str]:
    extra = {
        Language.VI: (" và đã được gia hạn", " với kinh phí lớn", " theo yêu cầu của Chính phủ", " một cách yếu kém"),
        Language.EN: (" and has been extended", " at great cost", " for the Government", " reluctantly"),
    }[good.evidence.language]
    head, token, tail = good.sentence.partition(" [")
    return [head + extra[n % len(extra)] + token + tail]


def _each(pattern: re.Pattern[str], change: Callable[[re.Match[str]], str], text: str) -> list[str]:
    return [text[: m.start()] + change(m) + text[m.end() :] for m in pattern.finditer(text)]


_MUTATIONS = (
    _shift_date, _shift_month, _shift_quarter, _change_number, _change_document, _change_agency, _swap_parts,
    _change_token, _drop_tokens, _negate, _invent,
)  # fmt: skip


@pytest.mark.parametrize("mutate", _MUTATIONS, ids=lambda m: m.__name__.strip("_"))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_changed_sentence_passes(
    good: list[Good], mutate: Callable[[Good, int], list[str]], data: st.DataObject
) -> None:
    each = data.draw(st.sampled_from(good))
    for changed in mutate(each, data.draw(st.integers(0, 400))):
        if changed != each.sentence:
            assert check(changed, each.evidence) is not None, changed


@pytest.mark.parametrize("mutate", _MUTATIONS, ids=lambda m: m.__name__.strip("_"))
def test_each_change_applies_somewhere(good: list[Good], mutate: Callable[[Good, int], list[str]]) -> None:
    assert any(mutate(each, 1) for each in good)
