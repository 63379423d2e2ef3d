"""Slack workspaces: whose they are, how they want it, and what goes with them."""

from store.workspaces.known import connect_workspace, get_workspace, note_workspace
from store.workspaces.lending import list_lending
from store.workspaces.settings import save_workspace_settings
from store.workspaces.uninstall import delete_workspace

__all__ = [
    "connect_workspace",
    "delete_workspace",
    "get_workspace",
    "list_lending",
    "note_workspace",
    "save_workspace_settings",
]
