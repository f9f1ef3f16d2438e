"""The same work in other words: what may differ between two wordings of one task, where something else says it too.

A directive that gives a task again leaves out why, says "triển khai xây dựng" for "xây dựng", and adds manner. One word
more can be other work ("dữ liệu đất đai" for "dữ liệu"), so only words of closed lists may differ, and only where both
are due on the same day or the later text says that it goes on with, or is late with, something asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.model import Task
from corpus.text import fold

# How, not what: manner, and verbs that only say that something is done
_MANNER = {
    tuple(words.split())
    for words in (
        "triển khai|thực hiện|tổ chức|tiến hành|tăng cường|tập trung|tích cực|quyết liệt|nhanh chóng|thường xuyên|"
        "đầy đủ|đồng bộ|hiệu quả|toàn diện|thiết thực|thống nhất|chặt chẽ|toàn bộ|tất cả|còn lại|một cách|"
        "ưu tiên|nguồn lực|trên|tại|trong|theo|đến|là|được|này|nêu|nốt|thời gian|tới"
    ).split("|")
}
# Verbs that official language takes for each other, with the one they are counted as
_SAME = {
    ("soạn", "thảo"): ("xây", "dựng"),
    ("biên", "soạn"): ("xây", "dựng"),
    ("trình", "ban", "hành"): ("ban", "hành"),
    ("liên", "thông"): ("kết", "nối"),
    ("tích", "hợp"): ("kết", "nối"),
    ("kiểm", "kê"): ("thống", "kê"),
    ("đưa", "vào", "vận", "hành"): ("vận", "hành"),
    ("đưa", "vào", "sử", "dụng"): ("vận", "hành"),
    ("đưa", "vào", "khai", "thác"): ("vận", "hành"),
    ("tập", "huấn"): ("bồi", "dưỡng"),
    ("đào", "tạo"): ("bồi", "dưỡng"),
    ("nâng", "cao", "nhận", "thức"): ("tuyên", "truyền"),
    ("gửi", "báo", "cáo"): ("báo", "cáo"),
    ("địa", "bàn", "cả", "nước"): ("toàn", "quốc"),
    ("phạm", "vi", "cả", "nước"): ("toàn", "quốc"),
    ("phạm", "vi", "toàn", "quốc"): ("toàn", "quốc"),
    ("cả", "nước"): ("toàn", "quốc"),
}
_LONGEST = max(map(len, _SAME))
# Why, with which care, on whose order: what stands behind the work and is no part of it
_TAIL = re.compile(
    r"[,;]?\s*\b(?:nhằm|để|bảo đảm|đảm bảo|phục vụ|góp phần|tạo điều kiện|trong đó|theo (?:đúng )?(?:chỉ đạo|tinh thần|"
    r"yêu cầu|kết luận|quy định)|không để|tránh"
    r"|(?:(?:nhiệm vụ|việc) (?:này )?)?(?:đã|đang|còn|đến nay(?: vẫn| còn)?) (?:bị )?(?:chậm|chưa|quá hạn))\b.*$",
    re.IGNORECASE | re.DOTALL,
)
# "tiếp tục ...", "khẩn trương hoàn thành ...", "... đến nay chưa hoàn thành", "gia hạn ...", "như đã giao"
_RENEWS = re.compile(
    r"\b(?:tiep tuc|khan truong|hoan thanh dut diem|giai quyet dut diem|day nhanh|don doc|nhac lai|gia han|"
    r"(?:lui|dieu chinh|keo dai) thoi han|cham(?: tien do| so voi| tre)|qua han|con ton dong|"
    r"chua (?:hoan thanh|xong|thuc hien)|da (?:duoc )?(?:giao|yeu cau|chi dao))\b"
)


def renews(task: Task) -> bool:
    """Tell whether a task's words say that the work was asked for before, or goes on."""
    return bool(_RENEWS.search(fold(task.action)))


def due_together(one: Task, other: Task) -> bool:
    """Tell whether two tasks have a last day in common; "trước ngày 30/9" and "trong tháng 9" name one day."""
    days = [deadline.last for deadline in one.deadlines if deadline.last]
    return any(abs((d.last - day).days) <= 1 for d in other.deadlines if d.last for day in days)


def work_and_tail(action: str) -> tuple[str, bool]:
    """Return an action without what says why and how, and whether there was any such thing."""
    found = _TAIL.search(action)
    return (action[: found.start()], True) if found and found.start() else (action, False)


def reworded(words: Sequence[str]) -> Iterator[str]:
    """Yield the words that count among rewordings, in reading order."""
    place = 0
    while place < len(words):
        for length in range(_LONGEST, 1, -1):
            if same := _SAME.get(tuple(words[place : place + length])):
                yield from same
                place += length
                break
        else:
            length = next((n for n in (2, 1) if tuple(words[place : place + n]) in _MANNER), 0)
            if not length:
                yield words[place]
            place += length or 1
