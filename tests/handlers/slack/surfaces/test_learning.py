"""What a team does with answers changes the next ones, until they take it back."""

import re

from agents.teaching import Taught, teach
from store.opinions import list_opinions
from store.rows import SignalRow
from tests.handlers.slack.office import NOW, SHOP, Json, Office, shown

THINGS = ("Drip Bags", "Oat Milk", "Gayo Beans", "Cold Brew", "Teh Tarik", "Kaya Jam", "Pandan Cake")
DRAFT = (
    "audience: price drop group\nchannel: push\nproduct: {thing}\n"
    "voucher: S$5 off, min S$35, until 30 Nov\ntitle: Something for you\n\nCome back for a treat"
)


async def learned(office: Office) -> dict[str, Taught]:
    """What the bot learns from all that was said until now."""
    await office.deliveries_done()
    return {taught.merchant_id: taught for taught in await teach(office.database, now=NOW)}


async def answered(office: Office, thing: str = "Glass Mug") -> Json:
    """The answer to a draft about something."""
    return await office.asks(DRAFT.format(thing=thing))


def title(answer: Json) -> str:
    """The title of the rewrite."""
    frames = (part for block in answer["blocks"] for part in block.get("elements", ()))
    first = next(part for part in frames if part["type"] == "rich_text_preformatted")
    return str(first["elements"][0]["text"])


async def kept(office: Office) -> list[SignalRow]:
    """What stands of what people did."""
    async with office.database.session() as session:
        return [row.signal for row in await list_opinions(session, merchant_id=SHOP)]


async def test_a_team_that_keeps_taking_the_offer_first_gets_it_first_and_is_told_so(office: Office) -> None:
    before = await answered(office)
    assert "S$5" not in title(before)
    for thing in THINGS:
        answer = await answered(office, thing)
        await office.ana.clicks(answer, "variants")
        await office.slack.until(lambda: "offer first" in shown(office.answers()[0]), 15)
        found = re.search(r"Version (\d): offer first", shown(office.answers()[0]))
        assert found
        await office.ana.clicks(office.answers()[0], "use", found[1])
        await office.settled()
    assert (await learned(office))[SHOP].version == 1
    after = await answered(office)
    assert "S$5" in title(after)
    assert "Your team chose the version that puts the offer first in 7 of 7 choices." in shown(after)
    assert "Your team" not in shown(before)


async def test_reactions_change_what_comes_first_until_they_are_taken_back(office: Office) -> None:
    people = [office.ana, office.slack.person("U_BEN"), office.slack.person("U_CHI")]
    before = await answered(office)
    answers = [await answered(office, thing) for thing in THINGS]
    for answer in answers:
        for person in people:
            await person.reacts(office.dm, answer["ts"], "-1")
    assert (await learned(office))[SHOP].pairs > 0
    assert title(await answered(office)) != title(before)
    for answer in answers:
        for person in people:
            await person.unreacts(office.dm, answer["ts"], "-1")
    assert (await learned(office))[SHOP] == Taught(SHOP, None, 0, is_new=True)
    again = await answered(office)
    assert title(again) == title(before)
    assert "Your team" not in shown(again)


async def test_what_is_said_in_a_thread_is_a_vote_as_well(office: Office) -> None:
    await answered(office)
    root = office.last_said
    for said in ("use 2", "👎"):
        await office.asks(said, thread=root)
    await office.jobs_done()
    votes = {signal.kind: signal for signal in await kept(office)}
    assert (votes["choice"].version, votes["feedback"].value) == (2, "bad")
    assert {signal.user_id for signal in votes.values()} == {"U_ANA"}
    assert votes["choice"].detail == {"audience": "price_drop_group", "channel": "push", "said": True}


async def test_every_vote_knows_its_version_and_for_whom_it_was(office: Office) -> None:
    answer = await answered(office)
    await office.ana.reacts(office.dm, answer["ts"], "fire")
    await office.ana.clicks(answer, "variants")
    await office.jobs_done()
    await office.ana.clicks(office.answers()[0], "use", "2")
    await office.settled()
    await office.ana.reacts(office.dm, answer["ts"], "tada")
    await office.deliveries_done()
    found = {signal.value: signal for signal in await kept(office)}
    assert (found["fire"].version, found["2"].version, found["tada"].version) == (1, 2, 2)
    assert {signal.detail["audience"] for signal in found.values()} == {"price_drop_group"}
    assert {signal.detail["channel"] for signal in found.values()} == {"push"}
