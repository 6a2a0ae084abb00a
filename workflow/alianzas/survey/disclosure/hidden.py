"""Which numbers of firms are not shown, by name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Hidden:
    """What is not shown, such as ``sample/sector/<answer>/allied`` (see :mod:`.plan`)."""

    names: frozenset[str] = frozenset()

    def __call__(self, *parts: str) -> bool:
        """Say whether what has these parts in its name is not shown."""
        return "/".join(parts) in self.names

    def frame(self) -> pd.DataFrame:
        """Return the names as records."""
        import pandas as pd

        return pd.DataFrame({"name": pd.Series(sorted(self.names), dtype="str")})

    @classmethod
    def of(cls, names: Iterable[str]) -> Hidden:
        """Return what has these names."""
        return cls(frozenset(names))


#: Everything is shown.
NOTHING = Hidden()
