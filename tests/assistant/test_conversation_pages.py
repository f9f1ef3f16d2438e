"""Conversations over HTTP: pages, files and the interface for programs; each is its owner's alone."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain

import pytest
from docx import Document
from faces_kit import INTERNAL, LOCAL, settings_of
from starlette.testclient import TestClient

from assistant.history import Sitting
from assistant.ingest import File, ingest
from assistant.people.accounts import Rank
from assistant.people.throttle import Throttle
from assistant.service import create_app, open_services
from assistant.web.context import Services
from corpus.model import Audience

PASSWORD = "một mật khẩu đủ dài"
QUESTION = "Bộ Khoa học và Công nghệ có việc gì đến hạn trong tháng 4/2026?"
ASKED = {"question": QUESTION, "today": "2026-04-01"}
SITE = {"Origin": LOCAL, "Accept": "text/html"}


@pytest.fixture(scope="module")
def peopled(data_copy: Callable[[], object]) -> Iterator[Services]:
    """Services with two officials, over an internal document besides the shipped ones."""
    with open_services(settings_of(data_copy())) as opened:  # type: ignore[arg-type]
        ingest(opened.store, opened.embedder, [File("77-KH-VPTW.txt", INTERNAL.encode(), Audience.INTERNAL)])
        for name in ("lan", "mai"):
            opened.people.accounts.add(name, Rank.OFFICIAL, PASSWORD)
        yield replace(opened, throttle=Throttle())


def signed_in(services: Services, name: str) -> TestClient:
    client = TestClient(create_app(services), base_url=LOCAL, follow_redirects=False, headers=SITE)
    assert client.post("/sign-in", data={"name": name, "password": PASSWORD}).status_code == 303
    return client


@pytest.fixture(scope="module")
def lan(peopled: Services) -> TestClient:
    return signed_in(peopled, "lan")


@pytest.fixture(scope="module")
def mai(peopled: Services) -> TestClient:
    return signed_in(peopled, "mai")


def begin(client: TestClient, session: str, *questions: str) -> str:
    """Ask in a session; return the id of its conversation."""
    for question in questions or (QUESTION,):
        asked = client.post("/api/v1/ask", json={**ASKED, "question": question, "session": session})
        assert asked.status_code == 200, asked.text
    listed = client.get("/api/v1/conversations").json()["conversations"]
    return next(str(each["id"]) for each in listed if each["session"] == session)


def test_a_conversation_is_read_again_with_its_citations(lan: TestClient) -> None:
    key = begin(lan, "read", QUESTION, "Ai ký Công văn số 693-CV/VPTW?")
    told = lan.get(f"/api/v1/conversations/{key}").json()
    assert (told["title"], told["questions"], len(told["turns"])) == (QUESTION, 2, 2)
    page = lan.get(f"/conversations/{key}").text
    for n, turn in enumerate(told["turns"], start=1):
        answer = turn["answer"]
        assert answer["citations"] and turn["changed"] == []
        assert f"<h2>{turn['question']}</h2>" in page
        for source in answer["citations"]:
            assert f'id="{n}-{source["n"]}"' in page and source["quote"] in page
            address = f"{source['url'].split('#')[0]}?from={source['start']}&amp;to={source['end']}#"
            assert address in page
        markers = set(re.findall(rf'href="#{n}-(\d+)"', page))
        assert markers == {str(source["n"]) for source in answer["citations"]}
    assert "Hiểu là:" in page and '<th scope="col">Nhiệm vụ</th>' in page


def test_a_long_conversation_comes_in_parts_and_its_file_is_whole(lan: TestClient, peopled: Services) -> None:
    key = begin(lan, "long")
    (first,) = peopled.conversations.turns("lan", key)
    asked = [QUESTION, *(f"Câu hỏi thứ {n}?" for n in range(2, 46))]
    for question in asked[1:]:
        peopled.history.save_answer(Sitting("long", "lan"), first.answer | {"question": question})
    shown = {page: headings(lan.get(f"/conversations/{key}?page={page}").text) for page in (1, 2, 3)}
    assert [*chain(*shown.values())] == asked and [len(part) for part in shown.values()] == [20, 20, 5]
    latest = lan.get(f"/conversations/{key}").text
    assert headings(latest) == shown[3] and "Câu hỏi 41–45 trên tổng số 45" in latest
    assert f'href="/conversations/{key}?page=1"' in latest and 'href="#41-1"' in latest and 'id="41-1"' in latest
    assert headings(lan.get(f"/conversations/{key}?page=99").text) == shown[3]
    parts = [lan.get(f"/api/v1/conversations/{key}", params={"first": n, "limit": 30}).json() for n in (0, 30, 60)]
    assert [turn["question"] for part in parts for turn in part["turns"]] == asked
    assert {part["questions"] for part in parts} == {45}
    file = Document(io.BytesIO(lan.get(f"/conversations/{key}/export").content))
    titles = [each.text for each in file.paragraphs if each.style and each.style.name == "Heading 2"]
    assert titles == [f"{n}. {question}" for n, question in enumerate(asked, start=1)]
    assert len(file.tables) == 45 * (first.answer["answer"].count("|---") > 0)


def headings(page: str) -> list[str]:
    return re.findall("<h2>(.*?)</h2>", page)


def test_what_was_said_of_an_answer_is_shown_changed_and_taken_back(lan: TestClient, mai: TestClient) -> None:
    key = begin(lan, "judged")
    told = lan.get(f"/api/v1/conversations/{key}").json()["turns"][0]
    assert told["feedback"] is None
    lan.post("/api/v1/feedback", json={"answer": told["id"], "rating": "down", "reason": "unclear", "comment": "<i>?"})
    assert "Ý kiến của anh/chị: Chưa đúng: Khó hiểu – “&lt;i&gt;?”" in lan.get(f"/conversations/{key}").text
    asked = {"answer": [told["id"], "0" * 32]}
    assert lan.get("/api/v1/feedback", params=asked).json()["feedback"].keys() == {told["id"]}
    assert mai.get("/api/v1/feedback", params=asked).json() == {"feedback": {}}
    place = f"/conversations/{key}/answers/{told['id']}/feedback"
    assert mai.post(place, data={"rating": "up"}).status_code == 404
    assert lan.post(place, data={"rating": "fine"}).is_client_error
    changed = lan.post(place, data={"rating": "up", "reason": "wrong", "comment": "đã rõ"})
    assert changed.headers["Location"] == f"/conversations/{key}?page=1#answer-{told['id']}"
    again = lan.get(f"/api/v1/conversations/{key}").json()["turns"][0]["feedback"]
    assert again == {"rating": "up", "reason": None, "comment": None}
    lan.post(place, data={"rating": "none"})
    assert lan.get(f"/api/v1/conversations/{key}").json()["turns"][0]["feedback"] is None
    page = lan.get(f"/conversations/{key}").text
    assert "Ý kiến của anh/chị" not in page and "Góp ý cho câu trả lời này" in page


def test_the_list_is_searched_with_and_without_diacritics(lan: TestClient) -> None:
    begin(lan, "searched", "Ai ký Công văn số 693-CV/VPTW, ngày nào?")
    begin(lan, "other", "Việc nào quá hạn?")
    for text in ("Võ Thành Hưng", "vo thanh hung", "HƯNG, võ thành"):
        page = lan.get("/conversations", params={"text": text}).text
        assert "Ai ký Công văn số 693-CV/VPTW, ngày nào?" in page and "Việc nào quá hạn?" not in page
    assert "Không có cuộc trò chuyện nào" in lan.get("/conversations?text=%22%3E%3Cscript%3E").text
    assert "<script" not in lan.get("/conversations?text=%22%3E%3Cscript%3E").text


def test_renaming(lan: TestClient) -> None:
    key = begin(lan, "renamed")
    assert lan.post(f"/conversations/{key}/title", data={"title": "<b>Quý II</b>"}).status_code == 303
    page = lan.get(f"/conversations/{key}").text
    assert "<h1>&lt;b&gt;Quý II&lt;/b&gt;</h1>" in page and "<b>" not in page
    lan.post(f"/conversations/{key}/title", data={"title": "  "})
    renamed = lan.patch(f"/api/v1/conversations/{key}", json={"title": "Quý III"})
    assert renamed.json()["title"] == "Quý III"
    assert lan.patch(f"/api/v1/conversations/{key}", json={"title": " "}).status_code == 422


def test_what_is_sent_after_the_sessions_end_is_kept_and_sent_again(lan: TestClient, peopled: Services) -> None:
    key = begin(lan, "lapsed")
    place, source = f"/conversations/{key}/title", {"Referer": f"{LOCAL}/conversations/{key}?page=1"}
    client = TestClient(create_app(peopled), base_url=LOCAL, follow_redirects=False, headers=SITE)
    asked = client.post(place, data={"title": 'Quý "II"'}, headers=source)
    assert asked.status_code == 401 and "chưa được ghi, nhưng vẫn được giữ" in asked.text
    fields = hidden(asked.text)
    assert fields["next"] == f"/conversations/{key}?page=1"
    wrong = client.post("/sign-in", data={**fields, "name": "lan", "password": "sai"})
    assert hidden(wrong.text) == fields
    entered = client.post("/sign-in", data={**fields, "name": "lan", "password": PASSWORD})
    assert f'action="{place}"' in entered.text and hidden(entered.text) == {"title": 'Quý "II"'}
    assert client.post(place, data=hidden(entered.text)).status_code == 303
    assert client.get(f"/api/v1/conversations/{key}").json()["title"] == 'Quý "II"'


@pytest.mark.parametrize("sent", ["of another site", "long", "naming no origin"])
def test_what_is_not_our_own_forms_is_not_kept(peopled: Services, sent: str) -> None:
    client = TestClient(create_app(peopled), base_url=LOCAL, follow_redirects=False, headers={"Accept": "text/html"})
    origin = {"of another site": {"Origin": "https://evil.example"}, "long": {"Origin": LOCAL}}.get(sent, {})
    title = "x" * (30_000 if sent == "long" else 3)
    asked = client.post("/conversations/0/delete", data={"title": title}, headers=origin)
    assert asked.status_code == 401 and hidden(asked.text) == {"next": "/chat/"}
    forged = {"kept": '["https://evil.example/", []]', "name": "lan", "password": PASSWORD}
    assert client.post("/sign-in", data=forged).headers["Location"] == "/chat/"


def hidden(page: str) -> dict[str, str]:
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page)
    return {name: html.unescape(value) for name, value in found}


@pytest.mark.parametrize("way", ["page", "programs"])
def test_deleting(lan: TestClient, peopled: Services, way: str) -> None:
    key = begin(lan, f"deleted by {way}")
    (turn,) = peopled.conversations.turns("lan", key)
    page = lan.get(f"/conversations/{key}").text
    assert f'action="/conversations/{key}/delete"' in page and "Không khôi phục được" in page
    if way == "page":
        assert lan.post(f"/conversations/{key}/delete").headers["Location"] == "/conversations"
    else:
        assert lan.delete(f"/api/v1/conversations/{key}").status_code == 204
    assert peopled.history.answer(turn.answer_id) is None
    assert lan.get(f"/conversations/{key}").status_code == 404
    assert lan.post(f"/conversations/{key}/delete").status_code == 404


def reach(client: TestClient, key: str) -> list[int]:
    """Try everything that can be done with a conversation; return the codes."""
    page, programs = f"/conversations/{key}", f"/api/v1/conversations/{key}"
    return [
        client.get(page).status_code,
        client.get(f"{page}/export").status_code,
        client.post(f"{page}/title", data={"title": "của tôi"}).status_code,
        client.post(f"{page}/delete").status_code,
        client.get(programs).status_code,
        client.patch(programs, json={"title": "của tôi"}).status_code,
        client.delete(programs).status_code,
    ]


def test_another_persons_conversation_looks_as_if_there_were_none(
    lan: TestClient, mai: TestClient, peopled: Services
) -> None:
    hers = begin(mai, "hers", QUESTION)
    assert reach(lan, hers) == reach(lan, "0" * 32) == [404] * 7
    assert lan.get(f"/conversations/{hers}").text == lan.get(f"/conversations/{'0' * 32}").text
    assert hers not in lan.get("/conversations?text=khoa").text + lan.get("/api/v1/conversations?limit=200").text
    begin(lan, "hers", "Ai ký Công văn số 693-CV/VPTW?")  # the name of her session opens nothing
    assert [turn.answer["question"] for turn in peopled.conversations.turns("mai", hers)] == [QUESTION]
    assert mai.get(f"/conversations/{hers}").status_code == 200
    assert "của tôi" not in mai.get(f"/conversations/{hers}").text


def test_strangers_are_led_to_sign_in(mai: TestClient, peopled: Services) -> None:
    hers = begin(mai, "not yours")
    stranger = TestClient(create_app(peopled), base_url=LOCAL, follow_redirects=False, headers=SITE)
    assert reach(stranger, hers) == [303] * 2 + [401] * 5
    assert stranger.get("/conversations").headers["Location"] == "/sign-in?next=%2Fconversations"
    assert 'href="/conversations"' not in stranger.get("/documents").text
    assert 'href="/conversations"' in mai.get("/documents").text


def test_another_sites_page_changes_nothing(mai: TestClient) -> None:
    hers = begin(mai, "forged")
    for origin in ("https://evil.example", "null"):
        foreign = {"Origin": origin}
        page, programs = f"/conversations/{hers}", f"/api/v1/conversations/{hers}"
        assert mai.post(f"{page}/title", data={"title": "x"}, headers=foreign).status_code == 403
        assert mai.post(f"{page}/delete", headers=foreign).status_code == 403
        assert mai.delete(programs, headers=foreign).status_code == 403
        assert mai.patch(programs, json={"title": "x"}, headers=foreign).status_code == 403
        assert mai.options(programs, headers=foreign).status_code == 403
    assert mai.get(f"/api/v1/conversations/{hers}").json()["title"] == QUESTION


def test_an_account_of_the_same_name_inherits_nothing(peopled: Services) -> None:
    accounts = peopled.people.accounts
    accounts.add("an", Rank.OFFICIAL, PASSWORD)
    key = begin(signed_in(peopled, "an"), "first", QUESTION)
    accounts.remove("an")
    accounts.add("an", Rank.OFFICIAL, PASSWORD)
    again = signed_in(peopled, "an")
    assert again.get("/api/v1/conversations").json()["total"] == 0
    assert reach(again, key) == [404] * 7


def test_an_answer_over_a_document_that_is_gone_is_not_shown(lan: TestClient, peopled: Services) -> None:
    key = begin(lan, "withheld", "Công văn 693 giao nhiệm vụ gì cho Bộ Công an?", "Kế hoạch 77-KH/VPTW giao việc gì?")
    assert "rà soát *kinh phí*" in lan.get(f"/conversations/{key}").text
    peopled.curator().remove("77-KH/VPTW")
    page, told = lan.get(f"/conversations/{key}").text, lan.get(f"/api/v1/conversations/{key}").json()
    file = words(Document(io.BytesIO(lan.get(f"/conversations/{key}/export").content)))
    assert [turn["answer"] is None for turn in told["turns"]] == [False, True]
    for shown in (page, str(told), file):
        assert "77-KH/VPTW giao việc gì" in shown and "rà soát *kinh phí*" not in shown
    assert "Không hiển thị câu trả lời này" in page and "Không hiển thị câu trả lời này" in file
    ingest(peopled.store, peopled.embedder, [File("77-KH-VPTW.txt", INTERNAL.encode(), Audience.INTERNAL)])
    assert "rà soát *kinh phí*" in lan.get(f"/conversations/{key}").text


def test_a_quotation_of_a_changed_document_marks_no_other_words(lan: TestClient, peopled: Services) -> None:
    key = begin(lan, "changed", "Kế hoạch 77-KH/VPTW giao việc gì?")
    other = INTERNAL.replace("1. Bộ Tài chính", "1. Từ nay, Bộ Tài chính")
    ingest(peopled.store, peopled.embedder, [File("77-KH-VPTW.txt", other.encode(), Audience.INTERNAL)])
    page, told = lan.get(f"/conversations/{key}").text, lan.get(f"/api/v1/conversations/{key}").json()
    assert told["turns"][0]["changed"]
    assert "Văn bản trong kho đã thay đổi" in page and "?from=0&amp;to=0#" in page
    ingest(peopled.store, peopled.embedder, [File("77-KH-VPTW.txt", INTERNAL.encode(), Audience.INTERNAL)])


def words(document: Document) -> str:  # type: ignore[valid-type]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]  # type: ignore[attr-defined]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])  # type: ignore[attr-defined]


def test_the_file_holds_questions_tables_and_numbered_quotations(lan: TestClient) -> None:
    key = begin(lan, "saved", QUESTION, "Ai ký Công văn số 693-CV/VPTW?")
    told = lan.get(f"/api/v1/conversations/{key}").json()
    response = lan.get(f"/conversations/{key}/export")
    assert response.headers["content-disposition"].endswith('trong-thang-4-2026.docx"')
    document = Document(io.BytesIO(response.content))
    text = words(document)
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 2"] == [
        f"{n}. {turn['question']}" for n, turn in enumerate(told["turns"], start=1)
    ]
    tasks = told["turns"][0]["answer"]["tasks"]
    table = document.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == [
        "STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Căn cứ",
    ]  # fmt: skip
    assert [row.cells[1].text for row in table.rows[1:]] == [task["action"] for task in tasks]  # not cut short
    assert table.columns[1].width > 5 * table.columns[0].width  # the task is what takes room
    for turn in told["turns"]:
        for source in turn["answer"]["citations"]:
            assert f"[{source['n']}] {source['label']}, {source['document']}: “{source['quote']}”" in text
    assert text.count("Hiểu là:") == 2


def test_what_was_typed_does_nothing_in_the_page_or_the_file(peopled: Services, lan: TestClient) -> None:
    evil = '<script>alert(1)</script> =HYPERLINK("http://h") \x00\x0b {{7*7}} ![i](http://h/x.png) [a](javascript:b)'
    text = f"**{evil}** [1] [99] \\[2\\]\n\n| {evil.replace(chr(11), ' ')} | b |\n|---|---|\n| <img src=x> | [2] |\n"
    answer = lan.post("/api/v1/ask", json=ASKED).json() | {"question": evil, "answer": text}
    peopled.history.save_answer(Sitting("evil", "lan"), answer)
    key = peopled.conversations.search("lan").conversations[0].id
    page = lan.get(f"/conversations/{key}").text
    assert "<script" not in page and "<img src=x" not in page and 'href="javascript' not in page
    assert "&lt;script&gt;alert(1)" in page and 'src="http' not in page
    assert page.count('href="#1-1"') == page.count('href="#1-2"') == 1 and "#1-99" not in page
    document = Document(io.BytesIO(lan.get(f"/conversations/{key}/export").content))
    assert "<script>alert(1)</script>" in words(document) and '=HYPERLINK("http://h")' in words(document)
    assert not [each for each in document.part.rels.values() if each.is_external]
    assert not re.search("fldChar|fldSimple|instrText", document.element.xml)


def test_without_accounts_there_is_one_workspace_at_this_machine(client: TestClient) -> None:
    key = begin(client, "workspace")
    assert client.get(f"/conversations/{key}").status_code == 200
    outside = {"X-Forwarded-For": "203.0.113.9", "Accept": "text/html"}
    assert client.get(f"/conversations/{key}", headers=outside).status_code == 401
    assert client.get("/api/v1/conversations", headers=outside).status_code == 401
    rebound = TestClient(client.app, base_url="http://evil.example", follow_redirects=False)
    assert rebound.get("/api/v1/conversations").status_code == 401
