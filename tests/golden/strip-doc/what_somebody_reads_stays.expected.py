"""Read."""
import functools
import click
from sys import path


def usage():
    "Read below."


def other():
    pass


@click.command
def command():
    "A decorator may read it."


@functools.lru_cache(maxsize=None)
def cached():
    pass


class C:

    @property
    def p(self): pass
    @p.setter
    def p(self, value): pass


print(__doc__, usage.__doc__, path.__doc__)
