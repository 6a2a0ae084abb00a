"""The command ``alianzas``: build, check, trace, verify, describe, bench."""
