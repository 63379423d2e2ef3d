"""The Home tab, settings, connecting to a shop, and files dropped into the conversation."""

import json

from tests.handlers.slack.office import Office, element, shown
from tests.handlers.slack.surfaces.drafts import CART, WEAK

CAMPAIGN = {
    "campaign_id": "C-9001", "audience": "repeat_buyers", "channel": "push", "title": "Back again?",
    "body": "Your usual beans are roasted on Tuesday.",
}  # fmt: skip


async def test_home_shows_the_weakest_templates_with_a_fix_each(office: Office) -> None:
    home = await office.home()
    assert "Kopi Lorong" in shown(home)
    assert WEAK in shown(home)
    await office.ana.clicks(home, "fix", WEAK)
    await office.slack.until(office.own, 15)
    assert WEAK in shown(office.own()[0])
    assert "delivered" in shown(office.own()[0])


async def test_home_tells_what_was_adopted(office: Office) -> None:
    await office.ana.clicks(await office.asks(CART), "use")
    await office.settled()
    assert "Kopi-O Drip Bags" in shown(await office.home())


async def test_an_admin_changes_the_settings_and_others_may_not(office: Office) -> None:
    home = await office.home()
    await office.ana.clicks(home, "home_settings")
    await office.slack.until(lambda: office.slack.view("U_ANA"), 15)
    view = office.slack.view("U_ANA") or {}
    wrong = await office.ana.submits(view, {"time_zone": "Nowhere/Land"})
    assert "time_zone" in (wrong or {})["errors"]
    await office.ana.submits(view, {"time_zone": "Asia/Singapore", "digest_channel": "C_MARKETING"})
    await office.slack.until(lambda: "Asia/Singapore" in shown(office.slack.home("U_ANA") or {}), 15)
    ben = office.slack.person("U_BEN")
    await ben.opens_home()
    await office.slack.until(lambda: office.slack.home("U_BEN"), 15)
    assert element(office.slack.home("U_BEN") or {}, "home_settings") is None


async def test_choices_are_lent_when_an_admin_ticks_the_box_and_not_before(office: Office) -> None:
    home = await office.home()
    assert "are lent" not in shown(home)
    await office.ana.clicks(home, "home_settings")
    await office.slack.until(lambda: office.slack.view("U_ANA"), 15)
    await office.ana.submits(office.slack.view("U_ANA") or {}, {"lends_votes": ["lends_votes"]})
    await office.slack.until(lambda: "are lent" in shown(office.slack.home("U_ANA") or {}), 15)


async def test_a_file_of_campaigns_is_taken_in_and_what_was_left_out_comes_back(office: Office) -> None:
    lines = [json.dumps(CAMPAIGN), json.dumps({**CAMPAIGN, "campaign_id": "C-9002", "audience": "everybody"})]
    ts = await office.ana.uploads(office.dm, "campaigns.jsonl", "\n".join(lines).encode())
    await office.slack.until(
        lambda: "1" in shown((office.answers(ts) or [{}])[0]) and len(office.answers(ts)) > 1, 20
    )
    assert any(m.get("files") for m in office.answers(ts))
    assert "Back again?" in shown(await office.asks("C-9001"))


async def test_a_file_that_is_no_data_says_what_is_taken(office: Office) -> None:
    ts = await office.ana.uploads(office.dm, "photo.png", b"\x89PNG")
    await office.slack.until(lambda: office.answers(ts), 15)
    assert "CSV" in shown(office.answers(ts)[0])


async def test_a_workspace_without_a_shop_gets_help_and_nobodys_data(stranger: Office) -> None:
    assert "special treat" in shown(await stranger.asks(CART))
    assert "C-10" not in shown(await stranger.asks("weak"))
    assert "Kopi Lorong" not in shown(await stranger.asks(WEAK)).replace("Kopi Lorong's workspace", "")
    home = await stranger.home()
    assert element(home, "home_connect")


async def test_a_code_connects_a_workspace_to_its_shop_once(stranger: Office) -> None:
    code = await stranger.make_code("m02")
    await stranger.ana.clicks(await stranger.home(), "home_connect")
    await stranger.slack.until(lambda: stranger.slack.view("U_ANA"), 15)
    view = stranger.slack.view("U_ANA") or {}
    wrong = await stranger.ana.submits(view, {"code": "AAAA-BBBB"})
    assert (wrong or {})["errors"]
    await stranger.ana.submits(view, {"code": code})
    await stranger.slack.until(lambda: "Kopi Lorong" in shown((stranger.own() or [{}])[-1]), 15)
    assert WEAK in shown(await stranger.asks("weak"))
