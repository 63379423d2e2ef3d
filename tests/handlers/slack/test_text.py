"""Slack's wire text and what people typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.slack.text import from_slack, to_slack

SHORT_CODE = re.compile(r":[\w+'-]+:")


@given(st.text())
def test_any_text_comes_through_the_wire_as_it_was(text: str) -> None:
    if not SHORT_CODE.search(text):
        assert from_slack(to_slack(text)) == text


@given(st.text())
def test_nothing_we_say_pings_or_links(text: str) -> None:
    assert "<" not in to_slack(text)
    assert ">" not in to_slack(text)


@pytest.mark.parametrize(
    "placeholder",
    [
        "{{first_name}}",
        "{% if vip %}Hi{% endif %}",
        "<customer_name>",
        "*|FNAME|*",
        "%%=v(@x)=%%",
        "%first_name%",
        "[[name]]",
        "${name}",
        "{{ user.name | default: 'you' }}",
        "“curly” ‘quotes’ – and … dots",
        "a < b && c > d &amp; &lt;",
        "half:price:now 10:30:45",
    ],
)
def test_placeholders_and_typography_come_byte_for_byte(placeholder: str) -> None:
    said = f"Hi {placeholder}, welcome back"
    assert from_slack(to_slack(said)) == said


@pytest.mark.parametrize(
    ("wire", "typed"),
    [
        ("<https://example.com/a?b=1&amp;c=2>", "https://example.com/a?b=1&c=2"),
        ("<http://example.com|example.com>", "example.com"),
        ("<https://example.com/x|https://example.com/x>", "https://example.com/x"),
        ("<https://example.com/x|our shop>", "our shop (https://example.com/x)"),
        ("<mailto:a@b.co|a@b.co>", "a@b.co"),
        ("<tel:+6591234567|+65 9123 4567>", "+65 9123 4567"),
        ("<mailto:a@b.co>", "a@b.co"),
    ],
)
def test_links_are_as_they_were_typed(wire: str, typed: str) -> None:
    assert from_slack(f"see {wire} now") == f"see {typed} now"


@pytest.mark.parametrize(
    ("wire", "typed"),
    [
        ("<@U2|ben>", "@ben"),
        ("<@U2>", "@Ben Tan"),
        ("<@U9>", "@someone"),
        ("<#C1|general>", "#general"),
        ("<#C1>", "#C1"),
        ("<!channel>", "@channel"),
        ("<!here|here>", "@here"),
        ("<!subteam^S1|@sales>", "@sales"),
        ("<!date^1392734382^{date}|18 Feb 2014>", "18 Feb 2014"),
    ],
)
def test_mentions_become_words(wire: str, typed: str) -> None:
    assert from_slack(f"ask {wire} first", names={"U2": "Ben Tan"}) == f"ask {typed} first"


@pytest.mark.parametrize("start", ["<@UBOT> ", "<@UBOT|crm>: ", " <@UBOT>,\n", "<@UBOT>"])
def test_our_own_name_at_the_start_goes(start: str) -> None:
    assert from_slack(f"{start}improve this", us="UBOT") == "improve this"


def test_our_own_name_elsewhere_and_other_names_stay() -> None:
    assert from_slack("hey <@UBOT|crm> there", us="UBOT") == "hey @crm there"
    assert from_slack("<@U2|ben> said so", us="UBOT") == "@ben said so"


@pytest.mark.parametrize(
    ("code", "emoji"),
    [
        (":gift:", "🎁"),
        (":heart:", "❤️"),
        (":+1:", "👍"),
        (":+1::skin-tone-3:", "👍🏼"),
        (":woman-shrugging:", "🤷‍♀️"),
        (":female-technologist:", "👩‍💻"),
        (":face_with_cowboy_hat:", "🤠"),
        (":smiling_face_with_3_hearts:", "🥰"),
        (":first_place_medal:", "🥇"),
        (":large_green_circle:", "🟢"),
        (":flag-sg:", "🇸🇬"),
        (":100:", "💯"),
    ],
)
def test_short_codes_become_emoji(code: str, emoji: str) -> None:
    assert from_slack(f"a{code}b {code}") == f"a{emoji}b {emoji}"


@pytest.mark.parametrize("kept", [":our_logo:", "10:100:20", "::", ":no code:", "ratio 3:2:1"])
def test_what_is_no_emoji_stays(kept: str) -> None:
    assert from_slack(kept) == kept


def test_a_short_code_within_a_link_stays() -> None:
    assert from_slack("<https://example.com/:gift:/x>") == "https://example.com/:gift:/x"
