"""What can go wrong in the store, in words that say what to do."""


class StoreError(Exception):
    """Anything the store refuses."""


class UnusableDatabaseUrlError(StoreError):
    """The database address is none we can open. The address itself is left out: it may hold a password."""

    def __init__(self, scheme: str) -> None:
        self.scheme = scheme
        super().__init__(
            f"The database address starts with “{scheme}”, which is neither SQLite nor Postgres: "
            "use sqlite:///path/to/file.db or postgresql://user:password@host/name."
        )


class UnknownMerchantError(StoreError):
    """No merchant has this id."""

    def __init__(self, merchant_id: str) -> None:
        self.merchant_id = merchant_id
        super().__init__(f"No merchant has the id “{merchant_id}”: import its campaigns first.")


class UnknownImportError(StoreError):
    """This merchant has no such import."""

    def __init__(self, import_id: int, merchant_id: str | None) -> None:
        self.import_id = import_id
        self.merchant_id = merchant_id
        owner = f"Merchant “{merchant_id}”" if merchant_id else "The operator"
        super().__init__(f"{owner} has no import number {import_id}: begin one before adding to it.")


class UnevenRowsError(StoreError):
    """Rows written in one go must name the same columns."""

    def __init__(self, table: str, expected: set[str], got: set[str]) -> None:
        self.table = table
        self.differing = sorted(expected ^ got)
        super().__init__(
            f"Rows for {table} differ in {', '.join(self.differing)}: give every row the same columns, "
            "with None where there is no value."
        )


class UnknownWorkspaceError(StoreError):
    """No workspace has this id."""

    def __init__(self, team_id: str) -> None:
        self.team_id = team_id
        super().__init__(f"No workspace has the id “{team_id}”: note it before changing it.")
