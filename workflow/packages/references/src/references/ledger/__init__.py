"""The ledger of record ids: which source records each id stands for, for as long as a review lives."""
