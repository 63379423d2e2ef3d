"""The page's side of the server, without a browser: what is served, to whom, and what it refuses."""

import asyncio
import posixpath
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from aiohttp import ClientSession, FormData

from playground import Playground, ui
from tests.playground.tiny import manifest

PAGE = Path(ui.__file__).parent / "page"
MODULES = sorted(path.relative_to(PAGE).as_posix() for path in PAGE.rglob("*.js"))
IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*["']([^"']+)["']""")
# What turns a text into markup or into code.
MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|DOMParser|srcdoc"
    r"|\beval\(|new Function|setAttribute\(\"on"
)


@pytest_asyncio.fixture
async def slack(tmp_path: Path) -> AsyncIterator[Playground]:
    async with Playground(manifest(tmp_path), routes=ui.routes) as slack:
        yield slack


@pytest_asyncio.fixture
async def http(slack: Playground) -> AsyncIterator[ClientSession]:
    async with ClientSession(slack.url) as session:
        yield session


async def does(http: ClientSession, what: str, **args: Any) -> dict[str, Any]:
    async with http.post("/ui/act", json={"as": "U_ANA", "do": what, **args}) as answer:
        found: dict[str, Any] = await answer.json()
        return found


async def test_the_page_names_only_files_that_are_served(http: ClientSession) -> None:
    async with http.get("/") as answer:
        html = await answer.text()
        assert "script-src 'self'" in answer.headers["Content-Security-Policy"]
    parts = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert "page/app.js" in parts
    for part in parts:
        async with http.get(f"/{part}") as answer:
            assert answer.status == 200, part


async def test_every_module_is_reached_from_the_page_and_served_as_a_script(http: ClientSession) -> None:
    seen, waiting = set[str](), ["app.js"]
    while waiting:
        module = waiting.pop()
        if module in seen:
            continue
        seen.add(module)
        async with http.get(f"/page/{module}") as answer:
            assert (answer.status, answer.content_type) == (200, "text/javascript"), module
            text = await answer.text()
        for imported in IMPORT.findall(text):
            assert imported.startswith("."), f"{module} imports {imported}, which is nowhere on this server"
            waiting.append(posixpath.normpath(posixpath.join(posixpath.dirname(module), imported)))
    assert sorted(seen) == MODULES


@pytest.mark.parametrize("module", MODULES)
def test_a_module_imports_what_the_other_exports(module: str) -> None:
    text = (PAGE / module).read_text(encoding="utf-8")
    for names, imported in re.findall(r"import \{([^}]*)\} from \"([^\"]+)\"", text):
        other = (PAGE / module).parent.joinpath(imported).read_text(encoding="utf-8")
        exported = set(re.findall(r"export (?:async )?(?:const|function|let|class) (\w+)", other))
        wanted = {name.split(" as ")[0].strip() for name in names.split(",") if name.strip()}
        assert wanted <= exported, f"{imported} does not export {wanted - exported}"
        used = [name.split(" as ")[-1].strip() for name in names.split(",") if name.strip()]
        unused = [name for name in used if len(re.findall(rf"\b{name}\b", text)) < 2]
        assert unused == [], f"{module} imports {unused} for nothing"


@pytest.mark.parametrize("module", MODULES)
def test_no_module_makes_markup_or_code_out_of_text(module: str) -> None:
    assert MARKUP.findall((PAGE / module).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("module", MODULES)
def test_a_module_is_short_and_says_what_it_is(module: str) -> None:
    text = (PAGE / module).read_text(encoding="utf-8")
    assert text.startswith("/**")
    assert text.count("\n") <= 160


@pytest.mark.parametrize("path", ["../ui.py", "%2e%2e/ui.py", "nothing.js", "css", "index.html"])
async def test_nothing_but_the_parts_of_the_page_is_served(http: ClientSession, path: str) -> None:
    async with http.get(f"/page/{path}") as answer:
        assert answer.status == 404


async def test_a_person_sees_their_own_workspace_only(http: ClientSession) -> None:
    async with http.get("/ui/state?as=U_ZOE") as answer:
        state = await answer.json()
    assert state["me"] == "U_ZOE"
    assert {channel["id"] for channel in state["channels"]} == {"C_PROMOTIONS", "C_LOBBY", "D_ZOE"}
    async with http.get("/ui/state?as=U_NOBODY") as answer:
        assert (await answer.json())["me"] == "U_ANA"


async def test_what_happens_is_told_live_to_those_who_may_see_it(
    slack: Playground, http: ClientSession
) -> None:
    async with http.ws_connect("/ui/live?as=U_BEN") as ben:
        assert await ben.receive_json() == {
            "type": "app",
            "app": {"installed": True, "connected": False, "can_stop": True},
        }
        dm = (await does(http, "opens_dm"))["channel"]
        await does(http, "says", channel=dm, text="for the app alone")
        said = await does(http, "says", channel="C_MARKETING", text="for everybody")
        event = await ben.receive_json(timeout=2)
        assert (event["type"], event["channel"]) == ("message", "C_MARKETING")
        assert (event["message"]["ts"], event["message"]["text"]) == (said["ts"], "for everybody")
    await asyncio.sleep(0)
    assert slack.messages(dm)[-1]["text"] == "for the app alone"


async def test_a_page_of_another_site_may_neither_act_nor_listen(
    slack: Playground, http: ClientSession
) -> None:
    strange = {"Origin": "https://elsewhere.example"}
    said = {"as": "U_ANA", "do": "says", "channel": "C_MARKETING", "text": "hello"}
    async with http.post("/ui/act", json=said, headers=strange) as answer:
        assert answer.status == 403
    async with http.get("/ui/live?as=U_ANA", headers=strange) as answer:
        assert answer.status == 403
    async with http.post("/ui/act", json=said, headers={"Origin": slack.url}) as answer:
        assert (await answer.json())["ok"]
    assert [message["text"] for message in slack.messages("C_MARKETING")] == ["hello"]


async def test_what_cannot_be_done_is_said_in_a_sentence(http: ClientSession) -> None:
    assert await does(http, "flies") == {"ok": False, "error": "Nobody can do “flies” here."}
    answer = await does(http, "submits", view_id="V1", values={})
    assert answer == {"ok": False, "error": "That window is not open any more."}
    answer = await does(http, "commands", command="/tiny", text="", channel="C_MARKETING")
    assert answer == {"ok": False, "error": "/tiny failed because the app did not respond.", "told": True}


async def test_an_uploaded_file_is_saved_and_never_opened_as_a_page_of_ours(http: ClientSession) -> None:
    form = FormData(quote_fields=False)
    for name, value in {"as": "U_ANA", "do": "uploads", "channel": "C_MARKETING", "text": "look"}.items():
        form.add_field(name, value)
    form.add_field("file", b"<script>1</script>", filename="évil.html", content_type="text/html")
    async with http.post("/ui/act", data=form) as answer:
        assert (await answer.json())["ok"]
    async with http.get("/ui/state?as=U_BEN") as answer:
        (file,) = (await answer.json())["files"]
    async with http.get(f"/ui/files/{file}?as=U_BEN") as answer:
        assert await answer.read() == b"<script>1</script>"
        assert answer.content_type == "application/octet-stream"
        assert answer.headers["Content-Disposition"] == "attachment; filename*=UTF-8''%C3%A9vil.html"
    async with http.get(f"/ui/files/{file}?as=U_ZOE") as answer:
        assert answer.status == 404


async def test_a_messages_own_address_leads_to_it(slack: Playground, http: ClientSession) -> None:
    ts = (await does(http, "says", channel="C_MARKETING", text="here"))["ts"]
    async with http.get(f"/archives/C_MARKETING/p{ts.replace('.', '')}", allow_redirects=False) as answer:
        assert answer.headers["Location"] == f"/#/C_MARKETING/{ts}"
    assert slack.messages("C_MARKETING")[0]["ts"] == ts


async def test_emoji_are_known_by_slacks_names(http: ClientSession) -> None:
    async with http.get("/ui/emoji.json") as answer:
        known = await answer.json()
    names = {"+1": "👍", "thumbsup": "👍", "heart": "❤️", "tada": "🎉", "white_check_mark": "✅", "fire": "🔥"}
    assert {name: known.get(name) for name in names} == names
