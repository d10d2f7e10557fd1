"""When a name is nearly what was typed: one slip of the finger, or the letters in their order. Of folded words."""

from __future__ import annotations

LEAST_TYPO = 4  # in shorter words a slip of the finger makes another word
LEAST_LETTERS = 2


def may_slip(word: str, least: int) -> bool:
    """Whether a word may be meant nearly: it is long enough, and no phrase, which is meant as it stands."""
    return len(word) >= least and " " not in word


def one_slip(word: str, other: str) -> bool:
    """Whether the other begins with the word but for one letter wrong, missing, too many, or two swapped."""
    same = 0
    for typed, meant in zip(word, other, strict=False):
        if typed != meant:
            break
        same += 1
    rest = word[same + 1 :]
    return (
        (len(other) > same and other.startswith(rest, same + 1))
        or other.startswith(rest, same)
        or other.startswith(word[same:], same + 1)
        or (bool(rest) and other.startswith(rest[0] + word[same] + rest[1:], same))
    )


def in_order(word: str, name: str) -> bool:
    """Whether a word of the name begins with the first letter and the others follow it. name: with a blank before."""
    place = name.find(f" {word[0]}") + 1
    if place <= 0:
        return False
    for letter in word[1:]:
        place = name.find(letter, place + 1)
        if place < 0:
            return False
    return True
