"""What a document does to others, told from what is only said, ordered or quoted."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.force import Act, Force, Part, Subject, forces, not_in_force
from corpus.model import Audience, Declared, Relation, Status
from corpus.parse import parse_source
from corpus.provisions import read_provision
from corpus.readers import read_bytes

REPLACES, ANNULS, AMENDS = Relation.REPLACES, Relation.ANNULS, Relation.AMENDS


def acts(body: str, subject: str = "Về phân công nhiệm vụ", kind: str = "QUYẾT ĐỊNH") -> list[tuple[str, Relation]]:
    text = f"BỘ TƯ PHÁP\nSố: 904/QĐ-BTP\nHà Nội, ngày 05 tháng 4 năm 2026\n{kind}\n{subject}\n{body}\n"
    directive = parse_source(read_bytes("a.txt", text.encode()), Audience.PUBLIC)
    return [(r.document or "", r.relation) for r in directive.references if r.relation]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("1. Quyết định này thay thế Quyết định số 898/QĐ-BTP ngày 06/02/2025.", [("898/QĐ-BTP", REPLACES)]),
        (
            "1. Quyết định này có hiệu lực từ ngày ký và thay thế Quyết định số 898/QĐ-BTP, Quyết định số 7/QĐ-BTP.",
            [("898/QĐ-BTP", REPLACES), ("7/QĐ-BTP", REPLACES)],
        ),
        ("Điều 1. Bãi bỏ Quyết định số 898/QĐ-BTP ngày 06/02/2025 của Bộ trưởng.", [("898/QĐ-BTP", ANNULS)]),
        ("Điều 1. Bãi bỏ Khoản 2 Điều 3 Quyết định số 898/QĐ-BTP.", [("898/QĐ-BTP", ANNULS)]),
        (
            "1. Quyết định số 898/QĐ-BTP hết hiệu lực kể từ ngày Quyết định này có hiệu lực thi hành.",
            [("898/QĐ-BTP", ANNULS)],
        ),
        ("Điều 1. Sửa đổi, bổ sung một số điều của Quyết định số 898/QĐ-BTP như sau:", [("898/QĐ-BTP", AMENDS)]),
        # parts of a document, as they are really changed
        (
            "Điều 1. Sửa đổi, bổ sung khoản 2 Điều 5 của Quyết định số 898/QĐ-BTP như sau:\n“2. Bộ Y tế lập sổ.”",
            [("898/QĐ-BTP", AMENDS)],
        ),
        (
            "Điều 1. Bổ sung khoản 5 vào sau khoản 4 Điều 2 Quyết định số 898/QĐ-BTP như sau: “5. Bộ Y tế chủ trì.”",
            [("898/QĐ-BTP", AMENDS)],
        ),
        (
            "Điều 1. Sửa đổi điểm b khoản 1 Điều 4 và bổ sung Điều 4a Quyết định số 898/QĐ-BTP.",
            [("898/QĐ-BTP", AMENDS)],
        ),
        (
            "Điều 1. Thay thế cụm từ “Bộ A” bằng cụm từ “Bộ B” tại Điều 3 Quyết định số 898/QĐ-BTP.",
            [("898/QĐ-BTP", AMENDS)],
        ),
        (
            "Điều 1. Điều chỉnh thời hạn hoàn thành việc tại điểm a mục 2 Quyết định số 898/QĐ-BTP đến 30/6/2026.",
            [("898/QĐ-BTP", AMENDS)],
        ),
        (
            "Điều 1. Gia hạn thời gian thực hiện nhiệm vụ nêu tại mục 3 Quyết định số 898/QĐ-BTP đến hết quý III/2026.",
            [("898/QĐ-BTP", AMENDS)],
        ),
        ("Điều 1. Quyết định này thay thế Phụ lục II kèm theo Quyết định số 898/QĐ-BTP.", [("898/QĐ-BTP", REPLACES)]),
        ("Điều 1. Thu hồi Quyết định số 898/QĐ-BTP ngày 06/02/2025.", [("898/QĐ-BTP", ANNULS)]),
        ("Điều 1. Hủy bỏ toàn bộ Quyết định số 898/QĐ-BTP.", [("898/QĐ-BTP", ANNULS)]),
        ("Điều 1. Các nội dung khác tại Quyết định số 898/QĐ-BTP không thay đổi.", []),
        ("Điều 1. Thu hồi đất tại Quyết định số 898/QĐ-BTP.", []),
        (
            "1. Giao Vụ Pháp chế điều chỉnh thời hạn của việc tại mục 2 Quyết định số 898/QĐ-BTP đến 30/6/2026.",
            [],
        ),
        ("1. Vụ Pháp chế:\n- Sửa đổi khoản 2 Điều 5 Quyết định số 898/QĐ-BTP trong quý II/2026.", []),
        # ordered, not done
        ("1. Bộ Tài chính chủ trì xây dựng Thông tư thay thế Thông tư số 130/2025/TT-BTC.", []),
        ("1. Bộ Tài chính:\n- Sửa đổi, bổ sung Thông tư số 130/2025/TT-BTC trong tháng 5/2026.", []),
        ("1. Bộ Tài chính:\n- Bãi bỏ Thông tư số 130/2025/TT-BTC trước ngày 10/5/2026.", []),
        ("1. Các đơn vị đề xuất bãi bỏ Quyết định số 898/QĐ-BTP.", []),
        # what others did
        ("1. Nghị định số 13/2023/NĐ-CP đã thay thế Nghị định số 64/2007/NĐ-CP.", []),
        ("1. Thực hiện Quyết định số 7/QĐ-BTP thay thế Quyết định số 898/QĐ-BTP.", []),
        ("1. Quyết định số 898/QĐ-BTP đã hết hiệu lực từ ngày 01/01/2026.", []),
        ("1. Quyết định này không thay thế Quyết định số 898/QĐ-BTP.", []),
        # quoted, and what an act rests on
        ("1. Ghi rõ: “Bãi bỏ Quyết định số 898/QĐ-BTP” trong hồ sơ.", []),
        ("Điều 1. Bãi bỏ Quyết định số 898/QĐ-BTP theo Nghị quyết số 5/NQ-CP.", [("898/QĐ-BTP", ANNULS)]),
    ],
)
def test_own_acts(body: str, expected: list[tuple[str, Relation]]) -> None:
    assert acts(body) == expected


def test_a_subject_acts_unless_it_asks() -> None:
    subject = "Sửa đổi, bổ sung một số điều của Quyết định số 898/QĐ-BTP"
    assert acts("1. Văn phòng Bộ thi hành.", subject) == [("898/QĐ-BTP", AMENDS)]


def test_a_plan_does_not_do_what_it_plans() -> None:
    body = (
        "1. Sửa đổi khoản 2 Điều 5 Quyết định số 898/QĐ-BTP.\n"
        "2. Điều chỉnh thời hạn tại mục 2 Quyết định số 7/QĐ-BTP đến ngày 30/6/2026."
    )
    text = f"BỘ TƯ PHÁP\nSố: 904/KH-BTP\nHà Nội, ngày 05 tháng 4 năm 2026\nKẾ HOẠCH\nHoàn thiện thể chế\n{body}\n"
    assert not [r for r in parse_source(read_bytes("a.txt", text.encode())).references if r.relation]


def subject(number: str, day: int = 1, declared: Declared | None = None, *acts: Act) -> Subject:
    return Subject(number, "Bộ A", date(2026, 1, day), declared, acts)


def test_force_follows_from_acts_and_declarations() -> None:
    found = forces(
        [
            subject("1/QĐ"), subject("2/QĐ"), subject("3/QĐ"), subject("4/QĐ", 1, Declared(Status.ANNULLED)),
            subject("9/QĐ", 9, None, Act(REPLACES, "1/QĐ"), Act(AMENDS, "2/QĐ"), Act(ANNULS, "99/QĐ")),
            subject("5/QĐ", 5, Declared(Status.IN_FORCE)), subject("8/QĐ", 9, None, Act(ANNULS, "5/QĐ")),
        ]
    )  # fmt: skip
    assert found == {
        "1/QĐ": Force(Status.REPLACED, ("9/QĐ",)),
        "2/QĐ": Force(Status.AMENDED, ("9/QĐ",)),
        "4/QĐ": Force(Status.ANNULLED, (), declared=True),
        "5/QĐ": Force(Status.IN_FORCE, (), declared=True),
    }
    assert [n for n, force in found.items() if force.is_over] == ["1/QĐ", "4/QĐ"]


def test_an_older_document_does_nothing_to_a_younger_one_and_a_shared_number_is_not_guessed() -> None:
    assert forces([subject("1/QĐ", 5), subject("2/QĐ", 1, None, Act(ANNULS, "1/QĐ"))]) == {}
    other = Subject("1/QĐ@bo-b", "Bộ B", date(2026, 1, 1), None, ())
    elsewhere = Subject("7/QĐ", "Bộ C", date(2026, 1, 9), None, (Act(ANNULS, "1/QĐ"),))
    assert forces([subject("1/QĐ"), other, elsewhere]) == {}
    same = Subject("7/QĐ", "Bộ B", date(2026, 1, 9), None, (Act(ANNULS, "1/QĐ"),))
    assert forces([subject("1/QĐ"), other, same]) == {"1/QĐ@bo-b": Force(Status.ANNULLED, ("7/QĐ",))}


def test_an_act_on_a_provision_amends_its_document_and_ends_what_stands_in_it() -> None:
    act = Act(ANNULS, "1/QĐ", "khoản 2 Điều 5 và Điều 7")
    found = forces([subject("1/QĐ"), subject("9/QĐ", 9, None, act)])
    assert found == {"1/QĐ": Force(Status.AMENDED, ("9/QĐ",), parts=(Part(act.provision, Status.ANNULLED, "9/QĐ"),))}
    over = not_in_force(found)
    ended = {
        path: f"1/QĐ#{path}" in over
        for path in ("art_5", "art_5__para_2", "art_5__para_2__point_a", "art_5__para_21", "art_7__para_1", "art_71")
    }
    assert [path for path, is_over in ended.items() if is_over] == [
        "art_5__para_2", "art_5__para_2__point_a", "art_7__para_1"
    ]  # fmt: skip
    assert "1/QĐ" not in over and "1/QĐ@phu-luc-ii#art_7" not in over
    assert not not_in_force(forces([subject("1/QĐ"), subject("9/QĐ", 9, None, Act(AMENDS, "1/QĐ", "Điều 7"))]))


PROVISIONS = [
    ("khoản 2 Điều 5", [{"para": "2", "art": "5"}]),
    ("Điểm b, Mục 4", [{"point": "b", "sec": "4"}]),
    ("khoản 1, khoản 3 Điều 2 và Điều 5", [{"para": "1", "art": "2"}, {"para": "3", "art": "2"}, {"art": "5"}]),
    ("các khoản 1, 2 và 3 Điều 2", [{"para": n, "art": "2"} for n in "123"]),
    ("điểm a khoản 1, khoản 3 Điều 2", [{"point": "a", "para": "1", "art": "2"}, {"para": "3", "art": "2"}]),
    ("Điều 5, khoản 2 Điều 7", [{"art": "5"}, {"para": "2", "art": "7"}]),
    ("khoản 2 và Điều 7", [{"para": "2"}, {"art": "7"}]),
    ("Điều 3, 4 và 5", [{"art": n} for n in "345"]),
    ("Điều 5 và Phụ lục I", [{"art": "5"}, {"annex": "i"}]),
    ("dòng 14 Phụ lục II", [{"row": "14", "annex": "ii"}]),
    ("gạch đầu dòng thứ 6 điểm c mục 3", [{"indent": "6", "point": "c", "sec": "3"}]),
    ("Điều này", []),
]


@pytest.mark.parametrize(("words", "steps"), PROVISIONS)
def test_provisions_are_read_with_the_units_that_hold_for_each(words: str, steps: list[dict[str, str]]) -> None:
    assert read_provision(words) == steps
