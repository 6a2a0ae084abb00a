"""The lists of those who check deposits, line by line, each answered by looking into the deposit."""
