"""The generator of simulated answers, and the export that it writes."""
