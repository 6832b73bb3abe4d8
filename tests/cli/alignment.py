"""Compares expected lines with actual ones.

In an expected line `[..]` matches any text. The line `...` matches any number of lines.
"""

from __future__ import annotations

import re

ANY_LINES = "..."
ANY_TEXT = "[..]"


def is_match(expected: str, actual: str) -> bool:
    if ANY_TEXT not in expected:
        return expected == actual
    pattern = ".*".join(re.escape(part) for part in expected.split(ANY_TEXT))
    return re.fullmatch(pattern, actual, re.DOTALL) is not None


def merged(expected: list[str], actual: list[str]) -> list[str]:
    """`actual`, in which each line that an expected line matches is replaced by that expected line.

    So patterns are kept, and the result equals `expected` exactly if `actual` is as expected. Of
    all ways to match the lines in order, one with the fewest unmatched lines is used.
    """
    cost = _costs(expected, actual)
    lines: list[str] = []
    row = column = 0
    while row < len(expected) or column < len(actual):
        left = cost[row][column]
        if row < len(expected) and expected[row] == ANY_LINES:
            if left == cost[row + 1][column]:
                lines.append(ANY_LINES)
                row += 1
            else:
                column += 1
        elif (row < len(expected) and column < len(actual) and left == cost[row + 1][column + 1]
              and is_match(expected[row], actual[column])):
            lines.append(expected[row])
            row, column = row + 1, column + 1
        elif row < len(expected) and left == cost[row + 1][column] + 1:
            row += 1
        else:
            lines.append(actual[column])
            column += 1
    return lines


def _costs(expected: list[str], actual: list[str]) -> list[list[int]]:
    """[row][column]: the least number of unmatched lines in expected[row:] and actual[column:]."""
    width = len(actual)
    below = [width - column for column in range(width + 1)]
    costs = [below]
    for line in reversed(expected):
        if line == ANY_LINES:
            here = [0] * (width + 1)
            here[width] = below[width]
            for column in range(width - 1, -1, -1):
                here[column] = min(below[column], here[column + 1])
        else:
            here = [0] * (width + 1)
            here[width] = below[width] + 1
            for column in range(width - 1, -1, -1):
                here[column] = 1 + min(below[column], here[column + 1])
                if is_match(line, actual[column]):
                    here[column] = min(here[column], below[column + 1])
        costs.append(here)
        below = here
    costs.reverse()
    return costs
