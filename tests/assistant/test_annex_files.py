"""Body and annexes of one document in files of their own: nothing is lost by adding another, in whatever order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from life_builders import FINGERPRINT, FlatEmbedder

from assistant.answer import Assistant
from assistant.corpus_view import CorpusView
from assistant.ingest import File, ingest
from assistant.model import Answer, Language, Question, Status
from assistant.selection.filters import FilterWords, read_filters
from corpus.agencies import registry
from corpus.family import BODY, identity_of, is_akin, part_of
from corpus.model import Audience, Directive
from corpus.parse import parse_source
from corpus.readers import read_bytes
from index import catalog
from index.filters import Filter, Match
from index.outcomes import Outcome
from index.register import TaskQuery, select_tasks
from index.store import Store, open_store
from index.sync import remove
from index.versions import snapshot

EVERYONE = frozenset(Audience)
HEAD = "ỦY BAN NHÂN DÂN\nTỈNH NGHỆ AN\nSố: 45/QĐ-UBND\nNghệ An, ngày 12 tháng {month} năm {year}\nQUYẾT ĐỊNH\n{title}\n"
ATTACHED = "(Kèm theo Quyết định số 45/QĐ-UBND ngày 12/3/2026 của Ủy ban nhân dân tỉnh Nghệ An)\n"
BODY_TEXT = HEAD.format(month=3, year=2026, title="Ban hành Kế hoạch dữ liệu dùng chung") + (
    "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch và Phụ lục II.\n"
    "Điều 2. Giao Sở Tài chính báo cáo kết quả trước ngày 15/12/2026.\n"
)
PLAN = (
    f"KẾ HOẠCH\nTriển khai dữ liệu dùng chung\n{ATTACHED}1. Sở Nội vụ chủ trì lập kho. Hoàn thành trong tháng 6/2026.\n"
)
ANNEX_1 = (
    f"PHỤ LỤC I\nDANH MỤC DỮ LIỆU\n{ATTACHED}1. Sở Tư pháp chủ trì số hóa hộ tịch. Hoàn thành trong tháng 7/2026.\n"
)
ANNEX_2 = f"PHỤ LỤC II\nDANH MỤC HỒ SƠ\n{ATTACHED}1. Sở Y tế chủ trì số hóa bệnh án. Hoàn thành trong tháng 8/2026.\n"
NUMBER = "45/QĐ-UBND"
FILES = {"quyet-dinh.txt": BODY_TEXT, "ke-hoach.txt": PLAN, "pl1.txt": ANNEX_1, "pl2.txt": ANNEX_2}


def made(name: str, text: str) -> File:
    return File(name, text.encode(), Audience.PUBLIC)


def read(text: str, name: str = "a.txt") -> Directive:
    return parse_source(read_bytes(name, text.encode()))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path, fingerprint=FINGERPRINT)
    yield opened
    opened.close()


def take(store: Store, **files: str) -> list[tuple[Outcome, str]]:
    """Ingest files, named with _ for the dot, in one call."""
    named = [made(name.replace("_", "."), text) for name, text in files.items()]
    return [(each.outcome, each.document) for each in ingest(store, FlatEmbedder(), named).done]


def actions(store: Store) -> list[str]:
    return sorted(task.action for task in select_tasks(snapshot(store), TaskQuery(EVERYONE)))


def ask(store: Store, text: str) -> Answer:
    assistant = Assistant(CorpusView(store, registry()), FlatEmbedder())
    return assistant.ask(Question(text, date(2026, 4, 10), (), Language.VI, EVERYONE))


def test_a_file_says_whether_it_is_the_document_or_its_annex() -> None:
    assert [part_of(read(text)) for text in FILES.values()] == [
        BODY, "phu-luc-ke-hoach-trien-khai-du-lieu-dung-chung", "phu-luc-i", "phu-luc-ii",
    ]  # fmt: skip
    assert len({(read(text).number, read(text).issuer, read(text).date) for text in FILES.values()}) == 1


def test_a_document_is_not_taken_for_what_it_is_submitted_with() -> None:
    """ "(Kèm theo Tờ trình ...)" under a decision's own number and title names another document."""
    found = read(
        BODY_TEXT.replace("chung\n", "chung\n(Kèm theo Tờ trình số 9/TTr-STC ngày 01/3/2026 của Sở Tài chính)\n", 1)
    )
    assert (found.number, found.date, part_of(found)) == (NUMBER, date(2026, 3, 12), BODY)


@pytest.mark.parametrize("order", list(permutations(FILES)), ids="-".join)
def test_files_of_one_number_live_beside_each_other_in_any_order(store: Store, order: tuple[str, ...]) -> None:
    numbers = {}
    for name in order:
        (done,) = ingest(store, FlatEmbedder(), [made(name, FILES[name])]).done
        assert done.outcome is Outcome.CREATED
        numbers[name] = done.document
    assert numbers[order[0]] == NUMBER and len(set(numbers.values())) == 4
    assert len(actions(store)) == 4
    again = ingest(store, FlatEmbedder(), [made(name, FILES[name]) for name in FILES])
    assert [(each.outcome, each.document) for each in again.done] == [
        (Outcome.UNCHANGED, numbers[name]) for name in FILES
    ]


def test_in_one_call_the_body_has_the_number(store: Store) -> None:
    assert take(store, pl2_txt=ANNEX_2, pl1_txt=ANNEX_1, qd_txt=BODY_TEXT) == [
        (Outcome.CREATED, f"{NUMBER}@phu-luc-ii"),
        (Outcome.CREATED, f"{NUMBER}@phu-luc-i"),
        (Outcome.CREATED, NUMBER),
    ]


def test_a_new_version_of_a_part_updates_it_alone_and_removal_removes_it_alone(store: Store) -> None:
    take(store, qd_txt=BODY_TEXT, pl1_txt=ANNEX_1, pl2_txt=ANNEX_2)
    later = ANNEX_2.replace("tháng 8", "tháng 9")
    assert take(store, moi_txt=later) == [(Outcome.UPDATED, f"{NUMBER}@phu-luc-ii")]
    assert any("tháng 9" in d.text for t in select_tasks(snapshot(store), TaskQuery(EVERYONE)) for d in t.deadlines)
    assert len(actions(store)) == 3
    remove(store, NUMBER)
    assert len(actions(store)) == 2
    assert take(store, qd_txt=BODY_TEXT, moi_txt=later) == [
        (Outcome.CREATED, NUMBER), (Outcome.UNCHANGED, f"{NUMBER}@phu-luc-ii"),
    ]  # fmt: skip


def test_an_annex_that_its_document_holds_already_is_the_same(store: Store) -> None:
    whole = BODY_TEXT + "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn An\n" + ANNEX_1 + ANNEX_2
    assert take(store, ca_txt=whole, pl2_txt=ANNEX_2) == [(Outcome.CREATED, NUMBER), (Outcome.SAME, NUMBER)]
    assert take(store, pl1_txt=ANNEX_1) == [(Outcome.SAME, NUMBER)]
    assert len(actions(store)) == 3


SIGNED = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn An\n"
WHOLE = BODY_TEXT + SIGNED + ANNEX_1 + ANNEX_2
WHOLE_FILES = {"quyet-dinh.txt": BODY_TEXT, "pl1.txt": ANNEX_1, "pl2.txt": ANNEX_2}


@pytest.mark.parametrize("order", [order for n in range(4) for order in permutations(WHOLE_FILES, n)], ids="-".join)
def test_the_whole_document_takes_the_place_of_its_parts_whichever_came_before(
    store: Store, order: tuple[str, ...]
) -> None:
    for name in order:
        ingest(store, FlatEmbedder(), [made(name, WHOLE_FILES[name])])
    (done,) = ingest(store, FlatEmbedder(), [made("ca.txt", WHOLE)]).done
    assert (done.outcome, done.document) == (Outcome.UPDATED if order else Outcome.CREATED, NUMBER)
    assert [name for name in ("pl1.txt", "pl2.txt") if name in done.reason] == sorted(set(order) - {"quyet-dinh.txt"})
    assert [head.number for head in catalog.directives(snapshot(store), EVERYONE)] == [NUMBER]
    assert len(actions(store)) == 3
    assert store.count(Filter(must=(Match("kind", ("directive",)),))) == 1, "nothing is left of the parts"
    again = ingest(store, FlatEmbedder(), [made("pl2.txt", ANNEX_2), made("ca.txt", WHOLE), made("pl1.txt", ANNEX_1)])
    assert [(each.outcome, each.document) for each in again.done] == [
        (Outcome.SAME, NUMBER), (Outcome.UNCHANGED, NUMBER), (Outcome.SAME, NUMBER),
    ]  # fmt: skip


@pytest.mark.parametrize("names", list(permutations(["ca.txt", "pl2.txt"])), ids="-".join)
def test_in_one_call_too_and_in_one_batch_after_the_other(store: Store, names: tuple[str, ...]) -> None:
    files = {"ca.txt": WHOLE, "pl2.txt": ANNEX_2}
    ingest(store, FlatEmbedder(), [made("pl2.txt", ANNEX_2)])
    done = ingest(store, FlatEmbedder(), [made(name, files[name]) for name in names]).done
    assert {each.file: each.outcome for each in done} == {"ca.txt": Outcome.UPDATED, "pl2.txt": Outcome.SAME}
    assert len(actions(store)) == 3
    remove(store, NUMBER)
    first, second = (made(name, files[name]) for name in names)
    ingest(store, FlatEmbedder(), [first])
    (last,) = ingest(store, FlatEmbedder(), [second], before=[first.digest]).done
    assert last.outcome is (Outcome.UPDATED if names[1] == "ca.txt" else Outcome.SAME)
    assert len(actions(store)) == 3


def test_an_annex_with_other_words_or_other_readers_stays_beside_the_whole(store: Store) -> None:
    """What the whole document does not say as well would be lost, or be shown to whom it was not meant for."""
    later = ANNEX_2.replace("tháng 8", "tháng 9")
    take(store, pl2_txt=later)
    (whole,) = ingest(store, FlatEmbedder(), [made("ca.txt", WHOLE)]).done
    assert (whole.outcome, whole.document) == (Outcome.CREATED, f"{NUMBER}@van-ban")
    assert f"nội dung khác với {NUMBER} (pl2.txt)" in whole.reason
    (done,) = ingest(store, FlatEmbedder(), [made("pl1.txt", ANNEX_1.replace("tháng 7", "tháng 10"))]).done
    assert done.outcome is Outcome.CREATED and "ca.txt" in done.reason and "nội dung khác" in done.reason
    (hidden,) = ingest(store, FlatEmbedder(), [File("pl.txt", ANNEX_1.encode(), Audience.INTERNAL)]).done
    assert hidden.outcome is not Outcome.SAME


def test_the_number_of_another_year_is_another_document(store: Store) -> None:
    last_year = BODY_TEXT.replace("năm 2026\n", "năm 2025\n").replace("dữ liệu dùng chung", "cải cách hành chính")
    assert take(store, a_txt=BODY_TEXT) == [(Outcome.CREATED, NUMBER)]
    assert take(store, b_txt=last_year) == [(Outcome.CREATED, f"{NUMBER}@2025")]
    assert take(store, a_txt=BODY_TEXT, b_txt=last_year) == [
        (Outcome.UNCHANGED, NUMBER), (Outcome.UNCHANGED, f"{NUMBER}@2025"),
    ]  # fmt: skip
    assert ask(store, f"Ai ký {NUMBER}?").status is Status.CLARIFY


def test_a_stranger_under_a_number_is_refused_and_a_new_version_is_not(store: Store) -> None:
    take(store, a_txt=BODY_TEXT)
    stranger = HEAD.format(month=3, year=2026, title="Thành lập Hội đồng thi đua") + (
        "Điều 1. Thành lập Hội đồng thi đua, khen thưởng gồm chín thành viên do đồng chí Nguyễn Thị Bình đứng đầu.\n"
        "Điều 2. Sở Nội vụ chủ trì xây dựng quy chế làm việc của Hội đồng, hoàn thành trong tháng 5/2026.\n"
    )
    assert not is_akin(read(BODY_TEXT), read(stranger))
    (done,) = ingest(store, FlatEmbedder(), [made("khac.txt", stranger)]).done
    assert done.outcome is Outcome.FAILED and "a.txt" in done.reason and "corpus remove" in done.reason
    assert take(store, sua_txt=BODY_TEXT.replace("15/12/2026", "20/12/2026")) == [(Outcome.UPDATED, NUMBER)]


@pytest.mark.parametrize(
    ("was", "now"),
    [("Ban hành Kế hoạch dữ liệu", "Ban hành Đề án dữ liệu"), ("12 tháng 3", "13 tháng 3"), ("Văn An", "Văn Bình")],
    ids=["title", "day", "signer"],
)
def test_another_letterhead_or_signature_is_a_new_version(store: Store, was: str, now: str) -> None:
    signed = BODY_TEXT + "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn An\n"
    take(store, a_txt=signed)
    assert take(store, b_txt=signed.replace(was, now)) == [(Outcome.UPDATED, NUMBER)]
    assert take(store, c_txt=signed.replace(was, now) + "\n\n") == [(Outcome.SAME, NUMBER)]


def test_a_question_about_the_document_is_about_its_annexes_too(store: Store) -> None:
    take(store, qd_txt=BODY_TEXT, pl1_txt=ANNEX_1, pl2_txt=ANNEX_2)
    assert len(ask(store, f"Quyết định {NUMBER} giao những nhiệm vụ gì?").tasks) == 3
    of_annex = ask(store, f"Phụ lục II Quyết định {NUMBER} giao những nhiệm vụ gì?")
    assert [matched.task.leads[0].name for matched in of_annex.tasks] == ["Sở Y tế"]
    assert {c.clause.partition("#")[0] for c in ask(store, f"{NUMBER} ban hành ngày nào?").citations} == {NUMBER}
    view = CorpusView(store, registry())
    words = FilterWords(documents=(NUMBER,))
    assert len(read_filters(words, date(2026, 4, 1), view, EVERYONE).documents) == 3
    only = FilterWords(documents=(f"{NUMBER}@phu-luc-ii",))
    assert read_filters(only, date(2026, 4, 1), view, EVERYONE).documents == (f"{NUMBER}@phu-luc-ii",)


def test_who_replaces_the_document_replaces_its_annexes(store: Store) -> None:
    act = HEAD.replace("45/", "99/").format(month=9, year=2026, title="Thay thế Kế hoạch")
    act += f"Điều 1. Quyết định này thay thế Quyết định số {NUMBER} ngày 12/3/2026.\n"
    take(store, qd_txt=BODY_TEXT, pl1_txt=ANNEX_1, pl2_txt=ANNEX_2, moi_txt=act)
    over = {number for number, force in catalog.document_forces(snapshot(store)).items() if force.is_over}
    assert over == {NUMBER, f"{NUMBER}@phu-luc-i", f"{NUMBER}@phu-luc-ii"}


@pytest.mark.parametrize("backwards", [False, True])
def test_the_decree_and_its_annexes(store: Store, backwards: bool) -> None:
    """Nghị định 30/2020 as it was published: four files, one number."""
    folder = next(
        (up / "shared/data/forms" for up in Path(__file__).parents if (up / "shared/data/forms").is_dir()), None
    )
    if folder is None:
        pytest.skip("no shared folder beside the checkout")
    files = [
        File(path.name, path.read_bytes(), Audience.PUBLIC) for path in sorted(folder.iterdir(), reverse=backwards)
    ]
    report = ingest(store, FlatEmbedder(), files)
    number = "30/2020/NĐ-CP"
    assert sorted(report.created) == [number, *(f"{number}@phu-luc-{n}" for n in ("i", "iii", "v"))]
    body = catalog.directive(snapshot(store), number, EVERYONE)
    assert body and sum(clause.element == "art" for clause in body.walk()) == 38
    assert identity_of(body).part == BODY
    assert len(ingest(store, FlatEmbedder(), files[::-1]).unchanged) == 4
