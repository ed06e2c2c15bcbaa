"""Random programs with few names and many scopes, for scopes_oracle.py.

Not all of them are valid: CPython rejects some for a `nonlocal` without a binding or an
assignment expression in a wrong place, which is what makes the others interesting.
"""

import random
import sys

PRIVATE_NAMES = ["__p", "__q"]
NAMES = ["a", "b", "c", "len", "super", "__class__", "C"]
if sys.version_info[:2] != (3, 12):  # Which mangles them in the bases of generic classes.
    NAMES += PRIVATE_NAMES


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def name(self):
        return self.random.choice(NAMES)

    def pick(self, *makers):
        return self.random.choice(makers)()

    def chance(self, percent):
        return self.random.randrange(100) < percent

    def expr(self, depth):
        if depth <= 0:
            return self.name()
        sub = lambda: self.expr(depth - 1)
        comprehensions = [
            lambda: "[%s %s]" % (sub(), self.clauses(depth - 1)),
            lambda: "{%s %s}" % (sub(), self.clauses(depth - 1)),
            lambda: "{%s: %s %s}" % (sub(), sub(), self.clauses(depth - 1)),
        ]
        # What the tables of inlined comprehensions leave in their parents' hangs on the
        # order in which CPython happens to visit them.
        is_inlining = sys.version_info >= (3, 12)
        return self.pick(
            *([] if is_inlining else comprehensions),
            self.name,
            self.name,
            lambda: "%s.%s" % (sub(), self.name()),
            lambda: "%s(%s, %s=%s)" % (self.name(), sub(), self.name(), sub()),
            lambda: "(lambda %s: %s)" % (self.params(depth - 1, False), sub()),
            lambda: "(%s %s)" % (sub(), self.clauses(depth - 1)),
            lambda: "(%s := %s)" % (self.name(), sub()),
            lambda: 'f"{%s}"' % self.name(),
            lambda: "(%s, %s)" % (sub(), sub()),
        )

    def clauses(self, depth):
        text = "for %s in %s" % (self.name(), self.expr(depth))
        if self.chance(30):
            text += " if " + self.expr(depth)
        if self.chance(30):
            text += " for %s in %s" % (self.name(), self.expr(depth))
        return text

    def params(self, depth, has_annotations):
        names = self.random.sample(NAMES, self.random.randrange(3))
        text = []
        for name in names:
            if has_annotations and self.chance(40):
                name += ": " + self.expr(depth)
            text.append("%s=%s" % (name, self.expr(depth)))
        return ", ".join(text)

    def type_params(self, depth):
        if sys.version_info < (3, 12) or not self.chance(40):
            return ""
        # A private name before its declaration is one thing to CPython's symbol table and
        # another to its compiler.
        names = [self.name()]
        if self.chance(50):
            names.append(self.random.choice([name for name in NAMES if name != names[0] and name not in PRIVATE_NAMES]))
        text = []
        for name in names:
            if self.chance(50):
                name += ": " + self.expr(depth)
            if sys.version_info >= (3, 13) and (self.chance(30) or text and "=" in text[-1]):
                name += " = " + self.expr(depth)
            text.append(name)
        return "[%s]" % ", ".join(text)

    def body(self, depth, indent):
        lines = []
        if self.chance(25):
            lines.append("%s%s %s" % (indent, self.random.choice(["global", "nonlocal"]), self.name()))
        for _ in range(self.random.randrange(1, 4)):
            lines += self.statement(depth, indent)
        return lines

    def block(self, head, depth, indent):
        return [indent + head + ":"] + self.body(depth, indent + " ")

    def statement(self, depth, indent):
        expr = lambda: self.expr(2)
        simple = [
            lambda: expr(),
            lambda: "%s = %s" % (self.name(), expr()),
            lambda: "%s += %s" % (self.name(), expr()),
            lambda: "%s: %s = %s" % (self.name(), expr(), expr()),
            lambda: "(%s): %s" % (self.name(), expr()),
            lambda: "del " + self.name(),
            lambda: "import %s.x, y as %s" % (self.name(), self.name()),
            lambda: "from m import %s as %s" % (self.name(), self.name()),
        ]
        if sys.version_info >= (3, 12):
            simple.append(lambda: "type %s%s = %s" % (self.name(), self.type_params(1), expr()))
        if depth <= 0 or self.chance(40):
            return [indent + self.random.choice(simple)()]
        down = depth - 1
        blocks = [
            lambda: self.function(down, indent),
            lambda: self.function(down, indent),
            lambda: self.class_(down, indent),
            lambda: self.block("for %s in %s" % (self.name(), expr()), down, indent),
            lambda: self.block("with %s as %s" % (expr(), self.name()), down, indent),
            lambda: [indent + "try: pass"] + self.block("except E as " + self.name(), down, indent),
        ]
        if sys.version_info >= (3, 10):
            pattern = "case [%s, *%s] | {1: C(%s), **%s}" % tuple(self.name() for _ in range(4))
            blocks.append(lambda: [indent + "match %s:" % expr()] + self.block(pattern, down, indent + " "))
        return self.random.choice(blocks)()

    def function(self, depth, indent):
        decorator = [indent + "@" + self.name()] if self.chance(20) else []
        returns = " -> " + self.expr(1) if self.chance(20) else ""
        head = "%sdef %s%s(%s)%s" % (
            self.random.choice(["", "", "async "]),
            self.name(),
            self.type_params(1),
            self.params(1, True),
            returns,
        )
        return decorator + self.block(head, depth, indent)

    def class_(self, depth, indent):
        head = "class %s%s(%s, k=%s)" % (self.name(), self.type_params(1), self.expr(1), self.expr(1))
        return self.block(head, depth, indent)


def program(seed):
    """Return the text of one program, always the same for a seed and a version of Python."""
    generator = Generator(seed)
    lines = ["from __future__ import annotations"] if generator.chance(20) else []
    if generator.chance(5):
        lines.append("from m import *")
    for _ in range(generator.random.randrange(1, 4)):
        lines += generator.statement(4, "")
    return "\n".join(lines) + "\n"
