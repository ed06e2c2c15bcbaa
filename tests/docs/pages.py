"""Reads the fenced blocks and tables of a Markdown page."""

import re

FENCE = re.compile(r"(```+)(\w*)\s*$")
HEADER = re.compile(r"(?:#|//) (file|output|in): (.+)$")
ROW = re.compile(r"\|(.*)\|$")
CELL = re.compile(r"(?<!\\)\|")


class Block:
    """A fenced block. `role` and `name` come from a first line such as `# file: app.py`.

    `body` is what follows that line, or everything where there is none.
    """

    def __init__(self, line, language, lines):
        self.line = line
        self.language = language
        header = HEADER.match(lines[0]) if lines else None
        self.role, self.name = header.groups() if header else (None, None)
        self.body = "".join(line + "\n" for line in lines[bool(header) :])


class Table:
    """A table: `rows` are lists of cells, the header first."""

    def __init__(self, line, rows):
        self.line = line
        self.rows = rows


def read_page(path):
    """Return the blocks and tables of the page, in order."""
    with open(path, encoding="utf-8") as stream:
        lines = stream.read().splitlines()
    parts = []
    i = 0
    while i < len(lines):
        begin = i
        fence = FENCE.match(lines[i])
        if fence:
            i += 1
            while lines[i] != fence.group(1):
                i += 1
            parts.append(Block(begin + 1, fence.group(2), lines[begin + 1 : i]))
        elif ROW.match(lines[i]):
            while i + 1 < len(lines) and ROW.match(lines[i + 1]):
                i += 1
            parts.append(Table(begin + 1, [split_row(line) for line in lines[begin : i + 1]]))
        i += 1
    return parts


def split_row(line):
    return [cell.strip().replace("\\|", "|") for cell in CELL.split(ROW.match(line).group(1))]
