"""The survey branch: from the raw export to what drives alliances and what they do to income."""
