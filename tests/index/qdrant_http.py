"""A Qdrant server on the loopback address: the REST calls that the store makes, over qdrant-client's own engine.

Bodies are read with qdrant-client's models, so a request that a server would refuse is refused here too.
"""

from __future__ import annotations

import json
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

from pydantic import BaseModel, TypeAdapter, ValidationError
from qdrant_client import QdrantClient, models

Json = dict[str, Any]
KEY = "a key of the tests"


def _create(client: QdrantClient, name: str, body: Json) -> bool:
    wanted = models.CreateCollection.model_validate(body)
    return client.create_collection(name, vectors_config=wanted.vectors, sparse_vectors_config=wanted.sparse_vectors)


def _index(client: QdrantClient, name: str, body: Json) -> Any:
    wanted = models.CreateFieldIndex.model_validate(body)
    return client.create_payload_index(name, wanted.field_name, wanted.field_schema)


def _upsert(client: QdrantClient, name: str, body: Json) -> Any:
    return client.upsert(name, models.PointsList.model_validate(body).points)


def _delete(client: QdrantClient, name: str, body: Json) -> Any:
    return client.delete(name, TypeAdapter(models.PointsSelector).validate_python(body))


def _retrieve(client: QdrantClient, name: str, body: Json) -> Any:
    wanted = models.PointRequest.model_validate(body)
    return client.retrieve(name, wanted.ids, with_payload=wanted.with_payload)


def _scroll(client: QdrantClient, name: str, body: Json) -> Any:
    wanted = models.ScrollRequest.model_validate(body)
    points, offset = client.scroll(
        name, scroll_filter=wanted.filter, limit=wanted.limit or 10, offset=wanted.offset,
        with_payload=wanted.with_payload,
    )  # fmt: skip
    return {"points": [_plain(point) for point in points], "next_page_offset": offset}


def _count(client: QdrantClient, name: str, body: Json) -> Any:
    wanted = models.CountRequest.model_validate(body)
    return client.count(name, count_filter=wanted.filter, exact=bool(wanted.exact))


def _query(client: QdrantClient, name: str, body: Json) -> Any:
    wanted = models.QueryRequest.model_validate(body)
    query = wanted.query.nearest if isinstance(wanted.query, models.NearestQuery) else wanted.query
    return client.query_points(
        name, query=query, using=wanted.using, query_filter=wanted.filter, search_params=wanted.params,
        limit=wanted.limit or 10, with_payload=wanted.with_payload,
    )  # fmt: skip


_CALLS: dict[tuple[str, str], Callable[[QdrantClient, str, Json], Any]] = {
    ("GET", "exists"): lambda client, name, body: {"exists": client.collection_exists(name)},
    ("PUT", ""): _create,
    ("DELETE", ""): lambda client, name, body: client.delete_collection(name),
    ("PUT", "index"): _index,
    ("PUT", "points"): _upsert,
    ("POST", "points"): _retrieve,
    ("POST", "points/delete"): _delete,
    ("POST", "points/scroll"): _scroll,
    ("POST", "points/count"): _count,
    ("POST", "points/query"): _query,
}


@contextmanager
def qdrant_server() -> Iterator[str]:
    """Serve an empty engine; give its address."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Payload indexes have no effect")
        client = QdrantClient(":memory:")
        server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(client, threading.Lock()))
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
            client.close()


def _handler(client: QdrantClient, one_at_a_time: threading.Lock) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))) or b"{}")
            _, _, name, call = [*urlsplit(self.path).path.split("/", 3), ""][:4]
            try:
                if self.headers.get("api-key") != KEY:
                    status, result = 401, None
                else:
                    with one_at_a_time:
                        status, result = 200, _plain(_CALLS[self.command, call](client, name, body))
            except (ValidationError, ValueError) as error:
                status, result = 400, str(error)
            sent = json.dumps({"result": result, "status": "ok" if status == 200 else "error", "time": 0.0}).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        do_GET = do_PUT = do_POST = do_DELETE = _answer  # noqa: N815 - the names that http.server looks for

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler


def _plain(value: Any) -> Any:
    return value.model_dump(mode="json") if isinstance(value, BaseModel) else _each(value)


def _each(value: Any) -> Any:
    return [_plain(each) for each in value] if isinstance(value, list) else value
