"""What a merchant can ask that cannot be done, in words that say what to do instead."""

from collections.abc import Sequence


class RequestError(Exception):
    """Anything a handler has to decline."""


class NoHistoryError(RequestError):
    """There is no history to look into."""

    def __init__(self) -> None:
        super().__init__(
            "There is no history yet: load the demo with “python -m bot seed”, "
            "or your own with “python -m bot ingest”."
        )


class UnknownShopError(RequestError):
    """No merchant in the history answers to this name or id."""

    def __init__(self, said: str, known: Sequence[str]) -> None:
        self.said, self.known = said, tuple(known)
        names = f"Known are {', '.join(known)}." if known else "The history holds none yet."
        super().__init__(f"I know no merchant “{said}”. {names}")


class UnknownCampaignError(RequestError):
    """No campaign has this id."""

    def __init__(self, campaign_id: str, merchant: str | None) -> None:
        self.campaign_id, self.merchant = campaign_id, merchant
        owner = f"{merchant} has" if merchant else "The history has"
        super().__init__(
            f"{owner} no campaign “{campaign_id}”. “python -m bot campaigns” lists what there is."
        )


class SeveralCampaignsError(RequestError):
    """Several merchants have a campaign of this id."""

    def __init__(self, campaign_id: str, merchants: Sequence[str]) -> None:
        self.campaign_id, self.merchants = campaign_id, tuple(merchants)
        super().__init__(
            f"{len(self.merchants)} merchants have a campaign “{campaign_id}”: "
            f"say whose, {' or '.join(merchants)}."
        )
