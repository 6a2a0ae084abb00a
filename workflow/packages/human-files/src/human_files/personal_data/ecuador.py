"""The identity numbers of Ecuador, by their check digits.

The cédula has one modulo 10, the RUC of companies and of public bodies one modulo 11 (Servicio de
Rentas Internas, *Registro Único de Contribuyentes*).
"""

from __future__ import annotations

import re


def _weighted(digits: str, weights: str) -> int:
    """Return the sum of the digits times their weights."""
    return sum(int(digit) * int(weight) for digit, weight in zip(digits, weights, strict=False))


def _province(number: str) -> bool:
    """Return whether a number begins with the code of a province, or 30 (citizens abroad)."""
    return 1 <= int(number[:2]) <= 24 or number[:2] == "30"


def is_cedula(number: str) -> bool:
    """Return whether ``number`` is that of an identity card: province, third digit, modulo 10."""
    if not re.fullmatch(r"[0-9]{10}", number) or not _province(number) or int(number[2]) > 5:
        return False
    total = 0
    for place, digit in enumerate(number[:9]):
        product = int(digit) * (2 - place % 2)
        total += product - 9 if product > 9 else product
    return (10 - total % 10) % 10 == int(number[9])


def is_ruc(number: str) -> bool:
    """Return whether ``number`` is a taxpayer's number, of thirteen digits.

    The third digit distinguishes natural persons (0–5: a cédula and three digits), public bodies (6)
    and companies (9); the last two have a check digit modulo 11.
    """
    if not re.fullmatch(r"[0-9]{13}", number) or not _province(number):
        return False
    if int(number[2]) < 6:
        return is_cedula(number[:10]) and number[10:] != "000"
    if number[2] == "6":
        check, weights, branch = number[8], "32765432", number[9:]
    elif number[2] == "9":
        check, weights, branch = number[9], "432765432", number[10:]
    else:
        return False
    rest = _weighted(number, weights) % 11
    return (11 - rest) % 11 == int(check) and int(branch) > 0
