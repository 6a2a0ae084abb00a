"""Opposites: words that distinguish studies of a series but never two copies of one title."""

from __future__ import annotations

from collections import Counter

#: Each row is a scale of words that exclude each other; databases never substitute one for another.
_SCALES = (
    "men women boys girls", "male female", "males females", "man woman", "mother father",
    "mothers fathers", "maternal paternal", "husbands wives", "adults children adolescents infants",
    "adult child adolescent", "adult pediatric", "adult paediatric", "young old", "younger older",
    "acute chronic subacute", "high low", "higher lower", "short long", "early late",
    "large small medium", "positive negative", "left right", "upper lower", "anterior posterior",
    "before after", "pre post", "with without", "increases decreases", "increased decreased",
    "increase decrease", "benign malignant", "inpatient outpatient", "inpatients outpatients",
    "online offline", "urban rural", "public private", "primary secondary tertiary",
    "internal external", "qualitative quantitative", "theoretical empirical", "theory practice",
    "demand supply", "buyer supplier", "buyers suppliers", "employees managers employers",
    "mild moderate severe", "sensitive resistant",
    "symptomatic asymptomatic", "typical atypical", "formal informal", "dependent independent",
    "direct indirect", "complete incomplete", "rats mice rabbits pigs dogs",
    "rat mouse rabbit pig dog", "proximal distal", "dominant recessive", "fast slow",
    "interim final", "spring summer autumn winter", "monday tuesday wednesday thursday friday",
    "january february march april may june july august september october november december",
    "one two three four five six seven eight nine ten eleven twelve", "once twice",
    "first second third fourth fifth", "monthly weekly daily yearly annual quarterly",
    "hombres mujeres", "altos bajos", "alta baja", "publico privado", "urbano rural",
    "primaria secundaria", "homens mulheres",
)  # fmt: skip
_CONTRAST: dict[str, set[str]] = {}
for _scale in map(str.split, _SCALES):
    for _word in _scale:
        _CONTRAST.setdefault(_word, set()).update(set(_scale) - {_word})
#: Beginnings of words that turn them into their opposites.
_PAIRS = (
    ("hyper", "hypo"), ("inter", "intra"), ("pre", "post"), ("uni", "bi"), ("mono", "poly"),
    ("macro", "micro"), ("over", "under"), ("in", "out"), ("up", "down"), ("endo", "exo"),
)  # fmt: skip
_PREFIXES = (*_PAIRS, *((opposite, prefix) for prefix, opposite in _PAIRS))
_NEGATIONS = frozenset({"non", "not", "without", "no", "sin", "nao", "sem"})
_NONE: frozenset[str] = frozenset()


def contrasted(one: str, other: str) -> bool:
    """Return whether two titles differ in opposite words ("in men" and "in women").

    Authors who study both may use one title twice; no misprint turns a word into its opposite.
    """
    left, right = Counter(one.split()), Counter(other.split())
    left, right = left - right, right - left
    if not left or not right:  # the only extra word is a negation; shortened titles lack others
        return (left or right).keys() <= _NEGATIONS and sum((left or right).values()) == 1
    return any(
        not _CONTRAST.get(word, _NONE).isdisjoint(right) or not _opposites(word).isdisjoint(right)
        for word in left
    )


def _opposites(word: str) -> set[str]:
    """Return the words with the opposite prefix ("intraregional" for "interregional")."""
    return {
        opposite + word[len(prefix) :]
        for prefix, opposite in _PREFIXES
        if word.startswith(prefix) and len(word) > len(prefix) + 2
    }
