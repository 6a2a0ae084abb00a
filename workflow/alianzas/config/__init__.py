"""The configuration that people write: one file per study, codebooks, and the models behind both."""
