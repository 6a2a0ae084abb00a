"""Building a compendium with Snakemake, and telling a person how it goes."""
