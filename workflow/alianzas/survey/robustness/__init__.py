"""The robustness of the findings: to other choices, without a sector, on data with known truth."""
