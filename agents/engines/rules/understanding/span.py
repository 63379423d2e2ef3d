"""The part of a chat message that may still be the draft, and what was said around it so far."""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Span:
    """`start` and `end` in the whole text; `said` is what the rest told, by field."""

    start: int
    end: int
    said: dict[str, str] = field(default_factory=dict)

    def narrowed(
        self, *, start: int | None = None, end: int | None = None, said: dict[str, str] | None = None
    ) -> "Span":
        """A smaller stretch with more known; what was said first stays."""
        return replace(
            self,
            start=self.start if start is None else start,
            end=self.end if end is None else end,
            said=(said or {}) | self.said,
        )

    def of(self, text: str) -> str:
        """The stretch itself."""
        return text[self.start : self.end]
