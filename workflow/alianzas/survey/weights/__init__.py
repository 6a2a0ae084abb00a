"""Survey weights: how many firms of the population a response stands for."""
