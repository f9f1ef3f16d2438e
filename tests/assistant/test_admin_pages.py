"""The maintainer's pages over the real application: bring in, check, correct, declare, remove."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from faces_kit import LOCAL
from life_builders import TEXT, flat_services
from starlette.testclient import TestClient

from assistant.labels import date_text
from assistant.model import Language
from assistant.service import create_app
from assistant.web.context import Services

FIRST = "5/QĐ-BTP#sec_1"


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    with flat_services(tmp_path) as opened:
        yield opened


@pytest.fixture
def client(services: Services) -> Iterator[TestClient]:
    with TestClient(create_app(services), base_url=LOCAL, headers={"Origin": LOCAL}) as opened:
        yield opened


def upload(client: TestClient, text: str = TEXT, name: str = "5.txt") -> str:
    files = {"files": (name, text.encode(), "text/plain")}
    answer = client.post("/admin/upload", files=files, data={"audience": "public"})
    assert answer.status_code == 200, answer.text
    return answer.text


def correct(client: TestClient, **fields: str) -> str:
    form = {
        "task": FIRST, "lead": "Bộ Tài chính", "coordinators": "Bộ Y tế", "deadlines": "2026-05-19",
            } | fields  # fmt: skip
    task = tasks(client)[0]
    answer = client.post(
        "/admin/documents/5-qd-btp/correct", data=form | {"action": fields.get("action", task["action"])}
    )
    assert answer.status_code == 200, answer.text
    return answer.text


def tasks(client: TestClient) -> list[dict]:
    return client.get("/api/v1/documents/5-qd-btp").json()["tasks"]


def test_each_file_has_its_outcome(client: TestClient) -> None:
    assert "Đã nạp mới" in upload(client)
    assert "Không thay đổi" in upload(client)
    assert "Đã cập nhật" in upload(client, TEXT.replace("rà soát", "lập"))
    failed = upload(client, "Trứng, sữa", "<b>shopping.txt")
    assert "Không nạp được" in failed and "&lt;b&gt;shopping.txt" in failed
    assert "Không tìm thấy số, ký hiệu" in failed


def test_the_check_page_shows_tree_source_tasks_and_warnings(client: TestClient) -> None:
    upload(client)
    page = client.get("/admin/documents/5-qd-btp").text
    for words in (
        "Đánh số nhảy từ 1 đến 3", "Cơ quan chưa có trong danh mục: Bộ Phép thuật",
        "Thời hạn không ghi năm, lấy theo năm ban hành", "Không đọc được người ký",
        "19/5/2026", "&lt;b&gt;hồ sơ&lt;/b&gt;",
    ):  # fmt: skip
        assert words in page, words
    source = page[page.index('class="source"') :]
    assert re.sub(r"\s|<[^>]*>", "", source).find(re.sub(r"\s", "", "Bộ Tài chính chủ trì, phối hợp với Bộ Y tế")) > 0
    for start in re.findall(r'href="#s-(\d+)"', page):
        assert f'id="s-{start}"' in page
    english = client.get("/admin/documents/5-qd-btp", headers={"Accept-Language": "en"}).text
    assert "Numbering jumps from 1 to 3" in english and '<html lang="en">' in english


def test_an_upload_tells_of_each_file_as_it_is_read_and_ends_with_the_page(client: TestClient) -> None:
    files = [("files", ("5.txt", TEXT.encode(), "text/plain")), ("files", ("mua.txt", b"eggs", "text/plain"))]
    answer = client.post(
        "/admin/upload", files=files, data={"audience": "public"}, headers={"Accept": "application/x-ndjson"}
    )
    events = [json.loads(line) for line in answer.text.splitlines()]
    assert events[0] == {"event": "files", "names": ["5.txt", "mua.txt"]}
    assert events[1] == {"event": "read", "words": "đã đọc 5/QĐ-BTP, 2 nhiệm vụ; chờ lập chỉ mục"}
    assert events[2]["failed"] and "số, ký hiệu" in events[2]["words"]
    assert events[-1]["event"] == "page" and "Kết quả nạp 2 tệp" in events[-1]["html"]
    assert "Kết quả nạp 2 tệp" in client.post("/admin/upload", files=files, data={"audience": "public"}).text


def test_all_warnings_are_listed_with_the_way_to_their_clause(client: TestClient) -> None:
    upload(client)
    page = client.get("/admin/documents/5-qd-btp").text
    listed = page[page.index('id="warnings"') : page.index('id="tree-title"')]
    assert "Cần xem lại (4)" in page and listed.count("<li>") == 4
    assert '<a href="#sec_3">Mục 3</a>: Đánh số nhảy từ 1 đến 3.' in listed and 'id="sec_3"' in page


def test_a_correction_is_shown_everywhere_survives_and_goes_stale(client: TestClient) -> None:
    upload(client)
    page = correct(client, lead="Bộ Công an\nBộ Y tế", deadlines="2026-07-31")
    assert "Đã được local hiệu chỉnh" in page and "đọc từ văn bản: Bộ Tài chính" in page
    found = tasks(client)[0]
    assert (found["lead"], found["coordinators"]) == (["Bộ Công an", "Bộ Y tế"], ["Bộ Y tế"])
    assert found["deadlines"][0]["to"] == "2026-07-31"
    assert {each["field"] for each in found["corrections"]} == {"lead", "deadlines"}
    assert "hiệu chỉnh ngày" in client.get("/documents/5-qd-btp").text
    asked = client.post(
        "/api/v1/ask", json={"question": "Bộ Công an có việc gì đến hạn trong tháng 7/2026?", "today": "2026-07-01"}
    )
    answer = asked.json()
    assert (answer["status"], [task["id"] for task in answer["tasks"]]) == ("answered", [FIRST])
    assert answer["tasks"][0]["corrections"][0]["before"] == "Bộ Tài chính"

    upload(client, TEXT.replace("hồ sơ", "sổ"))  # another clause changed
    assert tasks(client)[0]["lead"] == ["Bộ Công an", "Bộ Y tế"]
    upload(client, TEXT.replace("danh mục", "danh sách"))  # its own clause changed
    found = tasks(client)[0]
    assert (found["lead"], [each["stale"] for each in found["corrections"]]) == (["Bộ Tài chính"], [True, True])
    assert "không còn áp dụng" in client.get("/admin/documents/5-qd-btp").text
    upload(client)
    assert tasks(client)[0]["lead"] == ["Bộ Công an", "Bộ Y tế"]

    client.post("/admin/documents/5-qd-btp/withdraw", data={"task": FIRST, "field": "lead"})
    client.post("/admin/documents/5-qd-btp/withdraw", data={"task": FIRST, "field": "deadlines"})
    found = tasks(client)[0]
    assert (found["lead"], found["corrections"], found["deadlines"][0]["to"]) == (["Bộ Tài chính"], [], "2026-05-19")


INSERTED = TEXT.replace(
    "1. Bộ Tài chính", "1. Bộ Nội vụ chủ trì lập sổ. Hoàn thành trong tháng 7/2026.\n2. Bộ Tài chính"
)


def test_a_correction_follows_its_clause_to_another_number(client: TestClient) -> None:
    upload(client)
    correct(client, lead="Bộ Công an")
    upload(client, INSERTED)
    before, moved = tasks(client)[:2]
    assert (before["lead"], before["corrections"]) == (["Bộ Nội vụ"], [])
    assert (moved["clause"], moved["lead"]) == ("5/QĐ-BTP#sec_2", ["Bộ Công an"])
    assert [each["stale"] for each in moved["corrections"]] == [False]
    form = {"task": "5/QĐ-BTP#sec_1", "lead": "Bộ Y tế", "coordinators": "", "deadlines": "2026-07-31"}
    client.post("/admin/documents/5-qd-btp/correct", data=form | {"action": before["action"]})
    assert [each["lead"] for each in tasks(client)[:2]] == [["Bộ Y tế"], ["Bộ Công an"]]
    client.post("/admin/documents/5-qd-btp/withdraw", data={"task": "5/QĐ-BTP#sec_2", "field": "lead"})
    assert [each["lead"] for each in tasks(client)[:2]] == [["Bộ Y tế"], ["Bộ Tài chính"]]
    upload(client)  # the clause that was inserted is gone again
    assert [each["lead"] for each in tasks(client)[:1]] == [["Bộ Tài chính"]]


def test_of_two_clauses_with_the_same_words_none_is_guessed(client: TestClient) -> None:
    upload(client)
    correct(client, lead="Bộ Công an")
    clause = "Bộ Tài chính chủ trì, phối hợp với Bộ Y tế rà soát danh mục. Hoàn thành trước ngày 20/5.\n"
    upload(client, INSERTED.replace("3. ", f"3. {clause}4. "))
    assert ["Bộ Công an"] not in [task["lead"] for task in tasks(client)]
    assert "không còn áp dụng" in client.get("/admin/documents/5-qd-btp").text


def test_a_correction_without_its_clause_and_an_approval_of_other_words_are_said(client: TestClient) -> None:
    upload(client, INSERTED)
    form = {"task": "5/QĐ-BTP#sec_3", "lead": "Bộ Công an", "coordinators": "", "deadlines": "2026-06-30"}
    action = next(task["action"] for task in tasks(client) if task["id"] == form["task"])
    client.post("/admin/documents/5-qd-btp/correct", data=form | {"action": action})
    assert "Đã duyệt: local" in client.post("/admin/documents/5-qd-btp/approve").text
    shorter = TEXT[: TEXT.index("3. ")]
    upload(client, shorter)
    page = client.get("/admin/documents/5-qd-btp").text
    assert re.search(r"Có hiệu chỉnh cho Mục 3 \(“Bộ Phép thuật [^”]*”\) nhưng điều khoản ấy không còn", page)
    assert "local đã duyệt ngày" in page and "Đã duyệt: local" not in page and "cần kiểm tra và duyệt lại" in page
    client.post("/admin/documents/5-qd-btp/approve")
    assert "cần kiểm tra và duyệt lại" not in client.get("/admin/documents/5-qd-btp").text
    upload(client, INSERTED)
    assert next(task for task in tasks(client) if task["id"] == form["task"])["lead"] == ["Bộ Công an"]


def test_days_are_written_as_officials_write_them(client: TestClient) -> None:
    upload(client)
    correct(client, lead="Bộ Công an")
    today = date_text(datetime.now(UTC).date(), Language.VI)
    approved = client.post("/admin/documents/5-qd-btp/approve").text
    assert f"Đã duyệt: local, ngày {today}" in approved and f"hiệu chỉnh ngày {today}" in approved
    assert f"hiệu chỉnh ngày {today}" in client.get("/documents/5-qd-btp").text
    assert ">05/4/2026</time>" in client.get("/admin").text
    english = client.get("/admin", headers={"Accept-Language": "en"}).text
    assert ">5 April 2026</time>" in english


def test_a_task_given_before_is_linked_to_where(client: TestClient) -> None:
    first = TEXT.replace("rà soát danh mục", "rà soát, cập nhật danh mục dữ liệu dùng chung")
    upload(client, first)
    upload(client, first.replace("5/QĐ-BTP", "8/QĐ-BTP").replace("05 tháng 4", "10 tháng 5").replace("20/5", "30/8"))
    assert "Đã được giao trước đó" not in client.get("/admin/documents/5-qd-btp").text
    assert 'href="/admin/documents/5-qd-btp#sec_1">Mục 1, 5/QĐ-BTP</a>' in client.get("/admin/documents/8-qd-btp").text
    told = [task["repeats"] for task in client.get("/api/v1/documents/8-qd-btp").json()["tasks"]]
    assert told == [FIRST, None]
    register = client.get("/api/v1/tasks").json()["tasks"]
    assert {task["id"]: task["repeats"] for task in register if task["repeats"]} == {"8/QĐ-BTP#sec_1": FIRST}
    client.post("/admin/documents/5-qd-btp/set", data={"audience": "internal"})
    abroad = {"Host": "example.org", "Origin": "http://example.org"}
    seen = client.get("/api/v1/documents/8-qd-btp", headers=abroad).json()["tasks"]
    assert [task["repeats"] for task in seen] == [None, None], "nobody learns of what they may not see"


def test_an_unchanged_form_and_a_bad_day_correct_nothing(client: TestClient) -> None:
    upload(client)
    correct(client)
    assert tasks(client)[0]["corrections"] == []
    form = {"task": FIRST, "lead": "Bộ Tài chính", "coordinators": "Bộ Y tế", "deadlines": "30/02", "action": "x"}
    answer = client.post("/admin/documents/5-qd-btp/correct", data=form, headers={"Accept": "text/html"})
    assert answer.status_code == 422 and "không phải ngày hợp lệ" in answer.text


def test_a_day_is_taken_as_officials_write_it(client: TestClient) -> None:
    upload(client)
    assert "19/5/2026" in client.get("/admin/documents/5-qd-btp").text
    correct(client, deadlines="19/5/2026")
    assert tasks(client)[0]["corrections"] == []
    correct(client, deadlines="31/7/2026")
    assert tasks(client)[0]["deadlines"][0]["to"] == "2026-07-31"
    client.post("/admin/documents/5-qd-btp/withdraw", data={"task": FIRST, "field": "deadlines"})


def test_a_form_with_a_bad_day_changes_nothing_else(client: TestClient) -> None:
    upload(client)
    form = {"task": FIRST, "lead": "Bộ Công an", "coordinators": "", "deadlines": "31/6/2026", "action": "x"}
    assert client.post("/admin/documents/5-qd-btp/correct", data=form).status_code == 422
    assert (tasks(client)[0]["corrections"], tasks(client)[0]["lead"]) == ([], ["Bộ Tài chính"])


def test_declared_audience_and_status(client: TestClient) -> None:
    upload(client)
    form = {"audience": "internal", "status": "replaced", "by": "9/QĐ-BTP"}
    client.post("/admin/documents/5-qd-btp/set", data=form)
    found = client.get("/api/v1/documents/5-qd-btp").json()
    assert (found["audience"], found["status"], found["status_by"]) == ("internal", "replaced", ["9/QĐ-BTP"])
    upload(client)  # read again as public: the declaration holds
    assert client.get("/api/v1/documents/5-qd-btp").json()["audience"] == "internal"
    abroad = {"Host": "example.org", "Origin": "http://example.org"}
    assert client.get("/api/v1/documents/5-qd-btp", headers=abroad).status_code == 404
    asked = client.post("/api/v1/ask", json={"question": "Bộ Tài chính có việc gì?", "today": "2026-05-01"}).json()
    assert asked["excluded"]["not_in_force"] == 1


def test_approval_falls_away_with_the_text_and_removal_needs_a_tick(client: TestClient) -> None:
    upload(client)
    assert "Đã duyệt: local" in client.post("/admin/documents/5-qd-btp/approve").text
    upload(client, TEXT.replace("hồ sơ", "sổ"))
    assert "Đã duyệt" not in client.get("/admin/documents/5-qd-btp").text
    client.post("/admin/documents/5-qd-btp/remove")
    assert client.get("/documents/5-qd-btp").status_code == 200
    client.post("/admin/documents/5-qd-btp/remove", data={"sure": "true"})
    assert client.get("/documents/5-qd-btp").status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "example.org", "Origin": "http://example.org"},
        {"X-Forwarded-For": "10.0.0.1"},
        {"Origin": "https://evil.example"},
    ],
)
def test_only_this_machine_maintains(client: TestClient, headers: dict[str, str]) -> None:
    upload(client)
    assert client.get("/admin", headers=headers).status_code in (401, 403, 404)
    form = {"audience": "internal", "status": "annulled"}
    assert client.post("/admin/documents/5-qd-btp/set", data=form, headers=headers).status_code in (401, 403, 404)
    assert client.get("/api/v1/documents/5-qd-btp").json()["status"] == "in_force"


def test_the_policy_allows_no_inline_script(client: TestClient) -> None:
    upload(client)
    for path in ("/admin", "/admin/documents/5-qd-btp"):
        answer = client.get(path)
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
        assert not re.search(r"<script(?![^>]*\bsrc=)|\son\w+=|style=", answer.text)


def test_every_document_of_every_file_has_an_outcome(client: TestClient) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name, data in {"a.txt": TEXT.encode(), "b.txt": TEXT.encode() + b"\n", "c.png": b"x"}.items():
            made.writestr(name, data)
    files = [("files", ("all.zip", target.getvalue())), ("files", ("bad.zip", b"PK")), ("files", ("d.txt", b""))]
    page = client.post("/admin/upload", files=files, data={"audience": "public"}).text
    outcomes = re.findall(r'class="outcome outcome-(\w+)">.*?<span>([^ <]+)', page, re.S)
    assert outcomes == [
        ("created", "all.zip/a.txt"), ("same", "all.zip/b.txt"), ("failed", "all.zip/c.png"), ("failed", "bad.zip"),
        ("failed", "d.txt"),
    ]  # fmt: skip
    assert "Nội dung như tệp all.zip/a.txt" in page


HEAD = TEXT[: TEXT.index("1. ")] + "Điều 1. Giao các nhiệm vụ tại Phụ lục kèm theo.\nPHỤ LỤC I\nDANH MỤC NHIỆM VỤ\n"
ROWS = ["Rà soát danh mục phí | Bộ Tài chính | Tháng 5/2026", "Lập sổ thuốc hiếm | Bộ Y tế | Tháng 6/2026"]
ROW = "5/QĐ-BTP#annex_I__row_"


def table(*rows: str) -> bytes:
    head = "".join(f"<p>{line}</p>" for line in HEAD.splitlines())
    body = ["TT | Nhiệm vụ | Chủ trì | Thời hạn", *(f"{n} | {row}" for n, row in enumerate(rows, 1))]
    cells = ("".join(f"<td>{cell}</td>" for cell in row.split(" | ")) for row in body)
    return f"{head}<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>".encode()


def bring(client: TestClient, *rows: str) -> dict[str, dict]:
    answer = client.post("/admin/upload", files={"files": ("5.html", table(*rows))}, data={"audience": "public"})
    assert answer.status_code == 200, answer.text
    return {task["id"]: task for task in tasks(client)}


def test_a_correction_of_a_tables_row_follows_its_words_to_another_number(client: TestClient) -> None:
    bring(client, *ROWS)
    form = {"task": f"{ROW}2", "lead": "Bộ Công an", "coordinators": "", "deadlines": "30/6/2026"}
    client.post("/admin/documents/5-qd-btp/correct", data=form | {"action": "Lập sổ thuốc hiếm"})
    added = "Xây dựng kế hoạch năm | Bộ Nội vụ | Tháng 4/2026"
    found = bring(client, added, *ROWS)
    assert {key: task["lead"] for key, task in found.items()} == {
        f"{ROW}1": ["Bộ Nội vụ"], f"{ROW}2": ["Bộ Tài chính"], f"{ROW}3": ["Bộ Công an"]
    }  # fmt: skip
    assert [each["stale"] for each in found[f"{ROW}3"]["corrections"]] == [False]
    found = bring(client, ROWS[1], ROWS[0])  # in another order
    assert [found[f"{ROW}{n}"]["lead"] for n in (1, 2)] == [["Bộ Công an"], ["Bộ Tài chính"]]

    found = bring(client, ROWS[0], added)  # the row is gone, another one has its number
    assert found[f"{ROW}2"]["lead"] == ["Bộ Nội vụ"]
    page = client.get("/admin/documents/5-qd-btp").text
    assert "khi điều khoản ghi “Lập sổ thuốc hiếm | Bộ Y tế | Tháng 6/2026”, không còn áp dụng" in page
    found = bring(client, ROWS[0])  # no row has its number
    page = client.get("/admin/documents/5-qd-btp").text
    assert "Có hiệu chỉnh cho Phụ lục I, dòng 2 (“Lập sổ thuốc hiếm | Bộ Y tế | Tháng 6/2026”)" in page
    assert bring(client, *ROWS)[f"{ROW}2"]["lead"] == ["Bộ Công an"]


def test_of_two_rows_with_the_same_words_none_is_guessed(client: TestClient) -> None:
    bring(client, *ROWS)
    form = {"task": f"{ROW}2", "lead": "Bộ Công an", "coordinators": "", "deadlines": "30/6/2026"}
    client.post("/admin/documents/5-qd-btp/correct", data=form | {"action": "Lập sổ thuốc hiếm"})
    found = bring(client, ROWS[1], ROWS[0], ROWS[1])
    assert [task["lead"] for task in found.values()] == [["Bộ Y tế"], ["Bộ Tài chính"], ["Bộ Y tế"]]
    assert "không còn áp dụng" in client.get("/admin/documents/5-qd-btp").text


def test_a_provision_is_declared_annulled_and_taken_back(client: TestClient) -> None:
    upload(client)
    form = {"provision": "mục 3", "status": "annulled", "by": "9/QĐ-BTP"}
    page = client.post("/admin/documents/5-qd-btp/provision", data=form).text
    assert "<strong>Mục 3</strong>: Đã bị bãi bỏ (9/QĐ-BTP), theo tuyên bố" in page
    found = client.get("/api/v1/documents/5-qd-btp").json()
    assert (found["status"], found["status_by"]) == ("amended", ["9/QĐ-BTP"])
    register = {task["id"]: task["status"] for task in client.get("/api/v1/tasks").json()["tasks"]}
    assert register == {FIRST: "in_force"}
    named = client.get("/api/v1/tasks", params={"document": "5/QĐ-BTP"}).json()["tasks"]
    assert [task["status"] for task in named] == ["in_force", "annulled"]
    assert found["provisions"] == [
        {"provision": "5/QĐ-BTP#sec_3", "status": "annulled", "by": "9/QĐ-BTP", "declared": True}
    ]
    wrong = client.post("/admin/documents/5-qd-btp/provision", data=form | {"provision": "Điều 7"})
    assert wrong.status_code == 422 and "không có điều khoản “Điều 7”" in wrong.text
    client.post("/admin/documents/5-qd-btp/provision", data={"provision": "5/QĐ-BTP#sec_3"})
    assert client.get("/api/v1/documents/5-qd-btp").json()["status"] == "in_force"


def test_the_list_shows_what_is_to_be_checked_and_the_menu_leads_there(client: TestClient) -> None:
    upload(client)
    page = client.get("/admin").text
    assert 'href="/admin/documents/5-qd-btp#warnings">4 điểm cần xem lại' in page and "Chưa duyệt" in page
    client.post("/admin/documents/5-qd-btp/approve")
    form = {"provision": "mục 3", "status": "annulled", "by": ""}
    client.post("/admin/documents/5-qd-btp/provision", data=form)
    page = client.get("/admin").text
    assert ">Đã duyệt</span>" in page and "Chưa duyệt" not in page and "1 điều khoản hết hiệu lực" in page
    assert 'href="/admin"' in client.get("/documents").text
    stranger = client.get("/documents", headers={"Host": "example.org", "Origin": "http://example.org"})
    assert stranger.status_code == 200 and 'href="/admin"' not in stranger.text
