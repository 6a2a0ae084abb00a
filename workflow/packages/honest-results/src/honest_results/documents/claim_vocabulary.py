"""The words that make up a claim about results, in each language.

Numbers in words count from four upwards: one, two and three are as often structure ("two languages")
as result. A comparison counts everywhere; a plain verb of effect counts in the results, where every
direction of an effect has to come from a test.
"""

from __future__ import annotations

import re

#: Digits, with a decimal or grouping sign and a percent sign.
DIGITS = re.compile(r"\d+(?:[.,:\u00a0\u202f]\d+)*(?:[\s\u00a0]?%)?")

_ENGLISH_NUMBERS = (
    "four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    "(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundreds?|thousands?|millions?|dozens?|"
    "half|halves|(?:two|one|a)[ -]thirds?|(?:three|one|a)[ -]quarters?|twice|thrice|"
    "(?:double|triple|quadruple)[sd]?|per ?cent|percentage points?"
)
_ENGLISH_COMPARATIVES = (
    r"(?:more|less|fewer|higher|lower|larger|smaller|bigger|greater|stronger|weaker|better|worse|"
    r"longer|shorter|older|younger|faster|slower|earlier|later|wider|narrower|richer|poorer|rarer|"
    r"likelier)(?:\s+[^\s.;:!?]+){0,5}?\s+than"
)
#: A comparison whose other side goes without saying: "the effect is larger", "incomes grow faster".
_ENGLISH_DEGREES = (
    r"(?:is|are|was|were|be|been|seems?|appears?|proves?|proved|turns? out|turned out|becomes?|became)"
    r"\s+(?:(?:also|even|much|far|clearly|slightly|somewhat|considerably|substantially|markedly|"
    r"systematically|always|usually|therefore|thus)\s+)*"
    r"(?:higher|lower|larger|smaller|bigger|greater|stronger|weaker|longer|shorter|faster|"
    r"slower|richer|poorer|rarer|likelier|(?:more|less)\s+(?:frequent|common|likely|important|"
    r"successful|profitable|effective|productive|decisive|stable))",
    r"(?:(?:grow|gain|earn|sell|increase|rise|fall|decrease|improve|matter|weigh)(?:e?s|e?d)?|grew|rose|fell|sold)"
    r"\s+(?:(?:much|far|clearly|even)\s+)*(?:more|less|faster|slower|better)",
)
_ENGLISH_CLAIMS = (
    r"most|mostly|majority|minority|highest|lowest|largest|smallest|biggest|"
    r"greatest|strongest|weakest|fewest|(?:non-?|in)?significan(?:t|tly|ce)|outperform\w*|"
    r"outweigh\w*|exceed\w*|surpass\w*|predominant\w*|prevail\w*"
)
_ENGLISH_EFFECTS = (
    r"(?:increas|decreas|improv|reduc|rais|lower|boost|strengthen|weaken|predict|explain)(?:e?s|ed)|"
    r"positively|negatively|higher|lower|stronger|weaker|larger|smaller"
)

_SPANISH_NUMBERS = (
    "cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|diecis[eé]is|"
    "diecisiete|dieciocho|diecinueve|veint\\w+|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|"
    "noventa|cien|cientos?|\\w+cient[oa]s|mil|millones|docenas?|mitad|tercios?|"
    "(?:tercera|cuarta) parte|(?:el )?dobles?|triples?|por ciento|puntos? porcentual(?:es)?"
)
_SPANISH_COMPARATIVES = (
    r"(?:más|menos)(?:\s+[^\s.;:!?]+){0,4}?\s+(?:que|del?\s+lo\s+que)|"
    r"(?:mayor|menor|mejor|peor)(?:es)?(?:\s+[^\s.;:!?]+){0,4}?\s+que|"
    r"(?:superior|inferior|anterior|posterior)(?:es)?\s+al?(?=\s)"
)
_SPANISH_DEGREES = (
    r"(?:es|son|era|eran|fue|fueron|será|serán|sería|serían|sea|sean|resultan?|resultó|resultaron|"
    r"parecen?|queda|quedan|está|están)\s+"
    r"(?:(?:también|aún|aun|incluso|mucho|muy|bastante|algo|claramente|ligeramente|notablemente|"
    r"sistemáticamente|siempre|por\s+tanto)\s+)*"
    r"(?:(?:mayor|menor|superior|inferior)(?:es)?|"
    r"(?:más|menos)\s+(?:alt[oa]s?|baj[oa]s?|grandes?|pequeñ[oa]s?|fuertes?|débil(?:es)?|frecuentes?|"
    r"comun(?:es)?|común|probables?|importantes?|exitos[oa]s?|rentables?|eficaz|eficaces|"
    r"productiv[oa]s?|decisiv[oa]s?|establ(?:e|es)|rápid[oa]s?|lent[oa]s?))",
    r"(?:crece|gana|aumenta|incrementa|sube|baja|disminuye|mejora|importa|pesa|vende|ayuda)n?"
    r"\s+(?:(?:mucho|bastante|aún|algo)\s+)*(?:más|menos|mejor|peor)",
    r"(?:creci|vendi)(?:ó|eron)\s+(?:mucho\s+)?(?:más|menos)|"
    r"(?:gan|aument|increment|baj|mejor|import|pes)(?:ó|aron)\s+(?:mucho\s+)?(?:más|menos)",
)
_SPANISH_CLAIMS = (
    r"mayor(?:ía|itari\w+)|minor(?:ía|itari\w+)|mayor parte|"
    r"(?:el|la|los|las)\s+(?:\w+\s+){0,2}(?:más|menos)\s+(?!allá\b)\w+|"
    r"(?:el|la|los|las)\s+(?:mayor|menor|mejor|peor)(?:es)?|"
    r"significativ\w+|significancia|significación|supera(?:n|ba|ron|ndo)?|exced(?:e|en|ieron)|"
    r"predomina\w*|prevalec\w+"
)
_SPANISH_EFFECTS = (
    r"(?:aument|increment|mejor|fortalec|debilit|eleva|predi|explic)(?:an?|aron|ó|ce[n]?|en?)|"
    r"reduce[n]?|redujo|positivamente|negativamente|(?:mayor|menor)(?:es)?"
)


def _words(*alternatives: str) -> re.Pattern[str]:
    """Return the pattern of whole words, in upper or lower case."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(alternatives)})(?![\w-])", re.IGNORECASE)


def _alone(degrees: tuple[str, ...], other_side: str) -> str:
    """Return the pattern of comparisons that do not name their other side, which others find."""
    return rf"(?:{'|'.join(degrees)})(?!(?:\s+[^\s.;:!?]+){{0,5}}?\s+(?:{other_side})(?!\w))"


#: Numbers written out.
NUMBER_WORDS = {"en": _words(_ENGLISH_NUMBERS), "es": _words(_SPANISH_NUMBERS)}

#: Comparisons and superlatives.
COMPARISONS = {
    "en": _words(_ENGLISH_COMPARATIVES, _alone(_ENGLISH_DEGREES, "than"), _ENGLISH_CLAIMS),
    "es": _words(
        _SPANISH_COMPARATIVES, _alone(_SPANISH_DEGREES, r"que|del?\s+lo\s+que|al?"), _SPANISH_CLAIMS
    ),
}

#: Directions of effects.
EFFECTS = {"en": _words(_ENGLISH_EFFECTS), "es": _words(_SPANISH_EFFECTS)}
