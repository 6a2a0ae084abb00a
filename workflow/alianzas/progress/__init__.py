"""Where a study stands: what is done, what waits for whom, and the next command.

Everything is derived from the study's files; no state is kept.
"""
