"""Finding duplicates: which records describe the same reference, and why.

``entries`` makes records comparable, ``blocking`` finds the pairs worth comparing, ``pair_evidence``
says what agrees, ``weights`` how much that counts, ``pairs`` decides, ``duplicate_groups`` joins.
"""
