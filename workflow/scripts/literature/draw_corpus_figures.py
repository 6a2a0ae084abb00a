"""Draw the corpus (inputs: countries, terms, references, shapes; outputs: map and networks)."""

from honest_results.step import step

with step() as run:
    from alianzas.literature.analysis.country_shapes import read_shapes
    from alianzas.literature.analysis.network_figure import network_figure
    from alianzas.literature.analysis.networks import Network
    from alianzas.literature.analysis.thematic_map import thematic_map_figure
    from alianzas.literature.analysis.world_map import world_figure

    terms, links = run.records("terms"), run.records("links")
    cited, cited_links = run.records("references"), run.records("reference_links")
    labels = run.labels
    run.figure(world_figure(run.records("countries"), read_shapes(run.input.shapes), labels))
    run.figure(network_figure("keywords", terms, links, "keywords", labels))
    run.figure(thematic_map_figure(Network(terms, links, 0), labels))
    run.figure(network_figure("cocitation", cited, cited_links, "cocitation", labels))
