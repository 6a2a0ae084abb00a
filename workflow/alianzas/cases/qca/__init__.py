"""Qualitative comparative analysis: which configurations of conditions lead to the outcome."""
