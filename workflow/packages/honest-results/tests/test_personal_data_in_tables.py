import pandas as pd
import pytest

from honest_results.personal_texts import PersonalDataError
from honest_results.tables import Column, Table, write_table
from human_files.language.labels import Labels


def test_no_table_with_personal_data_is_written(tmp_path):
    table = Table("notes", pd.DataFrame({"note": ["ok", "ana@uni.ec"]}), [Column("note", "x")])
    with pytest.raises(PersonalDataError, match='table notes, row 2, column "note"'):
        write_table(
            table, tmp_path, labels=Labels({}), languages=["en"], rule="r", script="s", sources=[]
        )
    assert list(tmp_path.iterdir()) == []
