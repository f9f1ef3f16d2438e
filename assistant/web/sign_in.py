"""The sign-in page, and the form that somebody sent when their session had just ended: it is kept, and sent again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import Request
from starlette.responses import Response

from assistant.web.context import services_of
from assistant.web.origins import foreign_origin
from assistant.web.rendering import render

HOME = "/chat/"
MOST_KEPT = 20_000
"""How many characters of a form are kept."""
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Kept:
    """A form as it was sent: where to, and its fields."""

    path: str
    fields: tuple[tuple[str, str], ...]

    def packed(self) -> str:
        """Return it as a field of another form."""
        return json.dumps([self.path, self.fields])


def unpacked(text: str) -> Kept | None:
    """Return a form that was packed; None where it is none of ours."""
    try:
        path, fields = json.loads(text)
        kept = Kept(path, tuple((str(name), str(value)) for name, value in fields))
    except (ValueError, TypeError):
        return None
    return kept if isinstance(path, str) and inside(path) == path else None


async def lapsed(request: Request) -> Response:
    """Show somebody who sent a form after their session's end the sign-in page, which keeps what they sent."""
    kept = None
    if request.headers.get("content-type", "").startswith(_FORM) and _from_own_page(request):
        sent = (await request.form()).multi_items()
        kept = Kept(request.url.path, tuple((name, value) for name, value in sent if isinstance(value, str)))
    packed = kept.packed() if kept else ""
    if len(packed) > MOST_KEPT:
        packed = ""
    error = "sign_in.lapsed_kept" if packed else "sign_in.lapsed"
    return page(request, came_from(request), error=error, status=401, kept=packed)


def came_from(request: Request) -> str:
    """Return the page of this site that a form was sent from; the chat where that is not known."""
    source = urlsplit(request.headers.get("referer", ""))
    if source.netloc != request.headers.get("host", ""):
        return HOME
    return inside(source.path + (f"?{source.query}" if source.query else ""))


def page(
    request: Request,
    wanted: str,
    *,
    error: str = "",
    status: int = 200,
    kept: str = "",
    values: Mapping[str, object] | None = None,
) -> Response:
    """Return the sign-in page, which leads on to the page wanted; ``values`` are the error's, and the name given."""
    shown = {"name": "", **(values or {})}
    sso = bool(services_of(request).settings.oidc_issuer)
    shows = {"wanted": inside(wanted), "error": error, "values": shown, "sso": sso, "kept": kept}
    response = render(request, "sign_in.html", status, **shows)
    response.headers["Cache-Control"] = "no-store"
    return response


def inside(wanted: str) -> str:
    """Return a path of this site; whatever leads elsewhere leads home."""
    parts = urlsplit(wanted)
    within = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return wanted if within and wanted.isprintable() else HOME


def _from_own_page(request: Request) -> bool:
    """Another site's form is not kept: it would be sent again in its reader's name."""
    return "origin" in request.headers and foreign_origin(request.headers) is None
