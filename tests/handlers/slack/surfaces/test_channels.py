"""Mentions, threads and shortcuts in channels."""

from tests.handlers.slack.office import Office, shown
from tests.handlers.slack.surfaces.drafts import CART

ROOM = "C_MARKETING"


async def test_a_mention_is_answered_in_its_thread(office: Office) -> None:
    ts = await office.ana.says(ROOM, f"@CRMAgent {CART}")
    await office.slack.until(lambda: office.answers(ts, ROOM), 15)
    assert "Kopi-O Drip Bags" in shown(office.answers(ts, ROOM)[0])
    assert not office.own(ROOM)


async def test_the_thread_goes_on_without_another_mention(office: Office) -> None:
    ts = await office.ana.says(ROOM, f"@CRMAgent {CART}")
    await office.slack.until(lambda: office.answers(ts, ROOM), 15)
    await office.slack.person("U_BEN").says(ROOM, "why?", ts)
    await office.slack.until(lambda: len(office.answers(ts, ROOM)) == 2, 15)
    assert "special treat" in shown(office.answers(ts, ROOM)[1])


async def test_what_people_say_to_each_other_is_neither_answered_nor_kept(office: Office) -> None:
    ben = office.slack.person("U_BEN")
    ts = await ben.says(ROOM, "Come back for a special treat, says the new draft")
    await ben.says(ROOM, "I like it", ts)
    done = await office.ana.says(ROOM, "@CRMAgent hi")
    await office.slack.until(lambda: office.answers(done, ROOM), 15)
    assert not office.answers(ts, ROOM)
    assert "I like it" not in office.everything_kept()


async def test_a_bare_mention_gets_help(office: Office) -> None:
    ts = await office.ana.says(ROOM, "@CRMAgent")
    await office.slack.until(lambda: office.answers(ts, ROOM), 15)
    assert "/rewrite" in shown(office.answers(ts, ROOM)[0])


async def test_a_message_is_improved_in_a_window_and_sent_to_its_thread(office: Office) -> None:
    ts = await office.slack.person("U_BEN").says(ROOM, "Hi {{first_name}}, come back for amazing deals!")
    await office.ana.uses_message_shortcut("improve_message", ROOM, ts)
    await office.slack.until(
        lambda: (office.slack.view("U_ANA") or {}).get("callback_id") == "result_form", 15
    )
    assert not office.answers(ts, ROOM)
    view = office.slack.view("U_ANA") or {}
    await office.ana.submits(view, {"body": "Hi {{first_name}}, have a look at what is new."})
    await office.slack.until(lambda: office.answers(ts, ROOM), 15)
    assert "have a look at what is new" in shown(office.answers(ts, ROOM)[0])
    assert office.slack.view("U_ANA") is None


async def test_where_the_bot_is_no_member_the_way_out_is_told(office: Office) -> None:
    ts = await office.slack.person("U_BEN").says("C_GENERAL", "Come back for amazing deals!")
    await office.ana.uses_message_shortcut("improve_message", "C_GENERAL", ts)
    await office.slack.until(
        lambda: (office.slack.view("U_ANA") or {}).get("callback_id") == "result_form", 15
    )
    await office.ana.submits(office.slack.view("U_ANA") or {}, {})
    await office.slack.until(office.own, 15)
    assert "nvite" in shown(office.own()[0])
