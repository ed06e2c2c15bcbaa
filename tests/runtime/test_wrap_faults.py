#!/usr/bin/env python3
"""What breaks when functions are rewritten one by one from their own lines: none of it does."""

import abc
import asyncio
import contextlib
import dataclasses
import enum
import functools
import importlib.util
import inspect
import os
import pickle
import sys
import tempfile
import textwrap
import traceback
import types
import unittest
import warnings

import weft
from line_events import lines_of

CALLS = []


def tell(__call, *args, **kwargs):
    CALLS.append(getattr(__call, "__qualname__", type(__call).__name__))
    return __call(*args, **kwargs)


def plain(callee, /, *args, **kwargs):
    return callee(*args, **kwargs)


wrap = weft.rewrite_wrap_calls(wrap_call=tell)


class WrapTest(unittest.TestCase):
    def setUp(self):
        CALLS.clear()

    def load(self, text, name="generated", **namespace):
        """Import `text` as a module, from a file of its own."""
        folder = tempfile.mkdtemp()
        self.addCleanup(lambda: __import__("shutil").rmtree(folder, ignore_errors=True))
        path = os.path.join(folder, name + ".py")
        with open(path, "w", encoding="utf-8") as file:
            file.write(textwrap.dedent(text))
        spec = importlib.util.spec_from_file_location(name, path)
        module = importlib.util.module_from_spec(spec)
        module.__dict__.update(wrap=wrap, weft=weft, tell=tell, plain=plain, **namespace)
        sys.modules[name] = module
        self.addCleanup(sys.modules.pop, name, None)
        spec.loader.exec_module(module)
        return module


class TestScopes(WrapTest):
    def test_01_super_and_class_cell(self):
        class A:
            def f(self):
                return "A"

            @classmethod
            def c(cls):
                return cls.__name__

        class B(A):
            @wrap
            def f(self):
                return str(super().f()) + super(B, self).f() + __class__.__name__

            @classmethod
            @wrap
            def c(cls):
                return str(super().c())

        self.assertEqual(B().f(), "AAB")
        self.assertEqual(B.c(), "B")
        self.assertIn("str", CALLS)

    def test_02_closures(self):
        count = 0

        @wrap
        def bump(by):
            nonlocal count
            count += int(by)
            return count

        @wrap
        def fact(n):
            return 1 if n < 2 else n * fact(n - 1)

        self.assertEqual((bump(2), bump(3), count), (2, 5, 5))
        self.assertEqual(fact(5), 120)
        self.assertEqual(CALLS.count(fact.__qualname__), 4)

    def test_03_nested_def_keeps_its_signature(self):
        @wrap
        def outer():
            def inner(a, *, b=len("x")):
                return a + b

            return inspect.signature(inner), inner(1)

        signature, value = outer()
        self.assertEqual((str(signature), value), ("(a, *, b=1)", 2))

    def test_04_nested_decorators_stay(self):
        @wrap
        def f():
            class C:
                @property
                def p(self):
                    return 1

                @classmethod
                def c(cls):
                    return cls.__name__

            @contextlib.contextmanager
            def m():
                yield 3

            with m() as three:
                return C().p, C.c(), three

        self.assertEqual(f(), (1, "C", 3))

    def test_05_nested_class_with_super(self):
        @wrap
        def f():
            class A(list):
                def __init__(self, items):
                    super().__init__(items)

            return A([1, 2])

        self.assertEqual(f(), [1, 2])

    def test_06_private_names(self):
        class A:
            def __init__(self):
                self.__v = 4

            def __p(self, x):
                return x + self.__v

            @wrap
            def f(self):
                return self.__p(abs(-1)) + self.__v

        self.assertEqual(A().f(), 9)

    def test_07_async(self):
        async def inner(x):
            await asyncio.sleep(0)
            return x

        @wrap
        async def f():
            return [await inner(i) async for i in g()] + [await inner(9)]

        @wrap
        async def g():
            for i in range(2):
                yield await inner(i)

        self.assertEqual(asyncio.run(f()), [0, 1, 9])
        self.assertTrue(inspect.iscoroutinefunction(f))
        self.assertTrue(inspect.isasyncgenfunction(g))

    def test_types_coroutine(self):
        def f(x):
            yield
            return abs(x)

        for rewrite in (wrap, weft.profile):
            new = rewrite(types.coroutine(f))

            async def main():
                return await new(-1)

            self.assertEqual(asyncio.run(main()), 1)

    def test_08_lambda(self):
        f = wrap(lambda x: int(x) + 1)
        g, h = wrap(lambda x: str(x)), wrap(lambda x: abs(x))
        self.assertEqual((f("3"), g(1), h(-1)), (4, "1", 1))
        self.assertEqual(CALLS, ["int", "str", "abs"])

    def test_08_lambdas_of_one_line(self):
        def calls_of(func, *args):
            CALLS.clear()
            result = wrap(func)(*args)
            while callable(result):
                result = result(3)
            return result, [name.rpartition(".")[2] for name in CALLS]

        f, g, h = (lambda x: str(x)), (lambda: (lambda: repr(1))()), (lambda x: str(x))
        self.assertEqual(calls_of(f, 2), ("2", ["str"]))
        self.assertEqual(calls_of(g), ("1", ["<lambda>", "repr"]))
        self.assertEqual(calls_of(h, 2), ("2", ["str"]))
        f, g = (lambda x, y=(lambda z: str(z)): repr(y(x))), (lambda x: lambda y: ascii(x + y))
        self.assertEqual(calls_of(f, 1), ("'1'", ["<lambda>", "repr"]))
        self.assertEqual(calls_of(f.__defaults__[0], 1), ("1", ["str"]))
        self.assertEqual(calls_of(g, 1), ("4", ["ascii"]))
        self.assertEqual(calls_of(g(1), 2), ("3", ["ascii"]))

    def test_09_10_frame_builtins(self):
        @wrap
        def f(a):
            here = locals()
            alias = locals
            return sorted(here), sorted(alias()), sorted(vars()), dir()

        expected = ["a"]
        found = f(1)
        self.assertEqual(found[0], expected)
        self.assertEqual(found[1], ["a", "alias", "here"])
        self.assertEqual(found[2], ["a", "alias", "here"])
        self.assertEqual(found[3], ["a", "alias", "here"])

    def test_10_builtins_module(self):
        module = self.load(
            """
            import builtins
            @wrap
            def f(a):
                g = globals
                return sorted(builtins.locals()), g() is globals()
            """
        )
        self.assertEqual(module.f(1), (["a", "g"], True))

    def test_11_eval_and_exec(self):
        @wrap
        def f(a):
            out = []
            exec("out.append(a)")
            return eval("a + 1"), out

        self.assertEqual(f(1), (2, [1]))

    def test_12_frames(self):
        module = self.load(
            """
            import inspect, sys
            @wrap
            def f():
                return sys._getframe().f_code.co_name, inspect.currentframe().f_code.co_name
            """
        )
        self.assertEqual(module.f(), ("f", "f"))

    def test_13_warnings(self):
        @wrap
        def f():
            warnings.warn("here")

        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            f()
        self.assertEqual(caught[0].filename, __file__)
        self.assertEqual(caught[0].lineno, f.__code__.co_firstlineno + 2)

    def test_14_logging(self):
        module = self.load(
            """
            import logging
            @wrap
            def f():
                logging.warning("x")
            """
        )
        with self.assertLogs() as logs:
            module.f()
        self.assertEqual(logs.records[0].funcName, "f")

    def test_15_namedtuple_and_enum(self):
        module = self.load(
            """
            import collections, enum
            @wrap
            def f():
                return collections.namedtuple("N", "a b"), enum.Enum("E", "A B")
            N, E = f()
            """
        )
        self.assertEqual((module.N.__module__, module.E.__module__), ("generated",) * 2)
        self.assertEqual(pickle.loads(pickle.dumps(module.N(1, 2))), (1, 2))

    def test_17_keywords_named_like_the_wrapper_s(self):
        def target(**kwargs):
            return kwargs

        @wrap
        def f():
            return target(__call=1, callee=2), target(**{"__call": 3})

        self.assertEqual(f(), ({"__call": 1, "callee": 2}, {"__call": 3}))

    def test_18_19_20_defaults_and_annotations(self):
        evaluated = []

        def default():
            evaluated.append(1)
            return 5

        class A:
            K = 7
            T = int

            @wrap
            def f(self, x=default(), y=K, *, z=K) -> T:
                return x + y + z

        self.assertEqual(A().f(), 19)
        self.assertEqual(evaluated, [1])
        self.assertEqual(A.f.__annotations__, {"return": int})
        self.assertEqual(CALLS, [])

    def test_21_future_annotations(self):
        module = self.load(
            """
            from __future__ import annotations
            class A:
                @wrap
                def f(self, other: Missing) -> A:
                    def g(x: Nowhere): return str(x)
                    return g(other)
            """
        )
        self.assertEqual(module.A().f(1), "1")
        self.assertEqual(module.A.f.__annotations__, {"other": "Missing", "return": "A"})


class TestDecorators(WrapTest):
    def test_22_properties(self):
        class A:
            def __init__(self):
                self.items = "3"

            @property
            @wrap
            def p(self):
                return int(self.items)

            @functools.cached_property
            @wrap
            def q(self):
                return int(self.items) + 1

            @wrap
            @property
            def r(self):
                return int(self.items) + 2

            @wrap
            @functools.cached_property
            def s(self):
                return int(self.items) + 3

        a = A()
        self.assertEqual((a.p, a.q, a.r, a.s, a.s), (3, 4, 5, 6, 6))
        self.assertEqual(CALLS, ["int"] * 4)

    def test_properties_of_a_class_of_their_own(self):
        class Own(property):
            pass

        class A:
            @wrap
            @Own
            def p(self):
                """The text."""
                return int("3")

        self.assertEqual((A().p, type(A.p), A.p.__doc__), (3, Own, "The text."))

    def test_23_same_names(self):
        class A:
            @property
            @wrap
            def x(self):
                return int(self._x)

            @x.setter
            @wrap
            def x(self, value):
                self._x = str(value)

        a = A()
        a.x = 5
        self.assertEqual(a.x, 5)

        @functools.singledispatch
        @wrap
        def show(value):
            return repr(value)

        @show.register(int)
        @wrap
        def _(value):
            return hex(value)

        @show.register(str)
        @wrap
        def _(value):
            return value.upper()

        self.assertEqual((show(255), show("a"), show(None)), ("0xff", "A", "None"))

    def test_24_reload_and_factories(self):
        module = self.load(
            """
            @wrap
            def f():
                return abs(-1)
            def make(n):
                @wrap
                def g():
                    return abs(n)
                return g
            """
        )
        first = module.f
        module.__spec__.loader.exec_module(module)
        self.assertIsNot(module.f, first)
        self.assertEqual((module.f(), module.make(-2)(), module.make(-3)()), (1, 2, 3))
        self.assertEqual(CALLS, ["abs"] * 3)

    def test_25_contextmanager_above(self):
        @contextlib.contextmanager
        @wrap
        def m():
            yield int("3")

        with m() as value:
            self.assertEqual(value, 3)

    def test_26_27_29_decorators_above(self):
        registered = []

        def register(factor):
            def decorate(func):
                registered.append(func.__name__)
                return lambda *args: func(*args) * factor

            return decorate

        holder = types.SimpleNamespace(route=register)

        @functools.lru_cache(maxsize=None)
        @holder.route(10)
        @weft.rewrite_wrap_calls(wrap_call=tell)
        def f(x):
            return abs(x)

        self.assertEqual((f(-1), f(-1), registered), (10, 10, ["f"]))
        self.assertEqual(CALLS, ["abs"])
        stored = weft.wrap_calls(wrapper=tell)
        self.assertEqual(stored(plain)(abs, -4), 4)

    def test_28_decorators_below(self):
        def below(func):
            @functools.wraps(func)
            def wrapper(*args):
                return func(*args) + 1

            return wrapper

        @wrap
        @below
        def f(x):
            return abs(x)

        self.assertEqual(f(-1), 2)
        self.assertEqual(CALLS, ["TestDecorators.test_28_decorators_below.<locals>.f"])

    def test_30_static_methods_and_classes(self):
        class A:
            @wrap
            @staticmethod
            def s(x):
                return abs(x)

            @wrap
            @classmethod
            def c(cls, x):
                return abs(x)

        self.assertEqual((A.s(-1), A().s(-2), A.c(-3)), (1, 2, 3))
        self.assertEqual(CALLS, ["abs"] * 3)

        @wrap
        class B:
            def __init__(self, x):
                self.x = abs(x)

            @property
            def p(self):
                return str(self.x)

            class Inner:
                def f(self):
                    return len("abc")

        self.assertEqual((B(-4).p, B.Inner().f()), ("4", 3))
        self.assertEqual(CALLS[3:], ["abs", "str", "len"])

    def test_30_what_nobody_wrote_stays_in_classes(self):
        @wrap
        @dataclasses.dataclass
        class C:
            a: int = 1
            made = lambda self: repr(self.a)

            def m(self):
                return str(self.a)

        init = C.__init__
        self.assertEqual((C(2).m(), C(3).made()), ("2", "3"))
        self.assertEqual(CALLS, ["str", "repr"])
        self.assertIs(C.__init__, init)
        space = {"__name__": "nowhere"}
        exec("class D:\n def f(self): return str(1)", space)
        with self.assertRaisesRegex(weft.SourceError, "not available"):
            wrap(space["D"])

    def test_30_modules(self):
        module = self.load(
            """
            def f(x): return abs(x)
            class A:
                def g(self, x): return f(x)
            h = f
            """
        )
        self.assertIs(wrap(module), module)
        self.assertEqual((module.A().g(-1), module.h(-2)), (1, 2))
        self.assertEqual(CALLS, ["f", "abs", "abs"])

    def test_31_stacked(self):
        seen = []

        def outer(callee, /, *args, **kwargs):
            seen.append(("outer", callee.__qualname__))
            return callee(*args, **kwargs)

        def inner(callee, /, *args, **kwargs):
            seen.append(("inner", callee.__qualname__))
            return callee(*args, **kwargs)

        @weft.wrap_calls(wrapper=outer)
        @weft.wrap_calls(wrapper=inner)
        def f(x):
            return abs(x)

        self.assertEqual(f(-1), 1)
        self.assertEqual(seen, [("outer", "abs"), ("inner", "abs")])

    def test_32_classmethod_above(self):
        class A:
            @classmethod
            @wrap
            def c(cls):
                return cls.__name__ + str(1)

            @staticmethod
            @wrap
            def s():
                return str(2)

        self.assertEqual((A.c(), A().s()), ("A1", "2"))

    def test_pickle_and_abstract(self):
        class A(abc.ABC):
            @abc.abstractmethod
            @wrap
            def f(self):
                return str(1)

        with self.assertRaises(TypeError):
            A()
        self.assertIs(pickle.loads(pickle.dumps(for_pickle)), for_pickle)

        @dataclasses.dataclass
        class D:
            x: int

            @wrap
            def f(self):
                return abs(self.x)

        class E(enum.Enum):
            A = 1

            @wrap
            def f(self):
                return abs(self.value)

        self.assertEqual((D(-1).f(), E.A.f()), (1, 1))


@wrap
def for_pickle():
    return str(1)


class TestSource(WrapTest):
    def test_33_34_layout(self):
        class A:
            @wrap
            def f(self):
                text = """
                indented
at column 0
                """
# a comment at column 0
                return str(text)

        self.assertEqual(
            A().f(), "\n                indented\nat column 0\n                "
        )

    def test_35_type_comments(self):
        @wrap
        def f(x):
            return int(x)  # type: int

        self.assertEqual(f("3"), 3)

    def test_36_names_of_parameters(self):
        @wrap
        def f(_weft_wrap, _recompyle_wrap):
            return abs(_weft_wrap) + abs(_recompyle_wrap)

        self.assertEqual(f(-1, -2), 3)

    def test_37_renamed(self):
        def f():
            return str(1)

        f.__name__ = "zzz"
        g = wrap(f)
        self.assertEqual((g(), g.__name__), ("1", "zzz"))

    def test_38_without_a_file(self):
        namespace = {"wrap": wrap}
        exec("def f(): return str(1)", namespace)
        with self.assertRaisesRegex(weft.SourceError, "the source of `f` is not available"):
            wrap(namespace["f"])
        import linecache

        text = "def f():\n    return str(1)\n"
        linecache.cache["<cell 1>"] = (len(text), None, text.splitlines(True), "<cell 1>")
        exec(compile(text, "<cell 1>", "exec"), namespace)
        self.assertEqual(wrap(namespace["f"])(), "1")
        self.assertEqual(CALLS, ["str"])

    def test_attributes(self):
        def f(a, b=2, *, c: int = 3) -> str:
            "doc"
            return str(a)

        f.tag = 1
        g = wrap(f)
        self.assertEqual(inspect.signature(g), inspect.signature(f))
        for name in ("__doc__", "__name__", "__qualname__", "__module__", "__dict__"):
            self.assertEqual(getattr(g, name), getattr(f, name))
        self.assertIs(g.__globals__, f.__globals__)
        self.assertEqual(g.__code__.co_names, f.__code__.co_names)
        self.assertEqual(g.__code__.co_varnames, f.__code__.co_varnames)
        self.assertEqual(inspect.getsource(g), inspect.getsource(f))

    def test_changed_file(self):
        module = self.load("def f():\n    return str(1)\n")
        with open(module.__file__, "w") as file:
            file.write("# longer\ndef g():\n    return 1\n")
        with self.assertRaisesRegex(weft.SourceError, "was the file changed"):
            wrap(module.f)
        module = self.load("def f():\n    return str(1)\n")
        with open(module.__file__, "w") as file:
            file.write("def f():\n    return repr(111)\n")
        with self.assertRaisesRegex(weft.SourceError, "was the file changed"):
            wrap(module.f)
        module = self.load("def f(x):\n    return abs(x) + 1\n")
        with open(module.__file__, "w") as file:
            file.write("def f(x):\n    return abs(x) - 1\n")
        with self.assertRaisesRegex(weft.SourceError, "was the file changed"):
            wrap(module.f)

    def test_a_file_that_was_not_changed(self):
        module = self.load("""
            from __future__ import annotations
            try:
                import os.path, sys as system
            except ImportError:
                system = None
            def f(x: int) -> str:
                return os.path.join(os.fspath(x), str(system.intern("a")))
            """)
        saved = sys.gettrace()
        sys.settrace(lambda *args: None)
        try:
            self.assertEqual(module.f("b"), os.path.join("b", "a"))
            self.assertEqual(wrap(module.f)("b"), os.path.join("b", "a"))
        finally:
            sys.settrace(saved)


class TestPlaces(WrapTest):
    BODY = """
        def boom(x):
            raise KeyError(x)
        def f(a):
            x = str(a)
            return (x
                    .upper()
                    .join([
                        boom(a + 1)]))
        def g(): return [y for y in f"{boom(3)}"] + len(
            "abc")
        class C:
            def m(self):
                return self.n(1,
                              boom(2)).p(3)
        """

    def trace(self, module, func, rewrite):
        func = rewrite(func)
        try:
            func(*([1] if func.__code__.co_argcount else []))
        except KeyError as error:
            frames = traceback.extract_tb(error.__traceback__)[1:]
            skipped = [f for f in frames if f.name not in ("tell", "plain")]
            return [
                (f.name, f.lineno, getattr(f, "colno", 0), getattr(f, "end_colno", 0))
                for f in skipped
            ]

    def test_45_tracebacks(self):
        module = self.load(self.BODY)
        for func in (module.f, module.g):
            self.assertEqual(
                self.trace(module, func, wrap), self.trace(module, func, lambda f: f), func
            )

    @unittest.skipIf(sys.version_info < (3, 11), "columns came with Python 3.11")
    def test_positions(self):
        module = self.load(self.BODY)
        for func in (module.f, module.g, module.C.m):
            before = set(func.__code__.co_positions())
            after = set(wrap(func).__code__.co_positions())
            # What the compiler inserted has a place, but no extent.
            self.assertEqual(
                {p for p in after if p[0] != p[1] or p[2] != p[3]} - before, set(), func
            )

    def test_45_line_events(self):
        module = self.load(
            """
            def f(items):
                total = 0
                for item in items:
                    total += abs(item)
                return str(
                    total
                ).join(["a",
                        str(1)]).strip(
                    ).upper()
            """
        )

        plain, wrapped = lines_of(module.f, [1, -2]), lines_of(wrap(module.f), [1, -2])
        self.assertEqual(set(wrapped), set(plain))
        self.assertEqual(wrapped[:6], plain[:6])


if __name__ == "__main__":
    unittest.main()
