"""How the findings stand up: to other choices, without a sector, on data of known truth."""
