"""What a merchant can ask that cannot be done, in words that say what to do instead.

An error's text is for whoever runs the bot; `sentence` alone is for a merchant in a shared workspace,
where there is no command line and other shops are nobody's business.
"""

from collections.abc import Sequence


class RequestError(Exception):
    """Anything a handler has to decline: a `sentence` for anybody, and more for whoever runs the bot."""

    def __init__(self, sentence: str, for_operators: str = "") -> None:
        self.sentence = sentence
        super().__init__(f"{sentence} {for_operators}".rstrip())


class NoHistoryError(RequestError):
    """There is no history to look into."""

    def __init__(self) -> None:
        super().__init__(
            "There is no history yet.",
            "Load the demo with “python -m bot seed”, or your own with “python -m bot ingest”.",
        )


class NotConnectedError(RequestError):
    """A workspace that speaks for no shop yet asks for a shop's campaigns."""

    def __init__(self) -> None:
        super().__init__(
            "I don't know whose campaigns these are: this workspace isn't connected to a shop yet. "
            "Open the Home tab and connect it with the code from whoever runs the bot. "
            "Until then, paste any draft and I'll work on it."
        )


class UnknownShopError(RequestError):
    """No merchant in the history answers to this name or id."""

    def __init__(self, said: str, known: Sequence[str]) -> None:
        self.said, self.known = said, tuple(known)
        names = f"Known are {', '.join(known)}." if known else "The history holds none yet."
        super().__init__(f"I know no merchant “{said}”.", names)


class UnknownCampaignError(RequestError):
    """No campaign has this id."""

    def __init__(self, campaign_id: str, merchant: str | None) -> None:
        self.campaign_id, self.merchant = campaign_id, merchant
        owner = f"{merchant} has" if merchant else "The history has"
        super().__init__(
            f"{owner} no campaign “{campaign_id}”.", "“python -m bot campaigns” lists what there is."
        )


class SeveralCampaignsError(RequestError):
    """Several merchants have a campaign of this id: only whoever runs the bot can come upon that."""

    def __init__(self, campaign_id: str, merchants: Sequence[str]) -> None:
        self.campaign_id, self.merchants = campaign_id, tuple(merchants)
        super().__init__(
            f"{len(self.merchants)} merchants have a campaign “{campaign_id}”:",
            f"say whose, {' or '.join(merchants)}.",
        )
