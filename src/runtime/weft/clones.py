"""Wrappers made for calls of one shape.

`wrapper(callee, *args, **kwargs)` packs its arguments into a tuple and a dict and unpacks
them again. Where the wrapper is a plain Python function of that form, its source is known
and it only passes them on, a copy with one parameter for each argument does the same for
a fraction of the cost. What cannot be copied is called as it is.
"""

import ast
import types
import weakref

from . import functions
from .compiler import place_like
from .errors import RewriteError

__all__ = ["Cloner", "positional"]

_MAX_ARGUMENTS = 8
_MAX_CLONES = 64

# Names by which a wrapper may look at its own frame.
_FRAME_NAMES = frozenset(
    "locals vars dir eval exec super globals inspect sys _getframe currentframe stack "
    "traceback pdb breakpoint __class__".split()
)


class Cloner:
    """Makes clones of one wrapper, each once."""

    def __init__(self, wrapper):
        self.wrapper = wrapper
        self.generic = _generic(wrapper)
        self.guard = None  # For whoever wants to keep one.
        self._clones = {}
        self._is_hopeless = not isinstance(wrapper, types.FunctionType)

    def clone(self, num_positional, keywords):
        """Return a function for calls of this shape, or None.

        It takes the callee, the positional arguments and the values of `keywords`, a
        tuple of names, all by position.
        """
        if self._is_hopeless or num_positional + len(keywords) > _MAX_ARGUMENTS:
            return None
        shape = (num_positional, keywords)
        if shape not in self._clones:
            if len(self._clones) >= _MAX_CLONES:
                return None
            self._clones[shape] = self._make(*shape)
        return self._clones[shape]

    def _make(self, num_positional, keywords):
        try:
            recompiler = functions.Recompiler(self.wrapper)
            code = recompiler.code(changes=[_Specialisation(num_positional, keywords)])
            return functions.make_function(self.wrapper, code)
        except (RewriteError, SyntaxError, OSError, RecursionError):
            self._is_hopeless = True
            return None


_CLONERS = weakref.WeakKeyDictionary()


def positional(wrapper, numbers):
    """Return what to call in place of `wrapper` with so many positional arguments each.

    Rewritten modules call this when they are imported.
    """
    if not isinstance(wrapper, types.FunctionType):
        return (wrapper,) * len(numbers)
    cloner = _CLONERS.get(wrapper)
    if cloner is None:
        cloner = _CLONERS[wrapper] = Cloner(wrapper)
    return [cloner.clone(number, ()) or wrapper for number in numbers]


def _generic(wrapper):
    """Return `wrapper` as a hashable object whose first parameter has no name to collide.

    A call may have a keyword that the wrapper's own first parameter is called by.
    """
    if isinstance(wrapper, types.FunctionType):
        code = wrapper.__code__
        if code.co_argcount == 1 and code.co_posonlyargcount == 0:
            return functions.make_function(wrapper, code.replace(co_posonlyargcount=1))
        return wrapper
    try:
        hash(wrapper)
    except TypeError:
        return types.MethodType(type(wrapper).__call__, wrapper)
    return wrapper


class _Specialisation:
    """Changes the definition of a wrapper for one shape; raises RewriteError if it cannot."""

    def __init__(self, num_positional, keywords):
        self.names = ["_weft_%d" % i for i in range(num_positional + len(keywords))]
        self.num_positional = num_positional
        self.keywords = keywords

    def __call__(self, node, recompiler):
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            raise RewriteError("the wrapper is a lambda")
        args = node.args
        first = args.posonlyargs + args.args
        if len(first) != 1 or args.kwonlyargs or args.defaults:
            raise RewriteError("the wrapper has other parameters")
        if args.vararg is None or args.kwarg is None:
            raise RewriteError("the wrapper does not take any arguments")
        uses = _Uses(args.vararg.arg, args.kwarg.arg)
        for statement in node.body:
            uses.visit(statement)
        if uses.is_hopeless:
            raise RewriteError("the wrapper does more than pass its arguments on")
        passing = _Passing(self, args.vararg.arg, args.kwarg.arg, uses.keeps_keywords)
        node.body = [passing.visit(statement) for statement in node.body]
        prologue = []
        if uses.uses_positional:
            prologue.append(self._tuple(args.vararg.arg))
        if uses.keeps_keywords:
            prologue.append(self._dict(args.kwarg.arg))
        at = 1 if ast.get_docstring(node, clean=False) is not None else 0
        for statement in prologue:
            place_like(statement, node.body[min(at, len(node.body) - 1)])
        node.body[at:at] = prologue
        new_args = [ast.arg(arg=name) for name in self.names]
        for arg in new_args:
            ast.copy_location(arg, first[0])
        args.posonlyargs, args.args = first + new_args, []
        args.vararg = args.kwarg = None
        return node

    def positional(self):
        return [_load(name) for name in self.names[: self.num_positional]]

    def values(self):
        return [_load(name) for name in self.names[self.num_positional :]]

    def _tuple(self, name):
        value = ast.Tuple(elts=self.positional(), ctx=ast.Load())
        return ast.Assign(targets=[ast.Name(id=name, ctx=ast.Store())], value=value)

    def _dict(self, name):
        keys = [ast.Constant(value=keyword) for keyword in self.keywords]
        value = ast.Dict(keys=keys, values=self.values())
        return ast.Assign(targets=[ast.Name(id=name, ctx=ast.Store())], value=value)


def _load(name):
    return ast.Name(id=name, ctx=ast.Load())


class _Uses(ast.NodeVisitor):
    """What a wrapper does with its `*args` and `**kwargs` but pass them on."""

    def __init__(self, positional, keywords):
        self.positional = positional
        self.keywords = keywords
        self.is_hopeless = False
        self.uses_positional = False
        self.keeps_keywords = False

    def visit_Call(self, node):
        self.visit(node.func)
        for arg in node.args:
            if not (isinstance(arg, ast.Starred) and _is_name(arg.value, self.positional)):
                self.visit(arg)
        for keyword in node.keywords:
            if not (keyword.arg is None and _is_name(keyword.value, self.keywords)):
                self.visit(keyword.value)

    def visit_Name(self, node):
        if node.id in _FRAME_NAMES:
            self.is_hopeless = True
        if node.id in (self.positional, self.keywords):
            if not isinstance(node.ctx, ast.Load):
                self.is_hopeless = True
            self.uses_positional = self.uses_positional or node.id == self.positional
            self.keeps_keywords = self.keeps_keywords or node.id == self.keywords

    def visit_Attribute(self, node):
        if node.attr in _FRAME_NAMES:
            self.is_hopeless = True
        self.visit(node.value)

    def _visit_scope(self, node):
        for inner in ast.walk(node):
            if isinstance(inner, ast.Name) and inner.id in (self.positional, self.keywords):
                self.is_hopeless = True
        self.generic_visit(node)

    visit_FunctionDef = visit_AsyncFunctionDef = visit_ClassDef = visit_Lambda = _visit_scope
    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _visit_scope

    def visit_Global(self, node):
        self.is_hopeless = True

    visit_Nonlocal = visit_Global


def _is_name(node, name):
    return isinstance(node, ast.Name) and node.id == name


class _Passing(ast.NodeTransformer):
    """Passes the parameters of a clone on in place of `*args` and `**kwargs`."""

    def __init__(self, shape, positional, keywords, keeps_keywords):
        self.shape = shape
        self.positional = positional
        self.keywords = keywords
        self.keeps_keywords = keeps_keywords

    def visit_Call(self, node):
        self.generic_visit(node)
        args = []
        for arg in node.args:
            if isinstance(arg, ast.Starred) and _is_name(arg.value, self.positional):
                args.extend(self._at(arg, new) for new in self.shape.positional())
            else:
                args.append(arg)
        keywords = []
        for keyword in node.keywords:
            if (
                keyword.arg is None
                and _is_name(keyword.value, self.keywords)
                and not self.keeps_keywords
            ):
                for name, value in zip(self.shape.keywords, self.shape.values()):
                    new = ast.keyword(arg=name, value=self._at(keyword.value, value))
                    keywords.append(ast.copy_location(new, keyword))
            else:
                keywords.append(keyword)
        node.args, node.keywords = args, keywords
        return node

    @staticmethod
    def _at(old, new):
        return ast.copy_location(new, old)
