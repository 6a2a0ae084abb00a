"""The generator of simulated answers, and the export it writes them to."""
