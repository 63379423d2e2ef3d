"""People who signed in with somebody else's authorization server: its keys are asked for over HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import jwt
import pytest
import pytest_asyncio
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from handlers.copilot.desk import CopilotDesk
from tests.handlers.copilot.conftest import NOW
from tests.handlers.copilot.site import Place, content_of, placed, request

pytestmark = pytest.mark.asyncio(loop_scope="module")
KEY, ANOTHER = (rsa.generate_private_key(public_exponent=65_537, key_size=2_048) for _ in range(2))
PUBLIC = "https://crm.example.com"


class SignIn:
    """An authorization server; `asked` are the paths it was asked for."""

    def __init__(self) -> None:
        self.address = ""
        self.asked: list[str] = []

    async def answer(self, request: web.Request) -> web.Response:
        """Its metadata and its keys."""
        self.asked.append(request.path)
        if request.path == "/.well-known/oauth-authorization-server":
            return web.json_response({"issuer": self.address, "jwks_uri": f"{self.address}/keys"})
        if request.path == "/keys":
            published = RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
            return web.json_response({"keys": [{**published, "kid": "k1", "use": "sig", "alg": "RS256"}]})
        return web.Response(status=404)

    def token(self, *, key: Any = KEY, algorithm: str = "RS256", kid: str = "k1", **claims: Any) -> str:
        """A token; claims that are None are left out."""
        said = {
            "iss": self.address,
            "aud": f"{PUBLIC}/mcp",
            "sub": "ana@example.com",
            "exp": int((NOW + timedelta(hours=1)).timestamp()),
            "scope": "openid read",
            "crm_merchant": "m02",
        } | claims
        kept = {name: value for name, value in said.items() if value is not None}
        return jwt.encode(kept, key, algorithm=algorithm, headers={"kid": kid})


@asynccontextmanager
async def served(sign_in: SignIn) -> AsyncIterator[None]:
    app = web.Application()
    app.router.add_get("/{path:.*}", sign_in.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    sign_in.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield
    finally:
        await runner.cleanup()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sign_in() -> AsyncIterator[SignIn]:
    sign_in = SignIn()
    async with served(sign_in):
        yield sign_in


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def place(desk: CopilotDesk, sign_in: SignIn) -> AsyncIterator[Place]:
    async with placed(desk, public_url=PUBLIC, oauth_issuer=sign_in.address) as opened:
        yield opened


async def status_of(place: Place, token: str) -> int:
    return (await place.post(request("tools/list"), {"Authorization": f"Bearer {token}"}))[0]


async def test_clients_are_told_where_to_sign_in(place: Place, sign_in: SignIn) -> None:
    async with place.session.get(f"{place.address}/.well-known/oauth-protected-resource/mcp") as answer:
        metadata = await content_of(answer)
    assert metadata["authorization_servers"] == [sign_in.address]
    assert metadata["resource"] == f"{PUBLIC}/mcp"


async def test_who_signed_in_speaks_for_the_shop_that_the_token_names(place: Place, sign_in: SignIn) -> None:
    token = sign_in.token()
    found = await place.call(token, "get_campaign", campaign_id="C-1034")
    assert found["structuredContent"]["campaign_id"] == "C-1034"
    other = sign_in.token(crm_merchant="m03")
    assert (await place.call(other, "get_campaign", campaign_id="C-1034"))["isError"]
    (newest,) = await place.calls(1)
    assert (newest.via, newest.who) == ("oauth", "ana@example.com")
    assert sign_in.asked.count("/keys") == 1


@pytest.mark.parametrize(
    ("scopes", "may"),
    [
        ({"scope": "read write"}, True),
        ({"scope": "read"}, False),
        ({"scope": None, "scp": ["read", "write"]}, True),
    ],
)
async def test_what_a_token_may_is_what_it_says(
    place: Place, sign_in: SignIn, scopes: dict[str, Any], may: bool
) -> None:
    said = await place.call(sign_in.token(**scopes), "record_feedback", suggestion_id="S-0", verdict="good")
    assert ("lacks the permission" not in said["content"][0]["text"]) is may


async def test_the_claims_of_servers_that_write_addresses_before_names_are_read(
    place: Place, sign_in: SignIn
) -> None:
    claims = {"crm_merchant": None, "https://example.com/crm_merchant": "m02"}
    assert await status_of(place, sign_in.token(**claims, iss=f"{sign_in.address}/")) == 200


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "https://another.example.com/mcp"},
        {"aud": None},
        {"iss": "https://another.example.com"},
        {"exp": int(NOW.timestamp())},
        {"exp": None},
        {"nbf": int(NOW.timestamp()) + 60},
        {"sub": None},
        {"crm_merchant": None},
        {"crm_merchant": "m99"},
        {"crm_merchant": ["m02"]},
        {"key": ANOTHER},
        {"kid": "k2"},
        {"key": "a secret that is long enough to sign with", "algorithm": "HS256"},
    ],
)
async def test_any_other_token_is_refused(place: Place, sign_in: SignIn, changes: dict[str, Any]) -> None:
    assert await status_of(place, sign_in.token()) == 200
    key, algorithm = changes.get("key", KEY), changes.get("algorithm", "RS256")
    others = {name: value for name, value in changes.items() if name not in {"key", "algorithm"}}
    assert await status_of(place, sign_in.token(key=key, algorithm=algorithm, **others)) == 401


@pytest.mark.parametrize("token", ["a.b.c", "..", "e30.e30.", "x" * 9_000])
async def test_what_is_no_token_at_all_is_refused(place: Place, token: str) -> None:
    assert await status_of(place, token) == 401


async def test_unknown_keys_do_not_make_the_server_ask_without_end(place: Place, sign_in: SignIn) -> None:
    before = len(sign_in.asked)
    for number in range(5):
        assert await status_of(place, sign_in.token(kid=f"new{number}")) == 401
    assert len(sign_in.asked) - before <= 3


async def test_a_token_that_was_changed_is_refused(place: Place, sign_in: SignIn) -> None:
    header, _, signature = sign_in.token().split(".")
    _, richer, _ = sign_in.token(scope="read write personal").split(".")
    assert await status_of(place, f"{header}.{richer}.{signature}") == 401
    assert await status_of(place, f"{header}.e30.{signature}") == 401


async def test_our_own_tokens_work_beside_it(place: Place) -> None:
    assert await status_of(place, await place.token()) == 200


async def test_without_an_answer_from_the_sign_in_nobody_gets_in(desk: CopilotDesk, sign_in: SignIn) -> None:
    async with placed(desk, public_url=PUBLIC, oauth_issuer="http://127.0.0.1:9") as place:
        assert await status_of(place, sign_in.token(iss="http://127.0.0.1:9")) == 401
