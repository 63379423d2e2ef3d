"""The draft's own material for a rewrite."""

from agents.types import Value


class Kept(Value):
    """The draft's own material for a rewrite, in its order, already mended.

    `body` are sentences with their paragraph; `links` the places to go; `names` placeholders of the
    reader's name that have lost their sentence and need a new one. `small`: the first sentence goes on
    behind the greeting with a small letter, as the draft has it.
    """

    title: str | None = None
    greeting: str | None = None
    body: tuple[tuple[int, str], ...] = ()
    action: str | None = None
    links: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    signoff: tuple[str, ...] = ()
    optout: tuple[str, ...] = ()
    small: bool = False

    @property
    def text(self) -> str:
        """The kept sentences as one text."""
        return " ".join(s for _, s in self.body)

    @property
    def everything(self) -> str:
        """All kept words of the body, the greeting and the step to take among them."""
        return " ".join(s for s in (self.greeting, self.text, self.action) if s)
