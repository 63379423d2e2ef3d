"""Which version of the program this is."""

from importlib.metadata import PackageNotFoundError, version

_PACKAGE = "crmagent"


def release() -> str:
    """The version, as assistants and registries are told."""
    try:
        return version(_PACKAGE)
    except PackageNotFoundError:  # run from a repository that was never installed
        return "0.0.0"
