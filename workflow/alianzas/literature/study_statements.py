"""What the codes say of the studies, in sentences: antecedents, decisions and outcomes; dominance.

A sentence says what was read. What titles or abstracts name is not what studies use: only codings of
full texts may say that a theory dominates, and only where its lead is one by the rule of the ledger of
claims (a tenth of the studies that name a theory, and more than chance between the two gives).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alianzas.literature.coding_sheets import NOT_STATED
from alianzas.literature.included_studies import Count, Studies, count_codes, top_counts
from alianzas.literature.naming import Naming
from alianzas.sentences import Texts, join_parts, join_sentences, number_form, sentence
from honest_results.claims.rule_findings import wilson_interval
from honest_results.facts import Fact
from human_files.language.current import in_every_language
from human_files.language.cuts import exceeds, reaches

if TYPE_CHECKING:
    from alianzas.config.codebook import Codebook, Dimension

ADO = ("antecedents", "decisions", "outcomes")
TCM = ("theory", "method", "context")
#: More codes than these at the head are not named.
_NAMED = 3
#: The lead that counts, and the share of studies that must name a theory (see claims.yaml).
_LEAD, _KNOWN = 0.1, 0.5


def study_statements(studies: Studies, codebook: Codebook, naming: Naming) -> list[Fact]:
    """Return the facts ``literature.ado.statement`` and ``literature.dominance.statement``."""
    if not naming.included:
        nothing = dict(naming.labels.by_language("literature.nothing"))
        return [
            Fact("literature.ado.statement", "nothing", "phrase", text=nothing),
            Fact("literature.dominance.statement", "nothing", "phrase", text=nothing),
        ]
    connected = naming.included - len(
        {record for name in ADO for record in studies.get((name, NOT_STATED), ())}
    )
    together = number_form(connected, naming.included)
    ado = [_overview(ADO, studies, codebook, naming)]
    if all(_stated(name, studies, naming) for name in ADO):  # otherwise none can name all three
        ado.append(sentence(f"literature.ado.connected.{together}", naming.labels, n=connected))
    verdict = dominance(studies, codebook, naming)
    leader = top_counts(_of_content(studies, codebook.by_id["theory"]))
    said = [
        _overview(TCM, studies, codebook, naming, with_second=True),
        sentence(
            f"literature.dominance.{verdict}",
            naming.labels,
            theory=_nouns(leader) if leader else in_every_language(""),
        ),
    ]
    return [
        Fact("literature.ado.statement", together, "phrase", text=join_sentences(ado)),
        Fact("literature.dominance.statement", verdict, "phrase", text=join_sentences(said)),
    ]


def dominance(studies: Studies, codebook: Codebook, naming: Naming) -> str:
    """Return what may be said of dominance: what was read (titles, abstracts), or the lead found.

    Of full texts: leads, no_lead, unknown (fewer than half name a theory), none (no theory named).
    """
    if naming.basis != "full_texts":
        return naming.basis
    counts = _of_content(studies, codebook.by_id["theory"])
    stated = _stated("theory", studies, naming)
    if not stated or not counts or not counts[0].n:
        return "none"
    if not reaches(stated / naming.included, _KNOWN):
        return "unknown"
    first, second = counts[0].n, counts[1].n if len(counts) > 1 else 0
    low, _ = wilson_interval(first, first + second)
    clear = reaches((first - second) / stated, _LEAD) and exceeds(low, 0.5)
    return "leads" if clear else "no_lead"


def _overview(
    names: Sequence[str],
    studies: Studies,
    codebook: Codebook,
    naming: Naming,
    with_second: bool = False,
) -> Texts:
    """Return how many studies name something of each dimension, and what most often."""
    if not any(_stated(name, studies, naming) for name in names):
        form = "only" if naming.included == 1 else "many"
        whats = {
            f"what_{place}": naming.labels.by_language(f"literature.naming.what.{name}")
            for place, name in enumerate(names)
        }
        return sentence(
            f"literature.naming.nothing.{form}", naming.labels, opening=naming.opening(), **whats
        )
    clauses = [
        _clause(codebook.by_id[name], studies, naming, with_second and name == names[0])
        for name in names
    ]
    keys = {f"clause_{place}": clause for place, clause in enumerate(clauses)}
    return sentence("literature.naming.three", naming.labels, opening=naming.opening(), **keys)


def _clause(dimension: Dimension, studies: Studies, naming: Naming, with_second: bool) -> Texts:
    """Return "19 name a theory, most often the resource-based view (5)"."""
    stated = _stated(dimension.id, studies, naming)
    counts = _of_content(studies, dimension)
    top = top_counts(counts)
    parts = {
        "names": naming.clause(stated),
        "what": naming.labels.by_language(f"literature.naming.what.{dimension.id}"),
    }
    if not top:
        return sentence("literature.naming.plain", naming.labels, **parts)
    if len(top) > _NAMED:
        return sentence("literature.naming.scattered", naming.labels, n=top[0].n, **parts)
    rest = counts[len(top) :]
    second = top_counts(rest) if with_second else []
    if not 0 < len(second) <= _NAMED:
        second = []
    form = "namely" if stated == 1 else "led_with_second" if second else "led"
    return sentence(
        f"literature.naming.{form}",
        naming.labels,
        **parts,
        leaders=_nouns(top),
        number=_number(top, naming),
        second=_nouns(second) if second else in_every_language(""),
        second_number=_number(second, naming) if second else in_every_language(""),
    )


def _stated(dimension: str, studies: Studies, naming: Naming) -> int:
    """Return how many studies name something of a dimension."""
    return naming.included - len(studies.get((dimension, NOT_STATED), ()))


def _of_content(studies: Studies, dimension: Dimension) -> list[Count]:
    """Return the counts of a dimension without codes that only gather a rest, most frequent first."""
    return [count for count in count_codes(studies, dimension) if not count.code.residual]


def _nouns(counts: Sequence[Count]) -> Texts:
    """Return the names of codes enumerated, as the objects of a sentence."""
    return join_parts([count.code.nouns() for count in counts])


def _number(counts: Sequence[Count], naming: Naming) -> Texts:
    """Return the number that each of several codes has: "5", or "5 each"."""
    form = "each" if len(counts) > 1 else "single"
    return sentence(f"literature.naming.number.{form}", naming.labels, n=counts[0].n)
