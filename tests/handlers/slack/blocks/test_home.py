"""The Home tab, of everybody who may open it."""

from datetime import UTC, datetime

from agents.types import Message
from handlers.slack.blocks.card import View
from handlers.slack.blocks.forms import SettingsValues
from handlers.slack.blocks.home import Adopted, HomeData, home_view
from handlers.talk import CampaignLine
from tests.handlers.slack.blocks.slack_rules import accept_view, marked_texts, objects, words_of

LINE = CampaignLine(
    merchant_id="m02",
    campaign_id="C-1042",
    audience="lapsing_buyers",
    channel="sms",
    score=0.41,
    delivered=3015,
    quarter="weak",
    message=Message(body="We miss you!"),
)
TAKEN = Adopted(
    title="Still here",
    body="Your drip bags are set aside.",
    by="U_ANA",
    at=datetime(2026, 11, 3, tzinfo=UTC),
    before=0.41,
    after=1.92,
    delivered=3015,
)
FULL = HomeData(
    merchant_name="Kopi Lorong",
    weak=(LINE,) * 7,
    adopted=(TAKEN, TAKEN.model_copy(update={"before": None, "after": None})),
    settings=SettingsValues(
        digest_channel="C_MARKETING",
        digest_hour=17,
        time_zone="Asia/Singapore",
        default_audience="new_buyers",
        default_channel="push",
        editors=("U_BEN", "U_CHI"),
    ),
    may_change=True,
)


def pressed(view: View) -> list[str]:
    return [str(found["action_id"]) for found in objects(view) if found.get("type") == "button"]


def test_a_connected_shop_sees_what_to_fix_and_what_was_adopted() -> None:
    view = home_view(FULL)
    accept_view(view)
    text = words_of(view)
    assert pressed(view) == ["home_new", *["fix"] * 5, "home_digest", "home_settings"]
    for part in (
        "Kopi Lorong",
        "C-1042 · score 0.41, 3,015 delivered · Lapsing buyers, SMS\n“We miss you!”",
        "“Still here / Your drip bags are set aside.”",
        "Score 0.41 before, 1.92 since (3,015 delivered)",
        "No figures yet",
        "Mondays at 17:00 (Asia/Singapore)",
        "Usual audience: new buyers",
        "Usual channel: push notification",
    ):
        assert part in text
    assert {"type": "channel", "channel_id": "C_MARKETING"} in list(objects(view))
    assert {"type": "user", "user_id": "U_CHI"} in list(objects(view))


def test_a_workspace_without_a_shop_is_told_how_to_connect_and_can_try_at_once() -> None:
    view = home_view(HomeData(may_change=True))
    accept_view(view)
    assert pressed(view) == ["home_new", "home_connect", "home_settings"]
    assert "one-time code" in words_of(view)


def test_whoever_may_not_change_anything_is_told_who_may() -> None:
    for data in (HomeData(), FULL.model_copy(update={"may_change": False})):
        view = home_view(data)
        accept_view(view)
        assert "home_settings" not in pressed(view)
        assert "home_connect" not in pressed(view)
        assert "Workspace admins and the people they named" in words_of(view)


def test_empty_places_show_by_example_what_will_stand_there() -> None:
    view = home_view(HomeData(merchant_name="Kopi Lorong"))
    accept_view(view)
    assert len([found for found in objects(view) if found.get("type") == "rich_text_quote"]) == 2
    assert "home_import_help" in pressed(view)


def test_words_from_outside_are_never_parsed() -> None:
    hostile = "<!channel> *x*" * 300
    view = home_view(
        FULL.model_copy(
            update={
                "merchant_name": hostile,
                "weak": (LINE.model_copy(update={"campaign_id": hostile, "message": Message(body=hostile)}),)
                * 5,
                "adopted": (TAKEN.model_copy(update={"title": hostile, "body": hostile}),) * 5,
            }
        )
    )
    accept_view(view)
    assert not marked_texts(view)
