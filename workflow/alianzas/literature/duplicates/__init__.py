"""Finding duplicates: which records are one reference, and why.

``entries`` makes records comparable, ``blocking`` finds pairs worth comparing, ``evidence`` weighs
what speaks for and against one reference, ``pairs`` decides, ``groups`` joins.
"""
