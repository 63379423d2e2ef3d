"""`users.*`, `bots.info`, `team.info`: who is who."""

from playground.api.ask import Ask
from playground.api.errors import SlackError
from playground.api.paging import page
from playground.world.nouns import Json, User


def info(ask: Ask) -> Json:
    """`users.info`."""
    return {"user": described(ask, ask.person())}


def list_all(ask: Ask) -> Json:
    """`users.list`."""
    found, more = page(ask, list(ask.team.people.values()))
    return {
        "members": [described(ask, user) for user in found],
        "cache_ts": int(ask.world.clock.now()),
        **more,
    }


def bot_info(ask: Ask) -> Json:
    """`bots.info`: of the app itself, there is no other bot."""
    installed = ask.team.installation
    if ask.text("bot", installed.bot_id) != installed.bot_id:
        raise SlackError("bot_not_found")
    bot = {"id": installed.bot_id, "deleted": False, "name": ask.team.people[installed.bot_user].name}
    return {
        "bot": {**bot, "updated": 0, "app_id": installed.app_id, "user_id": installed.bot_user, "icons": {}}
    }


def team_info(ask: Ask) -> Json:
    """`team.info`."""
    team = ask.team
    return {"team": {"id": team.id, "name": team.name, "domain": team.domain, "email_domain": "", "icon": {}}}


def described(ask: Ask, user: User) -> Json:
    """A person as the API tells of them; the address only with `users:read.email`."""
    profile: Json = {
        "real_name": user.real_name,
        "real_name_normalized": user.real_name,
        "display_name": user.name,
        "display_name_normalized": user.name,
        "title": "",
        "team": user.team,
    }
    if "users:read.email" in ask.token.scopes and not user.is_bot:
        profile["email"] = f"{user.name}@{ask.team.domain}.example"
    if user.is_bot:
        profile |= {"bot_id": ask.team.installation.bot_id, "api_app_id": ask.team.installation.app_id}
    locale = {"locale": "en-US"} if ask.flag("include_locale") else {}
    return {
        "id": user.id,
        "team_id": user.team,
        "name": user.name,
        "deleted": False,
        "color": user.colour,
        "real_name": user.real_name,
        "tz": "Asia/Singapore",
        "tz_label": "Singapore Standard Time",
        "tz_offset": 28_800,
        "profile": profile,
        "is_admin": user.is_admin,
        "is_owner": user.is_admin,
        "is_primary_owner": False,
        "is_restricted": False,
        "is_ultra_restricted": False,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "updated": 0,
        **locale,
    }
