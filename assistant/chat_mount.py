"""Puts Chainlit at /chat, with a folder of its own below the data folder and a page that asks no other host."""

from __future__ import annotations

import json
import os
import re
import shutil
from importlib.util import find_spec
from pathlib import Path

from fastapi import FastAPI

from assistant import messages
from assistant.api_context import Services
from assistant.model import Language

_SHIPPED = Path(__file__).parent / "chainlit"
_PATH = "/chat"
# <link rel="stylesheet" href="https://cdn...">, over several lines too
_FOREIGN_LINK = re.compile(r"<link\b[^>]*\bhref=\"https?://[^>]*>\s*")


def mount(app: FastAPI, services: Services) -> None:
    """Mount the chat. Chainlit reads its folder when it is first imported, so this happens once in a process."""
    root = prepare(services.settings.data_dir / "chainlit")
    if not services.people.configured:
        _say_open(root)
    os.environ["CHAINLIT_APP_ROOT"] = str(root)
    os.environ["CHAINLIT_ENV_FILE"] = os.devnull  # settings are read in one place only

    from chainlit.utils import mount_chainlit

    from assistant import chat

    chat.bind(services)
    mount_chainlit(app=app, target=str(_SHIPPED / "target.py"), path=_PATH)


def prepare(root: Path) -> Path:
    """Write what Chainlit needs into its folder, as this version ships it; return the folder."""
    for name in (".chainlit", "public", "build"):
        shutil.rmtree(root / name, ignore_errors=True)
    for name in (".chainlit", "public"):
        shutil.copytree(_SHIPPED / name, root / name)
    shutil.copy(_SHIPPED / "chainlit.md", root / "chainlit.md")
    words = {language.value: messages.templates(language, "chat_page") for language in Language}
    (root / "public" / "chat" / "words.json").write_text(json.dumps(words, ensure_ascii=False), "utf-8")
    _build(root / "build")
    return root


def _say_open(root: Path) -> None:
    """Say below the question field that nobody has to sign in here."""
    for name, language in (("vi.json", Language.VI), ("en-US.json", Language.EN)):
        path = root / ".chainlit" / "translations" / name
        texts = json.loads(path.read_text("utf-8"))
        texts["chat"]["watermark"] += " " + messages.text(language, "page.open_machine")
        path.write_text(json.dumps(texts, ensure_ascii=False), "utf-8")


def _build(folder: Path) -> None:
    """Take Chainlit's page without its links to other hosts; its scripts stay where they are."""
    shipped = _frontend()
    folder.mkdir(parents=True)
    page = (shipped / "index.html").read_text(encoding="utf-8")
    page = _FOREIGN_LINK.sub("", page).replace('<html lang="en">', '<html lang="vi">')
    (folder / "index.html").write_text(page, encoding="utf-8")
    try:
        (folder / "assets").symlink_to(shipped / "assets", target_is_directory=True)
    except OSError:  # a file system without links
        shutil.copytree(shipped / "assets", folder / "assets", ignore=shutil.ignore_patterns("*.map"))


def _frontend() -> Path:
    """Find Chainlit's page without importing Chainlit."""
    spec = find_spec("chainlit")
    if spec is None or spec.origin is None:
        raise RuntimeError("Chainlit is not installed. Run `make install`.")
    return Path(spec.origin).parent / "frontend" / "dist"
