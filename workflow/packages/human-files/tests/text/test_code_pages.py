"""Texts in other code pages are read in them, or said to be in doubt; Western ones stay as they are."""

import pytest

from human_files.text.code_pages import code_page
from human_files.text.content import Content, decode

GREEK = "TI  - Συμμαχίες μικρών επιχειρήσεων στην Ελλάδα\nAU  - Παπαδόπουλος, Γ.\n"
RUSSIAN = "TI  - Доверие в союзах малых предприятий\nAU  - Иванов, И.\n"
HEBREW = "TI  - אמון בבריתות של עסקים קטנים\n"
ARABIC = "TI  - الثقة في تحالفات الشركات الصغيرة\n"
POLISH = "TI  - Zaufanie w małych przedsiębiorstwach, współpraca, wspólność, większość, ciągłość\n"
FRENCH = (
    "TI  - Qualité générale des sociétés préférées: société, fédération, coopération régionale\n"
)
SPANISH = (
    "TI  - Confianza en alianzas de pequeñas empresas: más compañías, año a año, según Núñez\n"
)
JAPANESE = "TI  - 中小企業のアライアンスにおける信頼について\n"
CHINESE = "TI  - 中小企业战略联盟中的信任研究与发展问题\n"
KOREAN = "TI  - 중소기업 전략적 제휴에서의 신뢰에 관한 연구\n"


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (GREEK, "cp1253", "Windows-1253"),
        (GREEK, "iso8859_7", "Windows-1253"),
        (RUSSIAN, "cp1251", "Windows-1251"),
        (RUSSIAN, "koi8_r", "KOI8-R"),
        (HEBREW, "cp1255", "Windows-1255"),
        (ARABIC, "cp1256", "Windows-1256"),
        (POLISH, "cp1250", "Windows-1250"),
        (SPANISH, "cp1252", "Windows-1252"),
        (FRENCH, "mac_roman", "Mac Roman"),
        (FRENCH, "cp1252", "Windows-1252"),
        (SPANISH, "cp850", "DOS 850"),
        (JAPANESE, "shift_jis", "Shift JIS"),
        (JAPANESE, "euc_jp", "EUC-JP"),
        (CHINESE, "gb18030", "GB 18030"),
        (KOREAN, "euc_kr", "EUC-KR"),
    ],
)
def test_a_text_is_read_in_its_code_page(text, codec, name):
    found, encoding = decode(text.encode(codec))
    assert encoding == name
    assert sum(a != b for a, b in zip(found, text, strict=True)) <= (codec == "iso8859_7")


@pytest.mark.parametrize(
    "text",
    ["Müller, Łukasz", "São Paulo: ação", "10³ m² y ½ año", "d’été — l’œuvre", "Ærø, Ðor, þýða"],
)
def test_a_few_letters_of_the_west_are_in_the_usual_code_page(text):
    raw = text.encode("cp1252", "replace")
    assert code_page(raw) == ("cp1252", "Windows-1252", True)


def test_an_alphabet_that_is_not_known_is_in_doubt():
    thai = "TI  - ความไว้วางใจในพันธมิตรทางธุรกิจขนาดเล็ก\n".encode("cp874")
    assert Content("f", thai).is_doubtful
    assert not Content("f", SPANISH.encode("cp1252")).is_doubtful
    assert not Content("f", GREEK.encode()).is_doubtful
