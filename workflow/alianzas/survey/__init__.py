"""The survey branch: from the raw export to the drivers of success and the effects on income."""
