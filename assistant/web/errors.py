"""Errors as people and programs get them: a code, and a sentence that says what to do."""

from __future__ import annotations

import logging
from urllib.parse import urlencode

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from assistant import messages
from assistant.model import Language, QuestionError
from assistant.web.context import RankError, services_of
from assistant.web.rendering import error_page, wants_page
from assistant.web.sign_in import lapsed
from corpus.model import CorpusError
from index.errors import StoreUnavailableError

_LOG = logging.getLogger(__name__)
_OF_STATUS = {401: "error.unauthorized", 404: "error.not_found", 405: "error.method_not_allowed"}


class ApiError(Exception):
    """A request that cannot be served; ``code`` names the message of the catalogue."""

    def __init__(self, status: int, code: str, /, **values: object) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.values = values


def install(app: FastAPI) -> None:
    """Give every error of the application the one shape."""
    app.add_exception_handler(ApiError, _api_error)
    app.add_exception_handler(QuestionError, _question_error)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RankError, _rank_error)
    app.add_exception_handler(CorpusError, _corpus_error)
    app.add_exception_handler(StoreUnavailableError, _store_unavailable)


def error_json(code: str, message: str) -> dict[str, dict[str, str]]:
    """Return the body of an error."""
    return {"error": {"code": code.rpartition(".")[2], "message": message}}


def language_of(request: Request) -> Language:
    """Return the language of a request's errors: English where the reader prefers it, else Vietnamese."""
    preferred = request.headers.get("accept-language", "").strip().lower()
    return Language.EN if preferred.startswith("en") else Language.VI


def message_key(code: str) -> str:
    """Return the catalogue's key of an error's code."""
    return code if code.startswith("error.") else f"error.{code}"


def describe(error: Exception, language: Language) -> tuple[str, str]:
    """Return the code and the message of an error; what is unexpected stays in the log."""
    if isinstance(error, QuestionError | ApiError):
        return error.code, messages.text(language, message_key(error.code), **error.values)
    return "error.internal", messages.text(language, "error.internal")


def _reply(request: Request, status: int, code: str, /, **values: object) -> Response:
    language = language_of(request)
    message = messages.text(language, message_key(code), **values)
    if wants_page(request):
        return error_page(request, status, message)
    return JSONResponse(error_json(code, message), status)


async def _api_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, ApiError)  # noqa: S101  (how the handler was registered)
    return _reply(request, error.status, error.code, **error.values)


async def _question_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, QuestionError)  # noqa: S101
    return _reply(request, 422, error.code, **error.values)


async def _invalid_request(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101
    problems = error.errors()
    if any(problem["type"] == "json_invalid" for problem in problems):
        return _reply(request, 400, "error.invalid_json")
    if request.method == "POST" and "json" not in request.headers.get("content-type", ""):
        return _reply(request, 415, "error.not_json")
    fields = sorted({".".join(str(part) for part in problem["loc"][1:]) or "body" for problem in problems})
    return _reply(request, 422, "error.invalid_request", fields=", ".join(fields))


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101
    return _reply(request, error.status_code, _OF_STATUS.get(error.status_code, "error.refused"))


async def _rank_error(request: Request, error: Exception) -> Response:
    """A stranger may sign in, where people do; others are told that this is not for them."""
    assert isinstance(error, RankError)  # noqa: S101
    if error.person is None and wants_page(request) and services_of(request).people.configured:
        if request.method == "POST":
            return await lapsed(request)
        return RedirectResponse(f"/sign-in?{urlencode({'next': request.url.path})}", 303)
    return _reply(request, 403 if error.person else 401, "error.rank")


async def _corpus_error(request: Request, error: Exception) -> Response:
    if wants_page(request):
        return error_page(request, 422, str(error))
    return JSONResponse(error_json("error.document", str(error)), 422)


async def _store_unavailable(request: Request, error: Exception) -> Response:
    _LOG.error("The store does not answer: %s", error)
    return _reply(request, 503, "error.store_unavailable")
