"""The effects of alliances on income: the main comparison and its checks."""
