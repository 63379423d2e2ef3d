"""What can be done with an answer: used, changed, asked for other people, turned down; each settled once."""

import asyncio

import pytest

from tests.handlers.slack.office import Json, Office, element, shown
from tests.handlers.slack.surfaces.drafts import CART


@pytest.fixture
async def answer(office: Office) -> Json:
    """The answer to a draft."""
    return await office.asks(CART)


async def test_using_it_replaces_the_buttons_by_who_and_when(office: Office, answer: Json) -> None:
    await office.ana.clicks(answer, "use")
    await office.settled()
    assert "Used by" in shown(office.answers()[0])
    assert [s.kind for s in await office.signals()] == ["adoption", "choice"]


async def test_it_is_settled_once(office: Office) -> None:
    ben, room = office.slack.person("U_BEN"), "C_MARKETING"
    ts = await office.ana.says(room, f"@CRMAgent {CART}")
    await office.slack.until(lambda: office.answers(ts, room), 15)
    answer = office.answers(ts, room)[0]
    await asyncio.gather(office.ana.clicks(answer, "use"), ben.clicks(answer, "unhelpful"))
    await office.slack.until(lambda: element(office.answers(ts, room)[0], "use") is None, 15)
    await office.jobs_done()
    late = [*office.slack.ephemerals("U_ANA"), *office.slack.ephemerals("U_BEN")]
    assert ["settled already" in hint["text"] for hint in late] == [True]
    kinds = {s.kind for s in await office.signals()}
    assert kinds in ({"adoption", "choice"}, {"dismissal"})


async def test_other_ways_open_in_place_and_one_of_them_can_be_used(office: Office, answer: Json) -> None:
    await office.ana.clicks(answer, "variants")
    await office.slack.until(lambda: len(uses(office.answers()[0])) > 1, 15)
    assert len(office.answers()) == 1
    await office.ana.clicks(office.answers()[0], "use", "2")
    await office.settled()
    assert [s.version for s in await office.signals() if s.kind == "choice"] == [2]


async def test_an_edit_is_kept_as_it_was_made(office: Office, answer: Json) -> None:
    await office.ana.clicks(answer, "edit")
    await office.slack.until(lambda: office.slack.view("U_ANA"), 15)
    view = office.slack.view("U_ANA") or {}
    await office.ana.submits(
        view, {"body": "Hi {{first_name}}, S$5 off until 30 Nov from S$35. Your drip bags wait."}
    )
    await office.settled()
    assert "Your drip bags wait." in shown(office.answers()[0])
    (edit,) = [s for s in await office.signals() if s.kind == "edit"]
    assert edit.detail["final"]["body"].endswith("Your drip bags wait.")


async def test_another_audience_makes_the_answer_again_in_its_place(office: Office, answer: Json) -> None:
    await office.ana.selects(answer, "audience", "lapsing_buyers")
    await office.slack.until(lambda: chosen(office) == "lapsing_buyers", 15)
    await office.jobs_done()
    assert len(office.answers()) == 1
    assert "not for a long time" in shown(office.answers()[0])
    again = shown(await office.asks("more variants", thread=office.last_said))  # the thread goes on with it
    assert "not for a long time" in again


async def test_turning_it_down_asks_why_and_keeps_the_reason(office: Office, answer: Json) -> None:
    await office.ana.clicks(answer, "unhelpful")
    await office.slack.until(lambda: office.slack.view("U_ANA"), 15)
    await office.ana.submits(
        office.slack.view("U_ANA") or {}, {"reason": "not_our_voice", "words": "too stiff for us"}
    )
    await office.slack.until(lambda: office.slack.ephemerals("U_ANA"), 15)
    await office.jobs_done()
    kinds = {s.kind: s for s in await office.signals()}
    assert kinds.keys() == {"dismissal", "reason"}
    assert kinds["reason"].detail["words"] == "too stiff for us"


async def test_thumbs_are_kept_and_a_thumb_down_asks_why(office: Office, answer: Json) -> None:
    thumbs = element(answer, "feedback") or {}
    await office.ana.clicks(answer, "feedback", thumbs["positive_button"]["value"])
    await office.slack.person("U_BEN").clicks(answer, "feedback", thumbs["negative_button"]["value"])
    await office.slack.until(lambda: office.slack.view("U_BEN"), 15)
    await office.jobs_done()
    assert sorted(s.value for s in await office.signals()) == ["bad", "good"]


async def test_reactions_count_until_they_are_taken_back(office: Office, answer: Json) -> None:
    await office.ana.reacts(office.dm, answer["ts"], "fire")
    await office.ana.reacts(office.dm, answer["ts"], "eyes")
    await office.ana.unreacts(office.dm, answer["ts"], "fire")
    for _ in range(150):  # Slack tells us of each in its own time
        removed = {s.value: s.removed_at is not None for s in await office.signals()}
        if removed == {"fire": True, "eyes": False}:
            break
        await asyncio.sleep(0.1)
    assert removed == {"fire": True, "eyes": False}


def uses(message: Json) -> list[Json]:
    """The buttons that take a version."""
    found = (e for b in message["blocks"] for e in (*b.get("elements", ()), b.get("accessory") or {}))
    return [e for e in found if e.get("action_id") == "use"]


def chosen(office: Office) -> str:
    """The audience that the answer is for."""
    return str((element(office.answers()[0], "audience") or {})["initial_option"]["value"])
