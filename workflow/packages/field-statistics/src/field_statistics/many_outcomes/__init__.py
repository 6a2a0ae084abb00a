"""One model for many outcomes at once, as in permutation tests and simulations."""
