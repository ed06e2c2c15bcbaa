#!/usr/bin/env python3
"""What users get wrong is said clearly, where it is written."""

import ast
import builtins
import unittest

import weft


def plain(callee, /, *args, **kwargs):
    return callee(*args, **kwargs)


def target(x):
    return abs(x)


class TestWrap(unittest.TestCase):
    def test_not_callable(self):
        with self.assertRaisesRegex(TypeError, "wrap_call must be callable, not int"):
            weft.rewrite_wrap_calls(wrap_call=3)
        with self.assertRaisesRegex(TypeError, "wrapper must be callable, not NoneType"):
            weft.wrap_calls(wrapper=None)
        with self.assertRaisesRegex(TypeError, "wrap_call"):
            weft.rewrite_wrap_calls()

    def test_wrapper_raises(self):
        def wrapper(callee, *args):
            raise KeyError("mine")

        with self.assertRaisesRegex(KeyError, "mine"):
            weft.wrap_calls(wrapper=wrapper)(target)(1)

    def test_wrapper_returns_nothing(self):
        self.assertIsNone(weft.wrap_calls(wrapper=lambda *args: None)(target)(1))

    def test_unhashable_wrapper_and_callee(self):
        class Wrapper:
            __hash__ = None

            def __call__(self, callee, *args):
                return callee(*args)

        class Callee:
            __hash__ = None

            def __call__(self, x):
                return x + 1

        callee = Callee()

        def func(x):
            return callee(x)

        new = weft.wrap_calls(wrapper=Wrapper())(func)
        self.assertEqual(new(1), 2)
        hash(new.__code__)

    def test_targets(self):
        decorate = weft.wrap_calls(wrapper=plain)
        for bad in (3, abs, None, "f", iter(())):
            with self.assertRaisesRegex(TypeError, "can be rewritten, not"):
                decorate(bad)

    def test_names(self):
        with self.assertRaisesRegex(ValueError, "exclude each other"):
            weft.wrap_calls(wrapper=plain, blacklist={"a"}, whitelist={"b"})
        with self.assertRaisesRegex(TypeError, "blacklist must be a set of names, not a str"):
            weft.wrap_calls(wrapper=plain, blacklist="abs")
        with self.assertRaisesRegex(TypeError, "whitelist must have names, not builtin"):
            weft.wrap_calls(wrapper=plain, whitelist={abs})
        with self.assertRaisesRegex(TypeError, "blacklist must have names, not NoneType"):
            weft.wrap_calls(wrapper=plain, blacklist={"a", None})
        with self.assertRaisesRegex(TypeError, "rewrite_details must be a dict"):
            weft.wrap_calls(wrapper=plain, rewrite_details=[])

    def test_recursion(self):
        @weft.wrap_calls(wrapper=plain)
        def forever():
            return forever()

        with self.assertRaises(RecursionError):
            forever()

    def test_builtins_are_not_changed(self):
        before = set(vars(builtins))
        weft.wrap_calls(wrapper=plain)(target)(1)
        self.assertEqual(set(vars(builtins)), before)
        self.assertEqual([name for name in globals() if name.startswith("_weft")], [])


class TestNativeTypes(unittest.TestCase):
    def test_nobody_else_makes_positions(self):
        from weft import compiler

        rewritten = compiler.rewrite("f()\n", "f.py", "f", ("wrap-calls",),
                                     {"wrapper_module": "m", "wrapper_name": "w"})
        with self.assertRaises(TypeError):
            type(rewritten.places)()


class TestRewriteFunction(unittest.TestCase):
    def test_transformers(self):
        class Double(weft.RecompyleBaseTransformer):
            def visit_Constant(self, node):
                return ast.copy_location(ast.Constant(node.value * 2), node)

        class Call(weft.RecompyleBaseTransformer):
            def visit_Return(self, node):
                node.value = ast.Call(ast.Name("helper", ast.Load()), [node.value], [])
                return node

        def func(a, b=1):
            return a + b + 10

        details = {}
        new = weft.rewrite_function(
            target_func=func,
            transformers=[Double(), Call()],
            custom_locals={"helper": str},
            rewrite_details=details,
        )
        self.assertEqual(new(1), "22")
        self.assertEqual(func(1), 12)
        self.assertIs(details["original_func"], func)
        self.assertIn("b=1", details["original_source"])
        self.assertIn("helper(a + b + 20)", details["new_source"])

    def test_new_parameter(self):
        class Add(weft.RecompyleBaseTransformer):
            def visit_FunctionDef(self, node):
                node.args.kwonlyargs.append(ast.arg("extra"))
                node.args.kw_defaults.append(ast.Name("value", ast.Load()))
                node.body = ast.parse("return a + extra").body
                return node

        def func(a):
            return a

        new = weft.rewrite_function(
            target_func=func, transformers=[Add()], custom_locals={"value": 5}
        )
        self.assertEqual((new(1), new(1, extra=2)), (6, 3))

    def test_another_name(self):
        class Rename(weft.RecompyleBaseTransformer):
            def visit_FunctionDef(self, node):
                node.name = "other"
                return node

        new = weft.rewrite_function(target_func=target, transformers=[Rename()])
        self.assertEqual((new(-1), new.__name__), (1, "target"))

    def test_what_transformers_did_is_not_undone(self):
        class Subtract(weft.RecompyleBaseTransformer):
            def visit_Add(self, node):
                return ast.Sub()

        def func(a):
            return abs(a + 1)

        new = weft.rewrite_function(target_func=func, transformers=[Subtract()])
        self.assertEqual(new(-3), 4)
        for rewrite in (
            weft.profile,
            weft.wrap_calls(wrapper=plain),
            lambda func: weft.rewrite_function(target_func=func, transformers=[Subtract()]),
        ):
            with self.assertRaisesRegex(weft.RewriteError, "was changed by transformers"):
                rewrite(new)
        for wrapped in (weft.profile(func), weft.wrap_calls(wrapper=plain)(func)):
            with self.assertRaisesRegex(weft.RewriteError, "wrapped or timed"):
                weft.rewrite_function(target_func=wrapped, transformers=[Subtract()])

    def test_bad(self):
        class Remove(ast.NodeTransformer):
            def visit_FunctionDef(self, node):
                return None

        class Raise(ast.NodeTransformer):
            def visit_FunctionDef(self, node):
                raise KeyError("mine")

        with self.assertRaisesRegex(TypeError, "target_func must be a function, not builtin"):
            weft.rewrite_function(target_func=abs, transformers=[])
        with self.assertRaisesRegex(TypeError, "has a method visit"):
            weft.rewrite_function(target_func=target, transformers=[3])
        with self.assertRaisesRegex(weft.RewriteError, "has to leave one definition"):
            weft.rewrite_function(target_func=target, transformers=[Remove()])
        with self.assertRaisesRegex(KeyError, "mine"):
            weft.rewrite_function(target_func=target, transformers=[Raise()])


if __name__ == "__main__":
    unittest.main()
