"""Measurement: reliability, factor models, validity."""
