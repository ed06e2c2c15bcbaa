"""Read."""
import functools
import click
from sys import path


def usage():
    "Read below."


def other():
    "Not read."


@click.command
def command():
    "A decorator may read it."


@functools.lru_cache(maxsize=None)
def cached():
    "Nobody does."


class C:
    "Not read."
    @property
    def p(self): "Not read."
    @p.setter
    def p(self, value): "Not read."


print(__doc__, usage.__doc__, path.__doc__)
