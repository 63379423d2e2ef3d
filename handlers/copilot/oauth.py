"""Tokens that somebody else's authorization server gave out for this server (RFC 9068, RFC 9728)."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from time import perf_counter
from typing import Any

import jwt
from aiohttp import ClientError, ClientSession, ClientTimeout

from handlers.copilot.caller import SCOPES, Scope

_ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA")  # public keys alone: nobody shares a secret with us
_PLACES = ("/.well-known/openid-configuration", "/.well-known/oauth-authorization-server")
_AGAIN = 60.0  # seconds before the keys are asked for once more, for a key that is not known
_WITHIN = 5  # seconds
_MERCHANT = "crm_merchant"

Claims = Mapping[str, Any]
Fetch = Callable[[str], Awaitable[Any]]


class Issuer:
    """An authorization server, and the keys by which its tokens are recognised.

    `audience` is what a token has to be made out for: this server's address. `fetch` gets JSON from an
    address, None if there is none.
    """

    def __init__(self, issuer: str, audience: str, *, clock: Callable[[], datetime], fetch: Fetch) -> None:
        self._issuer, self._audience, self._clock, self._fetch = issuer, audience, clock, fetch
        self._keys: dict[str, jwt.PyJWK] = {}
        self._asked: float | None = None

    async def claims(self, token: str) -> Claims | None:
        """What a token says of its holder; None if it is not of this issuer, not for us, or over."""
        try:
            header = jwt.get_unverified_header(token)
        except jwt.InvalidTokenError:
            return None
        key = await self._key(str(header.get("kid", "")))
        if key is None or header.get("alg") not in _ALGORITHMS:
            return None
        try:
            said: Claims = jwt.decode(
                token,
                key,
                algorithms=[header["alg"]],
                audience=self._audience,
                issuer=[self._issuer, f"{self._issuer}/"],  # some write a slash at its end
                options={"require": ["exp", "iss", "aud", "sub"], "verify_exp": False, "verify_nbf": False},
            )
        except (jwt.InvalidTokenError, jwt.InvalidKeyError):
            return None
        return said if self._is_now(said) else None

    def _is_now(self, said: Claims) -> bool:
        now = self._clock().timestamp()
        begins, ends = said.get("nbf", 0), said["exp"]
        return all(isinstance(one, int | float) for one in (begins, ends)) and begins <= now < ends

    async def _key(self, name: str) -> jwt.PyJWK | None:
        """The key of this name; the issuer is asked for its keys when it is new, now and then."""
        if name not in self._keys and (self._asked is None or perf_counter() - self._asked > _AGAIN):
            self._asked = perf_counter()
            self._keys = await self._published()
        return self._keys.get(name)

    async def _published(self) -> dict[str, jwt.PyJWK]:
        for place in _PLACES:
            known = await self._fetch(f"{self._issuer}{place}")
            if isinstance(known, dict) and isinstance(address := known.get("jwks_uri"), str):
                published = await self._fetch(address)
                try:
                    return {str(key.key_id or ""): key for key in jwt.PyJWKSet.from_dict(published).keys}
                except (jwt.PyJWTError, AttributeError, TypeError):
                    return {}
        return {}


def merchant_of(said: Claims) -> str | None:
    """The shop a token speaks for, from the claim `crm_merchant`; its name may have an address before it."""
    found = (value for name, value in said.items() if name == _MERCHANT or name.endswith(f"/{_MERCHANT}"))
    return next((value for value in found if isinstance(value, str)), None)


def scopes_of(said: Claims) -> frozenset[Scope]:
    """The switches a token has, from `scope` (words) or `scp` (words or a list)."""
    told = said.get("scope") or said.get("scp") or ""
    words = told.split() if isinstance(told, str) else told
    return frozenset(scope for scope in SCOPES if scope in words)


async def fetch_json(address: str) -> Any:  # noqa: ANN401 - whatever is there
    """The JSON at an address, None if there is none or nobody answers."""
    try:
        async with (
            ClientSession(timeout=ClientTimeout(total=_WITHIN)) as session,
            session.get(address) as answer,
        ):
            return await answer.json(content_type=None) if answer.ok else None
    except (ClientError, TimeoutError, ValueError):
        return None
