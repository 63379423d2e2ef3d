"""Why a file was not taken in, in one sentence that says what to do."""

from collections.abc import Iterable, Sequence

from store.errors import StoreError


class IngestError(StoreError):
    """A file that was not taken in; nothing of it was kept."""


class UnusableFileError(IngestError):
    """The file is not what we can read: `filename`, and `why` as the rest of the sentence."""

    def __init__(self, filename: str, why: str) -> None:
        self.filename = filename
        self.why = why
        super().__init__(f"“{filename}” {why}")


class EmptyFileError(UnusableFileError):
    """The file has no bytes, or no rows below its header."""

    def __init__(self, filename: str, what: str = "is empty") -> None:
        super().__init__(filename, f"{what}: nothing was taken in. Export it again and check the date range.")


class CutFileError(UnusableFileError):
    """The file ends before its own end: an upload or a download that broke off."""

    def __init__(self, filename: str, kind: str) -> None:
        super().__init__(
            filename,
            f"is a {kind} file that was cut off or damaged: nothing was taken in. Send it once more.",
        )


class MissingColumnsError(UnusableFileError):
    """Columns are missing that no row can do without. `missing` names them as we do."""

    def __init__(self, filename: str, kind: str, missing: Iterable[str], found: Sequence[str]) -> None:
        self.kind = kind
        self.missing = tuple(missing)
        self.found = tuple(found)
        super().__init__(
            filename,
            f"was read as {kind} and has no column for {listed(self.missing)}; "
            f"it has {listed(self.found, 30)}. Rename the columns or add the missing ones.",
        )


class UnknownKindError(UnusableFileError):
    """The columns tell neither sends nor events nor campaigns."""

    def __init__(self, filename: str, found: Sequence[str]) -> None:
        self.found = tuple(found)
        super().__init__(
            filename,
            f"has the columns {listed(self.found, 30)}, which we don't recognise. Expected are sends "
            "(message_id, campaign_id, delivered_at), events (message_id, event, time), messages "
            "(message_id, campaign_id, delivered_at and flags like read or click_store) or campaigns "
            "(campaign_id, audience, channel, body).",
        )


def listed(names: Sequence[str], limit: int = 12) -> str:
    """The first names with commas between them, and how many more there are."""
    shown = ", ".join(name or "(no name)" for name in names[:limit])
    return f"{shown} and {len(names) - limit} more" if len(names) > limit else shown
