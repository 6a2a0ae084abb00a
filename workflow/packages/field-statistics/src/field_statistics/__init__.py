"""Statistics of small samples, each compared with an independent implementation."""
