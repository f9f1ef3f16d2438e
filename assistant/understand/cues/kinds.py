"""Kinds of tasks that a question narrows to, and how often recurring ones fall due."""

from __future__ import annotations

from assistant.model import TaskKind
from assistant.understand.cues.pattern import Cue, any_of
from corpus.model import Period

SUBMIT = any_of(
    r"(?:phai |can )?(?:(?<!chuong )(?<!quy )(?<!qua )(?<!lo )(?<!tien )(?<!giao )(?<!cong )trinh|tham muu)"
    r"(?= |$|\W)(?: cap co tham quyen| cap tren| chinh phu| thu tuong)?",
    r"submit\w*",
)
_OR_DONE = r"(?:,| hoac| hay| va| or| and)(?: phai| can)? (?:hoan thanh|lam|xong|thuc hien|complete|finish|do)\b"
_WITH_NO = (
    r"(?:khong|chua|chang)"
    r"(?: (?:co|can|phai|ghi|neu|giao|phan cong|yeu cau|kem|ai|cho|cung|duoc|bat k[yỳ]))*"
)
_SOME = r"(?:(?:bat k[yỳ] )?(?:co quan|don vi|bo|bo nganh|ben|noi)(?: nao| khac)? )"
_ANYBODY = r"(?:ai|bo nao|ben nao|(?:co quan|don vi)(?: nao| khac| ngoai)?)"
KINDS: tuple[tuple[TaskKind, Cue], ...] = (
    (
        TaskKind.RECURRING,
        any_of(
            r"(?:dinh|thuong) k[yỳi]|chu kỳ|theo chu k[yi]",
            r"lap (?:di )?lap lai|lap lai|deu dan",
            r"(?:hang|moi|theo) (?:tuan|thang|quy|nam)",
            # "báo cáo quý", where no quarter is named
            r"bao cao (?:tuan|thang|quy|nam)(?=\W*$|\W*[,.;?!\x00]| (?:cua|gi|nao|thi|la|cho|gui|nop|la|ve)\b)",
            r"(?:6|sau) thang (?:[a-z]+ ){0,3}?(?:mot|1) lan|(?:moi|dinh k[yỳ]) (?:6|sau) thang|half-yearly",
            r"recurring",
            r"periodic\w*",
            r"regular\w*",
            r"(?:every|each) (?:week|month|quarter|year)",
            r"recurs?|repeat(?:s|ed|ing)?",
            r"weekly|monthly|quarterly|yearly|annual(?:ly)?",
        ),
    ),
    (
        TaskKind.UNDATED,
        any_of(
            r"(?:khong|chua) (?:duoc )?(?:ghi|co|neu|an dinh|quy dinh|xac dinh|dat|an)(?: ro)?(?: ve)? "
            r"(?:(?:thoi )?han|moc)(?: hoan thanh| thoi gian| cu the)*",
            r"(?:khong|chua) (?:kem|rang buoc|gioi han|chot|dinh|de)(?: theo| ve| ro)? (?:thoi han|thoi gian|han|moc)",
            r"(?:bo trong|bo ngo|de ngo|de trong|thieu|vang|khuyet) (?:thoi )?han(?! che)",
            r"vo thoi han",
            r"(?:without|no) (?:a )?deadlines?",
            r"undated",
        ),
    ),
    (
        TaskKind.ALONE,
        any_of(
            # "Bộ A không phối hợp" denies a part to the one named, "không phối hợp với ai" to anybody
            rf"(?<!\x00 ){_WITH_NO} {_SOME}?phoi hop(?: (?:voi|cung)(?: voi)? {_ANYBODY})?"
            r"(?! (?:voi|cung) \x00)(?! \x00)",
            rf"{_WITH_NO} {_SOME}?phoi hop (?:voi|cung)(?: voi)? {_ANYBODY}",
            r"khong co ai phoi hop",
            r"(?:lam|thuc hien|chu tri) (?:mot minh|doc lap)|(?:tu )?lam mot minh|tu lam(?= viec| gi|\W*$)",
            r"without (?:any )?(?:co-?ordinat\w+|partners?|support)(?: agenc(?:y|ies))?",
            r"no (?:co-?ordinating agenc\w+|partners?)",
            r"mot minh(?= \x00)",
            r"(?:alone|by itself|on its own)",
        ),
    ),
    (TaskKind.EFFECT, any_of(r"(?:phai |can )co hieu luc", r"(?:take|takes|taking) effect")),
    (TaskKind.START, any_of(r"bat dau (?:tu|vao)", r"(?:start|begin)s?(?:ning)?")),
    (TaskKind.ONGOING, any_of(r"thuong xuyen", r"ongoing", r"continuous\w*")),
    (
        TaskKind.REPORT,
        any_of(
            # "báo cáo hoặc hoàn thành những gì" narrows to nothing
            rf"(?<!hoan thanh va )(?<!hoan thanh hoac )(?<!hoan thanh hay )(?:phai |can )?(?:nop "
            rf"|gui )?bao cao(?!{_OR_DONE})",
            rf"reports?(?!{_OR_DONE})",
            r"report(?:ing|ed)",
        ),
    ),
    (TaskKind.SUBMIT, SUBMIT),
    (
        TaskKind.ISSUE,
        any_of(
            # "văn bản ban hành ngày ..." tells of a document
            r"(?:phai|can) ban hanh|(?<!\x00 )(?<!do )ban hanh(?! (?:ngay|vao|boi|hom|khi|luc|nam|kem|tu)\b)",
            r"xay dung (?:va )?ban hanh",
            r"to be issued",
            r"(?:must|to|has to|have to)(?: be)?(?: \x00+)? issued?",
        ),
    ),
)
PERIODS: tuple[tuple[Period, Cue], ...] = (
    (Period.DAILY, any_of(r"(?:hang|moi) ngay", r"daily", r"(?:every|each) day")),
    (Period.FORTNIGHTLY, any_of(r"(?:hai|0?2) tuan (?:mot|1) lan", r"fortnightly", r"(?:every )?two weeks")),
    (Period.WEEKLY, any_of(r"(?:hang|moi|theo|bao cao) tuan", r"weekly", r"(?:every|each) week")),
    (Period.MONTHLY, any_of(r"(?:hang|moi|theo|bao cao) thang", r"monthly", r"(?:every|each) month")),
    (Period.QUARTERLY, any_of(r"(?:hang|moi|theo|bao cao) quy", r"quarterly", r"(?:every|each) quarter")),
    (Period.HALF_YEARLY, any_of(r"(?:6|sau) thang", r"half-yearly", r"(?:every )?six months")),
    (Period.YEARLY, any_of(r"(?:hang|moi|theo|bao cao) nam", r"yearly", r"annual(?:ly)?", r"(?:every|each) year")),
)
