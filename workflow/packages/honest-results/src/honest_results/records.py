"""Records: the validated frames between the rules, in Parquet.

Each file carries, in its schema metadata, the raw files it came from and their provenance levels,
so that taint follows the data itself and cannot be forgotten by a rule.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from honest_results.provenance import Source, merge_sources

if TYPE_CHECKING:
    import pandas as pd

_KEY = b"alianzas.sources"


def write_records(frame: pd.DataFrame, path: Path | str, sources: Sequence[Source]) -> None:
    """Write ``frame`` (any columns; the index is dropped) with its raw ``sources``.

    Raises ValueError where no source is named: records from nowhere have no provenance.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not sources:
        raise ValueError(f"{path}: records need at least one raw source")
    table = pa.Table.from_pandas(frame, preserve_index=False)
    metadata = dict(table.schema.metadata or {})
    metadata[_KEY] = json.dumps([list(s) for s in merge_sources(sources)]).encode()
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(table.replace_schema_metadata(metadata), path, compression="zstd")


def read_records(path: Path | str) -> tuple[pd.DataFrame, list[Source]]:
    """Return the frame and its raw sources.

    Raises ValueError for a Parquet file that was not written by :func:`write_records`.
    """
    import pyarrow.parquet as pq

    table = pq.read_table(path)
    metadata = table.schema.metadata or {}
    if _KEY not in metadata:
        raise ValueError(f"{path}: no provenance in this Parquet file")
    sources = [Source(*pair) for pair in json.loads(metadata[_KEY])]
    return table.to_pandas(), sources


def sources_of(path: Path | str) -> list[Source]:
    """Return the raw sources of records without reading them; none where the file names none."""
    from pyarrow.parquet import read_metadata

    metadata = read_metadata(path).metadata or {}
    return [Source(*pair) for pair in json.loads(metadata.get(_KEY, b"[]"))]
