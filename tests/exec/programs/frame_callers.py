# requires: 3.11
# modes: frameless
# Library functions that look at their caller's frame, if the wrapper has none.
import collections
import enum
import inspect
import io
import logging
import pickle
import sys
import typing
from dataclasses import make_dataclass

Pair = collections.namedtuple("Pair", "a b")
Color = enum.Enum("Color", "RED GREEN")
T = typing.TypeVar("T")
Id = typing.NewType("Id", int)
Made = make_dataclass("Made", [("x", int)])
Typed = typing.NamedTuple("Typed", [("x", int)])
print(Pair.__module__, Color.__module__, T.__module__, Id.__module__, Typed.__module__)
print(pickle.loads(pickle.dumps([Pair(1, 2), Color.RED, Typed(3)])))


def where():
    frame = inspect.currentframe()
    return frame.f_code.co_name, frame.f_back.f_code.co_name, frame.f_back.f_lineno, len(inspect.stack())


def caller():
    return where()


print(caller(), sys._getframe(0).f_lineno, getattr(sys, "_getframe")().f_lineno)
stream = io.StringIO()
logging.basicConfig(stream=stream, format="%(funcName)s %(lineno)d %(filename)s %(message)s")


def logs():
    logging.warning("first")
    logging.getLogger("x").error("second")


logs()
print(stream.getvalue())


class Base:
    def name(self):
        return "base"


class Derived(Base):
    def name(self):
        parent = super
        look = locals
        return parent(Derived, self).name(), sorted(look())


print(Derived().name())
