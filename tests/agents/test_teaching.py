"""What a team chooses changes what it is offered first, and what it takes back is forgotten."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from sqlmodel import col, update

from agents.learned import StoredTastes, learned_of
from agents.teaching import Taught, teach
from agents.types import Draft, Message, Suggestion, Variant
from bot.app import open_brain
from bot.settings import Settings
from handlers.brain import Brain
from store.database import Database
from store.models import Taste, Workspace
from store.signals import add_signal, remove_signal
from store.suggestions import save_suggestion
from store.tastes import get_taste
from store.workspaces import connect_workspace, note_workspace
from tests.agents.past import WordEmbedder

TODAY, NOW = date(2026, 11, 20), datetime(2026, 11, 20, 2, tzinfo=UTC)
WAYS = {
    "item first": "{name} is in your cart. Take S$5 off when you spend S$35.",
    "offer first": "S$5 off when you spend S$35. {name} is in your cart.",
}
TEAMS = {f"m{number:02}": f"T{number - 1}" for number in range(2, 9)}
LENDERS = [shop for shop in TEAMS if shop != "m02"]
ITEM, OFFER = WAYS["item first"], WAYS["offer first"]
THINGS = (
    *("Drip Bags", "Oat Milk", "Gayo Beans", "Cold Brew", "Teh Tarik", "Kaya Jam", "Pandan Cake", "Mocha"),
    *("Latte Kit", "Glass Mug", "Filter Cone", "Hand Grinder", "Tea Tin", "Sugar Syrup", "Milk Jug", "Scale"),
)


@pytest.fixture
async def brain(tmp_path: Path, demo_history: Path) -> AsyncIterator[Brain]:
    copytree(demo_history, tmp_path / "var")
    settings = Settings(_env_file=None, data_dir=tmp_path / "var", database_url="")
    async with open_brain(settings) as brain:
        for shop, team in TEAMS.items():
            async with database_of(brain).session() as session:
                await note_workspace(session, team_id=team, name=team, now=NOW)
                await connect_workspace(session, team_id=team, merchant_id=shop, now=NOW)
        yield brain


def database_of(brain: Brain) -> Database:
    assert brain.database is not None
    return brain.database


def draft(number: int, shop: str = "m02") -> Draft:
    told: dict[str, Any] = {
        "title": "S$5 OFF",
        "type": "fixed",
        "value": 5,
        "currency": "SGD",
        "min_spend": 35,
    }
    fields: dict[str, Any] = {"id": f"D-{number}", "body": "Come back for a treat", "voucher": told}
    fields |= {"audience": "abandoned_cart_buyers", "channel": "push", "merchant": {"id": shop, "name": shop}}
    name = THINGS[number % len(THINGS)]
    return Draft.model_validate(fields | {"product": {"name": name, "category": "Food > Coffee"}})


async def choose(
    brain: Brain, numbers: range, *, offer_first: bool = True, user: str = "U1", shop: str = "m02"
) -> None:
    """Somebody takes the version that opens with the offer (or with the item), draft after draft."""
    team = TEAMS[shop]
    for number in numbers:
        name = THINGS[number % len(THINGS)]
        bodies = [ITEM.format(name=name), OFFER.format(name=name)]
        if not offer_first:
            bodies.reverse()
        told = {"id": f"S-{shop}-{number}", "engine": "rules", "outcome": "rewritten"}
        told |= {"message": {"title": None, "body": bodies[0]}}
        told |= {"variants": [{"intent": "other", "title": None, "body": bodies[1]}]}
        async with database_of(brain).session() as session:
            await save_suggestion(
                session,
                merchant_id=shop,
                draft=draft(number, shop).model_dump(mode="json"),
                suggestion=told,
                now=NOW,
            )
            await add_signal(session, **signal(number, team, shop, user, offer_first=offer_first))


def signal(number: int, team: str, shop: str, user: str, *, offer_first: bool = True) -> dict[str, Any]:
    return {
        "key": f"{team} {user} {number} {offer_first}",
        "team_id": team,
        "merchant_id": shop,
        "suggestion_id": f"S-{shop}-{number}",
        "channel": "C1",
        "ts": f"{number}.5",
        "user_id": user,
        "kind": "choice",
        "value": "2",
        "version": 2,
        "at": NOW + timedelta(minutes=number),
    }


async def answered(brain: Brain, shop: str = "m02") -> Suggestion:
    return await brain.improve(draft(3, shop), today=TODAY)


def opens_with_the_offer(suggestion: Suggestion) -> bool:
    assert suggestion.message is not None
    return "S$5" in suggestion.message.text.split("\n")[0]


async def taught(brain: Brain) -> dict[str, Taught]:
    return {one.merchant_id: one for one in await teach(database_of(brain), now=NOW)}


async def test_a_team_that_keeps_choosing_the_offer_first_gets_it_first_and_is_told_so(brain: Brain) -> None:
    before = await answered(brain)
    assert not opens_with_the_offer(before)
    assert before.taste is None
    await choose(brain, range(10, 22))
    assert (await taught(brain))["m02"].version == 1
    after = await answered(brain)
    assert opens_with_the_offer(after)
    assert after.taste is not None
    assert "12 of 12 choices" in after.taste


async def test_what_is_taken_back_is_forgotten(brain: Brain) -> None:
    before = await answered(brain)
    await choose(brain, range(10, 22))
    await taught(brain)
    for number in range(10, 22):
        told = signal(number, "T1", "m02", "U1")
        place = {name: told[name] for name in ("team_id", "channel", "ts", "user_id", "kind", "value")}
        async with database_of(brain).session() as session:
            assert await remove_signal(session, **place, now=NOW + timedelta(days=1)) == 1
    assert (await taught(brain))["m02"] == Taught("m02", None, 0, is_new=True)
    after = await answered(brain)
    assert (after.message, after.taste) == (before.message, None)


async def test_two_shops_dont_see_each_others_taste(brain: Brain) -> None:
    before = await answered(brain, "m03")
    await choose(brain, range(10, 22))
    await choose(brain, range(10, 22), offer_first=False, shop="m03")
    await taught(brain)
    ours, theirs = await answered(brain), await answered(brain, "m03")
    assert opens_with_the_offer(ours)
    assert not opens_with_the_offer(theirs)
    assert not opens_with_the_offer(before)
    assert "offer" not in (theirs.taste or "").split("chose")[0]


async def test_whoever_is_of_no_shop_has_no_taste(brain: Brain) -> None:
    await choose(brain, range(10, 22))
    await taught(brain)
    offer, tastes = Message(body=OFFER.format(name=THINGS[3])), StoredTastes(database_of(brain))
    item = Message(body=ITEM.format(name=THINGS[3]))
    assert await tastes.told(offer, draft(3), [offer, item]) is not None
    assert await tastes.told(offer, draft(3), [offer]) is None  # nothing there is otherwise
    assert await tastes.told(offer, draft(3).model_copy(update={"merchant": None}), [item]) is None


async def test_one_persons_hundred_votes_dont_outweigh_three_peoples(brain: Brain) -> None:
    await choose(brain, range(100, 200), user="U_LOUD")
    await taught(brain)
    assert opens_with_the_offer(await answered(brain))
    for person in range(3):
        numbers = range(200 + 15 * person, 215 + 15 * person)
        await choose(brain, numbers, offer_first=False, user=f"U_{person}")
    await taught(brain)
    assert not opens_with_the_offer(await answered(brain))


async def test_the_same_votes_make_no_second_version(brain: Brain) -> None:
    await choose(brain, range(10, 22))
    assert (await taught(brain))["m02"].version == 1
    assert await taught(brain) == {}
    await choose(brain, range(22, 24))
    assert (await taught(brain))["m02"].version == 2


async def test_what_workspaces_lend_is_where_every_shop_starts_and_what_they_keep_is_not(
    brain: Brain,
) -> None:
    for shop in LENDERS:
        await choose(brain, range(10, 26), shop=shop)
    await taught(brain)
    assert not opens_with_the_offer(await answered(brain))
    await lend(brain, lends=True)
    assert (await taught(brain))[""].pairs == 16 * len(LENDERS)
    lent = await answered(brain)
    assert opens_with_the_offer(lent)
    assert lent.taste is None  # it is not this team's own
    await lend(brain, lends=False)
    assert (await taught(brain))[""].version is None
    assert not opens_with_the_offer(await answered(brain))


async def test_a_version_in_a_shape_that_is_no_more_is_no_taste(brain: Brain) -> None:
    await choose(brain, range(10, 22))
    await taught(brain)
    async with database_of(brain).session() as session:
        await session.exec(update(Taste).values(model={"format": 0}, key="other"))
    assert (await answered(brain)).taste is None
    assert (await taught(brain))["m02"].version == 2
    assert (await answered(brain)).taste is not None


async def test_with_many_votes_it_is_learned_what_messages_mean_beside_what_they_do(brain: Brain) -> None:
    embedder = WordEmbedder()
    await choose(brain, range(10, 22))
    await teach(database_of(brain), now=NOW, embedder=embedder)
    assert embedder.embedded == []
    await choose(brain, range(22, 72))
    (first,) = await teach(database_of(brain), now=NOW, embedder=embedder)
    assert len(embedder.embedded) > len(THINGS)
    async with database_of(brain).session() as session:
        row = await get_taste(session, merchant_id="m02")
    found = learned_of(row) if row else None
    assert found
    assert (found.model.embedder, found.model.full is not None) == ("words", True)
    assert await teach(database_of(brain), now=NOW, embedder=embedder) == ()
    assert opens_with_the_offer(await answered(brain))
    tastes = StoredTastes(database_of(brain), lambda: embedder)
    variants = [Variant(intent=way, body=body.format(name="Kaya Jam")) for way, body in WAYS.items()]
    assert list(await tastes.order([(variant, 10) for variant in variants], draft(5))) == [1, 0]
    assert first.version == 2


async def lend(brain: Brain, *, lends: bool) -> None:
    async with database_of(brain).session() as session:
        await session.exec(update(Workspace).where(col(Workspace.team_id) != "T1").values(lends_votes=lends))
