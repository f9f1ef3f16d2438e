"""What a portal's page fetches: the component, a session, the demonstration, a frame."""

from __future__ import annotations

import asyncio
import json
from functools import lru_cache
from pathlib import Path
from typing import Annotated, cast

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, JSONResponse, Response

from assistant.portal.door import SESSION_PATH
from assistant.portal.tokens import LIFETIME
from assistant.web.context import services_of
from assistant.web.errors import ApiError
from assistant.web.rendering import STATIC, render

router = APIRouter()
BUILT = STATIC / "widget"
_FOREVER = {"Cache-Control": "public, max-age=31536000, immutable"}
_SHORTLY = {"Cache-Control": "public, max-age=300"}
_ANYWHERE = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
_PAGE_POLICY = (
    "default-src 'self'; object-src 'none'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors "
)


class SessionBody(BaseModel):
    """A page asks to be let in."""

    key: str = Field(description="The portal's publishable key.", max_length=40)


@router.post(SESSION_PATH, summary="Open a session of a portal's page")
async def open_session(request: Request, body: SessionBody) -> JSONResponse:
    """Issue a session token for a key, to a page of an origin that the key names (or of this site's own)."""
    portal = services_of(request).portal
    key = await asyncio.to_thread(portal.keys.active, body.key)
    origin = request.headers.get("origin", "")
    own = origin.partition("://")[2] == request.headers.get("host", "")
    if key is None or not (own or origin in key.origins):
        raise ApiError(403, "error.portal_key", origin=origin[:200] or "-")
    token = portal.tokens.issue(key.id, origin)
    return JSONResponse({"token": token, "expires_in": int(LIFETIME.total_seconds())})


@router.get("/widget.js", include_in_schema=False)
def widget() -> Response:
    """Give the component as it is now built."""
    return FileResponse(BUILT / manifest()["file"], headers=_SHORTLY | _ANYWHERE, media_type="text/javascript")


@router.get("/widget/demo", include_in_schema=False)
def demo(request: Request, key: str = "") -> Response:
    """Show the component in a page of a made-up portal, and how it is embedded."""
    page = render(request, "widget_demo.html", key=key, built=manifest(), origin=_origin(request))
    page.headers["Content-Security-Policy"] = _PAGE_POLICY + "'self'"
    return page


@router.get("/widget/frame", include_in_schema=False)
async def frame(request: Request, key: str, lang: Annotated[str, Query(pattern="^(vi|en)$")] = "vi") -> Response:
    """Show the component alone, for portals that embed a frame instead of a script."""
    found = await asyncio.to_thread(services_of(request).portal.keys.active, key)
    if found is None:
        raise ApiError(403, "error.portal_key", origin="-")
    page = render(request, "widget_frame.html", key=key, lang=lang, built=manifest())
    page.headers["Content-Security-Policy"] = _PAGE_POLICY + " ".join(("'self'", *found.origins))
    return page


@router.get("/widget/{name}", include_in_schema=False)
def built(name: str) -> Response:
    """Give a built file by its versioned name."""
    path = BUILT / name
    if path.parent != BUILT or path.suffix != ".js" or not path.is_file():
        raise HTTPException(404)
    return FileResponse(path, headers=_FOREVER | _ANYWHERE, media_type="text/javascript")


@lru_cache(maxsize=1)
def manifest() -> dict[str, str]:
    """Return the built component's file name and integrity."""
    return cast(dict[str, str], json.loads(Path(BUILT / "manifest.json").read_text("utf-8")))


def _origin(request: Request) -> str:
    return f"{request.url.scheme}://{request.headers.get('host', '')}"
