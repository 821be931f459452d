"""Secrets, of which a database holds nothing that opens anything: a token's digest, a password's scrypt."""

import hmac
import secrets
from hashlib import scrypt, sha256

_COST, _BLOCK, _PARALLEL = 2**14, 8, 5
"""OWASP's figures for 16 MiB of memory."""
_MEMORY = 2**26


def new_token() -> str:
    """Make a token of 256 random bits, as an address can hold it."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Give what of a token is kept; its bits are too many to be guessed, so it needs no salt."""
    return sha256(token.encode()).hexdigest()


def hashed(password: str) -> str:
    """Give what of a password is kept: its costs, its salt and its hash."""
    salt = secrets.token_bytes(16)
    told = ("scrypt", str(_COST), str(_BLOCK), str(_PARALLEL), salt.hex())
    return "$".join((*told, _hash(password, salt, _COST, _BLOCK, _PARALLEL).hex()))


def is_right(password: str, kept: str) -> bool:
    """Tell whether a password is the one of which `hashed` was kept."""
    _, cost, block, parallel, salt, told = kept.split("$")
    found = _hash(password, bytes.fromhex(salt), int(cost), int(block), int(parallel))
    return hmac.compare_digest(found, bytes.fromhex(told))


def sealed(token: str, kept: str) -> str:
    """Give the proof that whoever holds a token has told the password too; another password makes it worthless."""
    return hmac.new(kept.encode(), token.encode(), sha256).hexdigest()


def _hash(password: str, salt: bytes, cost: int, block: int, parallel: int) -> bytes:
    return scrypt(password.encode(), salt=salt, n=cost, r=block, p=parallel, maxmem=_MEMORY, dklen=32)
