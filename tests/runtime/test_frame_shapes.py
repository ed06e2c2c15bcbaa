#!/usr/bin/env python3
"""What looks at frames sees what it saw: 56 shapes of calls, plain and rewritten.

Each row of SHAPES is a program that assigns to `result`. It is run as it is, profiled by the
native module, profiled in pure Python, and with its calls routed through a wrapper in Python.
The result is the same each time, but for what the row says of the wrapper:

* `FRAMES`: a list of the names of frames, or the text of a traceback, has the wrapper's as well.
* `DEPTH`: each call takes one frame more.
* `REFERENCES`: the wrapper holds the arguments, too.
* Another value: that is the result. It is about the frame of the caller: the wrapper's.
"""

import contextlib
import io
import os
import sys
import tempfile
import types
import unittest

import weft.pipeline
from profiled import IMPLEMENTATIONS
from weft import profiling

WRAPPER = """
def call(callee, /, *args, **kwargs):
    return callee(*args, **kwargs)
"""
LINE = 3  # Of the call in it.

# What several shapes use.
COMMON = """
import asyncio, collections, contextlib, dataclasses, enum, functools, inspect, logging, sys
import traceback, typing, warnings, weakref
def name(): return sys._getframe(2).f_code.co_name
def until(names): return names[:names.index("<module>")]
def boom(x): raise KeyError(x)
def same(*args, **kwargs): return args, kwargs
def frames_of(error): return [e.name for e in traceback.extract_tb(error.__traceback__)]
def text_of(function):
    try: function()
    except Exception: return traceback.format_exc()
class A:
    def f(self): return "A"
    @classmethod
    def c(cls): return "A" + cls.__name__
    @property
    def p(self): return "Ap"
"""

SAME, FRAMES, DEPTH, REFERENCES = "same", "frames", "depth", "references"

SHAPES = [
    # name, what is different under a wrapper, program
    ("super()", SAME, "class B(A):\n def f(self): return 'B' + super().f()\nresult = B().f()"),
    ("super() in a classmethod", SAME,
     "class B(A):\n @classmethod\n def c(cls): return 'B' + super().c()\nresult = B.c()"),
    ("super() in a property", SAME,
     "class B(A):\n @property\n def p(self): return 'B' + super().p\nresult = B().p"),
    ("super by another name", SAME,
     "class B(A):\n def f(self):\n  s = super\n  return 'B' + s().f()\nresult = B().f()"),
    ("super with arguments", SAME,
     "class B(A):\n def f(self): return 'B' + super(B, self).f()\nresult = B().f()"),
    ("__class__", SAME, "class B(A):\n def f(self): return str(__class__)\nresult = B().f()"),
    ("super() whose result is used in nested code", SAME,
     "class B(A):\n def f(self):\n  s = super()\n  return [str(s.f()) for _ in range(2)]\nresult = B().f()"),
    ("locals()", SAME, "def f(a):\n b = abs(a)\n return sorted(locals())\nresult = f(1)"),
    ("locals by another name", SAME,
     "def f(a):\n l = locals\n return sorted(l())\nresult = f(1)"),
    ("vars()", SAME, "def f(a):\n return sorted(vars())\nresult = f(1)"),
    ("dir()", SAME, "def f(a):\n return dir()\nresult = f(1)"),
    ("vars and dir by other names", SAME,
     "def f(a):\n v, d = vars, dir\n return sorted(v()), d()\nresult = f(1)"),
    ("locals() in a class body", SAME,
     "class C:\n x = abs(-1)\n y = sorted(locals())\nresult = C.y"),
    ("eval() of a local", SAME, "def f(a):\n return eval('a + 1')\nresult = f(1)"),
    ("eval by another name", SAME, "def f(a):\n e = eval\n return e('a + 1')\nresult = f(1)"),
    ("exec() that reads a local", SAME,
     "def f(a):\n out = []\n exec('out.append(a)')\n return out\nresult = f(1)"),
    ("exec() with namespaces", SAME,
     "def f(a):\n space = {}\n exec('x = 1', space)\n return space['x']\nresult = f(1)"),
    ("globals()", SAME, "def f(): return globals() is sys.modules['shapes'].__dict__\nresult = f()"),
    ("globals by another name", SAME,
     "g = globals\ndef f(): return g() is sys.modules['shapes'].__dict__\nresult = f()"),
    ("compile() inherits future imports", SAME,
     "def f(): return compile('x: y = 1', '', 'exec').co_flags\nresult = f()"),
    ("sys._getframe()", SAME, "def f(): return sys._getframe().f_code.co_name\nresult = f()"),
    ("sys._getframe(1) of a callee", "call",
     "def g(): return sys._getframe(1).f_code.co_name\ndef f(): return g()\nresult = f()"),
    ("inspect.currentframe()", SAME,
     "def f(): return inspect.currentframe().f_code.co_name\nresult = f()"),
    ("inspect.stack()", FRAMES,
     "def g(): return until([each.function for each in inspect.stack()])\n"
     "def f(): return g()\nresult = f()"),
    ("traceback.extract_stack()", FRAMES,
     "def g(): return until([each.name for each in traceback.extract_stack()[::-1]])\n"
     "def f(): return g()\nresult = f()"),
    ("a callee that reads its caller's locals", ["args", "callee", "kwargs"],
     "def g(): return sorted(sys._getframe(1).f_locals)\ndef f(a):\n b = 1\n return g()\n"
     "result = f(1)"),
    ("a callee that reads its caller's line", LINE,
     "def g(): return sys._getframe(1).f_lineno\ndef f():\n x = (\n  g()\n )\n return x\n"
     "result = f()"),
    ("a callee that reads its caller's globals", "shape_hooks",
     "def g(): return sys._getframe(1).f_globals['__name__']\ndef f(): return g()\nresult = f()"),
    ("warnings.warn()", SAME,
     "def f():\n with warnings.catch_warnings(record=True) as got:\n"
     "  warnings.simplefilter('always')\n  warnings.warn('x')\n"
     " return got[0].filename, got[0].lineno\nresult = f()"),
    ("warnings.warn(stacklevel=2) of a callee", ("shape_hooks.py", LINE),
     "def g(): warnings.warn('x', stacklevel=2)\ndef f():\n"
     " with warnings.catch_warnings(record=True) as got:\n"
     "  warnings.simplefilter('always')\n  g()\n return got[0].filename, got[0].lineno\nresult = f()"),
    ("logging's name of the function", ("call", LINE),
     "class H(logging.Handler):\n def emit(self, record): self.seen = record.funcName, record.lineno\n"
     "log = logging.Logger('shapes'); h = H(); log.addHandler(h)\n"
     "def f():\n log.warning('x')\n return h.seen\nresult = f()"),
    ("type() with three arguments", SAME,
     "def f(): return type('T', (), {}).__module__\nresult = f()"),
    ("type by another name", SAME, "t = type\ndef f(): return t('T', (), {}).__module__\nresult = f()"),
    ("namedtuple()", SAME,
     "def f(): return collections.namedtuple('N', 'a').__module__\nresult = f()"),
    ("Enum()", SAME, "def f(): return enum.Enum('E', 'A B').__module__\nresult = f()"),
    ("TypeVar()", SAME, "def f(): return typing.TypeVar('T').__module__\nresult = f()"),
    ("NewType()", SAME,
     "def f(): return getattr(typing.NewType('T', int), '__module__', '')\nresult = f()"),
    ("make_dataclass()", SAME,
     "def f(): return dataclasses.make_dataclass('D', ['a']).__module__\nresult = f()"),
    ("a class statement", SAME,
     "class M(type):\n def __new__(m, n, b, d, **k):\n"
     "  return super().__new__(m, n, b, dict(d, seen=name()), **k)\n"
     "def f():\n class C(metaclass=M): x = abs(-1)\n return C.__module__, C.__qualname__, C.x\n"
     "result = f()"),
    ("__build_class__()", SAME,
     "def f():\n def body(): pass\n return __build_class__(body, 'C').__qualname__\nresult = f()"),
    ("breakpoint()", SAME,
     "def f():\n seen = []\n"
     " old, sys.breakpointhook = sys.breakpointhook, lambda: seen.append(sys._getframe(1).f_code.co_name)\n"
     " try: breakpoint()\n finally: sys.breakpointhook = old\n return seen\nresult = f()"),
    ("contextmanager", FRAMES,
     "@contextlib.contextmanager\ndef m():\n try: yield\n"
     " except KeyError as e: result.extend(frames_of(e))\nresult = []\n"
     "def f():\n with m(): boom(1)\nf()"),
    ("the traceback of a call that raises", FRAMES,
     "def f():\n return boom(1)\ntry: f()\nexcept KeyError as e: result = frames_of(e)"),
    ("the text of a traceback", FRAMES,
     "def f():\n x = same(1, k=boom(\n  2))\n return x\nresult = text_of(f)"),
    ("the text of a traceback, in nested code", FRAMES,
     "def f():\n return [same(y).count(boom(y)) for y in (1,)]\nresult = text_of(f)"),
    ("the text of chained exceptions", FRAMES,
     "def f():\n try: boom(1)\n except KeyError as e: raise ValueError(str(e)) from e\n"
     "result = text_of(f)"),
    ("__context__ and sys.exc_info()", SAME,
     "def f():\n try: boom(1)\n except KeyError:\n  seen = sys.exc_info()[0].__name__\n"
     "  try: boom(2)\n  except KeyError as e: return seen, str(e.__context__), e.args\nresult = f()"),
    ("StopIteration", SAME,
     "def f():\n it = iter([1])\n return next(it), next(it, 2), text_of(it.__next__)[-14:]\nresult = f()"),
    ("the text of a TypeError", SAME,
     "def g(a): return a\ndef f():\n seen = []\n"
     " for call in (lambda: g(), lambda: g(1, 2), lambda: g(b=1), lambda: len(), lambda: (1)()):\n"
     "  try: call()\n  except TypeError as e: seen.append(str(e))\n return seen\n"
     "import warnings as w; w.simplefilter('ignore'); result = f()"),
    ("generators", SAME,
     "def g(n):\n got = yield abs(-n)\n yield same(got, (yield abs(got)))\n"
     "def f():\n it = g(1)\n return next(it), it.send(2), it.send(3), list(x for x in g(4) if 0)\n"
     "try: result = f()\nexcept TypeError as e: result = str(e)"),
    ("await in arguments", SAME,
     "async def g(x):\n await asyncio.sleep(0)\n return x\n"
     "async def f(): return same(await g(1), k=await g(await g(2)))\nresult = asyncio.run(f())"),
    ("async comprehensions and gather", SAME,
     "async def g(n):\n for i in range(n): yield i\nasync def h(x): return [abs(y) async for y in g(x)]\n"
     "async def f(): return await asyncio.gather(h(1), h(2), *(h(i) for i in range(3)))\n"
     "result = asyncio.run(f())"),
    ("the order of evaluation", SAME,
     "seen = []\nclass O:\n def __getattr__(self, n): seen.append(n); return same\n"
     "def a(x): seen.append(x); return x\n"
     "o = O(); o.m(a(1), *[a(2)], k=a(3), **{'l': a(4)}).count(a(5)); result = seen"),
    ("the last reference to an argument", REFERENCES,
     "class T: pass\ndef g(o):\n r = weakref.ref(o)\n del o\n return r() is None\n"
     "def f(): return g(T())\nresult = f()"),
    ("sys.getrefcount()", REFERENCES,
     "def f():\n o = []\n return sys.getrefcount(o)\nresult = f()"),
    ("the depth of recursion", DEPTH,
     "def g(n):\n global deepest\n deepest = n\n g(n + 1)\n"
     "def f():\n try: g(0)\n except RecursionError: pass\n return deepest\nresult = f()"),
]


class TestShapes(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        hooks = types.ModuleType("shape_hooks")
        exec(compile(WRAPPER, "shape_hooks.py", "exec"), hooks.__dict__)
        sys.modules["shape_hooks"] = hooks
        self.addCleanup(sys.modules.pop, "shape_hooks")

    def run_shape(self, number, program, passes, implementation=None, **options):
        path = os.path.join(self.folder, "shapes%d.py" % number)
        source = COMMON + program + "\n"
        with open(path, "w", encoding="utf-8") as file:
            file.write(source)
        saved = profiling.Function
        if implementation:
            profiling.Function = IMPLEMENTATIONS[implementation]
        module = types.ModuleType("shapes")
        module.__file__ = path
        sys.modules["shapes"] = module
        try:
            code = weft.pipeline.Pipeline(passes, **options).compile(source, path, "shapes")
            with contextlib.redirect_stderr(io.StringIO()):
                exec(code, module.__dict__)
            return module.result
        finally:
            profiling.Function = saved
            sys.modules.pop("shapes")

    def test_there_are_56_with_a_name_each(self):
        self.assertEqual(len({name for name, _, _ in SHAPES}), 56)

    def check(self, compare, passes, implementation=None, **options):
        for number, (name, kind, program) in enumerate(SHAPES):
            with self.subTest(shape=name):
                plain = self.run_shape(number, program, "")
                rewritten = self.run_shape(number, program, passes, implementation, **options)
                compare(name, plain, rewritten, kind)

    def compare_profiled(self, name, plain, timed, kind):
        if kind == ["args", "callee", "kwargs"]:
            # The only way to see the names that are added.
            added = ["_weft_E", "_weft_T", "_weft_run"]
            self.assertEqual(timed, added + plain)
        elif name == "sys.getrefcount()" and sys.version_info >= (3, 14):
            # CPython 3.14 lends local variables to what it calls; a stamp returns a reference.
            self.assertEqual((plain, timed), (1, 2))
        elif kind is DEPTH:
            # The stamps are called as well; natively, they have a level where C functions do.
            self.assertIn(plain - timed, range(self.num_levels + 1))
        else:
            self.assertEqual(timed, plain)

    def test_profiled_natively(self):
        self.num_levels = 0 if sys.version_info >= (3, 12) else 1
        self.check(self.compare_profiled, "profile-calls", "native", profile_in=["*"])

    def test_profiled_in_python(self):
        self.num_levels = 6
        self.check(self.compare_profiled, "profile-calls", "fallback", profile_in=["*"])

    def compare_wrapped(self, name, plain, wrapped, kind):
        if kind is SAME:
            self.assertEqual(wrapped, plain)
        elif kind is FRAMES:
            self.assertNotEqual(wrapped, plain)
            self.assertEqual(without_wrapper(wrapped), plain)
        elif kind is DEPTH:
            self.assertAlmostEqual(wrapped, plain / 2, delta=10)
        elif kind is REFERENCES:
            self.assertIn(wrapped - plain, (-1, 0, 1))
        else:
            self.assertEqual(wrapped, kind)

    def test_wrapped(self):
        options = {"wrapper": "shape_hooks:call", "guard": True}
        self.check(self.compare_wrapped, "wrap-calls", **options)


def without_wrapper(shown):
    if isinstance(shown, list):
        return [name for name in shown if name != "call"]
    line = '  File "shape_hooks.py", line %d, in call\n' % LINE
    return shown.replace(line, "")


if __name__ == "__main__":
    unittest.main()
