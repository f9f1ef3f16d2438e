"""Deadlines: the table of DESIGN section 5, row by row, and what must not be read as one."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.deadlines import find_deadlines, is_deadline_sentence
from corpus.references import find_references

SIGNED = date(2026, 3, 16)


def read(sentence: str, document_date: date | None = SIGNED) -> list[tuple[str, str | None, str | None]]:
    """Return kind, first and last day of each deadline of a sentence, references masked as in the register."""
    masked = [(r.start, r.end) for r in find_references(sentence)]
    found = find_deadlines(sentence, 0, len(sentence), document_date, masked).deadlines
    return [(d.kind.value, d.first and d.first.isoformat(), d.last and d.last.isoformat()) for d in found]


DATED = {
    # the table's rows
    "month": ("Hoàn thành trong tháng 4/2026.", "by", "2026-04-01", "2026-04-30"),
    "month in words": ("Hoàn thành trong tháng 4 năm 2026.", "by", "2026-04-01", "2026-04-30"),
    "month inside a sentence": ("Công bố quy trình, hoàn thành trong tháng 3/2026", "by", "2026-03-01", "2026-03-31"),
    "leap February": ("Hoàn thành trong tháng 02/2028.", "by", "2028-02-01", "2028-02-29"),
    "before a day": ("Hoàn thành trước ngày 10/3/2026.", "before", None, "2026-03-09"),
    "before the first of a month": ("Hoàn thành trước ngày 01/5/2026.", "before", None, "2026-04-30"),
    "before the first of a year": ("Báo cáo trước ngày 01/01/2027.", "before", None, "2026-12-31"),
    "before, day spelled out": ("Báo cáo trước ngày 05 tháng 4 năm 2026.", "before", None, "2026-04-04"),
    "results before a day": ("Báo cáo kết quả trước ngày 15/12/2026.", "before", None, "2026-12-14"),
    "a situation before a day": ("Tổng hợp tình hình chậm nhất ngày 20/4/2026.", "by", None, "2026-04-20"),
    "before a month": ("Hoàn thành trước tháng 6/2026.", "before", None, "2026-05-31"),
    "at the latest in a month": ("Hoàn thành chậm nhất trong tháng 3/2026.", "by", None, "2026-03-31"),
    "at the latest on a day": ("Gửi báo cáo chậm nhất ngày 20/4/2026.", "by", None, "2026-04-20"),
    "at the latest is": ("Gửi báo cáo chậm nhất là ngày 20/4/2026.", "by", None, "2026-04-20"),
    "until a day": ("Hoàn thành đến ngày 31/3/2026.", "by", None, "2026-03-31"),
    "before an hour": ("Gửi về Bộ Tài chính trước 17 giờ 00 ngày 5/4/2026.", "by", None, "2026-04-05"),
    "before an hour, minutes named": ("Gửi về Bộ trước 17 giờ 30 phút ngày 05/4/2026.", "by", None, "2026-04-05"),
    "quarter": ("Triển khai thí điểm trong quý II/2026 tại 3 địa phương.", "by", "2026-04-01", "2026-06-30"),
    "quarter in words": ("Hoàn thành trong quý IV năm 2026.", "by", "2026-10-01", "2026-12-31"),
    "quarter, Arabic": ("Hoàn thành trong quý 3/2026.", "by", "2026-07-01", "2026-09-30"),
    "first half": ("Hoàn thành trong 6 tháng đầu năm 2026.", "by", "2026-01-01", "2026-06-30"),
    "second half": ("Hoàn thành trong 6 tháng cuối năm 2026.", "by", "2026-07-01", "2026-12-31"),
    "year": ("Hoàn thành trong năm 2026.", "by", "2026-01-01", "2026-12-31"),
    "years": ("Hoàn thành trong giai đoạn 2026 - 2030.", "by", "2026-01-01", "2030-12-31"),
    "years, long dash": ("Thực hiện trong giai đoạn 2026–2030.", "by", "2026-01-01", "2030-12-31"),
    "from a day": ("đưa vào vận hành chính thức từ ngày 01/5/2026.", "start", "2026-05-01", None),
    "counted from a day": ("Áp dụng kể từ ngày 01/7/2026.", "start", "2026-07-01", None),
    "in force from at the latest": ("bảo đảm có hiệu lực chậm nhất từ ngày 01/3/2027.", "by", None, "2027-03-01"),
    "two months": ("Hoàn thành trong tháng 3 và tháng 4/2026.", "by", "2026-03-01", "2026-04-30"),
    "two quarters of another year": ("Hoàn thành trong quý II, quý III/2027.", "by", "2027-04-01", "2027-09-30"),
    "a label and a colon": ("Thời hạn hoàn thành: 30/6/2026.", "by", None, "2026-06-30"),
    "the end of a month": ("Hoàn thành vào cuối tháng 4/2026.", "by", "2026-04-01", "2026-04-30"),
    "to the end of a year": ("Đến hết năm 2026, hoàn thành số hoá hồ sơ.", "by", None, "2026-12-31"),
    "without the word ngày": ("Hoàn thành trước 30/4/2026.", "before", None, "2026-04-29"),
    # the year that is not written is the document's
    "day without year": ("Báo cáo trước ngày 10/4.", "before", None, "2026-04-09"),
    "until a day without year": ("Hoàn thành đến ngày 31/3.", "by", None, "2026-03-31"),
    "hour without year": ("Gửi trước 17 giờ 00 ngày 5/4.", "by", None, "2026-04-05"),
    "month without year": ("Hoàn thành trong tháng 4.", "by", "2026-04-01", "2026-04-30"),
    "quarter without year": ("Hoàn thành trong quý II.", "by", "2026-04-01", "2026-06-30"),
    "before a period ends": ("Hoàn thành trước khi kết thúc quý II/2026.", "by", None, "2026-06-30"),
    "from one day to another": (
        "Mở đợt cao điểm từ ngày 15/8/2026 đến hết ngày 15/11/2026.", "by", "2026-08-15", "2026-11-15",
    ),
    "before a day that has a name": ("Hoàn thành trước ngày khai giảng 05/9/2026.", "before", None, "2026-09-04"),
    "two months, one year": ("Thí điểm trong hai tháng 9 và 10 năm 2026.", "by", "2026-09-01", "2026-10-31"),
    # how people write
    "upper case": ("HOÀN THÀNH TRƯỚC NGÀY 10/3/2026", "before", None, "2026-03-09"),
    "dotted date": ("Hoàn thành trước ngày 10.3.2026.", "before", None, "2026-03-09"),
}  # fmt: skip


@pytest.mark.parametrize("sentence, kind, first, last", DATED.values(), ids=DATED.keys())
def test_dated(sentence: str, kind: str, first: str | None, last: str | None) -> None:
    assert read(sentence) == [(kind, first, last)]


RECURRING = {
    "broadcast daily": ("mở chuyên mục, phát sóng hằng ngày.", "daily", "completion"),
    "a quarterly meeting": ("chuẩn bị nội dung họp giao ban hằng quý giữa hai Sở.", "quarterly", "completion"),
    "daily": ("Hằng ngày báo cáo kết quả.", "daily", "report"),
    "every two weeks": ("Định kỳ hai tuần báo cáo Bộ trưởng.", "fortnightly", "report"),
    "every two weeks, once": ("Mỗi hai tuần một lần báo cáo Thường trực.", "fortnightly", "report"),
    "every two weeks, in digits": ("Gửi báo cáo 02 tuần một lần.", "fortnightly", "report"),
    "six months, with a naught": ("Định kỳ 06 tháng báo cáo Hội đồng nhân dân.", "half_yearly", "report"),
    "a day of the next quarter": (
        "Báo cáo Bộ Tài chính hằng quý trước ngày 05 của tháng đầu quý sau.", "quarterly", "report",
    ),
    "a day of the year behind the period": ("Hằng năm, trước ngày 15 tháng 12 báo cáo Chính phủ.", "yearly", "report"),
    "at a sentence's beginning": ("Hằng tháng công khai danh sách.", "monthly", "completion"),
    "monthly report": ("Định kỳ hằng tháng báo cáo Thường trực Ban Chỉ đạo.", "monthly", "report"),
    "monthly, other spelling": ("Định kỳ hàng tháng báo cáo Thường trực Ban Chỉ đạo.", "monthly", "report"),
    "weekly": ("Định kỳ hằng tuần báo cáo Thủ tướng Chính phủ.", "weekly", "report"),
    "quarterly publication": ("Định kỳ hằng quý công bố, công khai trên Cổng Thông tin.", "quarterly", "completion"),
    "half-yearly": ("Định kỳ 6 tháng báo cáo kết quả.", "half_yearly", "report"),
    "yearly": ("Định kỳ hằng năm tổng hợp, báo cáo Chính phủ.", "yearly", "report"),
    "without định kỳ": ("Hằng quý, báo cáo Thủ tướng Chính phủ.", "quarterly", "report"),
    "the report comes first": ("Báo cáo Thủ tướng Chính phủ định kỳ hằng quý.", "quarterly", "report"),
    "a day of each month": ("Báo cáo Bộ trưởng chậm nhất ngày 05 hằng tháng.", "monthly", "report"),
    "a day of each month, far from its verb": (
        "Báo cáo kết quả thực hiện Thông báo này về Bộ Công an trước ngày 25 hằng tháng.", "monthly", "report",
    ),
    "a day of each quarter's last month": (
        "Tổng hợp, báo cáo trước ngày 20 của tháng cuối quý.", "quarterly", "report",
    ),
    "a day of each year": ("Báo cáo trước ngày 30 tháng 11 hằng năm.", "yearly", "report"),
    "a day of each week": ("Gửi báo cáo vào thứ Sáu hằng tuần.", "weekly", "report"),
    "once in six months": ("Theo dõi, 6 tháng một lần báo cáo Ban Thường vụ.", "half_yearly", "report"),
    "so many each quarter": ("Tổ chức lớp kỹ năng số, mỗi quý một lớp.", "quarterly", "completion"),
    "each three months": ("Định kỳ 3 tháng báo cáo Bộ trưởng.", "quarterly", "report"),
    "a yearly review": ("Tham mưu sơ kết hằng năm.", "yearly", "completion"),
    "what is reported on is not what is due": (
        "Định kỳ hằng tháng báo cáo kết quả triển khai.", "monthly", "report",
    ),
}  # fmt: skip


@pytest.mark.parametrize("sentence, period, purpose", RECURRING.values(), ids=RECURRING.keys())
def test_recurring(sentence: str, period: str, purpose: str) -> None:
    (deadline,) = find_deadlines(sentence, 0, len(sentence), SIGNED).deadlines
    assert (deadline.kind.value, deadline.period, deadline.purpose.value) == ("recurring", period, purpose)
    assert (deadline.first, deadline.last) == (None, None)


PURPOSES = {
    "a plan that is sent": ("xây dựng kế hoạch của đơn vị, gửi về Sở Nội vụ trước ngày 05/4/2026.", "completion"),
    "results that are sent": ("tổng kết, gửi kết quả về Sở Nội vụ trước ngày 05/4/2026.", "report"),
    "a decree in force as the condition": ("trình ngay sau khi Nghị định có hiệu lực.", "completion"),
    "completion": ("Hoàn thành trong tháng 4/2026.", "completion"),
    "report": ("Báo cáo Thường trực Ban Chỉ đạo trước ngày 05/4/2026.", "report"),
    "report of results": ("Báo cáo Thường trực Ban Chỉ đạo kết quả thực hiện trước ngày 10/3/2026.", "report"),
    "report on how work goes": ("Báo cáo tình hình triển khai trước ngày 10/3/2026.", "report"),
    "sent": ("Gửi Bộ Tài chính để tổng hợp trước ngày 15/4/2026.", "report"),
    "effect": ("bảo đảm có hiệu lực chậm nhất từ ngày 01/3/2027.", "effect"),
    "effect, conditional": ("bảo đảm có hiệu lực cùng thời điểm thi hành của Luật.", "effect"),
    "start": ("đưa vào vận hành chính thức từ ngày 01/5/2026.", "start"),
    "what is reported is no verb of its own": ("Báo cáo tổng kết thí điểm trước ngày 30/6/2026.", "report"),
    "a meeting after a report": (
        "Tổng hợp, báo cáo Bộ trưởng; tham mưu tổ chức hội nghị trước ngày 20/6/2026.",
        "completion",
    ),
    "a list that is sent is no report": ("Gửi danh sách về Bộ Nội vụ trước ngày 10/4/2026.", "completion"),
    "a report within a time from the signing": (
        "Xây dựng kế hoạch, báo cáo Bộ trưởng trong vòng 20 ngày kể từ ngày ban hành văn bản này.",
        "report",
    ),
    "the nearest verb counts": ("Báo cáo kết quả và hoàn thành việc ban hành trong tháng 4/2026.", "completion"),
}


@pytest.mark.parametrize("sentence, purpose", PURPOSES.values(), ids=PURPOSES.keys())
def test_purpose(sentence: str, purpose: str) -> None:
    (deadline,) = find_deadlines(sentence, 0, len(sentence), SIGNED).deadlines
    assert deadline.purpose.value == purpose


def test_what_binds_a_day_binds_the_next() -> None:
    assert read("Báo cáo kết quả trước ngày 10/10/2026 và ngày 10/01/2027.") == [
        ("before", None, "2026-10-09"),
        ("before", None, "2027-01-09"),
    ]


def test_two_deadlines_of_one_sentence() -> None:
    sentence = (
        "hoàn thành việc ban hành kế hoạch trong tháng 3/2026; định kỳ hằng tháng báo cáo Thường trực Ban Chỉ đạo"
    )
    found = find_deadlines(sentence, 0, len(sentence), SIGNED).deadlines
    assert [(d.kind.value, d.purpose.value) for d in found] == [("by", "completion"), ("recurring", "report")]


UNDATED = {
    "as soon as a number is reached": ("kích hoạt ngay khi số ca mắc vượt 500 ca.", "conditional", None),
    "right after something": ("trình ngay sau khi có ý kiến của Bộ Tư pháp.", "conditional", None),
    "the school year's end": ("hoàn thành trước khi kết thúc năm học 2025 - 2026.", "conditional", None),
    "hours from an event": ("khôi phục trong vòng 24 giờ kể từ khi bão tan.", "relative", None),
    "from the adoption": (
        "Bàn giao trong vòng 10 ngày kể từ ngày Nghị quyết này được thông qua.",
        "relative",
        "2026-03-26",
    ),
    "before a season": ("vận hành trước khi bão đổ bộ.", "conditional", None),
    "before a feast": ("hoàn thành trước dịp Tết Nguyên đán.", "conditional", None),
    "ongoing": ("Nhiệm vụ thường xuyên.", "ongoing", None),
    "ongoing work": ("Tổ chức thực hiện thường xuyên, liên tục.", "ongoing", None),
    "with a law": ("bảo đảm có hiệu lực cùng thời điểm thi hành của Luật.", "conditional", None),
    "before something happens": ("hoàn thành trước khi hệ thống được đưa vào khai thác.", "conditional", None),
    "from signing": ("Thực hiện trong vòng 15 ngày kể từ ngày ký.", "relative", "2026-03-31"),
    "weeks from signing": ("Báo cáo trong vòng 2 tuần kể từ ngày ký ban hành.", "relative", "2026-03-30"),
    "working days are not computed": ("Trả lời trong thời hạn 05 ngày làm việc kể từ ngày ký.", "relative", None),
    "within days, plainly": (
        "Trả lời trong 07 ngày làm việc kể từ ngày nhận được hồ sơ.",
        "relative",
        None,
    ),
    "no more than so many days": ("Thẩm định không quá 10 ngày kể từ ngày ban hành.", "relative", "2026-03-26"),
    "a session": ("Xây dựng nghị quyết, trình Hội đồng nhân dân tỉnh tại kỳ họp giữa năm 2026.", "conditional", None),
    "before a session": ("Trình phương án nhân sự trước kỳ họp tháng 4/2026.", "conditional", None),
    "a part of a month": ("Báo cáo trong tuần đầu tháng 5 năm 2026.", "conditional", None),
    "from an unknown event": ("Trả lời trong vòng 10 ngày kể từ ngày nhận được văn bản.", "relative", None),
}


@pytest.mark.parametrize("sentence, kind, last", UNDATED.values(), ids=UNDATED.keys())
def test_undated(sentence: str, kind: str, last: str | None) -> None:
    assert read(sentence) == [(kind, None, last)]


def test_relative_without_document_date_keeps_the_text() -> None:
    sentence = "Thực hiện trong vòng 15 ngày kể từ ngày ký."
    (deadline,) = find_deadlines(sentence, 0, len(sentence), None).deadlines
    assert deadline.text == "trong vòng 15 ngày kể từ ngày ký"
    assert deadline.last is None


NONE = {
    "a day up to which is counted": "Rà soát dự án giải ngân dưới 30% tính đến ngày 30/9/2026.",
    "what should have been": "Giải quyết hồ sơ quá hạn (lẽ ra phải xong trước ngày 30/6/2026).",
    "as it arises": "xử lý triệt để ổ dịch ngay khi mới phát sinh.",
    "date of a cited document": "Thực hiện Công văn số 693-CV/VPTW, ngày 02/3/2026.",
    "date of a cited document, in words": "Thực hiện Nghị định số 231/2025/NĐ-CP ngày 26 tháng 8 năm 2025.",
    "the past": "đánh giá các văn bản pháp luật đã ban hành trong năm 2025 và đề xuất giải pháp",
    "documents of before": "Rà soát các văn bản trước ngày 01/7/2025 còn hiệu lực.",
    "results of a period": "tổng hợp kết quả trong quý I/2026",
    "other work's period": "tập trung triển khai các nhiệm vụ trong quý I/2026",
    "a programme's name": "bám sát Chương trình công tác năm 2026 của Ban Chỉ đạo",
    "a programme's name, short": "bám sát Chương trình công tác 2026 của Ban Chỉ đạo",
    "a law's name": "theo quy định tại Luật Công nghệ cao năm 2025",
    "a title's aim": "Chiến lược phát triển kinh tế số đến năm 2030",
    "a plan's years": "Kế hoạch đầu tư công trung hạn giai đoạn 2026 - 2030",
    "advice asked before something": "xin ý kiến Bộ Tư pháp trước khi trình Chính phủ",
    "a number of services": "rà soát 25 dịch vụ công trực tuyến",
    "a stretch of time": "Thời gian qua, trong 3 tháng đã tiếp nhận nhiều hồ sơ.",
    "a yearly programme": "đưa nội dung vào chương trình kiểm tra hằng năm",
    "a session in the past": "đã được thông qua tại Kỳ họp thứ 10",
    "no date at all": "Kịp thời biểu dương những điển hình tiên tiến.",
}


@pytest.mark.parametrize("sentence", NONE.values(), ids=NONE.keys())
def test_no_deadline(sentence: str) -> None:
    assert read(sentence) == []


KINDS_OF_IMPOSSIBLE = {
    "Hoàn thành trước ngày 31/6/2026.": "before",
    "Thực hiện từ ngày 31/6/2026.": "start",
    "Hoàn thành đến ngày 31/6/2026.": "by",
}


@pytest.mark.parametrize("sentence, kind", KINDS_OF_IMPOSSIBLE.items(), ids=KINDS_OF_IMPOSSIBLE.keys())
def test_an_impossible_date_keeps_the_kind_of_its_words(sentence: str, kind: str) -> None:
    assert read(sentence) == [(kind, None, None)]


IMPOSSIBLE = {
    "30 February": "Hoàn thành trước ngày 30/02/2026.",
    "29 February of a common year": "Hoàn thành trước ngày 29/02/2027.",
    "31 April": "Hoàn thành trước ngày 31/4/2026.",
    "month 13": "Hoàn thành trong tháng 13/2026.",
    "day 0": "Hoàn thành trước ngày 00/4/2026.",
    "years backwards": "Hoàn thành trong giai đoạn 2030 - 2026.",
}


@pytest.mark.parametrize("sentence", IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_an_impossible_date_is_reported_and_never_guessed(sentence: str) -> None:
    reading = find_deadlines(sentence, 0, len(sentence), SIGNED)
    assert [(d.first, d.last, d.rule) for d in reading.deadlines] == [(None, None, "impossible_date")]
    assert [w.split(":")[0] for w in reading.warnings] == ["impossible_date"]


def test_no_year_and_no_document_date_is_reported() -> None:
    sentence = "Báo cáo trước ngày 10/4."
    reading = find_deadlines(sentence, 0, len(sentence), None)
    assert [(d.first, d.last, d.rule) for d in reading.deadlines] == [(None, None, "no_year")]
    assert [w.split(":")[0] for w in reading.warnings] == ["no_year"]


RULES = {
    "the day before": ("Hoàn thành trước ngày 10/3/2026.", "day_before"),
    "the year of the document": ("Hoàn thành trong tháng 4.", "year_of_document"),
    "the hour's day counts": ("Gửi trước 17 giờ 00 ngày 5/4/2026.", "that_day_included"),
    "from signing": ("Thực hiện trong vòng 15 ngày kể từ ngày ký.", "from_signing"),
    "as written": ("Hoàn thành trong tháng 4/2026.", None),
}


@pytest.mark.parametrize("sentence, rule", RULES.values(), ids=RULES.keys())
def test_the_rule_that_resolved_it_is_kept(sentence: str, rule: str | None) -> None:
    (deadline,) = find_deadlines(sentence, 0, len(sentence), SIGNED).deadlines
    assert deadline.rule == rule


@pytest.mark.parametrize("lead_in", ["", "Trước hết. ", "a" * 5_000 + " "])
def test_offsets_are_the_documents(lead_in: str) -> None:
    text = lead_in + "Báo cáo Thường trực Ban Chỉ đạo trước ngày 10/3/2026."
    (deadline,) = find_deadlines(text, len(lead_in), len(text), SIGNED).deadlines
    assert text[deadline.start : deadline.end] == deadline.text
    assert deadline.text.endswith("trước ngày 10/3/2026")


SAYS_ONLY_WHEN = {
    "completion": ("Hoàn thành trong tháng 4/2026.", True),
    "report": ("Báo cáo Thường trực Ban Chỉ đạo kết quả thực hiện trước ngày 10/3/2026.", True),
    "ongoing": ("Nhiệm vụ thường xuyên.", True),
    "recurring": ("Định kỳ hằng tháng báo cáo Thường trực Ban Chỉ đạo.", True),
    "work with its own deadline": ("Hướng dẫn, rà soát làm sạch dữ liệu, hoàn thành trước ngày 10/3/2026.", False),
    "work without deadline": ("Hoàn thành việc rà soát.", False),
    "two statements": ("Hoàn thành trong tháng 3/2026; xây dựng kế hoạch tiếp theo.", False),
}


@pytest.mark.parametrize("sentence, expected", SAYS_ONLY_WHEN.values(), ids=SAYS_ONLY_WHEN.keys())
def test_deadline_sentence(sentence: str, expected: bool) -> None:
    found = find_deadlines(sentence, 0, len(sentence), SIGNED).deadlines
    assert is_deadline_sentence(sentence, 0, len(sentence), found) is expected
