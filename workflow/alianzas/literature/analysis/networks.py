"""Networks of things that occur together: terms of studies, or the references they cite."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pandas as pd

#: A network with fewer nodes shows nothing.
FEWEST_NODES = 5
#: Seed of the communities: Louvain's method visits nodes in random order.
_SEED = 1
_NODES = ["node", "label", "n", "community"]
_LINKS = ["first", "second", "n"]


class Network(NamedTuple):
    """A network of terms or references.

    ``nodes`` has node, label, n (occurrences) and community (from 1); ``links`` has first, second
    and n. ``least`` is the smallest number of occurrences of a node. A network that is too small
    has no nodes.
    """

    nodes: pd.DataFrame
    links: pd.DataFrame
    least: int


def build_network(
    groups: Iterable[Collection[str]], labels: Mapping[str, str], most: int
) -> Network:
    """Return the network of what occurs together in ``groups``, such as the terms of one study.

    Nodes occur in at least two groups, and the threshold rises until at most ``most`` are left; a
    node that never occurs with another is left out. Communities are found by the Louvain method
    (Blondel, Guillaume, Lambiotte and Lefebvre, 2008) on the association strength (van Eck and
    Waltman, 2009), largest first.
    """
    import pandas as pd

    sets = [frozenset(group) for group in groups]
    counts = Counter(node for group in sets for node in group)
    least = _threshold(counts.values(), most)
    kept = {node for node, n in counts.items() if n >= least}
    together: Counter[tuple[str, str]] = Counter()
    for group in sets:
        together.update(combinations(sorted(group & kept), 2))
    linked = sorted({node for pair in together for node in pair})
    if len(linked) < FEWEST_NODES:
        empty = pd.DataFrame(columns=_NODES).astype({"n": "int64", "community": "int64"})
        return Network(empty, pd.DataFrame(columns=_LINKS).astype({"n": "int64"}), least)
    strength = {pair: n / (counts[pair[0]] * counts[pair[1]]) for pair, n in together.items()}
    found = communities(linked, strength)
    found.sort(key=lambda nodes: (-sum(counts[node] for node in nodes), min(nodes)))
    number = {node: place for place, nodes in enumerate(found, start=1) for node in nodes}
    rows = sorted(linked, key=lambda node: (number[node], -counts[node], node))
    return Network(
        pd.DataFrame([(n, labels[n], counts[n], number[n]) for n in rows], columns=_NODES),
        pd.DataFrame([(*pair, n) for pair, n in sorted(together.items())], columns=_LINKS),
        least,
    )


def communities(nodes: Sequence[str], strength: Mapping[tuple[str, str], float]) -> list[set[str]]:
    """Return the communities of a weighted network, the same ones each time."""
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_weighted_edges_from((*pair, weight) for pair, weight in sorted(strength.items()))
    return [set(part) for part in networkx.community.louvain_communities(graph, seed=_SEED)]


def _threshold(counts: Iterable[int], most: int) -> int:
    """Return the least number of occurrences, 2 or more, that leaves at most ``most`` nodes."""
    ordered = sorted((count for count in counts if count > 1), reverse=True)
    return ordered[most] + 1 if len(ordered) > most else 2


class Theme(NamedTuple):
    """A community of terms: its commonest terms, occurrences, centrality and density."""

    community: int
    terms: Sequence[str]
    n: int
    centrality: float
    density: float


def themes(network: Network) -> list[Theme]:
    """Return the communities of at least two terms as themes (Callon, Courtial and Laville, 1991).

    With the equivalence index e = c² / (n₁ n₂) of two terms, centrality is ten times the sum of
    the indices with terms outside, and density a hundred times the sum of those inside divided by
    the number of terms.
    """
    rows = network.nodes.to_dict("records")
    n = {row["node"]: int(row["n"]) for row in rows}
    home = {row["node"]: int(row["community"]) for row in rows}
    inside: defaultdict[int, float] = defaultdict(float)
    outside: defaultdict[int, float] = defaultdict(float)
    for row in network.links.to_dict("records"):
        first, second = row["first"], row["second"]
        index = int(row["n"]) ** 2 / (n[first] * n[second])
        if home[first] == home[second]:
            inside[home[first]] += index
        else:
            for side in (first, second):
                outside[home[side]] += index
    found = []
    for community in sorted(set(home.values())):
        terms = [row for row in rows if row["community"] == community]
        if len(terms) > 1:
            found.append(
                Theme(
                    community,
                    [str(row["label"]) for row in terms],
                    sum(int(row["n"]) for row in terms),
                    10 * outside[community],
                    100 * inside[community] / len(terms),
                )
            )
    return found


def quadrants(found: Sequence[Theme]) -> list[str]:
    """Return the quadrant of each theme, split at the medians: motor, basic, niche or emerging.

    A theme at the median counts as above it.
    """
    from statistics import median

    if not found:
        return []
    centre = median(theme.centrality for theme in found)
    dense = median(theme.density for theme in found)
    names = {(True, True): "motor", (True, False): "basic", (False, True): "niche"}
    return [
        names.get((theme.centrality >= centre, theme.density >= dense), "emerging")
        for theme in found
    ]
