"""A model behind an OpenAI-compatible endpoint, through LlamaIndex's LLM interface; the only user of it.

Requests run on an event loop of their own, so that a reader who leaves, or a deadline, closes the HTTP stream at once,
even while nothing has arrived: the servers (vLLM, llama.cpp, Ollama) stop generating when their client is gone.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx
import openai
from llama_index.core.llms import ChatMessage, MessageRole
from llama_index.llms.openai_like import OpenAILike

from assistant.llm.faults import Cause, ModelError
from assistant.llm.model import Cancellation, Message
from assistant.llm.source import Inbox, Patience, Request, Sign, Usage
from assistant.settings import JsonMode

_TOLD = 200
"""Most characters of an endpoint's error that are passed on."""
_NOBODYS = ("openai-organization", "openai-project")
"""Headers that the client library takes from other programs' environment variables."""
_AGENT = "chidao"
_NO_KEY = "none"
"""The client library insists on a key."""


class EndpointSource:
    """Talks to one endpoint, and to no other host."""

    def __init__(
        self, url: str, model: str, api_key: str | None, patience: Patience, json_mode: JsonMode = JsonMode.RESPONSE
    ) -> None:
        self.name = model
        self._key = api_key
        self._patience = patience
        self._json_mode = json_mode
        self._host = httpx.URL(url).netloc
        # what it logs at "debug" holds whole prompts
        logging.getLogger("openai").setLevel(logging.WARNING)
        self._http = self._client()
        self._model = OpenAILike(
            model=model,
            api_base=url,
            api_key=api_key or _NO_KEY,
            is_chat_model=True,
            temperature=0.0,
            max_retries=0,
            async_http_client=self._http,
        )
        self._loop = asyncio.new_event_loop()
        threading.Thread(target=self._loop.run_forever, daemon=True, name="language-model").start()

    def signs(self, request: Request, cancellation: Cancellation | None) -> Iterator[Sign]:
        """Generate a reply; leaving the iterator closes the HTTP stream. Raises ``ModelError``."""
        inbox = Inbox()
        now = time.monotonic()
        running = asyncio.run_coroutine_threadsafe(self._generate(request, inbox), self._loop)
        total = min(now + self._patience.total, request.deadline)
        return inbox.read(now + self._patience.first, total, cancellation, running.cancel)

    def close(self) -> None:
        """End what runs and close the connections."""
        asyncio.run_coroutine_threadsafe(self._http.aclose(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)

    def _client(self) -> httpx.AsyncClient:
        """Return an HTTP client without proxies from the environment, without redirects, for one host."""
        return httpx.AsyncClient(
            trust_env=False,
            follow_redirects=False,
            verify=ssl.create_default_context(),
            event_hooks={"request": [self._keep_to_host]},
        )

    async def _keep_to_host(self, request: httpx.Request) -> None:
        if request.url.netloc != self._host:
            raise ModelError(Cause.DENIED, "a request to a host that is not configured was stopped")
        for name in list(request.headers):
            if name in _NOBODYS or name.startswith("x-stainless-"):
                del request.headers[name]
        request.headers["user-agent"] = _AGENT
        if self._key is None:
            del request.headers["authorization"]

    async def _generate(self, request: Request, inbox: Inbox) -> None:
        try:
            stream = await self._model.astream_chat([_chat_message(m) for m in request.messages], **self._how(request))
            async for reply in stream:
                inbox.put(reply.delta or "")
                usage = getattr(reply.raw, "usage", None)
                if usage:
                    inbox.put(Usage(usage.prompt_tokens, usage.completion_tokens))
            inbox.end()
        except Exception as error:  # noqa: BLE001  (whatever it is must reach the one who waits)
            inbox.end(self._fault(error))

    def _how(self, request: Request) -> dict[str, Any]:
        wait = self._patience
        how: dict[str, Any] = {
            "max_tokens": request.max_tokens,
            "stream_options": {"include_usage": True},
            "timeout": httpx.Timeout(wait.total, connect=wait.connect),
        }
        if request.schema and self._json_mode is JsonMode.RESPONSE:
            shape = {"name": "reply", "schema": request.schema, "strict": True}
            how["response_format"] = {"type": "json_schema", "json_schema": shape}
        elif request.schema and self._json_mode is JsonMode.LLAMA_CPP:
            how["extra_body"] = {"json_schema": request.schema}
        return how

    def _fault(self, error: Exception) -> ModelError:
        own = error
        while own:  # the client library wraps what our own hook says
            if isinstance(own, ModelError):
                return own
            own = own.__cause__  # type: ignore[assignment]
        return ModelError(_cause(error), self._told(error))

    def _told(self, error: Exception) -> str:
        """Return what an error says, without the key: some endpoints repeat it."""
        words = f"{type(error).__name__}: {error}"
        return (words.replace(self._key, "***") if self._key else words)[:_TOLD]


def _chat_message(message: Message) -> ChatMessage:
    return ChatMessage(role=MessageRole(message.speaker.value), content=message.text)


def _cause(error: Exception) -> Cause:
    if isinstance(error, openai.APIStatusError):
        return _status_cause(error.status_code)
    if isinstance(error, (openai.APITimeoutError, httpx.TimeoutException)):
        connecting = isinstance(error.__cause__, httpx.ConnectTimeout)
        return Cause.UNREACHABLE if connecting else Cause.TIMEOUT
    if isinstance(error, openai.APIConnectionError) and isinstance(error.__cause__, httpx.ConnectError):
        return Cause.UNREACHABLE
    # in mid-stream the client library lets the transport's errors through; an error event is an APIError
    return Cause.BROKE_OFF


def _status_cause(status: int) -> Cause:
    if status == httpx.codes.TOO_MANY_REQUESTS or status >= httpx.codes.INTERNAL_SERVER_ERROR:
        return Cause.OVERLOADED
    if status in (httpx.codes.BAD_REQUEST, httpx.codes.UNPROCESSABLE_ENTITY, httpx.codes.REQUEST_ENTITY_TOO_LARGE):
        return Cause.BAD_REQUEST
    return Cause.DENIED
