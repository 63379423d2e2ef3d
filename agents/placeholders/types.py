"""What a personalisation tag is."""

from typing import Literal

from agents.types import Value

Role = Literal["variable", "open", "middle", "close", "comment"]


class Placeholder(Value):
    """One tag of a sending platform, byte for byte as it stands at `start`–`end` of its text.

    `syntax` names the form ("double_brace", "mailchimp", …). `role` tells a value to fill in
    (`variable`) from the parts of a condition or loop (`open`, `middle`, `close`) and from what is
    never shown (`comment`).
    """

    text: str
    start: int
    end: int
    syntax: str
    role: Role
