"""The synthesis: facts about the study, published claims, and the joint display of the evidence."""
