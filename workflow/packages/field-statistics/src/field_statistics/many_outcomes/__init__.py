"""The same model for many outcomes at once: permutations, simulated data."""
