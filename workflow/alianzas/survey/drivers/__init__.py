"""What makes alliances succeed: the model and its checks."""
