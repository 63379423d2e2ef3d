"""A workspace speaks for its own shop: nothing of another is seen, said or kept."""

import pytest
from sqlmodel import select

from agents.types import Draft, Merchant
from handlers.brain import Brain
from handlers.conversation import Conversation
from handlers.talk import Talk
from handlers.tenant import Tenant
from store.models import Suggestion
from tests.handlers.talking import CART, NOBODY, ONE, TODAY, TWO, message_of, said

TEA = "We have new teas. Come and see them!"


async def test_another_shops_campaign_is_answered_like_one_that_does_not_exist(stocked: Brain) -> None:
    foreign, _ = await said(stocked, "C-2000", tenant=ONE)
    nowhere, _ = await said(stocked, "C-9999", tenant=ONE)
    assert foreign.text == nowhere.text.replace("C-9999", "C-2000") == "Shop m1 has no campaign “C-2000”."


@pytest.mark.parametrize("asked", ["fix {} please", "campaign {}", "what about {}?"])
async def test_however_another_shops_campaign_is_asked_for(stocked: Brain, asked: str) -> None:
    foreign, _ = await said(stocked, asked.format("C-2000"), tenant=ONE)
    nowhere, _ = await said(stocked, asked.format("C-9999"), tenant=ONE)
    assert foreign.text == nowhere.text.replace("C-9999", "C-2000")
    assert foreign.kind == "note"


async def test_a_link_to_another_shops_campaign_is_a_link_like_any_other(stocked: Brain) -> None:
    foreign, _ = await said(stocked, "https://example.com/c/C-2000", tenant=ONE)
    nowhere, _ = await said(stocked, "https://example.com/c/C-9999", tenant=ONE)
    assert foreign.figures is nowhere.figures is None
    assert foreign.draft is not None
    assert foreign.draft.body == "https://example.com/c/C-2000"


async def test_an_id_that_both_shops_use_is_ones_own(stocked: Brain) -> None:
    for tenant in (ONE, TWO):
        reply, _ = await said(stocked, "C-7", tenant=tenant)
        assert reply.draft is not None
        assert reply.draft.merchant == tenant.merchant


async def test_the_weak_ones_are_ones_own(stocked: Brain) -> None:
    reply, _ = await said(stocked, "weak", tenant=ONE)
    assert {line.merchant_id for line in reply.campaigns} == {"m1"}


async def test_naming_another_shop_gets_a_kind_note_and_the_draft_goes_on(stocked: Brain) -> None:
    reply, talk = await said(stocked, f"shop: Shop m2\naudience: new buyers\n{TEA}", tenant=ONE)
    assert "Acme speaks for Shop m1" in reply.text
    assert reply.suggestion is not None
    assert talk.draft is not None
    assert talk.draft.merchant == talk.merchant == ONE.merchant


async def test_a_shop_alone_can_not_be_switched_to_either(stocked: Brain) -> None:
    reply, talk = await said(stocked, "merchant: Shop m2", tenant=ONE)
    assert "Acme speaks for Shop m1" in reply.text
    assert talk.merchant == ONE.merchant


async def test_a_shop_that_exists_is_refused_like_one_that_does_not(stocked: Brain) -> None:
    there, _ = await said(stocked, "merchant: Shop m2", tenant=ONE)
    nowhere, _ = await said(stocked, "merchant: Shop m9", tenant=ONE)
    assert there.text.replace("m2", "m9") == nowhere.text


async def test_naming_ones_own_shop_needs_no_note(stocked: Brain) -> None:
    reply, _ = await said(stocked, f"shop: shop M1\nchannel: push\n{TEA}", tenant=ONE)
    assert reply.text == ""


async def test_a_draft_from_a_form_is_written_for_the_workspaces_shop(stocked: Brain) -> None:
    draft = Draft(body=TEA, merchant=Merchant(id="m2", name="Shop m2"))
    reply, talk = await Conversation(stocked, today=TODAY, tenant=ONE).take(draft, Talk())
    assert reply.draft is not None
    assert reply.draft.merchant == talk.merchant == ONE.merchant


@pytest.mark.parametrize("next_tenant", [TWO, NOBODY])
async def test_what_was_said_for_one_shop_does_not_reach_the_next(
    stocked: Brain, next_tenant: Tenant
) -> None:
    _, before = await said(stocked, "C-1042", tenant=ONE)
    reply, talk = await said(stocked, "shorter", talk=before, tenant=next_tenant)
    assert reply.text.startswith("Paste a draft first")
    assert talk == Talk(merchant=next_tenant.merchant)
    reply, _ = await said(stocked, "undo", talk=before, tenant=next_tenant)
    assert reply.suggestion is None


async def test_a_draft_of_a_stranger_goes_on_once_the_workspace_is_connected(stocked: Brain) -> None:
    _, before = await said(stocked, TEA, tenant=NOBODY)
    reply, talk = await said(stocked, "for regulars", talk=before, tenant=ONE)
    assert reply.suggestion is not None
    assert talk.draft is not None
    assert (talk.draft.body, talk.draft.merchant) == (TEA, ONE.merchant)


# ── connected to no shop yet ─────────────────────────────────────────────────
async def test_a_stranger_gets_a_rewrite_by_the_rules_alone(stocked: Brain) -> None:
    reply, _ = await said(stocked, CART, tenant=NOBODY)
    assert reply.suggestion is not None
    assert (reply.suggestion.path, reply.suggestion.exemplars) == ("rules", ())


@pytest.mark.parametrize("asked", ["weak", "C-1042", "fix C-1042 please", "campaign C-1042"])
async def test_a_stranger_is_told_how_to_connect(stocked: Brain, asked: str) -> None:
    reply, _ = await said(stocked, asked, tenant=NOBODY)
    assert "Open the Home tab and connect" in reply.text


async def test_a_stranger_can_not_name_a_shop_into_being_theirs(stocked: Brain) -> None:
    reply, talk = await said(stocked, f"shop: Shop m1\nchannel: push\n{TEA}", "more", tenant=NOBODY)
    assert talk.draft is not None
    assert talk.merchant is talk.draft.merchant is None
    reply, _ = await said(stocked, f"shop: Shop m1\nchannel: push\n{TEA}", tenant=NOBODY)
    assert "isn't connected to a shop yet" in reply.text
    assert "Shop m1" not in message_of(reply).text


async def test_what_strangers_are_told_is_kept_as_nobodys(stocked: Brain) -> None:
    reply, _ = await said(stocked, TEA, tenant=NOBODY)
    assert stocked.database is not None
    async with stocked.database.session() as session:
        kept = (await session.exec(select(Suggestion))).one()
    assert reply.suggestion is not None
    assert (kept.id, kept.merchant_id) == (reply.suggestion.id, None)


# ── words ────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("tenant", [ONE, NOBODY])
@pytest.mark.parametrize("asked", ["C-9999", "weak", "shop: Nowhere", "more", "help", "", "campaign x"])
async def test_nobody_in_a_workspace_is_sent_to_a_command_line(
    stocked: Brain, brain: Brain, tenant: Tenant, asked: str
) -> None:
    for one in (stocked, brain):
        reply, _ = await said(one, asked, tenant=tenant)
        assert "python -m" not in reply.text
        assert "m2" not in reply.text


async def test_whoever_runs_the_bot_is_told_the_command(stocked: Brain) -> None:
    reply, _ = await said(stocked, "C-9999")
    assert "python -m bot campaigns" in reply.text
    reply, _ = await said(stocked, "C-7")
    assert "2 merchants have a campaign “C-7”" in reply.text


# ── what is usual here ───────────────────────────────────────────────────────
USUAL = ONE.model_copy(update={"default_audience": "frequent_buyers", "default_channel": "whatsapp"})


async def test_what_is_usual_here_is_assumed_and_told(brain: Brain) -> None:
    reply, talk = await said(brain, TEA, tenant=USUAL)
    assert reply.suggestion is not None
    told = " ".join(reply.suggestion.assumptions)
    assert "people who buy from you often, as usual" in told
    assert "a WhatsApp message, as usual" in told
    assert message_of(reply).title is None
    assert talk.draft is not None
    assert talk.draft.audience is None


async def test_what_the_draft_says_counts_more_than_what_is_usual(brain: Brain) -> None:
    reply, _ = await said(brain, f"for new followers, push: {TEA}", tenant=USUAL)
    assert reply.suggestion is not None
    assert reply.suggestion.assumptions == ()
    reply, _ = await said(brain, f"{TEA} Reply STOP to opt out", tenant=USUAL)
    assert reply.suggestion is not None
    assert any("an SMS;" in told for told in reply.suggestion.assumptions)
