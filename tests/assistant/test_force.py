"""What is replaced or annulled is not listed, is counted, and is shown with a warning when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from life_builders import FINGERPRINT, FlatEmbedder

from assistant.answer import Assistant
from assistant.corpus_view import CorpusView
from assistant.curation import Change, Curator
from assistant.declarations import Declarations
from assistant.ingest import File, ingest
from assistant.model import Answer, Language, Question, Status
from assistant.selection.filters import FilterWords, read_filters
from corpus.agencies import registry
from corpus.model import Audience, CorpusError
from corpus.model import Status as Force
from corpus.warnings import warnings_of
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
    assert "1 nhiệm vụ thuộc văn bản, điều khoản đã bị thay thế hoặc bãi bỏ" in answer.text
    english = ask(store, "which tasks does the Ministry of Finance own due in May 2026", language="en")
    assert "1 task of a document or provision that was replaced or annulled" in english.text
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


ANNULLING = "Điều 1. Bãi bỏ khoản 2 Điều 2 Quyết định số 1/QĐ-BTP ngày 01/4/2026.\n"


@pytest.mark.parametrize(
    ("act", "left"),
    [
        (ANNULLING, ["art_1", "art_2__para_1"]),
        ("1. Quyết định này thay thế Điều 2 Quyết định số 1/QĐ-BTP ngày 01/4/2026.\n", ["art_1"]),
        ("Điều 1. Bãi bỏ Điều 1 và khoản 1 Điều 2 Quyết định số 1/QĐ-BTP.\n", ["art_2__para_2"]),
        ("Điều 1. Bãi bỏ các khoản 1, 2 Điều 2 Quyết định số 1/QĐ-BTP.\n", ["art_1"]),
        ("Điều 1. Bãi bỏ nhiệm vụ quy định tại khoản 1, khoản 2 Điều 2 Quyết định số 1/QĐ-BTP.\n", ["art_1"]),
        # words of a provision, or a provision that is not there, take no task away
        ("Điều 1. Bãi bỏ cụm từ “số hóa” tại khoản 1 Điều 2 Quyết định số 1/QĐ-BTP.\n", None),
        ("Điều 1. Bãi bỏ khoản 7 Điều 2 Quyết định số 1/QĐ-BTP.\n", None),
        ("Điều 1. Giao Vụ Pháp chế trình bãi bỏ khoản 2 Điều 2 Quyết định số 1/QĐ-BTP.\n", None),
    ],
)
def test_tasks_of_annulled_provisions_are_left_out_and_counted(store: Store, act: str, left: list[str] | None) -> None:
    ingest(store, FlatEmbedder(), [decision("1/QĐ-BTP", 1, PARTS), decision("2/QĐ-BTP", 2, act)])
    answer = ask(store, LISTED)
    wanted = left or ["art_1", "art_2__para_1", "art_2__para_2"]
    assert [m.task.clause.partition("#")[2] for m in answer.tasks] == wanted
    assert answer.excluded.get("not_in_force", 0) == 3 - len(wanted)
    assert ("điều khoản đã bị thay thế hoặc bãi bỏ không được liệt kê" in answer.text) == (left is not None)


def test_an_annulled_provision_is_shown_with_a_warning_where_it_is_asked_for(store: Store) -> None:
    ingest(store, FlatEmbedder(), [decision("1/QĐ-BTP", 1, PARTS), decision("2/QĐ-BTP", 2, ANNULLING)])
    whole = ask(store, "Quyết định số 1/QĐ-BTP giao những nhiệm vụ gì?")
    assert len(whole.tasks) == 2 and whole.excluded["not_in_force"] == 1
    one = ask(store, "Khoản 2 Điều 2 Quyết định số 1/QĐ-BTP giao nhiệm vụ gì?")
    words = "Điều 2, khoản 2 của Quyết định số 1/QĐ-BTP đã bị bãi bỏ bởi Quyết định số 2/QĐ-BTP"
    (line,) = [line for line in one.text.splitlines() if words in line]
    cited = next(c for c in one.citations if line.endswith(f"[{c.n}]"))
    assert cited.document == "2/QĐ-BTP" and "Bãi bỏ khoản 2 Điều 2" in cited.quote
    english = ask(store, "What does paragraph 2 of article 2 of 1/QĐ-BTP order?", language="en")
    assert "was annulled by 2/QĐ-BTP" in english.text


def test_an_annulled_provision_is_not_told_by_a_document_that_one_may_not_see(store: Store) -> None:
    hidden = decision("2/QĐ-BTP", 2, ANNULLING, Audience.INTERNAL)
    ingest(store, FlatEmbedder(), [decision("1/QĐ-BTP", 1, PARTS), hidden])
    public = ask(store, "Khoản 2 Điều 2 Quyết định số 1/QĐ-BTP giao nhiệm vụ gì?", PUBLIC)
    assert "Điều 2, khoản 2 của Quyết định số 1/QĐ-BTP đã bị bãi bỏ;" in public.text and "2/QĐ-BTP" not in public.text
    assert len(ask(store, LISTED, PUBLIC).tasks) == 2


def test_who_leads_is_answered_from_the_provision_in_force(store: Store) -> None:
    old = "Điều 1. Bộ Y tế chủ trì lập hồ sơ sức khỏe điện tử toàn dân.\nĐiều 2. Bộ Tài chính chủ trì rà soát thuế.\n"
    new = (
        "Điều 1. Bộ Công an chủ trì lập hồ sơ sức khỏe điện tử toàn dân.\n"
        "Điều 2. Bãi bỏ Điều 1 Quyết định số 1/QĐ-BTP ngày 01/4/2026.\n"
    )
    ingest(store, FlatEmbedder(), [decision("1/QĐ-BTP", 1, old), decision("2/QĐ-BTP", 2, new)])
    answer = ask(store, "Ai chủ trì lập hồ sơ sức khỏe điện tử toàn dân?")
    assert [matched.document for matched in answer.tasks] == ["2/QĐ-BTP"] and answer.excluded["not_in_force"] == 1


def curator(store: Store, folder: Path) -> Curator:
    return Curator(store, FlatEmbedder(), Declarations(folder))


def test_a_provision_is_declared_annulled_and_taken_back(store: Store, tmp_path: Path) -> None:
    ingest(store, FlatEmbedder(), [decision("1/QĐ-BTP", 1, PARTS)])
    for words, left in (("khoản 2 Điều 2", 2), ("art_2", 1), ("1/QĐ-BTP#art_2__para_2", 1)):
        change = Change(status=Force.ANNULLED, by="9/QĐ-BTP", provision=words)
        assert not curator(store, tmp_path).set("1/QĐ-BTP", change).failed
        answer = ask(store, LISTED)
        assert (len(answer.tasks), answer.excluded["not_in_force"]) == (left, 3 - left)
    kept = Change(status=Force.IN_FORCE, provision="khoản 1 Điều 2")
    curator(store, tmp_path).set("1/QĐ-BTP", kept)
    assert len(ask(store, LISTED).tasks) == 2, "what is said of a smaller provision wins"
    for words in ("Điều 2", "khoản 1 Điều 2", "khoản 2 Điều 2"):
        curator(store, tmp_path).set("1/QĐ-BTP", Change(provision=words, withdrawn=True))
    assert len(ask(store, LISTED).tasks) == 3 and "Lưu ý" not in ask(store, LISTED).text


def test_a_declaration_wins_over_what_an_act_says_of_a_provision(store: Store, tmp_path: Path) -> None:
    ingest(store, FlatEmbedder(), [decision("1/QĐ-BTP", 1, PARTS), decision("2/QĐ-BTP", 2, ANNULLING)])
    curator(store, tmp_path).set("1/QĐ-BTP", Change(status=Force.IN_FORCE, provision="khoản 2 Điều 2"))
    assert len(ask(store, LISTED).tasks) == 3


@pytest.mark.parametrize("words", ["Điều 9", "khoản 2", "điều khoản thi hành", "", "Điều 1 và Điều 9"])
def test_a_provision_that_is_not_there_or_not_one_is_refused(store: Store, tmp_path: Path, words: str) -> None:
    two = PARTS + "Điều 3. Bộ Y tế có trách nhiệm:\n1. Lập sổ.\n2. Chủ trì báo cáo.\n"
    ingest(store, FlatEmbedder(), [decision("1/QĐ-BTP", 1, two)])
    with pytest.raises(CorpusError, match="điều khoản"):
        curator(store, tmp_path).set("1/QĐ-BTP", Change(status=Force.ANNULLED, provision=words))
    assert len(ask(store, LISTED).tasks) == 3


def test_a_declared_provision_follows_its_words_and_says_where_it_no_longer_holds(store: Store, tmp_path: Path) -> None:
    def again(body: str) -> None:
        ingest(store, FlatEmbedder(), [decision("1/QĐ-BTP", 1, body)], declarations=Declarations(tmp_path))

    again(PARTS)
    curator(store, tmp_path).set("1/QĐ-BTP", Change(status=Force.ANNULLED, provision="khoản 2 Điều 2"))
    moved = PARTS.replace("\n2. ", "\n2. Chủ trì lập sổ tay. Hoàn thành trong tháng 5/2026.\n3. ")
    again(moved)
    listed = [m.task.clause.partition("#")[2] for m in ask(store, LISTED).tasks]
    assert listed == ["art_1", "art_2__para_1", "art_2__para_2"]
    again(PARTS.replace("kiểm kê", "thanh lý"))
    assert len(ask(store, LISTED).tasks) == 3, "other words are another provision"
    warned = [w for w in warnings_of(curator(store, tmp_path).document("1/QĐ-BTP")) if w.code == "lost_provision"]
    assert [(w.words, w.more[:20]) for w in warned] == [("1/QĐ-BTP#art_2__para_2", "Chủ trì kiểm kê tran")]
    again(PARTS)
    assert len(ask(store, LISTED).tasks) == 2


def test_an_amendment_that_is_declared_is_said_without_a_provision(store: Store, tmp_path: Path) -> None:
    ingest(store, FlatEmbedder(), [decision("1/QĐ-BTP", 1, PARTS), decision("2/QĐ-BTP", 2, "1. Bộ Y tế lập sổ.\n")])
    said = curator(store, tmp_path)
    assert not said.set("1/QĐ-BTP", Change(status=Force.AMENDED, by="2/QĐ-BTP")).failed
    answer = ask(store, LISTED)
    assert len(answer.tasks) == 3 and answer.text.startswith("**Lưu ý:** Quyết định số 1/QĐ-BTP đã được sửa đổi")
    said.set("1/QĐ-BTP", Change(status=Force.ANNULLED, by="2/QĐ-BTP"))
    assert ask(store, LISTED).excluded["not_in_force"] == 3
    said.set("1/QĐ-BTP", Change(status=Force.IN_FORCE))
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
        assert (
            answer.excluded["not_in_force"] == 1
            and "1 nhiệm vụ thuộc văn bản, điều khoản đã bị thay thế" in answer.text
        )
    old_one = ask(store, "Theo Quyết định 1/QĐ-BTP, ai chủ trì lập hồ sơ sức khỏe điện tử toàn dân?")
    assert "Bộ Y tế" in old_one.text and "đã được thay thế bởi" in old_one.text
    passages = ask(store, "hồ sơ sức khỏe điện tử toàn dân quy định thế nào?")
    assert passages.text.index("Bộ Công an") < passages.text.index("Bộ Y tế") and "đã được thay thế" in passages.text
