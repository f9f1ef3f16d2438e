"""Which site's page a request comes from, as its reader's browser says."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit


def foreign_origin(headers: Mapping[str, str]) -> str | None:
    """Return the origin of a page that is not this site's; None for our own pages, and for who names none."""
    origin = headers.get("origin")
    if origin is None or urlsplit(origin).netloc == headers.get("host", ""):
        return None
    return origin
