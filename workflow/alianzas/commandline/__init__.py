"""The command ``alianzas``; one module per command, see :mod:`alianzas.commandline.main`."""
