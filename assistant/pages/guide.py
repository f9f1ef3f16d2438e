"""The user's guide as a page: ``docs/huong-dan-su-dung.md`` with its pictures."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from fastapi import APIRouter, Request
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, Response

from assistant.files.prose import document_html
from assistant.web.rendering import render

router = APIRouter(prefix="/guide", include_in_schema=False)
_DOCS = Path(__file__).parents[2] / "docs"
_GUIDE = _DOCS / "huong-dan-su-dung.md"
_PICTURE = re.compile(r"[a-z-]+\.png")
_HEADING = re.compile(r"^## (.+)$", re.MULTILINE)


@router.get("")
def guide(request: Request) -> Response:
    """Show the guide."""
    if not _GUIDE.is_file():
        raise HTTPException(404)
    text = _GUIDE.read_text("utf-8")
    return render(request, "guide.html", body=Markup(_html(text)), headings=_HEADING.findall(text))  # noqa: S704


@router.get("/screenshots/{name}")
def picture(name: str) -> Response:
    """Give a picture of the guide."""
    path = _DOCS / "screenshots" / name
    if not _PICTURE.fullmatch(name) or not path.is_file():
        raise HTTPException(404)
    return FileResponse(path, headers={"Cache-Control": "public, max-age=3600"})


@lru_cache(maxsize=1)
def _html(text: str) -> str:
    """Return the guide in HTML; its pictures are named as seen from its folder."""
    return document_html(text).replace('src="screenshots/', 'loading="lazy" src="/guide/screenshots/')
