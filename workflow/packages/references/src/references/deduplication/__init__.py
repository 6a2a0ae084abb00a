"""Finding duplicates: which records are one reference, and why.

``entries`` makes records comparable, ``blocking`` finds pairs worth comparing, ``evidence`` says
what agrees, ``weights`` what that weighs, ``pairs`` decides, ``groups`` joins.
"""
