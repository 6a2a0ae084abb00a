"""The labels of every language's folder: whole, with every field, and in that language."""

import re
from pathlib import Path

import pytest
import yaml

LANGUAGES = Path("config/languages")
FIELDS = re.compile(r"\{(\w*)\}")
WORDS = re.compile(r"[a-zà-ÿ]{2,}", re.IGNORECASE)

#: Words that a language shares with Spanish or English: a text may be the same as theirs if it has no
#: others.
SHARED = {
    "pt": """
        antecedentes documento tipo
        a ac ajuste alfa algoritmo aliada aliadas ausente autores buscados básico calculado campo
        característica caso casos central citado claras cobertura coeficiente coeficientes cohen
        comparados completa completo completos condicional conj conjunto consulta contexto
        contraste coordenadas cronbach código códigos de dentro derivada desde dispositivos
        empresa empresas encontrados entrada escala escalas espec esperados estas estimado
        estimador exporta falta favor ficha figura fiv fleiss formado frente frágil fórmula
        gl grupo gwet huber identificados idioma ilustrativos importante intervalo invertido
        kappa krippendorff lado lema leve light logaritmo logit mediana medida menos modelo
        modelos moderada motivo motor máximo método mínimo natural nicho nota notas número
        números observados oficial ordenado para parte país perfil periférica permitidos
        peso pobre ponderada por presente publicado publicados recodificada registradas
        registro registros resto resultado resultados reunir robusto robustos rt simulados
        sobre sorteadas supera tema teorema textos todas tratadas típico título valor
        valores vme último única
        aipw bh bootstrap cfi doi hc holm htmt ipw item mc pabak pri pseudo quarto rmsea script sha
        srmr stouffer swain tli total
    """,
}
#: What no text of a language has: letters and words of its neighbour.
FOREIGN = {
    "pt": re.compile(
        r"[ñ¿¡«»]|(?<![\w-])(?:y|los|las|el|del|al|en|un|una|más|según|sin|con|son|muy)\b"
        r"|ción\b|ciones\b",
        re.IGNORECASE,
    ),
}


def labels(language, name):
    """Return the labels of a file of a language."""
    path = LANGUAGES / language / "labels" / name
    return yaml.safe_load(path.read_text(encoding="utf-8"))


NAMES = [path.name for path in sorted((LANGUAGES / "en" / "labels").glob("*.yaml"))]
TRANSLATIONS = [
    pytest.param(folder.parent.name, name, id=f"{folder.parent.name}/{name}")
    for folder in sorted(LANGUAGES.glob("*/labels"))
    if folder.parent.name != "en"
    for name in NAMES
]


def without_fields(text):
    """Return the words of a text that are its own."""
    return {word.lower() for word in WORDS.findall(FIELDS.sub("", text))}


def test_every_language_has_the_files_of_english_and_no_others():
    folders = {path.parent.parent.name for path in LANGUAGES.glob("*/labels/*.yaml")}
    assert {"en", "es", "pt"} <= folders
    for folder in folders:
        assert {path.name for path in (LANGUAGES / folder / "labels").iterdir()} == {*NAMES}


@pytest.mark.parametrize(("language", "name"), TRANSLATIONS)
def test_a_language_has_every_label_with_its_fields(language, name):
    english, spanish, own = labels("en", name), labels("es", name), labels(language, name)
    assert list(own) == list(english)
    for key, text in own.items():
        assert isinstance(text, str) and text.strip(), key
        allowed = [sorted(set(FIELDS.findall(texts[key]))) for texts in (english, spanish)]
        assert sorted(set(FIELDS.findall(text))) in allowed, key


@pytest.mark.parametrize(("language", "name"), TRANSLATIONS)
def test_a_label_is_in_its_language(language, name):
    own = labels(language, name)
    if language in FOREIGN:
        assert not [key for key, text in own.items() if FOREIGN[language].search(text)]
    if language == "es":
        return
    shared = set(SHARED.get(language, "").split())
    for other in ("en", "es"):
        theirs = labels(other, name)
        copied = [key for key, text in own.items() if text == theirs[key]]
        assert not [key for key in copied if not without_fields(own[key]) <= shared], other
