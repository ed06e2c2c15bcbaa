"""What a rewritten module says of the functions that are profiled in it."""

__all__ = ["Table", "split_rows"]


class Table:
    """The profiled functions of one module, as its rewritten code tells of them.

    A shape is a function's number of sites times 4, and its flags. `text` has a line for each
    function, `LINE NAME`, and behind it one for each of its sites, `LINE IS_GLOBAL NAME`. It is
    taken apart when somebody asks: most functions are never asked about.
    """

    __slots__ = ("_rows", "_shapes", "_text", "above", "enters", "module")

    def __init__(self, module, shapes, text, above):
        self.module = module
        self.above = above
        self.enters = ()
        self._shapes = shapes
        self._text = text
        self._rows = None

    def row(self, index):
        """Return `(qualified name, line, sites)` of a function; a site is `(name, line,
        is_global)`."""
        if self._rows is None:
            self._rows = [_row(lines) for lines in split_rows(self._shapes, self._text)]
        return self._rows[index]


def split_rows(shapes, text):
    """Yield the lines of each function of a Table."""
    lines = text.split("\n")
    at = 0
    for shape in shapes:
        end = at + 1 + (shape >> 2)
        yield lines[at:end]
        at = end


def _row(lines):
    line, name = lines[0].split(" ", 1)
    sites = [site.split(" ", 2) for site in lines[1:]]
    return name, int(line), tuple([(site[2], int(site[0]), site[1] == "1") for site in sites])
