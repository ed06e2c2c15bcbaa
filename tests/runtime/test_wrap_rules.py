#!/usr/bin/env python3
"""Which calls are wrapped, in which order, and by what."""

import types
import unittest

import weft

CALLS = []


def tell(__call, *args, **kwargs):
    CALLS.append(__call.__qualname__)
    return __call(*args, **kwargs)


class TestOrder(unittest.TestCase):
    def setUp(self):
        CALLS.clear()

    def test_order(self):
        class C:
            def m(self, x, *, k):
                return x + k

        @weft.wrap_calls(wrapper=tell)
        def f():
            return C().m(int(str(1)), k=len("ab"))

        self.assertEqual(f(), 3)
        self.assertEqual([name.rpartition(".")[2] for name in CALLS], ["C", "str", "int", "len", "m"])

    def test_all_kinds_of_places(self):
        @weft.wrap_calls(wrapper=tell)
        def f(items, *more, **named):
            a = [abs(i) for i in items]
            b = (lambda x: str(x))(3)
            c = f"{len(a)!r:>{int(2)}}"
            d = sum(abs(i) for i in items)
            if (n := len(b)) > 0:
                a.append(n)
            return max(*a, *more), dict(**named, z=1), c, d

        self.assertEqual(f([-1, 2], 7, y=2), (7, {"y": 2, "z": 1}, " 2", 3))
        self.assertEqual(
            [name.rpartition(".")[2] for name in CALLS],
            "abs abs <lambda> str len int sum abs abs len append max dict".split(),
        )

    def test_details(self):
        details = {}

        @weft.rewrite_wrap_calls(wrap_call=tell, rewrite_details=details)
        def f(x=len("a")):
            # a comment
            return abs(  x )

        self.assertEqual(set(details), {"original_func", "original_source", "new_source"})
        self.assertIsInstance(details["original_func"], types.FunctionType)
        self.assertIn("return abs(  x )", details["original_source"])
        self.assertIn("# a comment", details["new_source"])
        self.assertIn("_weft_wrap(abs,  x )", details["new_source"])
        self.assertIn("x=len(", details["new_source"])


class TestFilters(unittest.TestCase):
    def names(self, func, **filters):
        CALLS.clear()
        weft.rewrite_wrap_calls(wrap_call=tell, **filters)(func)()
        return [name.rpartition(".")[2] for name in CALLS]

    def test_names(self):
        one = types.SimpleNamespace(c_1=lambda: 1, c_2=lambda: 2)
        a = types.SimpleNamespace(b=[types.SimpleNamespace(c={"c": one})])
        c = "c"

        def f():
            a.b[0].c["c"].c_1()
            a.b[0].c[c].c_2()
            return len(str(abs(-1)))

        for names in ({"a.b[0].c[c].c_1"}, {"a.b[*].c[*].c_1"}, {"a.b[0].c[*].c_1"}):
            left = self.names(f, blacklist=names)
            self.assertEqual(len(left), 4, names)
            self.assertEqual(len(self.names(f, whitelist=names)), 1)
        self.assertEqual(self.names(f, whitelist={"str", "abs"}), ["abs", "str"])
        self.assertEqual(len(self.names(f, blacklist={"a.*"})), 3)
        self.assertEqual(self.names(f, whitelist=set()), [])
        self.assertEqual(len(self.names(f, blacklist=set())), 5)
        self.assertEqual(len(self.names(f, ignore_builtins=True)), 2)
        self.assertEqual(self.names(f, ignore_builtins=True, whitelist={"str"}), [])

    def test_39_any_callee(self):
        fs = [abs, str]
        a, b = None, abs
        i = 0
        table = {(1, 2): abs}

        def f():
            return [
                "x".upper(), f"{i}".upper(), (lambda y: y)(1), fs[-1](3), fs[i + 1](3),
                fs[1:].count(1), [1].index(1), {}.get(1), (a or b)(-1),
                (b if i == 0 else a)(-1), (b and abs)(-1), table[1, 2](-3), str(1).upper(),
            ]

        plain = f()
        CALLS.clear()
        new = weft.wrap_calls(wrapper=tell, blacklist={"nothing"}, ignore_builtins=True)(f)
        self.assertEqual(new(), plain)
        self.assertGreater(len(CALLS), 8)

    def test_arguments_are_left_alone(self):
        names = {"abs"}
        self.names(lambda: abs(-1), blacklist=names, ignore_builtins=True)
        self.assertEqual(names, {"abs"})

    def test_stacked(self):
        calls = []

        def outer(callee, /, *args):
            calls.append(("outer", callee.__name__))
            return callee(*args)

        def inner(callee, /, *args):
            calls.append(("inner", callee.__name__))
            return callee(*args)

        @weft.wrap_calls(wrapper=outer, whitelist={"str"})
        @weft.wrap_calls(wrapper=inner, blacklist={"len"})
        def f(x):
            return len(str(abs(x)))

        self.assertEqual(f(-10), 2)
        self.assertEqual(calls, [("inner", "abs"), ("outer", "str"), ("inner", "str")])

    def test_the_upper_of_two_wrappers_gets_what_is_like_the_callee(self):
        seen = {}

        def outer(callee, /, *args):
            seen.setdefault(callee, (callee == abs, callee.__module__, callee.__doc__, repr(callee)))
            return callee(*args)

        @weft.wrap_calls(wrapper=outer)
        @weft.wrap_calls(wrapper=lambda callee, /, *args: callee(*args))
        def f(x):
            return abs(abs(x))

        self.assertEqual(f(-10), 10)
        self.assertEqual(f(-11), 11)
        self.assertEqual(seen, {abs: (True, "builtins", abs.__doc__, repr(abs))})


class TestClones(unittest.TestCase):
    """Wrappers made for the shape of a call do what the wrapper does."""

    def results(self, wrapper):
        def target(*args, **kwargs):
            return args, kwargs

        @weft.wrap_calls(wrapper=wrapper)
        def f():
            pair = (8, 9)
            return [
                target(),
                target(1),
                target(1, 2, k=3),
                target(*pair, k=1),
                target(1, **{"a": 2}),
                target(args=1, kwargs=2, _weft_0=3),
                target(*range(12)),
                target(0, 1, 2, 3, 4, 5, 6, 7, 8, 9),
            ]

        expected = [
            ((), {}),
            ((1,), {}),
            ((1, 2), {"k": 3}),
            ((8, 9), {"k": 1}),
            ((1,), {"a": 2}),
            ((), {"args": 1, "kwargs": 2, "_weft_0": 3}),
            (tuple(range(12)), {}),
            (tuple(range(10)), {}),
        ]
        # `range` too went through the wrapper.
        self.assertEqual(f(), expected)

    def test_passing(self):
        def wrapper(callee, *args, **kwargs):
            return callee(*args, **kwargs)

        self.results(wrapper)

    def test_looking(self):
        seen = []

        def wrapper(callee, *args, **kwargs):
            "doc"
            seen.append((args, kwargs))
            try:
                return callee(*args, **kwargs)
            finally:
                kwargs["more"] = 1

        self.results(wrapper)
        self.assertEqual(seen[0][0], ())

    def test_changing(self):
        def wrapper(callee, *args, **kwargs):
            args = tuple(args)
            kwargs.setdefault("x", 1)
            kwargs.pop("x") if kwargs["x"] == 1 else None
            return callee(*args, **kwargs)

        self.results(wrapper)

    def test_closures(self):
        def wrapper(callee, *args, **kwargs):
            def call():
                return callee(*args, **kwargs)

            return call()

        self.results(wrapper)

    def test_other_parameters(self):
        def one(callee, *rest, **named):
            return callee(*rest, **named)

        class Counter:
            num_calls = 0

            def __call__(self, callee, *args, **kwargs):
                self.num_calls += 1
                return callee(*args, **kwargs)

            def method(self, callee, *args, **kwargs):
                self.num_calls += 1
                return callee(*args, **kwargs)

        counter = Counter()
        self.results(one)
        self.results(counter)
        self.results(counter.method)
        self.results(lambda callee, *args, **kwargs: callee(*args, **kwargs))
        self.assertEqual(counter.num_calls, 18)

    def test_frames(self):
        def wrapper(callee, *args, **kwargs):
            assert sorted(locals()) == ["args", "callee", "kwargs"], locals()
            return callee(*args, **kwargs)

        self.results(wrapper)


if __name__ == "__main__":
    unittest.main()
