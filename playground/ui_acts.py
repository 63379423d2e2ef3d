"""What a person does in the page, translated into what a person can do in the workspace."""

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from playground.acts import modals
from playground.acts.person import Person
from playground.errors import NoAnswerError, PlaygroundError
from playground.world import files
from playground.world.nouns import Json
from playground.world.world import World


async def act(world: World, person: Person, said: Json) -> Json:
    """Do what the page asks: `do` names it, the rest are its arguments; gives what the page is answered.

    Raises PlaygroundError with a sentence for the person.
    """
    do = _ACTS.get(str(said.get("do")))
    if do is None:
        raise PlaygroundError(f"Nobody can do “{said.get('do')}” here.")
    return await do(world, person, said)


async def uploaded(request: web.Request) -> Json:
    """The fields of a form with a file: `name` and `content` are the file's."""
    form = await request.post()
    said: Json = {key: value for key, value in form.items() if isinstance(value, str)}
    file = form.get("file")
    if isinstance(file, web.FileField):
        said |= {"name": file.filename, "content": file.file.read()}
    return said


async def _says(_: World, person: Person, said: Json) -> Json:
    return {"ts": await person.says(said["channel"], said["text"], said.get("thread"))}


async def _commands(_: World, person: Person, said: Json) -> Json:
    try:
        carried = await person.commands(said["command"], said.get("text", ""), channel=said["channel"])
    except NoAnswerError as error:
        # Slackbot has said it in the conversation already.
        return {"ok": False, "error": str(error), "told": True}
    return {"reply": carried}


async def _uploads(world: World, person: Person, said: Json) -> Json:
    if "channel" not in said:
        file = files.new_file(world, person.team, person.id, said["name"], len(said["content"]))
        file.content = said["content"]
        return {"file": file.about}
    text, thread = said.get("text", ""), said.get("thread")
    return {"ts": await person.uploads(said["channel"], said["name"], said["content"], text, thread)}


async def _uses(_: World, person: Person, said: Json) -> Json:
    """A press or a choice; in a view the app is told what else is filled in at that moment."""
    if "view_id" in said:
        shown: Json = _view(person, said["view_id"])
        modals.fill(person.team.views[shown["id"]], said.get("values") or {})
    else:
        shown = {"ts": said["ts"], "is_ephemeral": bool(said.get("ephemeral"))}
    await person.clicks(shown, said["action_id"], said.get("value"))
    return {}


async def _submits(_: World, person: Person, said: Json) -> Json:
    return {"response": await person.submits(_view(person, said["view_id"]), said.get("values") or {})}


async def _closes(_: World, person: Person, said: Json) -> Json:
    await person.closes(_view(person, said["view_id"]), everything=bool(said.get("everything")))
    return {}


async def _reacts(_: World, person: Person, said: Json) -> Json:
    await person.reacts(said["channel"], said["ts"], said["name"])
    return {}


async def _unreacts(_: World, person: Person, said: Json) -> Json:
    await person.unreacts(said["channel"], said["ts"], said["name"])
    return {}


async def _deletes(_: World, person: Person, said: Json) -> Json:
    await person.deletes(said["channel"], said["ts"])
    return {}


async def _uses_shortcut(_: World, person: Person, said: Json) -> Json:
    await person.uses_shortcut(said["callback_id"])
    return {}


async def _uses_message_shortcut(_: World, person: Person, said: Json) -> Json:
    await person.uses_message_shortcut(said["callback_id"], said["channel"], said["ts"])
    return {}


async def _invites(_: World, person: Person, said: Json) -> Json:
    await person.invites(said["channel"])
    return {}


async def _stops(_: World, person: Person, said: Json) -> Json:
    await person.stops(said["channel"], said["thread"])
    return {}


async def _opens_dm(_: World, person: Person, __: Json) -> Json:
    return {"channel": await person.opens_dm()}


async def _opens_home(_: World, person: Person, __: Json) -> Json:
    await person.opens_home()
    return {}


def _view(person: Person, view_id: str) -> Json:
    """A view of this person's, and of nobody else's."""
    view = person.team.views.get(view_id)
    if view is None or view.user != person.id:
        raise PlaygroundError("That window is not open any more.")
    return view.body


_ACTS: Mapping[str, Callable[[World, Person, Json], Awaitable[Json]]] = {
    "says": _says,
    "commands": _commands,
    "uploads": _uploads,
    "clicks": _uses,
    "selects": _uses,
    "submits": _submits,
    "closes": _closes,
    "reacts": _reacts,
    "unreacts": _unreacts,
    "deletes": _deletes,
    "uses_shortcut": _uses_shortcut,
    "uses_message_shortcut": _uses_message_shortcut,
    "invites": _invites,
    "stops": _stops,
    "opens_dm": _opens_dm,
    "opens_home": _opens_home,
}
