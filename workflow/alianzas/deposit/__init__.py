"""The deposit: what a study says of itself to archives, data editors and machines."""
