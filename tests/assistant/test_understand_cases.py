"""What officials type -> how it is understood. A row a case; add a row before you add a cue."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.model import Intent, Language, Question
from assistant.understand import CorpusContext, Understanding, interpret
from corpus.agencies import registry
from corpus.model import Audience, Role
from index.catalog import DirectiveHead

TODAY = date(2026, 4, 1)
HEADS = tuple(
    DirectiveHead(number, slug, code, name, "", day, "", Audience.PUBLIC)
    for number, slug, code, name, day in (
        ("20-TB/CQTTBCĐ", "20-tb-cqttbcd", "TB", "Thông báo", date(2026, 3, 16)),
        ("693-CV/VPTW", "693-cv-vptw", "CV", "Công văn", date(2026, 3, 2)),
    )
)
CONTEXT = CorpusContext(registry(), HEADS, dict, lambda: frozenset({"bo-khoa-hoc-va-cong-nghe", "bo-tai-chinh"}))

LIST, COUNT, WHO, WHEN = Intent.LIST_TASKS, Intent.COUNT_TASKS, Intent.WHO, Intent.WHEN
MOST, MOF, MPS, MOJ = "bo-khoa-hoc-va-cong-nghe", "bo-tai-chinh", "bo-cong-an", "bo-tu-phap"


def understand(question: str, today: date = TODAY) -> Understanding:
    return interpret(Question(question, today), CONTEXT)


@pytest.mark.parametrize(
    ("question", "intent", "agencies", "roles"),
    [
        # owner, in the ways people write a ministry
        ("Bộ Khoa học và Công nghệ có nhiệm vụ gì?", LIST, (MOST,), (Role.LEAD,)),
        ("Bộ KH&CN có việc gì?", LIST, (MOST,), (Role.LEAD,)),
        ("bộ khcn phải làm gì", LIST, (MOST,), (Role.LEAD,)),
        ("bo khoa hoc va cong nghe co nhiem vu gi", LIST, (MOST,), (Role.LEAD,)),
        ("which tasks does the Ministry of Science and Technology own", LIST, (MOST,), (Role.LEAD,)),
        ("What must MOST do?", LIST, (MOST,), (Role.LEAD,)),
        # a former ministry stands for its successor
        ("Bộ Thông tin và Truyền thông có nhiệm vụ gì?", LIST, (MOST,), (Role.LEAD,)),
        # the other roles
        ("Bộ Tài chính phối hợp những việc gì?", LIST, (MOF,), (Role.COORDINATOR,)),
        ("Which tasks does the Ministry of Justice coordinate?", LIST, (MOJ,), (Role.COORDINATOR,)),
        ("việc liên quan đến Bộ Công an", LIST, (MPS,), (Role.LEAD, Role.COORDINATOR, Role.DIRECTOR)),
        # counts
        ("Bộ Công an có bao nhiêu nhiệm vụ?", COUNT, (MPS,), (Role.LEAD,)),
        ("How many tasks does the Ministry of Finance lead?", COUNT, (MOF,), (Role.LEAD,)),
        # a name with two bearers, of which one occurs in the corpus
        ("BTC có nhiệm vụ gì?", LIST, (MOF,), (Role.LEAD,)),
        # no agency
        ("việc nào quá hạn?", LIST, (), ()),
        ("Which tasks are overdue?", LIST, (), ()),
    ],
)
def test_lists(question: str, intent: Intent, agencies: tuple[str, ...], roles: tuple[Role, ...]) -> None:
    meaning = understand(question).interpretation
    assert (meaning.intent, meaning.agencies, meaning.roles) == (intent, agencies, roles)


@pytest.mark.parametrize(
    ("question", "first", "last"),
    [
        ("việc đến hạn trong tháng 4", "2026-04-01", "2026-04-30"),
        ("việc đến hạn trong tháng tư", "2026-04-01", "2026-04-30"),
        ("viec den han thang 4/2026", "2026-04-01", "2026-04-30"),
        ("việc trước ngày 10/3", None, "2026-03-09"),
        ("việc đến hết ngày 10/3/2026", None, "2026-03-10"),
        ("việc sau ngày 10/3", "2026-03-11", None),
        ("từ ngày 1/4 đến ngày 30/6 có việc gì", "2026-04-01", "2026-06-30"),
        ("việc trong quý II", "2026-04-01", "2026-06-30"),
        ("việc trong 6 tháng đầu năm 2026", "2026-01-01", "2026-06-30"),
        ("việc hôm nay", "2026-04-01", "2026-04-01"),
        ("việc tuần này", "2026-03-30", "2026-04-05"),  # 1 April 2026 is a Wednesday
        ("việc tuần tới", "2026-04-06", "2026-04-12"),
        ("việc tháng này", "2026-04-01", "2026-04-30"),
        ("việc tháng sau", "2026-05-01", "2026-05-31"),
        ("việc quý sau", "2026-07-01", "2026-09-30"),
        ("việc trong 10 ngày tới", "2026-04-01", "2026-04-11"),
        ("việc sắp đến hạn", "2026-04-01", "2026-04-15"),
        ("việc quá hạn", None, "2026-03-31"),
        ("tasks due in April", "2026-04-01", "2026-04-30"),
        ("tasks due by the end of June", None, "2026-06-30"),
        ("tasks due before 10 March 2026", None, "2026-03-09"),
        ("tasks due in Q2", "2026-04-01", "2026-06-30"),
        ("tasks due within two weeks", "2026-04-01", "2026-04-15"),
        ("tasks due in May 2026", "2026-05-01", "2026-05-31"),
        ("tasks due from 1 April to 30 June", "2026-04-01", "2026-06-30"),
        ("tasks due between March and April", "2026-03-01", "2026-04-30"),
        ("tasks due on 2026-04-30", "2026-04-30", "2026-04-30"),
    ],
)
def test_ranges(question: str, first: str | None, last: str | None) -> None:
    due = understand(question).interpretation.due
    assert due is not None
    assert (due.first and due.first.isoformat(), due.last and due.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "question", ["Bộ Công an may có việc gì", "May I ask which tasks there are?", "Công văn 693 nói gì?"]
)
def test_no_range_where_none_is_named(question: str) -> None:
    assert understand(question).interpretation.due is None


@pytest.mark.parametrize("question", ["ngày 30/2 có việc gì", "việc trước ngày 31/4/2026", "tasks due on 30 February"])
def test_impossible_dates_are_named(question: str) -> None:
    assert understand(question).impossible_date


@pytest.mark.parametrize(
    ("question", "known", "unknown"),
    [
        ("Công văn 693 nói gì?", ("693-CV/VPTW",), ()),
        ("CV 693 giao việc gì", ("693-CV/VPTW",), ()),
        ("cv so 693 giao viec gi", ("693-CV/VPTW",), ()),
        ("693-CV/VPTW giao việc gì", ("693-CV/VPTW",), ()),
        ("thông báo 20 giao việc gì", ("20-TB/CQTTBCĐ",), ()),
        ("20-tb/cqttbcd co nhung viec gi", ("20-TB/CQTTBCĐ",), ()),
        ("công văn ngày 2/3 gửi cho ai", ("693-CV/VPTW",), ()),
        ("Nghị quyết 99-NQ/TW giao Bộ Y tế việc gì?", (), ("Nghị quyết 99-NQ/TW",)),
        ("Công văn 694 nói gì?", (), ("Công văn 694",)),
    ],
)
def test_documents(question: str, known: tuple[str, ...], unknown: tuple[str, ...]) -> None:
    meaning = understand(question).interpretation
    assert (meaning.documents, meaning.unknown_documents) == (known, unknown)


@pytest.mark.parametrize(
    ("question", "intent", "fact"),
    [
        ("Ai ký công văn 693?", Intent.DOCUMENT_FACTS, "signer"),
        ("Who signed 693-CV/VPTW?", Intent.DOCUMENT_FACTS, "signer"),
        ("Thông báo 20 ban hành ngày nào?", Intent.DOCUMENT_FACTS, "date"),
        ("Công văn 693 do cơ quan nào ban hành?", Intent.DOCUMENT_FACTS, "issuer"),
        ("Công văn 693 gửi cho ai?", Intent.DOCUMENT_FACTS, "addressees"),
        ("Nơi nhận của công văn 693", Intent.DOCUMENT_FACTS, "recipients"),
        ("Công văn 693 về việc gì?", Intent.DOCUMENT_FACTS, "subject"),
        ("Tóm tắt công văn 693", Intent.DOCUMENT_FACTS, "overview"),
        ("Thông báo số 17-TB/CQTTBCĐ được nhắc ở đâu?", Intent.REFERENCES, None),
        ("Where is 17-TB/CQTTBCĐ mentioned?", Intent.REFERENCES, None),
        ("Có những văn bản nào trong kho?", Intent.LIST_DOCUMENTS, None),
        ("Ai chủ trì việc vận hành Mạng mật liên thông?", WHO, None),
        ("Khi nào phải hoàn thành việc rà soát Danh mục công nghệ chiến lược?", WHEN, None),
        ("Công văn 693 nói gì về Cổng Dịch vụ công?", Intent.SEARCH, None),
        ("What is the capital of France?", Intent.SEARCH, None),
        ("xin chào", Intent.HELP, None),
        ("Bạn làm được gì?", Intent.HELP, None),
    ],
)
def test_intents(question: str, intent: Intent, fact: str | None) -> None:
    meaning = understand(question).interpretation
    assert (meaning.intent, meaning.fact) == (intent, fact)


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Công văn 693 nói gì về Cổng Dịch vụ công?", "Cổng Dịch vụ công"),
        ("nhiệm vụ về dữ liệu của Bộ Công an", "dữ liệu"),
        ("Bộ KH&CN có việc gì đến hạn trong tháng 4?", ""),
        ("which tasks does the Ministry of Science and Technology own due in April", ""),
    ],
)
def test_topics(question: str, topic: str) -> None:
    assert understand(question).interpretation.topic == topic


def test_an_ambiguous_name_is_asked_about() -> None:
    clarify = understand("Văn phòng có việc gì?").clarify
    assert clarify is not None
    words, candidates = clarify
    assert words == "Văn phòng"
    assert {"Văn phòng Trung ương Đảng", "Văn phòng Chính phủ"} <= set(candidates)


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Bộ KH&CN có việc gì đến hạn trong tháng 4?", Language.VI),
        ("bo khcn co viec gi den han thang 4", Language.VI),
        ("which tasks does the Ministry of Science and Technology own", Language.EN),
        ("Which tasks does Bộ Tư pháp own?", Language.EN),
        ("20-TB/CQTTBCĐ", Language.VI),
    ],
)
def test_language(question: str, language: Language) -> None:
    assert understand(question).language is language


@given(st.text(max_size=2_000))
@settings(max_examples=150, deadline=None)
def test_any_text_is_understood_somehow(question: str) -> None:
    assert isinstance(understand(question).interpretation.intent, Intent)
