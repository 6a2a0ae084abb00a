"""Text from any source: decoding bytes, making words comparable, splitting BibTeX into entries."""
