"""Readers of bibliographic files, one module per family of formats; see :mod:`.recognition`."""
