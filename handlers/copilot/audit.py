"""Every call, written down."""

from collections.abc import Callable
from datetime import datetime

from handlers.copilot.boundary import Call
from store.calls import add_call
from store.database import Database
from store.rows.copilots import CallRow


async def keep_call(database: Database, clock: Callable[[], datetime], call: Call) -> None:
    """Keep a call before it is answered, so that none is answered that was not kept."""
    fields = call.model_dump(exclude={"team", "merchant_id"})
    row = CallRow(at=clock(), team_id=call.team, merchant_id=call.merchant_id, **fields)
    async with database.session() as session:
        await add_call(session, call=row, merchant_id=call.merchant_id)
