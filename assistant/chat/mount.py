"""Puts Chainlit at /chat, with a folder of its own below the data folder and a page that asks no other host."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from importlib.util import find_spec
from pathlib import Path

from fastapi import FastAPI

from assistant import messages
from assistant.chat.files import files_of, logo_router, router_of
from assistant.model import Language
from assistant.web.context import Services

_SHIPPED = Path(__file__).parents[1] / "chainlit"
_PATH = "/chat"
_TAGS = {
    Language.EN: ("en-US", "en", "en-GB", "en-AU", "en-CA", "en-SG"),
    Language.VI: ("vi", "vi-VN"),
}
"""The tags that browsers call a language by, the shipped file's first; Chainlit gives English under all others."""
_FIRST = "first.js"
"""What is written into the page, to run before all else."""
_STYLES = "<!-- CSS INJECTION PLACEHOLDER -->"
# <link rel="stylesheet" href="https://cdn...">, over several lines too
_FOREIGN_LINK = re.compile(r"<link\b[^>]*\bhref=\"https?://[^>]*>\s*")


def mount(app: FastAPI, services: Services) -> None:
    """Mount the chat. Chainlit reads its folder when it is first imported, so this happens once in a process."""
    root = prepare(services.settings.data_dir / "chainlit", is_open=not services.people.configured)
    os.environ["CHAINLIT_APP_ROOT"] = str(root)
    os.environ["CHAINLIT_ENV_FILE"] = os.devnull  # settings are read in one place only

    from chainlit.utils import mount_chainlit

    from assistant.chat import handlers

    handlers.bind(services)
    files = files_of(root)
    page = (root / "build" / "index.html").read_text("utf-8")
    app.include_router(router_of(files, [name for name in files if name in page], _PATH))
    app.include_router(logo_router(root / "public", _PATH))
    mount_chainlit(app=app, target=str(_SHIPPED / "target.py"), path=_PATH)


def prepare(root: Path, *, is_open: bool = False) -> Path:
    """Write what Chainlit needs into its folder, as this version ships it; return the folder.

    ``is_open``: nobody has to sign in, which the page says.
    """
    for name in (".chainlit", "public", "build"):
        shutil.rmtree(root / name, ignore_errors=True)
    for name in (".chainlit", "public"):
        shutil.copytree(_SHIPPED / name, root / name)
    for language, tags in _TAGS.items():
        _speak(root, language, tags, is_open)
    _build(root / "build", _own(root / "public"))
    return root


def _speak(root: Path, language: Language, tags: tuple[str, ...], is_open: bool) -> None:
    """Write a language's texts under each tag that a browser may ask for it by."""
    texts = json.loads((_SHIPPED / ".chainlit" / "translations" / f"{tags[0]}.json").read_text("utf-8"))
    if is_open:
        texts["chat"]["watermark"] += " " + messages.text(language, "page.open_machine")
    for tag in tags:
        (root / ".chainlit" / "translations" / f"{tag}.json").write_text(json.dumps(texts, ensure_ascii=False), "utf-8")
        shutil.copy(_SHIPPED / f"chainlit_{tags[0]}.md", root / f"chainlit_{tag}.md")


def _own(public: Path) -> Path:
    """Put up the scripts and the style that are ours, in a folder named by what they say; return it."""
    words = {language.value: messages.templates(language, "chat_page") for language in Language}
    files = {path.name: path.read_text("utf-8") for path in sorted((_SHIPPED / "page").iterdir())}
    files["catalogue.js"] = f"export default {json.dumps(words, ensure_ascii=False)};"
    digest = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:16]
    folder = public / f"page-{digest}"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def _build(folder: Path, own: Path) -> None:
    """Take Chainlit's page without its links to other hosts and with our scripts; its own stay where they are."""
    shipped = _frontend()
    folder.mkdir(parents=True)
    page = _FOREIGN_LINK.sub("", (shipped / "index.html").read_text("utf-8"))
    page = page.replace("<head>", f"<head><script>{(own / _FIRST).read_text('utf-8')}</script>", 1)
    page = page.replace(_STYLES, f'{_STYLES}<link rel="stylesheet" href="/public/{own.name}/chat.css">', 1)
    page = page.replace("</body>", f"{_scripts(own)}</body>", 1)
    (folder / "index.html").write_text(page, encoding="utf-8")
    try:
        (folder / "assets").symlink_to(shipped / "assets", target_is_directory=True)
    except OSError:  # a file system without links
        shutil.copytree(shipped / "assets", folder / "assets", ignore=shutil.ignore_patterns("*.map"))


def _scripts(own: Path) -> str:
    """Return the tags that start our scripts, each fetched at once; Chainlit's script does not wait for them."""
    modules = sorted(path.name for path in own.glob("*.js") if path.name != _FIRST)
    ahead = "".join(f'<link rel="modulepreload" href="/public/{own.name}/{name}">' for name in modules)
    return f'{ahead}<script type="module" async src="/public/{own.name}/main.js"></script>'


def _frontend() -> Path:
    """Find Chainlit's page without importing Chainlit."""
    spec = find_spec("chainlit")
    if spec is None or spec.origin is None:
        raise RuntimeError("Chainlit is not installed. Run `make install`.")
    return Path(spec.origin).parent / "frontend" / "dist"
