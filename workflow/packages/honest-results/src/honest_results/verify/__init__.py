"""Verifying published results: what was published is compared with what is rebuilt, thing by thing."""
