import pytest

from human_files.errors import ConfigurationError
from human_files.language.current import speaking
from human_files.language.labels import Labels


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_texts_by_key_and_language(tmp_path):
    labels = Labels.load(write(tmp_path / "a.yaml", 'x: {en: "Year", es: "Año"}\n'))
    assert labels("x", "es") == "Año" and "x" in labels


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('x: {en: "Year", es: ""}', '"x" has no text'),
        ("x:", '"x" has no text'),
        ("x: [Year]", '"x" has no text'),
        ("- x", "is not a list of labels"),
        ("x: {en: [", "cannot be read"),
    ],
)
def test_a_broken_file_is_named(tmp_path, text, message):
    with pytest.raises(ConfigurationError, match=message):
        Labels.load(write(tmp_path / "a.yaml", text))


def test_a_file_of_one_language_in_its_folder(tmp_path):
    (tmp_path / "es" / "labels").mkdir(parents=True)
    labels = Labels.load(write(tmp_path / "es/labels/a.yaml", "x: Año"))
    assert labels("x", "es") == "Año"
    with speaking(["pt"]):
        assert labels.by_language("x") == {"pt": "Año"}, "the nearest language steps in"


def test_a_key_in_two_files(tmp_path):
    files = [write(tmp_path / name, 'x: {en: "a", es: "b"}') for name in ("a.yaml", "b.yaml")]
    with pytest.raises(ConfigurationError, match="defined twice"):
        Labels.load(*files)


def test_an_unknown_key_names_the_nearest():
    labels = Labels({"survey.trust": {"en": "Trust", "es": "Confianza"}})
    with pytest.raises(ConfigurationError, match=r'Did you mean "survey\.trust"'):
        labels("survey.trsut", "en")
