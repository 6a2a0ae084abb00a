"""The configuration a person writes: config.yaml, one file per study, codebooks, and their schemas."""
