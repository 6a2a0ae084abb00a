"""Scripts that run alone: in a terminal, a debugger or a notebook, without a build around them."""
