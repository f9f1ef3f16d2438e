"""What is replaced or annulled is not listed, is counted, and is shown with a warning when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from life_builders import FINGERPRINT, FlatEmbedder

from assistant.answer import Assistant
from assistant.corpus_view import CorpusView
from assistant.ingest import File, ingest
from assistant.model import Answer, Language, Question, Status
from assistant.selection.filters import FilterWords, read_filters
from corpus.agencies import registry
from corpus.model import Audience
from index.store import Store, open_store

PUBLIC = frozenset({Audience.PUBLIC})
EVERYONE = frozenset(Audience)


def decision(number: str, day: int, body: str, audience: Audience = Audience.PUBLIC) -> File:
    head = f"BỘ TƯ PHÁP\nSố: {number}\nHà Nội, ngày {day:02d} tháng 4 năm 2026\nQUYẾT ĐỊNH\nVề phân công nhiệm vụ\n"
    return File(f"{number.replace('/', '-')}.txt", (head + body).encode(), audience)


OLD = "1. Bộ Tài chính chủ trì rà soát danh mục thuế. Hoàn thành trong tháng 5/2026.\n2. Bộ Y tế chủ trì lập hồ sơ.\n"
NEW = (
    "1. Bộ Tài chính chủ trì rà soát danh mục phí. Hoàn thành trong tháng 5/2026.\n"
    "2. Quyết định này thay thế Quyết định số 1/QĐ-BTP ngày 01/4/2026.\n"
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path, fingerprint=FINGERPRINT)
    yield opened
    opened.close()


def ask(store: Store, text: str, audiences: frozenset[Audience] = EVERYONE, language: str = "vi") -> Answer:
    assistant = Assistant(CorpusView(store, registry()), FlatEmbedder())
    return assistant.ask(Question(text, date(2026, 4, 10), (), Language(language), audiences))


def test_tasks_of_a_replaced_document_are_counted_and_not_listed(store: Store) -> None:
    ingest(store, FlatEmbedder(), [decision("1/QĐ-BTP", 1, OLD), decision("2/QĐ-BTP", 2, NEW)])
    answer = ask(store, "Bộ Tài chính có việc gì đến hạn trong tháng 5/2026?")
    assert [matched.document for matched in answer.tasks] == ["2/QĐ-BTP"]
    assert answer.excluded["not_in_force"] == 1
    assert "1 nhiệm vụ thuộc văn bản đã bị thay thế hoặc bãi bỏ" in answer.text
    english = ask(store, "which tasks does the Ministry of Finance own due in May 2026", language="en")
    assert "1 task of a document that was replaced or annulled" in english.text
    everything = ask(store, "Bộ Y tế có những nhiệm vụ gì?")
    assert everything.tasks == () and everything.excluded["not_in_force"] == 1


def test_asked_for_by_number_they_are_shown_with_a_warning_that_cites_the_act(store: Store) -> None:
    ingest(store, FlatEmbedder(), [decision("1/QĐ-BTP", 1, OLD), decision("2/QĐ-BTP", 2, NEW)])
    answer = ask(store, "Quyết định số 1/QĐ-BTP giao những nhiệm vụ gì?")
    assert [matched.document for matched in answer.tasks] == ["1/QĐ-BTP", "1/QĐ-BTP"]
    assert answer.status is Status.ANSWERED
    first = answer.text.splitlines()[0]
    assert "Quyết định số 1/QĐ-BTP đã được thay thế bởi Quyết định số 2/QĐ-BTP" in first
    quotes = {citation.n: citation for citation in answer.citations}
    cited = quotes[int(first.rpartition("[")[2].rstrip("]"))]
    assert (cited.document, cited.quote) == (
        "2/QĐ-BTP",
        "Quyết định này thay thế Quyết định số 1/QĐ-BTP ngày 01/4/2026.",
    ) or cited.quote.endswith("Quyết định này thay thế Quyết định số 1/QĐ-BTP ngày 01/4/2026.")


def test_the_register_follows(store: Store) -> None:
    from assistant.selection.select import register_view

    ingest(store, FlatEmbedder(), [decision("1/QĐ-BTP", 1, OLD), decision("2/QĐ-BTP", 2, NEW)])
    view = CorpusView(store, registry())

    def listed(words: FilterWords) -> set[str]:
        found = register_view(view.store, read_filters(words, date(2026, 4, 10), view, EVERYONE), registry())
        return {matched.document for matched in found}

    assert listed(FilterWords()) == {"2/QĐ-BTP"}
    assert listed(FilterWords(documents=["1/QĐ-BTP"])) == {"1/QĐ-BTP"}


def test_a_hidden_act_takes_effect_and_is_not_named(store: Store) -> None:
    hidden = decision("2/QĐ-BTP", 2, NEW, Audience.INTERNAL)
    ingest(store, FlatEmbedder(), [decision("1/QĐ-BTP", 1, OLD), hidden])
    public = ask(store, "Bộ Tài chính có việc gì đến hạn trong tháng 5/2026?", PUBLIC)
    assert public.tasks == () and public.excluded["not_in_force"] == 1
    told = ask(store, "Quyết định số 1/QĐ-BTP giao những nhiệm vụ gì?", PUBLIC)
    assert "đã được thay thế, không còn hiệu lực" in told.text
    assert "2/QĐ-BTP" not in told.text and all(c.document == "1/QĐ-BTP" for c in told.citations)


def test_removing_the_act_brings_the_older_document_back(store: Store) -> None:
    from index.sync import remove

    ingest(store, FlatEmbedder(), [decision("1/QĐ-BTP", 1, OLD), decision("2/QĐ-BTP", 2, NEW)])
    remove(store, "2/QĐ-BTP")
    assert [m.document for m in ask(store, "Bộ Tài chính có việc gì đến hạn trong tháng 5/2026?").tasks] == ["1/QĐ-BTP"]


def test_whether_it_still_binds_is_said_with_the_act(store: Store) -> None:
    ingest(store, FlatEmbedder(), [decision("1/QĐ-BTP", 1, OLD), decision("2/QĐ-BTP", 2, NEW)])
    over = ask(store, "Quyết định số 1/QĐ-BTP còn hiệu lực không?")
    assert "Quyết định số 1/QĐ-BTP không còn hiệu lực: đã bị thay thế." in over.text
    assert any("thay thế Quyết định số 1/QĐ-BTP" in citation.quote for citation in over.citations)
    binding = ask(store, "Quyết định số 2/QĐ-BTP còn hiệu lực không?")
    assert "Quyết định số 2/QĐ-BTP còn hiệu lực" in binding.text and "thay thế bởi" not in binding.text


PARTS = (
    "Điều 1. Bộ Tài chính chủ trì rà soát danh mục thuế. Hoàn thành trong tháng 5/2026.\n"
    "Điều 2. Bộ Tài chính có trách nhiệm:\n"
    "1. Chủ trì lập hồ sơ số hóa. Hoàn thành trong tháng 5/2026.\n"
    "2. Chủ trì kiểm kê trang thiết bị. Hoàn thành trong tháng 5/2026.\n"
)
LISTED = "Bộ Tài chính có việc gì đến hạn trong tháng 5/2026?"


@pytest.mark.parametrize(
    ("act", "words", "untouched"),
    [
        ("Điều 1. Sửa đổi, bổ sung khoản 1 Điều 2 Quyết định số 1/QĐ-BTP ngày 01/4/2026 như sau:\n“1. Lập hồ sơ giấy.”",
         "Điều 2, khoản 1 của Quyết định số 1/QĐ-BTP đã được sửa đổi, bổ sung bởi Quyết định số 2/QĐ-BTP", "khoản 2"),
        ("Điều 1. Bãi bỏ khoản 2 Điều 2 Quyết định số 1/QĐ-BTP ngày 01/4/2026.",
         "Điều 2, khoản 2 của Quyết định số 1/QĐ-BTP đã bị bãi bỏ bởi Quyết định số 2/QĐ-BTP", "khoản 1"),
        ("Điều 1. Điều chỉnh thời hạn hoàn thành nhiệm vụ tại Điều 1 Quyết định số 1/QĐ-BTP đến ngày 30/6/2026.",
         "Điều 1 của Quyết định số 1/QĐ-BTP đã được sửa đổi, bổ sung", "Điều 2"),
    ],
)  # fmt: skip
def test_a_task_in_an_amended_provision_is_shown_with_a_warning(
    store: Store, act: str, words: str, untouched: str
) -> None:
    ingest(store, FlatEmbedder(), [decision("1/QĐ-BTP", 1, PARTS), decision("2/QĐ-BTP", 2, act + "\n")])
    answer = ask(store, LISTED)
    assert [m.document for m in answer.tasks if m.document == "1/QĐ-BTP"] == ["1/QĐ-BTP"] * 3
    (line,) = [line for line in answer.text.splitlines() if words in line]
    cited = next(c for c in answer.citations if line.endswith(f"[{c.n}]"))
    assert cited.document == "2/QĐ-BTP" and "Quyết định số 1/QĐ-BTP" in cited.quote
    assert untouched not in line.partition(" của ")[0]
    english = ask(store, "which tasks does the Ministry of Finance own due in May 2026", language="en")
    assert "by 2/QĐ-BTP" in english.text


def test_an_amendment_that_is_declared_is_said_without_a_provision(store: Store, tmp_path: Path) -> None:
    from assistant.curation import Change, Curator
    from assistant.declarations import Declarations
    from corpus.model import Status as Force

    ingest(store, FlatEmbedder(), [decision("1/QĐ-BTP", 1, PARTS), decision("2/QĐ-BTP", 2, "1. Bộ Y tế lập sổ.\n")])
    curator = Curator(store, FlatEmbedder(), Declarations(tmp_path))
    assert not curator.set("1/QĐ-BTP", Change(status=Force.AMENDED, by="2/QĐ-BTP")).failed
    answer = ask(store, LISTED)
    assert len(answer.tasks) == 3 and answer.text.startswith("**Lưu ý:** Quyết định số 1/QĐ-BTP đã được sửa đổi")
    curator.set("1/QĐ-BTP", Change(status=Force.ANNULLED, by="2/QĐ-BTP"))
    assert ask(store, LISTED).excluded["not_in_force"] == 3
    curator.set("1/QĐ-BTP", Change(status=Force.IN_FORCE))
    assert len(ask(store, LISTED).tasks) == 3 and "Lưu ý" not in ask(store, LISTED).text


def test_a_search_prefers_what_is_in_force(store: Store) -> None:
    old = decision("1/QĐ-BTP", 1, "1. Bộ Y tế chủ trì lập hồ sơ sức khỏe điện tử toàn dân.\n")
    new = decision(
        "2/QĐ-BTP", 2, "1. Bộ Công an chủ trì lập hồ sơ sức khỏe điện tử toàn dân.\n"
        "2. Quyết định này thay thế Quyết định số 1/QĐ-BTP ngày 01/4/2026.\n"
    )  # fmt: skip
    ingest(store, FlatEmbedder(), [old, new])
    for question in ("Ai chủ trì lập hồ sơ sức khỏe điện tử toàn dân?", "Khi nào phải lập hồ sơ sức khỏe toàn dân?"):
        answer = ask(store, question)
        assert [matched.document for matched in answer.tasks] == ["2/QĐ-BTP"] and "Bộ Y tế" not in answer.text
        assert answer.excluded["not_in_force"] == 1 and "1 nhiệm vụ thuộc văn bản đã bị thay thế" in answer.text
    old_one = ask(store, "Theo Quyết định 1/QĐ-BTP, ai chủ trì lập hồ sơ sức khỏe điện tử toàn dân?")
    assert "Bộ Y tế" in old_one.text and "đã được thay thế bởi" in old_one.text
    passages = ask(store, "hồ sơ sức khỏe điện tử toàn dân quy định thế nào?")
    assert passages.text.index("Bộ Công an") < passages.text.index("Bộ Y tế") and "đã được thay thế" in passages.text
