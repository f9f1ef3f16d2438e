"""What a question wants of tasks: intents, roles, kinds and periods."""

from __future__ import annotations

import re

from assistant.model import Intent, TaskKind
from assistant.understand.cues.pattern import any_of
from corpus.model import Period, Role

COUNT = any_of(
    r"tong so",
    r"tong cong",
    r"dem(?: xem)?",
    r"may (?:cai|muc|dong|van ban)",
    r"bao nhieu",
    r"may (?:viec|nhiem vu|cong viec|dau viec)",
    r"dem so",
    r"so luong",
    r"how many",
    r"number of",
    r"count",
)
WHO = any_of(
    r"ai",
    r"(?:nhung |cac )?(?:co quan|don vi|bo|ban|to chuc|dia phuong) nao",
    r"bo nganh nao",
    r"who",
    r"whom",
    r"which (?:agency|agencies|ministry|ministries|body|bodies|unit|office)",
    r"what (?:agency|ministry|body)",
)
WHEN = any_of(
    r"(?:truoc|den|toi) (?:bao gio|ngay nao|khi nao)",
    r"con bao lau",
    r"bao lau",
    r"may ngay nua",
    r"han (?:den|toi) (?:dau|khi nao|bao gio)",
    r"how long",
    r"what date",
    r"hom nao",
    r"(?:quy|thang|ngay|tuan) may",
    r"xong chua",
    r"bat dau tu khi nao",
    r"khi nao",
    r"bao gio",
    r"luc nao",
    r"(?:den |vao )?ngay nao",
    r"thang nao",
    r"han (?:chot|cuoi|chot la|cuoi cung)",
    r"(?:thoi )?han (?:hoan thanh |bao cao )?(?:la )?(?:khi nao|bao gio|the nao|ra sao|nao|gi)",
    r"thoi han",
    r"when",
    r"deadline (?:for|of)",
    r"what is the deadline",
    r"by what date",
)
WHAT = any_of(
    r"noi gi",
    r"quy dinh gi",
    r"yeu cau gi",
    r"noi dung",
    r"nhu the nao",
    r"the nao",
    r"what does .* say",
    r"what is said",
)
TASKS = any_of(
    r"(?:dam nhiem|dam trach|lo|ganh|gap) (?:nhung )?(?:viec )?gi",
    r"co gi (?:phai|can) (?:lam|nop|xong|hoan thanh)",
    r"(?:phai|can) lam (?:nhung )?(?:gi|viec gi)",
    r"(?:nhung |cac )?(?:han|moc)(?: thoi gian)? nao",
    r"ton dong",
    r"viec con lai",
    r"cong viec can lam",
    r"supposed to do",
    r"ha(?:s|ve) to (?:do|deliver|finish|submit|report)",
    r"obligations?",
    r"assigned (?:to)?",
    r"required to",
    r"deadlines? (?:does|do|for|of|has|have)",
    r"anything due",
    r"what work",
    r"(?:phai|can) .{0,30}?(?:hoan thanh|lam|nop|trinh|bao cao|xong) (?:nhung )?gi",
    r"(?:phai|can|duoc) (?:thuc hien|trien khai) (?:nhung )?gi",
    r"trach nhiem (?:gi|nao)",
    r"must .{1,60} (?:do|finish|complete|submit|deliver)",
    r"dau muc",
    r"dong nao",
    r"moc (?:thoi gian|nao)",
    r"(?:phai|can) (?:nop|hoan thanh|xong)",
    r"phai xong",
    r"(?:nhung |cac )?nhiem vu",
    r"(?:nhung |cac |dau )?viec(?: gi| nao)?",
    r"cong viec",
    r"phai lam gi",
    r"lam gi",
    r"duoc giao",
    r"giao (?:cho )?.{0,80}?(?:gi|nao)",
    r"den han",
    r"toi han",
    r"het han",
    r"danh sach",
    r"liet ke",
    r"tasks?",
    r"duties",
    r"assignments?",
    r"to-?dos?",
    r"due",
    r"owns?",
    r"must .{1,60} do",
    r"list",
    r"responsibilities",
    r"work items?",
    r"chu tri(?: gi| nhung gi)?$",
)
ROLES: tuple[tuple[Role | None, re.Pattern[str]], ...] = (
    (
        Role.COORDINATOR,
        any_of(
            r"cung (?:lam|tham gia)",
            r"ho tro",
            r"cung (?:lam|tham gia)",
            r"ho tro",
            r"phoi thuoc",
            r"(?:co quan )?phoi hop",
            r"coordinat\w*",
            r"co-?ordinat\w*",
            r"support(?:s|ing)?",
        ),
    ),
    (
        Role.DIRECTOR,
        any_of(
            r"(?:duoc|phai|la co quan|co quan) chi dao",
            r"chi dao (?:ai|co quan nao|viec gi|nhung gi)",
            r"directs?",
            r"directing",
        ),
    ),
    (
        Role.LEAD,
        any_of(
            r"dam (?:nhiem|nhan|trach)",
            r"lam chinh",
            r"trach nhiem chinh",
            r"chu tri",
            r"phu trach",
            r"chiu trach nhiem",
            r"dau moi",
            r"leads?",
            r"leading",
            r"owns?",
            r"owned",
            r"in charge",
            r"responsible",
        ),
    ),
    (None, any_of(r"(?:co )?lien quan(?: den)?", r"dinh dang", r"involv\w*", r"concern\w*", r"related", r"relevant")),
)
"""Role asked about; None stands for every role."""
COMPARE = any_of(
    r"doi chieu",
    r"khac (?:nhau )?(?:the nao|ra sao|o dau)",
    r"hon kem",
    r"so sanh",
    r"khac (?:nhau|gi|biet)",
    r"giong nhau",
    r"compar\w*",
    r"differences?",
    r"versus",
    r"vs",
)
NEXT = any_of(
    r"(?:thoi )?han (?:gan nhat|tiep theo|sap toi)",
    r"(?:viec|nhiem vu)(?: nao)? (?:gan|sap) (?:den )?(?:han )?nhat",
    r"(?:den|toi) han (?:som|gan) nhat",
    r"(?:viec|nhiem vu) (?:tiep theo|ke tiep)",
    r"next (?:deadline|task|due)",
    r"(?:nearest|earliest|upcoming) deadline",
)
KINDS: tuple[tuple[TaskKind, re.Pattern[str]], ...] = (
    (
        TaskKind.RECURRING,
        any_of(
            r"dinh ky",
            r"(?:hang|moi) (?:tuan|thang|quy|nam)",
            r"recurring",
            r"periodic\w*",
            r"regular\w*",
            r"(?:every|each) (?:week|month|quarter|year)",
            r"weekly|monthly|quarterly|yearly|annual(?:ly)?",
        ),
    ),
    (
        TaskKind.UNDATED,
        any_of(
            r"khong (?:ghi|co|neu|an dinh|dat)(?: ro)? (?:thoi )?han",
            r"khong (?:ghi|co|neu) moc",
            r"(?:without|no) (?:a )?deadlines?",
            r"undated",
        ),
    ),
    (TaskKind.EFFECT, any_of(r"(?:phai |can )co hieu luc", r"(?:take|takes|taking) effect")),
    (TaskKind.START, any_of(r"bat dau (?:tu|vao)", r"(?:start|begin)s?(?:ning)?")),
    (TaskKind.ONGOING, any_of(r"thuong xuyen", r"ongoing", r"continuous\w*")),
    (TaskKind.REPORT, any_of(r"(?:phai |can )?(?:nop |gui )?bao cao", r"reports?", r"reporting")),
    (
        TaskKind.ISSUE,
        any_of(r"(?:phai |can )?ban hanh", r"xay dung (?:va )?ban hanh", r"to be issued", r"must (?:be )?issued?"),
    ),
)
PERIODS: tuple[tuple[Period, re.Pattern[str]], ...] = (
    (Period.WEEKLY, any_of(r"(?:hang|moi) tuan", r"weekly", r"(?:every|each) week")),
    (Period.MONTHLY, any_of(r"(?:hang|moi) thang", r"monthly", r"(?:every|each) month")),
    (Period.QUARTERLY, any_of(r"(?:hang|moi) quy", r"quarterly", r"(?:every|each) quarter")),
    (Period.YEARLY, any_of(r"(?:hang|moi) nam", r"yearly", r"annual(?:ly)?", r"(?:every|each) year")),
)
INTENTS = {Intent.COUNT_TASKS: COUNT, Intent.WHO: WHO, Intent.WHEN: WHEN, Intent.WHAT: WHAT, Intent.LIST_TASKS: TASKS}
