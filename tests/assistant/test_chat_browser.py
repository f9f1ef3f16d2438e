"""What an official does in the chat: ask, read the list, follow a citation to its clause, say whether it helped."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from faces_kit import Server, settings_of
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.database import open_database
from assistant.history import Feedback, History

pytestmark = pytest.mark.browser

QUESTION = "Bộ Khoa học và Công nghệ có việc gì đến hạn trong tháng 4?"
QUOTE = "ban hành hướng dẫn về tiêu chí và quy trình xác định hợp phần khoa học công nghệ"
SECOND_QUARTER = "Việc nào đến hạn trong quý II/2026?"


def ask(page: Page, server: Server, question: str) -> Locator:
    """Ask in a new conversation; return the answer, told to its end."""
    page.goto(f"{server.url}/chat?today=2026-04-01")
    page.locator("#chat-input").click()
    page.keyboard.insert_text(question)
    page.locator("#chat-submit").click()  # enabled once the connection stands
    answer = page.locator("[id^='step-answer-']").last
    expect(answer.get_by_role("group", name=re.compile("Công cụ|tools"))).to_be_visible()
    return answer


def cells(answer: Locator, column: int) -> list[str]:
    return answer.locator(f"tbody tr:visible td:nth-child({column})").all_inner_texts()


def test_a_citation_opens_its_clause_and_from_there_the_page(page: Page, server: Server) -> None:
    answer = ask(page, server, "which tasks does the Ministry of Science and Technology own due in April")
    row = answer.get_by_role("row").filter(has_text="tháng 4/2026")
    expect(row).to_contain_text("20-TB/CQTTBCĐ")
    row.get_by_role("link", name="[1]").click()
    panel = page.get_by_role("dialog")
    expect(panel.get_by_role("heading")).to_have_text("[1] Section 3, point c, dash 6, 20-TB/CQTTBCĐ")
    expect(panel.locator("mark").first).to_be_in_viewport()
    beside = panel.bounding_box()
    for part in ("#theme-toggle", "#chat-submit", "[data-step-type='user_message']"):  # the panel covers nothing
        box = page.locator(part).bounding_box()
        assert box and beside and box["x"] + box["width"] <= beside["x"]
    assert QUOTE in "".join(panel.locator("mark").all_inner_texts())
    expect(panel.locator("mark strong").last).to_have_text("Hoàn thành trong tháng 4/2026")
    expect(panel.get_by_role("definition").first).to_have_text("Bộ Khoa học và Công nghệ")
    with page.context.expect_page() as opening:
        panel.get_by_role("link", name="Mở điều khoản trong văn bản").click()
    document = opening.value
    assert document.url.endswith("#sec_3__point_c__indent_6")
    clause = document.locator("[id='sec_3__point_c__indent_6']")
    expect(clause).to_be_in_viewport()
    expect(clause.locator("mark")).to_contain_text(QUOTE)
    neighbour = document.locator("[id='sec_3__point_c__indent_5']")
    assert _background(clause) != _background(neighbour)
    assert _background(neighbour) == "rgba(0, 0, 0, 0)"


def _background(locator: Locator) -> str:
    return str(locator.evaluate("element => getComputedStyle(element).backgroundColor"))


def test_citations_are_walked_by_keyboard(page: Page, server: Server) -> None:
    link = ask(page, server, QUESTION).get_by_role("row").nth(1).get_by_role("link", name="[1]")
    link.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog")
    heading = panel.get_by_role("heading")
    expect(heading).to_be_focused()
    expect(panel.get_by_role("status")).to_have_text(re.compile("Trích dẫn 1 trên [3-9]"))
    expect(panel.get_by_role("button", name="Trích dẫn trước")).to_be_disabled()
    panel.get_by_role("button", name="Trích dẫn sau").press("Enter")
    expect(heading).to_contain_text("[2] Mục 3, điểm d")
    expect(panel.locator("blockquote")).to_contain_text("định kỳ hằng tháng báo cáo")
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(link).to_be_focused()


def test_a_table_sorts_and_filters(page: Page, server: Server) -> None:
    answer = ask(page, server, SECOND_QUARTER)
    told = cells(answer, 5)
    deadline = answer.get_by_role("columnheader", name="Thời hạn")
    deadline.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(deadline).to_have_attribute("aria-sort", "ascending")
    assert "(chậm nhất 04/4/2026)" in cells(answer, 5)[0]
    page.keyboard.press("Enter")
    expect(deadline).to_have_attribute("aria-sort", "descending")
    latest = cells(answer, 5)
    assert "30/6/2026" in latest[0] and "hằng quý" in latest[-1]  # no day to sort by: last either way
    assert sorted(latest) == sorted(told)
    answer.get_by_role("columnheader", name="STT").get_by_role("button").click()
    assert cells(answer, 1) == [str(n) for n in range(1, 16)]
    numbers = answer.locator("td .number")
    assert numbers.count() >= 15 and {"20-TB/CQTTBCĐ", "693-CV/VPTW"} <= set(numbers.all_inner_texts())
    assert {number.bounding_box()["height"] < 30 for number in numbers.all()} == {True}  # type: ignore[index]

    answer.get_by_role("searchbox", name="Lọc trong bảng").fill("bo quoc phong")
    expect(answer.get_by_text("Đang hiện 1 trên 15 dòng")).to_be_visible()
    assert cells(answer, 1) == ["15"]
    answer.get_by_role("searchbox").fill("")
    assert len(cells(answer, 1)) == 15


def test_a_thumb_reaches_the_record_and_can_be_changed(page: Page, server: Server) -> None:
    answer = ask(page, server, "Ai ký Công văn số 693-CV/VPTW?")
    down, up = (answer.get_by_role("button", name=name) for name in ("Chưa đúng", "Đúng và đủ"))
    down.click()
    dialog = page.get_by_role("dialog", name="Chưa đúng")
    dialog.get_by_role("button", name="Gửi ý kiến").click()
    expect(dialog).to_be_visible()  # a reason has to be chosen
    dialog.get_by_label("Khó hiểu").check()
    dialog.get_by_label("Ý kiến thêm").fill("Chức danh?")
    dialog.get_by_role("button", name="Gửi ý kiến").click()
    expect(answer.get_by_text("Đã ghi nhận ý kiến")).to_be_visible()
    expect(down).to_have_attribute("aria-pressed", "true")
    expect(down).to_be_focused()
    up.click()
    expect(up).to_have_attribute("aria-pressed", "true")
    expect(down).to_have_attribute("aria-pressed", "false")
    up.click()
    expect(answer.get_by_text("Đã bỏ ý kiến")).to_be_visible()
    expect(up).to_have_attribute("aria-pressed", "false")

    answer_id = str(answer.get_attribute("id")).removeprefix("step-answer-")
    engine = open_database(settings_of(server.folder).database_url)
    said = History(engine).feedback(answer_id)
    engine.dispose()
    assert said == [
        Feedback(answer_id, "down", "unclear", "Chức danh?"),
        Feedback(answer_id, "up"),
        Feedback(answer_id, "none"),
    ]


def test_an_answer_is_copied_with_the_places_of_its_citations(page: Page, server: Server) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    answer = ask(page, server, QUESTION)
    answer.get_by_role("button", name="Chép").click()
    expect(answer.get_by_text("Đã chép câu trả lời.")).to_be_visible()
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    assert lines[0] == QUESTION
    assert lines[2].startswith("Hiểu là: ")
    row = next(line for line in lines if line.startswith("1\t"))
    assert row.count("\t") == 5 and row.endswith("[1]")
    assert "[1] Mục 3, điểm c, gạch đầu dòng thứ 6, 20-TB/CQTTBCĐ" in lines[lines.index("Trích dẫn:") :]


def test_an_answer_is_printed_whole_and_alone(page: Page, server: Server) -> None:
    page.add_init_script("window.print = () => { document.documentElement.dataset.printed = document.body.innerText; }")
    answer = ask(page, server, QUESTION)
    page.get_by_role("button", name="Bộ Khoa học và Công nghệ có nhiệm vụ nào?").click()
    expect(page.locator("[id^='step-answer-'] .answer-tools")).to_have_count(2)
    page.emulate_media(media="print")
    answer = page.locator("[id^='step-answer-']").first
    answer.locator(".print-answer").evaluate("button => button.click()")  # paper shows no buttons
    expect(page.locator("html")).to_have_attribute("data-printed", re.compile("Hiểu là"))
    printed = " ".join(str(page.locator("html").get_attribute("data-printed")).split())
    assert QUESTION in printed and "Hiểu là:" in printed and "Thời hạn Căn cứ" in printed
    assert "20-TB/CQTTBCĐ: “Chủ trì, phối hợp với Bộ Tài chính" in printed
    assert printed.count("Hiểu là:") == 1  # not the other answer
    chrome = ("Chưa đúng", "Hướng dẫn", "Danh sách được lập")
    assert not [each for each in chrome if each in printed]


def test_each_condition_understood_is_a_button_that_corrects_it(page: Page, server: Server) -> None:
    answer = ask(page, server, QUESTION)
    answer.get_by_role("button", name="chủ trì", exact=True).press("Enter")
    dialog = page.get_by_role("dialog", name="Sửa vai trò")
    expect(dialog.get_by_label("Chủ trì")).to_be_checked()
    dialog.get_by_label("Phối hợp").check()
    dialog.get_by_role("button", name="Hỏi lại").press("Enter")
    asked = page.locator("[data-step-type='user_message']")
    expect(asked.last).to_have_text(
        "Bộ Khoa học và Công nghệ phối hợp những nhiệm vụ nào đến hạn từ ngày 01/4/2026 đến ngày 30/4/2026?"
    )
    second = page.locator("[id^='step-answer-']").nth(1)
    expect(second).to_contain_text("Bộ Khoa học và Công nghệ phối hợp thực hiện")

    second.get_by_role("button", name="thời hạn 01/4/2026 – 30/4/2026").press(" ")
    dialog = page.get_by_role("dialog", name="Sửa thời hạn")
    expect(dialog.get_by_label("Từ ngày")).to_have_value("2026-04-01")
    dialog.get_by_role("button", name="Bỏ điều kiện này").click()
    expect(asked.last).to_have_text("Bộ Khoa học và Công nghệ phối hợp những nhiệm vụ nào?")
    third = page.locator("[id^='step-answer-']").nth(2)
    third.get_by_role("button", name="Bộ Khoa học và Công nghệ", exact=True).click()
    dialog = page.get_by_role("dialog", name="Sửa cơ quan")
    dialog.get_by_label("Cơ quan").fill("xin chào")
    dialog.get_by_role("button", name="Hỏi lại").click()
    expect(dialog.get_by_role("alert")).to_contain_text("Không rõ “xin chào”")
    dialog.get_by_label("Cơ quan").fill("Bộ Công an")
    dialog.get_by_role("button", name="Hỏi lại").click()
    expect(page.locator("[id^='step-answer-']").nth(3)).to_contain_text("Bộ Công an phối hợp thực hiện")

    with_documents = page.locator("[id^='step-answer-']").nth(3)
    with_documents.get_by_role("button", name="mọi văn bản").click()
    dialog = page.get_by_role("dialog", name="Sửa văn bản")
    dialog.get_by_label("20-TB/CQTTBCĐ").check()
    dialog.get_by_role("button", name="Hỏi lại").click()
    expect(asked.last).to_have_text("Bộ Công an phối hợp những nhiệm vụ nào trong 20-TB/CQTTBCĐ?")
    expect(asked).to_have_count(5)


def test_what_arrives_is_announced_in_whole_sentences(page: Page, server: Server) -> None:
    ask(page, server, SECOND_QUARTER)
    said = page.get_by_role("log").locator("p").all_inner_texts()
    assert said[0].startswith("Hiểu là: danh sách nhiệm vụ")
    assert said[1].startswith("Có 15 nhiệm vụ") and said[1].endswith(".") and "[" not in said[1]
    assert said[2] == "Bảng 15 dòng."
    assert said[-1].endswith("mọi nhiệm vụ trong danh mục đó.")
    assert page.get_by_role("log").get_attribute("aria-live") == "polite"


def violations(page: Page, where: str) -> list[tuple[str, str, str]]:
    found = Axe().run(page).response["violations"]
    return [(where, each["id"], node["html"]) for each in found for node in each["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])  # 320: 1280 at 400 %, and a narrow phone
def test_everyone_can_use_it(page: Page, server: Server, scheme: Literal["light", "dark"], width: int) -> None:
    """No violation of axe's rules, Chainlit's own parts included, and nothing to scroll sideways but tables."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(f"{server.url}/chat")
    expect(page.get_by_role("button", name="Ai ký Công văn 693?")).to_be_enabled()
    expect(page.locator("html")).to_have_class(re.compile(scheme))
    assert violations(page, "welcome") == []
    answer = ask(page, server, SECOND_QUARTER)
    assert violations(page, "answer") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    answer.get_by_role("row").nth(1).get_by_role("link", name="[1]").click()
    expect(page.locator("#clause-panel mark").first).to_be_visible()
    assert violations(page, "panel") == []
    page.keyboard.press("Escape")
    for name in ("Chưa đúng", "mọi cơ quan", "mọi văn bản", "thời hạn 01/4/2026 – 30/6/2026"):
        answer.get_by_role("button", name=name).click()
        dialog = page.locator("dialog[open]")
        expect(dialog).to_be_visible()
        assert violations(page, name) == []
        box = dialog.bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= width
        page.keyboard.press("Escape")


def test_the_page_is_english_where_the_browser_asks_for_it(browser: Browser, server: Server) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(f"{server.url}/chat")
    page.get_by_role("button", name="Who signed 693-CV/VPTW?").click()
    answer = page.locator("[id^='step-answer-']").last
    expect(answer).to_contain_text("Understood as: document facts")
    expect(answer.get_by_role("button", name="Not right")).to_be_visible()
    expect(page.get_by_role("navigation", name="Other pages").get_by_role("link", name="Documents")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_title("Directive Assistant")
    logo = page.evaluate("fetch('/chat/logo?theme=dark').then((reply) => reply.text())")
    assert "Directive Assistant" in logo and "Nhiệm vụ" not in logo
    page.locator("#chat-input").fill("Bộ Khoa học và Công nghệ có việc gì đến hạn trong tháng 4?")
    page.get_by_role("button", name="Send the question").click()
    expect(
        page.locator("#root").get_by_text("Hiểu là:")
    ).to_be_visible()  # an answer is in the language of its question
    page.get_by_role("button", name="Settings of the conversation").click()
    expect(page.get_by_label("Reference date")).to_be_visible()
    page.keyboard.press("Escape")
    context.close()


def test_opened_again_it_fetches_its_scripts_from_the_browsers_own_store(page: Page, server: Server) -> None:
    """And the first time little: what is fetched is what a cold start costs on a network."""
    for fetched in ("first", "again"):
        page.goto(f"{server.url}/chat")
        expect(page.locator("#chat-input")).to_be_visible()
        sizes = dict(page.evaluate("performance.getEntriesByType('resource').map((r) => [r.name, r.transferSize])"))
        kept = {name: size for name, size in sizes.items() if "/assets/" in name or "/page-" in name}
        assert len(kept) > 12 and sum(sizes.values()) < 1_500_000
        assert set(kept.values()) == {0} if fetched == "again" else 0 not in kept.values()


def test_another_sites_page_cannot_ask_in_the_window_that_it_opened(page: Page, server: Server) -> None:
    """Over plain HTTP in a network; a browser that honours the pages' opener policy takes such a window away itself."""
    ask(page, server, "Ai ký Công văn 693?")
    page.evaluate("""() => {
        const said = { data: { chidao: "ask", question: "Ai ký Thông báo 20?" }, source: window };
        dispatchEvent(new MessageEvent("message", { ...said, origin: "http://elsewhere.example" }));
        dispatchEvent(new MessageEvent("message", { ...said, origin: location.origin, source: null }));
    }""")
    page.evaluate("postMessage({ chidao: 'ask', question: 'Ai ký Thông báo số 20-TB/CQTTBCĐ?' }, location.origin)")
    expect(page.locator("[id^='step-answer-'] .answer-tools")).to_have_count(2)
    asked = page.locator("[data-step-type='user_message']").all_inner_texts()
    assert [text.strip() for text in asked] == ["Ai ký Công văn 693?", "Ai ký Thông báo số 20-TB/CQTTBCĐ?"]


def test_the_welcome_offers_questions_that_are_answered(page: Page, server: Server) -> None:
    page.goto(f"{server.url}/chat")
    page.get_by_role("button", name="Ai ký Công văn 693?").click()
    expect(page.get_by_text("Võ Thành Hưng").first).to_be_visible()
    page.locator("[id^='step-answer-']").get_by_role("button", name="693-CV/VPTW", exact=True).click()
    dialog = page.get_by_role("dialog", name="Sửa văn bản")
    expect(dialog.get_by_label("693-CV/VPTW")).to_be_checked()
    dialog.get_by_label("20-TB/CQTTBCĐ").check()
    dialog.get_by_role("button", name="Hỏi lại").click()
    asked = page.locator("[data-step-type='user_message']")
    expect(asked.last).to_have_text("Ai ký Thông báo 20-TB/CQTTBCĐ, ngày nào?")
    expect(page.locator("[id^='step-answer-']").last).to_contain_text("20-TB/CQTTBCĐ")


def test_what_is_typed_stays_text(page: Page, server: Server) -> None:
    ask(page, server, '<img src=x onerror="document.title=1"> **x** [a](javascript:alert(1)) Ai ký Công văn 693?')
    expect(page.get_by_text("<img src=x").first).to_be_visible()
    assert page.title() != "1"


def test_documents_read_well_on_a_phone(page: Page, server: Server) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    for path in ("/documents", "/documents/693-cv-vptw", "/documents/20-tb-cqttbcd", "/docs"):
        page.goto(server.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.goto(f"{server.url}/documents")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Chuyển đến nội dung")).to_be_focused()
