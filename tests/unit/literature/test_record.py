from honest_results.provenance import Source
from honest_results.records import read_records, write_records
from references.record import Record, to_frame


def test_a_frame_of_records_survives_parquet(tmp_path):
    full = Record(title="T", year=2020, times_cited=3, position=1)
    frame = to_frame([("s", "f.ris", full), ("s", "f.ris", Record(position=2))])
    write_records(frame, tmp_path / "r.parquet", [Source("f.ris", "observed")])
    back, _ = read_records(tmp_path / "r.parquet")
    assert back["year"].tolist()[0] == 2020
    assert back.loc[1, "title"] == ""
