"""SQL that turns any export's rows into ours, each with the reason why it may not be taken."""

# ruff: noqa: S608 (every name and text goes through `name` or `quoted`)

from collections.abc import Iterable

from store.ingest.behaviour import WEIGHTS
from store.ingest.fields import Kind
from store.ingest.relation import Relation
from store.ingest.sql import quoted
from store.ingest.vocabulary import default_target, vocabulary

_TIME_HELP = "write times like 2026-11-20T10:00:00Z or as seconds since 1970"

_UNKNOWN = "unknown campaign"
_KNOWN = (
    "EXISTS (SELECT 1 FROM campaigns c WHERE c.merchant_id = r.merchant_id AND c.campaign_id = r.campaign_id)"
)
# A zero, a placeholder or another unit read as a date would lie far outside.
_PLAUSIBLE = "BETWEEN TIMESTAMP '2000-01-01' AND TIMESTAMP '2100-01-01'"


def normalised(
    relation: Relation, kind: Kind, merchant_id: str | None, *, lines: bool = False, look_up: bool = True
) -> str:
    """A SELECT of our columns and `reason`, null for a row that may be taken.

    It looks into the table `campaigns` (merchant_id, campaign_id) of the same connection. Columns:
    merchant_id, message_id, campaign_id, variant if the file has one, then of sends delivered_at; of
    messages delivered_at, a time or null for each behaviour, machine_open, suspected_bot; of events
    event, at, machine_open, suspected_bot, where event may also be "delivered" or "ignored". With
    `lines`, `line` and `raw` come too: the relation has to know them. Without `look_up` every campaign
    counts as known, which saves a join: see `has_unknown_campaigns`.
    """
    where = [f"{relation.line} AS line", f"{relation.raw} AS raw"] if lines else []
    inner = [
        *where,
        f"{relation.malformed} AS malformed",
        f"{_merchant(relation, merchant_id)} AS merchant_id",
        f"{relation.text('merchant_id') if merchant_id else 'NULL'} AS claimed",
        f"{_message(relation)} AS message_id",
        f"{relation.text('campaign_id')} AS campaign_id",
        *([f"{relation.text('variant')} AS variant"] if "variant" in relation else []),
        *(_event_columns(relation) if kind == "events" else _send_columns(relation, kind)),
    ]
    unknown = f"NOT {_KNOWN}" if look_up else "false"
    reasons = [
        *_common_reasons(merchant_id),
        *(_event_reasons(relation, unknown) if kind == "events" else _send_reasons(kind, unknown)),
    ]
    outer = [
        *(["line", "raw"] if lines else []),
        *_out(kind, variants="variant" in relation),
        f"CASE {' '.join(reasons)} END AS reason",
    ]
    return f"SELECT {', '.join(outer)} FROM (SELECT {', '.join(inner)} FROM {relation.sql}) r"


def has_unknown_campaigns(rows: str) -> str:
    """A SELECT that tells whether accepted `rows` (SQL) that name a campaign name one that is not known.

    Looking up each pair once costs next to nothing beside looking up every row.
    """
    named = "reason IS NULL AND campaign_id IS NOT NULL"
    pairs = f"SELECT DISTINCT merchant_id, campaign_id FROM {rows} WHERE {named}"
    return f"SELECT EXISTS (SELECT 1 FROM ({pairs}) r WHERE NOT {_KNOWN})"


def is_waiting(reason: str) -> bool:
    """Whether a row was left out only because its campaign is not known yet."""
    return reason.startswith(_UNKNOWN)


def _merchant(relation: Relation, merchant_id: str | None) -> str:
    if merchant_id is not None:
        return quoted(merchant_id)
    fields = [field for field in ("merchant_id", "account_id") if field in relation]
    return f"coalesce({', '.join(relation.text(field) for field in fields)})"


def _message(relation: Relation) -> str:
    """The message's id; without one, a message is a campaign's to a user, who stays unnamed here."""
    if "message_id" in relation:
        return relation.text("message_id")
    return f"{relation.text('campaign_id')} || ':' || md5(lower({relation.text('user_id')}))"


def _send_columns(relation: Relation, kind: Kind) -> list[str]:
    time = "delivered_at" if "delivered_at" in relation else "sent_at"
    moment = relation.moment(time)
    if "delivered_at" not in relation and "delivered" in relation:
        moment = relation.flag("delivered", moment)
    columns = [
        f"{moment} AS delivered_at",
        f"{_said(relation.text(time), moment)} AS said",
        f"{relation.text('status')} AS status",
    ]
    if kind == "messages":
        for behaviour in WEIGHTS:
            flag = relation.flag(behaviour, moment)
            columns.append(f"{flag} AS {behaviour}")
            columns.append(f"{_said(relation.text(behaviour), flag)} AS said_{behaviour}")
        columns += _robots(relation)
    return columns


def _said(text: str, moment: str) -> str:
    """What stands where no time could be read; turning every time into text would cost a second."""
    return f"CASE WHEN {moment} IS NULL THEN {text} END"


def _event_columns(relation: Relation) -> list[str]:
    event = relation.text("event")
    # Our own names first: they need no looking up, and most rows have them.
    own = " ".join(f"WHEN '{behaviour}' THEN {event}" for behaviour in WEIGHTS)
    moment = relation.moment("at")
    return [
        f"{event} AS said_event",
        f"CASE {event} {own} ELSE {_looked_up(relation, event)} END AS event",
        f'{moment} AS "at"',
        f"{_said(relation.text('at'), moment)} AS said",
        *_robots(relation),
    ]


def _looked_up(relation: Relation, event: str) -> str:
    """What another platform's name of an event means; of a click, by what was clicked if that is told."""
    meanings = dict(vocabulary("event_names"))
    clicks = {word: default_target() for word, meaning in meanings.items() if meaning == "click"}
    names = _map((meanings | clicks).items())
    plain = f"coalesce({names}[canonical({event})], {names}[last_part({event})])"
    if "target" not in relation:
        return plain
    target = f"{_map(vocabulary('targets').items())}[canonical({relation.text('target')})]"
    is_click = f"list_has_any([{', '.join(map(quoted, clicks))}], [canonical({event}), last_part({event})])"
    return f"coalesce(CASE WHEN {is_click} THEN {target} END, {plain})"


def _robots(relation: Relation) -> list[str]:
    return [f"{relation.truth(field)} AS {field}" for field in ("machine_open", "suspected_bot")]


def _out(kind: Kind, *, variants: bool) -> list[str]:
    keys = ["r.merchant_id", "r.message_id"]
    about = ["campaign_id", "variant"] if variants else ["campaign_id"]
    if kind == "events":
        sent = [f"CASE WHEN event = 'delivered' THEN r.{name} END AS {name}" for name in about]
        return [*keys, *sent, "event", '"at"', "machine_open", "suspected_bot"]
    extra = [*WEIGHTS, "machine_open", "suspected_bot"] if kind == "messages" else []
    return [*keys, *(f"r.{name}" for name in about), "delivered_at", *extra]


def _common_reasons(merchant_id: str | None) -> list[str]:
    reasons = ["WHEN malformed IS NOT NULL THEN malformed"]
    if merchant_id is None:
        reasons.append("WHEN r.merchant_id IS NULL THEN 'no merchant id'")
    else:
        mine = quoted(merchant_id)
        other = (
            f"'the row belongs to merchant “' || claimed || '”, the file was given for “' || {mine} || '”'"
        )
        reasons.append(f"WHEN claimed IS NOT NULL AND claimed <> {mine} THEN {other}")
    return [*reasons, "WHEN r.message_id IS NULL THEN 'no message id'"]


def _campaign_reasons(condition: str, unknown: str) -> list[str]:
    why = f"'{_UNKNOWN} “' || r.campaign_id || '”: import its campaign, then this file again'"
    return [
        f"WHEN {condition}r.campaign_id IS NULL THEN 'no campaign id'",
        f"WHEN {condition}{unknown} THEN {why}",
    ]


def _send_reasons(kind: Kind, unknown: str) -> list[str]:
    states = ", ".join(quoted(state) for state in vocabulary("states"))
    unread = [
        f"WHEN said_{name} IS NOT NULL AND truth(said_{name}) IS NULL "
        f"THEN '{name} is neither yes or no nor a time: “' || said_{name} || '”'"
        for name in WEIGHTS
        if kind == "messages"
    ]
    undelivered = f"status IS NOT NULL AND list_contains([{states}], canonical(status))"
    return [
        *_campaign_reasons("", unknown),
        f"WHEN {undelivered} THEN 'not delivered: “' || status || '”'",
        "WHEN delivered_at IS NULL AND said IS NULL THEN 'no time of delivery'",
        "WHEN delivered_at IS NULL AND text_moment(said) IS NOT NULL THEN 'not delivered'",
        _unreadable("delivered_at"),
        *unread,
    ]


def _event_reasons(relation: Relation, unknown: str) -> list[str]:
    # Looking campaigns up costs something even where no row names any.
    unknown = unknown if "campaign_id" in relation else "false"
    return [
        "WHEN said_event IS NULL THEN 'no event'",
        "WHEN event IS NULL THEN 'unknown event “' || said_event || '”'",
        *_campaign_reasons("event = 'delivered' AND ", unknown),
        "WHEN \"at\" IS NULL AND said IS NULL THEN 'no time'",
        _unreadable('"at"'),
    ]


def _unreadable(moment: str) -> str:
    wrong = f"{moment} IS NULL OR {moment} NOT {_PLAUSIBLE}"
    said = f"coalesce(said, CAST({moment} AS VARCHAR))"
    return f"WHEN {wrong} THEN 'unreadable time “' || {said} || '”: {_TIME_HELP}'"


def _map(pairs: Iterable[tuple[str, str]]) -> str:
    return "MAP {" + ", ".join(f"{quoted(key)}: {quoted(value)}" for key, value in pairs) + "}"
