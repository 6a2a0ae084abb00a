"""The synthesis: study-level facts, published claims, and the joint display of the evidence."""
