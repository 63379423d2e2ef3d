"""What every test of languages may rely on."""

import pytest

from agents.language import detect_language


@pytest.fixture(scope="package", autouse=True)
def _detector() -> None:
    """The detector is loaded once, before any test is timed."""
    detect_language("Cerâmica de Cunha: prato ou tigela?")
