"""Qualitative comparative analysis: which configurations of conditions go with the outcome."""
