"""What the chat shows, and the folder that Chainlit runs from."""

from __future__ import annotations

import json
import re
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from starlette.testclient import TestClient

from assistant.answer_view import chat_text, escape, linked
from assistant.chat.files import files_of, router_of
from assistant.chat.mount import prepare
from assistant.web.streaming import blocks, pieces

CHAINLIT = Path(str(find_spec("chainlit").origin)).parent  # type: ignore[union-attr]


def test_pieces_joined_are_the_text() -> None:
    for text in ("", "  a b\n\n| c |\n", "một hai", "\n\n", "x"):
        assert "".join(pieces(text)) == text
        assert "".join(blocks(text)) == text
    assert list(blocks("a b\n\n| c |\n| d |\n\n- e\n")) == ["a b\n\n", "| c |\n| d |\n\n", "- e\n"]


def test_markers_lead_to_the_marked_quotation(client: TestClient) -> None:
    asked = {"question": "Ai ký Công văn số 693-CV/VPTW?", "today": "2026-04-01"}
    answer = client.post("/api/v1/ask", json=asked).json()
    text = chat_text(answer)
    first = answer["citations"][0]
    page, _, path = first["url"].partition("#")
    assert f']({page}?from={first["start"]}&to={first["end"]}#{path} "{first["label"]}, 693-CV/VPTW")' in text
    assert text.startswith("*Hiểu là: ") and "01/4/2026" in text.splitlines()[0]


def test_a_documents_words_are_never_read_as_markdown() -> None:
    citation = {
        "n": 1, "label": 'Mục "1" [a](javascript:alert(1))', "document": "1/A",
        "start": 0, "end": 9, "url": "/documents/1-a#sec_1",
    }  # fmt: skip
    shown = linked("x [1]", {"citations": [citation]})
    assert '"Mục \\"1\\" \\[a\\](javascript:alert(1)), 1/A")' in shown
    assert escape("<script>*x*</script>") == "\\<script\\>\\*x\\*\\</script\\>"
    assert escape("bình thường, 5/4.") == "bình thường, 5/4."


def test_the_folder_names_no_other_host(tmp_path: Path) -> None:
    root = prepare(tmp_path / "chainlit")
    page = (root / "build" / "index.html").read_text()
    assert "http://" not in page and "https://" not in page
    assert "/assets/index-" in page
    assert (root / "build" / "assets").is_dir()
    assert json.loads((root / "public" / "theme.json").read_text())["custom_fonts"] == []


def test_preparing_twice_gives_the_same(tmp_path: Path) -> None:
    first = {path.name for path in prepare(tmp_path / "c").rglob("*")}
    assert {path.name for path in prepare(tmp_path / "c").rglob("*")} == first


def test_the_pages_files_are_compressed_once_and_kept_for_good(tmp_path: Path) -> None:
    root = prepare(tmp_path / "chainlit")
    page = (root / "build" / "index.html").read_text()
    files = files_of(root)
    app = FastAPI()
    app.include_router(router_of(files, [name for name in files if name in page], "/chat"))
    client = TestClient(app)
    named = re.findall(r'(?:src|href)="(/(?:assets|public)/[^"]+)"', page)
    assert len(named) > 12 and f"/{next(iter((root / 'public').glob('page-*'))).relative_to(root)}/main.js" in named
    for address in named:
        packed = client.get(f"/chat{address}", headers={"Accept-Encoding": "gzip"})
        plain = client.get(f"/chat{address}", headers={"Accept-Encoding": "identity"})
        assert packed.headers["Content-Encoding"] == "gzip" and "Content-Encoding" not in plain.headers
        assert packed.content == plain.content == files[address[1:]].read_bytes()
        assert "immutable" in packed.headers["Cache-Control"]
        assert packed.headers["Content-Type"].startswith(("text/javascript", "application/javascript", "text/css"))
    for stranger in ("assets/none.js", "assets/..%2Findex.html", "public/page-0/main.js", "public/..%2F/config.toml"):
        assert client.get(f"/chat/{stranger}").status_code == 404


def test_every_word_of_chainlit_is_translated(tmp_path: Path) -> None:
    root = prepare(tmp_path / "chainlit")
    vietnamese = flat(json.loads((root / ".chainlit" / "translations" / "vi.json").read_text()))
    english = flat(json.loads((CHAINLIT / "translations" / "en-US.json").read_text()))
    assert vietnamese.keys() == english.keys()
    same = {key for key in english if english[key] == vietnamese[key]}
    assert same == {"navigation.user.menu.settingsKey"}
    placeholders = {key for key in english if "{{" in english[key]}
    assert all("{{provider}}" in vietnamese[key] for key in placeholders)


def test_what_the_pages_script_says_is_in_the_catalogue(tmp_path: Path) -> None:
    [page] = (prepare(tmp_path / "chainlit") / "public").glob("page-*")
    words = json.loads((page / "catalogue.js").read_text().removeprefix("export default ").removesuffix(";"))
    said = {key for script in page.glob("*.js") for key in re.findall(r'\bsay\(\s*"(\w+)"', script.read_text())}
    assert len(said) > 20
    for language in ("vi", "en"):
        assert said <= words[language].keys()


def test_each_language_is_there_under_the_tags_that_browsers_send(tmp_path: Path) -> None:
    root = prepare(tmp_path / "chainlit", is_open=True)
    for tag, word, notice in (("vi-VN", "Hướng dẫn", "không cần đăng nhập"), ("en-GB", "Help", "without signing in")):
        texts = json.loads((root / ".chainlit" / "translations" / f"{tag}.json").read_text())
        assert texts["navigation"]["header"]["readme"] == word
        assert notice in texts["chat"]["watermark"]
        assert (root / f"chainlit_{tag}.md").is_file()


def test_chainlits_doors_are_shut(tmp_path: Path) -> None:
    config = tomllib.loads((prepare(tmp_path / "chainlit") / ".chainlit" / "config.toml").read_text())
    assert config["project"]["allow_origins"] == []
    assert not config["features"]["unsafe_allow_html"]
    assert not config["features"]["spontaneous_file_upload"]["enabled"]
    assert not config["features"]["mcp"]["enabled"]


def flat(tree: dict[str, Any], prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in tree.items():
        found |= flat(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: value}
    return found
