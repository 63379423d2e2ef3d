"""Who may change what the whole workspace sees, and how a code is recognised without being kept."""

import hashlib

from slack_sdk.web.async_client import AsyncWebClient

from store.rows import WorkspaceRow


async def may_change(client: AsyncWebClient, user: str, workspace: WorkspaceRow | None) -> bool:
    """Workspace admins and owners may change settings and bring data in, and the people they named."""
    if workspace and user in workspace.editors:
        return True
    found = await client.users_info(user=user)
    person = found.get("user") or {}
    return bool(person.get("is_admin") or person.get("is_owner"))


def digest_of(code: str) -> str:
    """What is stored of a one-time code; capitals, spaces and hyphens don't matter."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()
