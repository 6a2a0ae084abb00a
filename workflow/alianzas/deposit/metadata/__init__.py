"""What a deposit says of itself to archives, checkers and machines, each in the form they read."""
