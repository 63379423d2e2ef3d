"""Emoji by the names Slack calls them."""

from functools import cache

import emoji


@cache
def shortcodes() -> dict[str, str]:
    """Every shortcode Slack might send or a person might type, without colons and skin tones."""
    found: dict[str, str] = {}
    for character, about in emoji.EMOJI_DATA.items():
        names = [*about.get("alias", []), about["en"]]
        if about["status"] == emoji.STATUS["fully_qualified"] and "skin_tone" not in about["en"]:
            found |= {name.strip(":").lower(): character for name in names}
    return found
