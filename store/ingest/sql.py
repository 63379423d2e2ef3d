"""Texts and names as SQL writes them."""


def quoted(text: str) -> str:
    """A SQL string."""
    return "'" + text.replace("'", "''") + "'"


def name(identifier: str) -> str:
    """A quoted SQL name."""
    return '"' + identifier.replace('"', '""') + '"'
