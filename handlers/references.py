"""A short name for an error nobody foresaw: shown to whoever met it, and found again in the log."""

import hashlib
import traceback


def reference_of(error: BaseException) -> tuple[str, str]:
    """The reference (eight hexadecimal digits) and the whole trace it stands for.

    The same error at the same place has the same reference. An error that was read back from a
    record brings the trace of its first life along, as `trace`.
    """
    kept = getattr(error, "trace", None)
    text = kept if isinstance(kept, str) else "".join(traceback.format_exception(error))
    return hashlib.blake2b(text.encode(), digest_size=4).hexdigest(), text
