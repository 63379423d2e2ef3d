"""A draft as an assistant hands it over: fields with the sentences it chooses their values by."""

from typing import Annotated, Any

from pydantic import Field

from agents.types import Channel, Draft, Product, Segment, Value, Voucher, Wish
from handlers.copilot.types import LONGEST, ProductIn, VoucherIn

_ID = 200


Body = Annotated[
    str,
    Field(
        max_length=LONGEST,
        description="The message exactly as it would be sent, placeholders such as {{first_name}} included.",
    ),
]
Title = Annotated[
    str | None, Field(max_length=LONGEST, description="Title or subject line, where the channel has one.")
]
Audience = Annotated[
    Segment | None, Field(description="Whom it goes to. Say it if you know; else it is read off the text.")
]
Where = Annotated[Channel | None, Field(description="How it is sent. “im” is a chat message.")]
About = Annotated[ProductIn | None, Field(description="What it is about, if you know.")]
Offer = Annotated[VoucherIn | None, Field(description="The offer behind it, if there is one. Never guess.")]
Language = Annotated[
    str | None, Field(max_length=_ID, description="Language of the draft, such as “en”, if it is not clear.")
]
Wishes = Annotated[
    tuple[Wish, ...],
    Field(max_length=8, description="How the rewrite is to be told, if anything was wished."),
]
CampaignId = Annotated[
    str, Field(min_length=1, max_length=_ID, description="Id of one of the shop's campaigns, such as C-1042.")
]
SuggestionId = Annotated[
    str,
    Field(min_length=1, max_length=_ID, description="Id of an earlier answer, such as S-1f2e3d4c5b6a7980."),
]


class Told(Value):
    """What is said around a message: everything of a draft but its words."""

    title: str | None = None
    audience: Segment | None = None
    channel: Channel | None = None
    product: ProductIn | None = None
    voucher: VoucherIn | None = None
    language: str | None = None

    def draft(self, body: str) -> Draft:
        """The draft of the contract."""
        return Draft(body=body, **self._fields())

    def over(self, draft: Draft) -> Draft:
        """A known draft, with what is said now in the place of what it said."""
        return draft.model_copy(update={name: field for name, field in self._fields().items() if field})

    def _fields(self) -> dict[str, Any]:
        return {
            "title": self.title,
            "audience": self.audience,
            "channel": self.channel,
            "product": self.product and Product.model_validate(self.product.model_dump()),
            "voucher": self.voucher and Voucher.model_validate(self.voucher.model_dump()),
            "language": self.language,
        }
