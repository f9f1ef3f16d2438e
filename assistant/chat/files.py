"""The scripts and styles of the chat's page: compressed when the server starts, and kept by browsers for good.

Chainlit compresses them anew for each reader, which costs most of a second and holds all other requests up. Their
addresses change with what they say: Chainlit names its files by their content, ours lie in a folder named by theirs.
"""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from assistant import messages
from assistant.model import Language

_FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}


def files_of(root: Path) -> dict[str, Path]:
    """Return the files below Chainlit's folder that its page is made of, by their addresses below the chat's."""
    assets = {f"assets/{path.name}": path for path in (root / "build" / "assets").iterdir() if path.suffix != ".map"}
    ours = {f"{path.parent.relative_to(root)}/{path.name}": path for path in (root / "public").glob("page-*/*")}
    return assets | ours


def router_of(files: Mapping[str, Path], first: list[str], prefix: str) -> APIRouter:
    """Return the routes that give the files; those that the page asks for ``first`` are compressed already."""
    router = APIRouter(prefix=prefix, include_in_schema=False)
    for name in first:
        _packed(files[name])

    def give(request: Request, name: str) -> Response:
        path = files.get(name)
        if path is None:
            raise HTTPException(404)
        kind = mimetypes.guess_type(path.name)[0]
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(path.read_bytes(), media_type=kind, headers=_FOR_GOOD)
        return Response(_packed(path), media_type=kind, headers=_FOR_GOOD | {"Content-Encoding": "gzip"})

    @router.get("/assets/{name}")
    def asset(request: Request, name: str) -> Response:
        return give(request, f"assets/{name}")

    @router.get("/public/{folder}/{name}")
    def own(request: Request, folder: str, name: str) -> Response:
        return give(request, f"public/{folder}/{name}")

    return router


def logo_router(public: Path, prefix: str) -> APIRouter:
    """Return the route of the logo, whose words are in its reader's language."""
    router = APIRouter(prefix=prefix, include_in_schema=False)

    @router.get("/logo")
    def logo(request: Request, theme: Literal["light", "dark"] = "light") -> Response:
        drawn = (public / f"logo_{theme}.svg").read_text("utf-8")
        preferred = request.headers.get("accept-language", "vi").strip().lower()
        language = Language.VI if preferred.startswith("vi") else Language.EN
        for key in ("chat_page.product", "chat_page.tagline"):
            drawn = drawn.replace(messages.text(Language.VI, key), messages.text(language, key))
        return Response(drawn, media_type="image/svg+xml", headers={"Vary": "Accept-Language"})

    return router


@lru_cache(maxsize=64)
def _packed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6)
