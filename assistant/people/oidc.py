"""Signing in with an OpenID Connect provider, through Authlib."""

from __future__ import annotations

import asyncio
import logging
from typing import Any, cast

from authlib.integrations.base_client import OAuthError
from authlib.integrations.starlette_client import OAuth
from fastapi import APIRouter, Request
from httpx import HTTPError
from joserfc.errors import JoseError
from starlette.responses import Response

from assistant.people.accounts import AccountError, Person, Rank
from assistant.people.people import People
from assistant.people.routes import begin, refuse
from assistant.settings import Settings
from assistant.web.context import services_of

_LOG = logging.getLogger(__name__)
_WANTED = "wanted"

router = APIRouter(include_in_schema=False)


def client(settings: Settings) -> Any:
    """Return Authlib's client of the provider that the settings name; its metadata is fetched when first needed."""
    oauth = OAuth()
    return oauth.register(
        "sso",
        server_metadata_url=f"{(settings.oidc_issuer or '').rstrip('/')}/.well-known/openid-configuration",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret,
        client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256", "timeout": 10},
    )


@router.get("/sign-in/sso")
async def leave(request: Request, next: str = "") -> Response:
    """Lead to the provider."""
    request.session[_WANTED] = next[:2_000]
    try:
        return cast(Response, await _client(request).authorize_redirect(request, str(request.url_for("come_back"))))
    except (OAuthError, HTTPError) as error:
        _LOG.error("The OpenID Connect provider does not answer: %s", error)
        return refuse(request, "sign_in.sso_failed", 502)


@router.get("/sign-in/sso/callback")
async def come_back(request: Request) -> Response:
    """Take the provider's word for who somebody is."""
    wanted = str(request.session.pop(_WANTED, ""))
    try:
        told = await _client(request).authorize_access_token(request)
    except (OAuthError, HTTPError, JoseError, ValueError) as error:
        _LOG.warning("Single sign-on failed: %s", error)
        return refuse(request, "sign_in.sso_failed", 401)
    services = services_of(request)
    name = _name(told.get("userinfo") or {}, services.settings.oidc_claim)
    person = await asyncio.to_thread(_person, services.people, name) if name else None
    if person is None:
        _LOG.warning("Single sign-on of %r: no account", name)
        return refuse(request, "sign_in.sso_unknown", 403, who=name or "?")
    return await begin(request, person, wanted)


def _client(request: Request) -> Any:
    return request.app.state.sso


def _name(claims: dict[str, Any], claim: str) -> str:
    """Return the name that a claim gives; an address of mail that the provider did not verify is nobody's."""
    if claim == "email" and claims.get("email_verified") is False:
        return ""
    return str(claims.get(claim) or "").strip().lower()


def _person(people: People, name: str) -> Person | None:
    """Return the person of an account; one who has none gets it, where the settings say what they may do."""
    person = people.outside(name)
    if person and people.accounts.known(name) is None:
        try:
            people.accounts.add(name, Rank(person.rank), None)
        except AccountError:
            return people.accounts.known(name)
    return person
