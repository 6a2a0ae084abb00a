"""How many firms of the population an answer stands for."""
