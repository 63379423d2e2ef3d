"""Checked records written as merchants, templates, products, vouchers and campaigns."""

from collections import defaultdict
from datetime import datetime
from typing import Any, Self

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from store.ingest.checked import Checked
from store.ingest.known import Known
from store.ingest.record import CampaignRecord
from store.keys import content_key, group_key
from store.models import Campaign, Merchant, Product, Table, Template, Voucher
from store.upsert import upsert

_Rows = dict[type[Table], list[dict[str, Any]]]

# Each after those it points at.
_ORDER: tuple[type[Table], ...] = (Merchant, Product, Voucher, Template, Campaign)


class Catalogue:
    """Writes records in one session. A merchant that is new is made known; it shares nothing yet."""

    def __init__(
        self, session: AsyncSession, merchant_id: str | None, now: datetime, merchants: set[str]
    ) -> None:
        self._session = session
        self._merchant_id = merchant_id
        self._now = now
        self._merchants = merchants
        self._known: dict[str, Known] = {}
        #: Merchants that were not known before.
        self.new_merchants: list[str] = []

    @classmethod
    async def open(cls, session: AsyncSession, merchant_id: str | None, now: datetime) -> Self:
        """A catalogue that knows which merchants there are."""
        return cls(session, merchant_id, now, set((await session.exec(select(Merchant.id))).all()))

    def owner(self, record: CampaignRecord) -> str:
        """Whose record this is; "" if nobody says."""
        return self._merchant_id or record.merchant_id or record.account_id or ""

    async def write(self, batch: list[Checked]) -> list[str | None]:
        """Write a batch; for each row the reason why it was left out, None if it was taken."""
        rows: _Rows = defaultdict(list)
        reasons = [
            one.record if isinstance(one.record, str) else await self._plan(one.record, rows) for one in batch
        ]
        for table in _ORDER:
            await upsert(self._session, table, rows[table])
        return reasons

    async def _plan(self, record: CampaignRecord, rows: _Rows) -> str | None:
        """Add the rows of a record to those of its batch, or tell why not."""
        owner = self.owner(record)
        if not owner:
            return "no merchant id"
        if self._merchant_id and record.merchant_id not in (None, self._merchant_id):
            return f"the row belongs to merchant “{record.merchant_id}”, the file was given for “{owner}”"
        if owner not in self._known:
            self._known[owner] = await Known.load(self._session, owner)
        reason = self._known[owner].gap(record)
        if reason is None:
            self._introduce(owner, record, rows)
            _add(record, owner, self._known[owner], rows)
        return reason

    def _introduce(self, owner: str, record: CampaignRecord, rows: _Rows) -> None:
        if owner in self._merchants:
            return
        self._merchants.add(owner)
        self.new_merchants.append(owner)
        name = record.merchant_name or owner
        rows[Merchant].append({"id": owner, "name": name, "market": record.market, "created_at": self._now})


def _add(record: CampaignRecord, owner: str, known: Known, rows: _Rows) -> None:
    """The rows that a record makes; what has no id of its own gets one from what it says."""
    template_id = _template(record, owner, known, rows)
    product_id, voucher_id = _product(record, owner, known, rows), _voucher(record, owner, known, rows)
    if record.campaign_id is None or template_id is None or record.audience is None:
        return
    known.campaigns.add(record.campaign_id)
    key = group_key(
        template_id=template_id, product_id=product_id, audience=record.audience, voucher_id=voucher_id
    )
    rows[Campaign].append(
        {
            "merchant_id": owner,
            "id": record.campaign_id,
            "template_id": template_id,
            "product_id": product_id,
            "voucher_id": voucher_id,
            "audience": record.audience,
            "channel": record.channel or known.templates[template_id],
            "sent_at": record.sent_at,
            "group_key": key,
        }
    )


def _template(record: CampaignRecord, owner: str, known: Known, rows: _Rows) -> str | None:
    if record.body is None or record.channel is None:
        return record.template_id
    key = record.template_id or content_key(record.channel, record.title, record.body)
    known.templates[key] = record.channel
    row = {"channel": record.channel, "title": record.title, "body": record.body, "language": record.language}
    rows[Template].append({"merchant_id": owner, "id": key, **row})
    return key


def _product(record: CampaignRecord, owner: str, known: Known, rows: _Rows) -> str | None:
    if record.product_name is None:
        return record.product_id
    key = record.product_id or content_key(record.product_name, record.product_category)
    known.products.add(key)
    row = {"name": record.product_name, "category": record.product_category}
    rows[Product].append({"merchant_id": owner, "id": key, **row})
    return key


def _voucher(record: CampaignRecord, owner: str, known: Known, rows: _Rows) -> str | None:
    if record.voucher_type is None:
        return record.voucher_id
    row = {
        "title": record.voucher_title or record.voucher_type.replace("_", " "),
        "type": record.voucher_type,
        "value": record.voucher_value,
        "currency": record.voucher_currency,
        "min_spend": record.voucher_min_spend,
    }
    expires_at = record.voucher_expires_at
    key = record.voucher_id or content_key(*row.values(), expires_at.isoformat() if expires_at else None)
    known.vouchers.add(key)
    rows[Voucher].append({"merchant_id": owner, "id": key, **row, "expires_at": expires_at})
    return key
