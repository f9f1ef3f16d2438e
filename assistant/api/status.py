"""For those who run the server: is it alive, is it ready, how busy is it; and how to call it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.responses import JSONResponse, Response

from assistant.web.context import services_of
from assistant.web.rendering import add_filters, render
from index.filters import Filter

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
def alive() -> dict[str, str]:
    """Say that the process answers."""
    return {"status": "ok"}


@router.get("/readyz")
def ready(request: Request) -> Response:
    """Say whether questions can be answered: the store is read. Searching waits for the embedding model once.

    A language model that fails makes nobody less ready: what is computed is answered without it.
    """
    services = services_of(request)
    services.store.count(Filter())
    model = services.model
    return JSONResponse(
        {
            "status": "ready",
            "store": "open",
            "embedder_warm": services.warmth.done.is_set(),
            "language_model": {"name": model.name, "state": model.state} if model else None,
        }
    )


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """Return the counters in Prometheus's format."""
    return Response(services_of(request).metrics.exposition(), media_type=CONTENT_TYPE_LATEST)


@router.get("/docs")
def docs(request: Request) -> Response:
    """Show the interface; a page of our own, since the usual one is fetched from another host."""
    return render(request, "api.html", schema=request.app.openapi())


def _json_type(schema: dict[str, Any]) -> str:
    """Return a JSON schema's type in a word or two."""
    if "anyOf" in schema:
        return " | ".join(_json_type(each) for each in schema["anyOf"] if each.get("type") != "null")
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"[{_json_type(schema['items'])}]"
    return str(schema.get("type") or schema.get("$ref", "").rpartition("/")[2])


add_filters(json_type=_json_type)
