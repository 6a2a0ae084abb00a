import pytest

from alianzas.cases.code_names import CaseNames, CodeNames


@pytest.mark.parametrize(
    ("name", "path", "meant"),
    [
        ("trust", (), ("trust", 1)),
        (" Trust ", (), ("trust", 1)),
        ("CONFIANZA", (), ("trust", 1)),
        ("Pérdida de autonomía", (), ("loss_of_autonomy", 1)),
        ("perdida_de_autonomia", (), ("loss_of_autonomy", 1)),
        ("Conditions::Trust", (), ("trust", 1)),
        ("Condiciones\\Confianza", (), ("trust", 1)),
        ("not:alliance_success", (), ("alliance_success", 0)),
        ("NOT: Alliance success", (), ("alliance_success", 0)),
        ("trusty", (), None),
        ("", (), None),
        ("bridge_alliance", (), None),
    ],
)
def test_what_a_name_means(codes, name, path, meant):
    assert CodeNames(codes).find(name, path) == meant


def test_the_nearest_code_by_id_or_label(codes):
    names = CodeNames(codes)
    assert names.nearest("trsut") == "trust"
    assert names.nearest("Perdida de la autonomia") == "loss_of_autonomy"
    assert names.nearest("cornflakes") is None


def test_every_code_of_the_codebook_means_itself(codes):
    names = CodeNames(codes)
    for code in codes.judged:
        assert names.find(code) == (code, 1)


def test_cases_by_id_firm_and_text():
    names = CaseNames(["andes", "sur"], ["Andes Café", "Del Sur"], ["andes.md", "sur.minutes.md"])
    assert names.case("ANDES") == "andes"
    assert names.case("Andes cafe") == "andes"
    assert names.case("norte") is None
    assert names.text("Andes.docx") == "andes.md"
    assert names.text("sur.minutes") == "sur.minutes.md"
    assert names.text("sur") is None
    assert names.nearest("Andess.docx") == "andes"
