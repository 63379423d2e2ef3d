"""What every row can do."""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every row can do."""

    @classmethod
    def of(cls, record: object, **other: object) -> Self:
        """Copy this row's fields from a record that names them alike; `other` wins over the record."""
        names = cls.__dataclass_fields__
        return cls(**{name: other[name] if name in other else getattr(record, name) for name in names})
