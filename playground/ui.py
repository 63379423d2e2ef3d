"""The browser page's side of the server: the page itself, what a person sees, and what they do."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    pass

_PAGE = Path(__file__).parent / "page"
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".html": "text/html"}
