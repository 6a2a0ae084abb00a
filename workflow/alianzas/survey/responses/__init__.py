"""From a raw survey export to one checked row per firm."""
