"""Inputs that are nearly right, without end: seeds that chance has cut, joined and altered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

LONGEST = 4096


def mutants(seeds: Sequence[bytes], tokens: Sequence[str], chance: Random) -> Iterator[bytes]:
    """The seeds as they are, then what `chance` makes of them, each at most `LONGEST` bytes."""
    yield from seeds
    words = [token.encode() for token in tokens]
    while True:
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.choice((1, 1, 2, 4, 16))):
            _alter(data, chance, words, seeds)
        yield bytes(data[:LONGEST])


def _alter(data: bytearray, chance: Random, words: Sequence[bytes], seeds: Sequence[bytes]) -> None:
    start = chance.randint(0, len(data))
    end = min(len(data), start + chance.choice((1, 2, 8, 64)))
    match chance.randrange(7):
        case 0:
            del data[start:end]
        case 1:
            data[start:start] = chance.choice(words)
        case 2:
            data[start:end] = chance.choice(words)
        case 3:
            data[start:start] = bytes(data[start:end]) * chance.choice((1, 2, 40))
        case 4:
            data[start : start + 1] = bytes([chance.randrange(256)])
        case 5:
            other = chance.choice(seeds)
            cut = chance.randint(0, len(other))
            data[start:] = other[cut:]
        case 6:
            data[start:start] = chr(chance.choice(_ODD)).encode(errors="surrogatepass")


# Characters that programs have stumbled over.
_ODD = (
    0x00, 0x09, 0x0A, 0x0D, 0x1B, 0x7F, 0x85, 0xA0, 0xAD, 0x300, 0x430, 0x5D0, 0x600, 0x1100,
    0x200B, 0x200D, 0x202E, 0x2028, 0x2066, 0x2212, 0x3000, 0xD800, 0xFB01, 0xFEFF, 0xFFFD,
    0xFFFF, 0x1D400, 0x1F468, 0xE0041, 0x10FFFF,
)  # fmt: skip
