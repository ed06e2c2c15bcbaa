"""Compare preprocessed files with their originals, in the interpreter under test.

    preprocess_child.py INPUT_FOLDER OUTPUT_FOLDER LEVEL

Started by `preprocess.py`. LEVEL is what `compile(optimize=LEVEL)` does to the originals, or
`None`. Prints JSON.
"""

import ast
import dis
import inspect
import io
import json
import os
import re
import sys
import tokenize
import types

# Without a meaning of their own, wherever they stand; header() has the cells.
SILENT = ("NOP", "EXTENDED_ARG", "CACHE", "MAKE_CELL")
JUMPS = (
    "JUMP_FORWARD",
    "JUMP_ABSOLUTE",
    "JUMP_BACKWARD",
    "JUMP_BACKWARD_NO_INTERRUPT",
)
OPPOSITES = {
    "POP_JUMP%s_IF_%s" % (way, a): "POP_JUMP%s_IF_%s" % (way, b)
    for way in ("", "_FORWARD", "_BACKWARD")
    for a, b in (("TRUE", "FALSE"), ("FALSE", "TRUE"), ("NONE", "NOT_NONE"), ("NOT_NONE", "NONE"))
}
ENDS = ("RETURN_VALUE", "RETURN_CONST", "RAISE_VARARGS", "RERAISE")
# CPython 3.14 need not own what it puts on the stack. Where it does not depends on more than what
# the code does, such as on which blocks it first had.
OWNING = {
    "LOAD_FAST_BORROW": "LOAD_FAST",
    "LOAD_FAST_BORROW_LOAD_FAST_BORROW": "LOAD_FAST_LOAD_FAST",
}
WITH_TARGET = set(dis.hasjrel) | set(dis.hasjabs)


def show(value):
    """Return repr(value), with the elements of sets in an order."""
    if isinstance(value, frozenset):
        return "{%s}" % ", ".join(sorted(show(item) for item in value))
    if isinstance(value, tuple):
        return "(%s,)" % ", ".join(show(item) for item in value)
    return type(value).__name__ + repr(value)


class Graph:
    """The instructions of a code object, with the ways from one to the next."""

    def __init__(self, code):
        self.code = code
        self.instructions = list(dis.get_instructions(code))
        self.indexes = {
            instruction.offset: index for index, instruction in enumerate(self.instructions)
        }
        self.handlers = {}
        if hasattr(code, "co_exceptiontable"):
            for entry in dis._parse_exception_table(code):
                for offset in range(entry.start, entry.end):
                    if offset in self.indexes:
                        self.handlers[self.indexes[offset]] = entry

    def settle(self, index):
        """Return the first instruction that does something, from `index` on."""
        seen = set()
        while index not in seen:
            seen.add(index)
            instruction = self.instructions[index]
            if instruction.opname in JUMPS:
                index = self.indexes[instruction.argval]
            elif instruction.opname in SILENT:
                index += 1
        return index

    def ways(self, index):
        """Return where control may go behind an instruction: on, to its target, to a handler."""
        instruction = self.instructions[index]
        on = None
        if instruction.opname not in ENDS and index + 1 < len(self.instructions):
            on = self.settle(index + 1)
        has_target = instruction.opcode in WITH_TARGET
        target = self.settle(self.indexes[instruction.argval]) if has_target else None
        entry = self.handlers.get(index)
        return [on, target, entry and self.settle(self.indexes[entry.target])]

    def handling(self, index):
        entry = self.handlers.get(index)
        return entry and (entry.depth, entry.lasti)


def variables(code):
    """Return the parameters, and the variables that an instruction is about.

    CPython makes room for a name in a comprehension (PEP 709) that it has no code for.
    """
    num_parameters = code.co_argcount + code.co_kwonlyargcount
    num_parameters += bool(code.co_flags & inspect.CO_VARARGS)
    num_parameters += bool(code.co_flags & inspect.CO_VARKEYWORDS)
    names = set(code.co_varnames[:num_parameters])
    for instruction in dis.get_instructions(code):
        if "FAST" in instruction.opname:
            value = instruction.argval
            names.update(value if isinstance(value, tuple) else [value])
    return sorted(names)


def header(code):
    doc = code.co_consts[0] if code.co_consts and code.co_flags & 2 else None
    return (
        code.co_name,
        code.co_argcount,
        code.co_kwonlyargcount,
        code.co_flags,
        sorted(code.co_cellvars),
        sorted(code.co_freevars),
        variables(code),
        doc if isinstance(doc, str) else None,
    )


def first_difference(wanted, actual):
    """Return where two code objects do not do the same, or None.

    Both are walked side by side from their first instructions on. Where blocks stand, and how
    names and constants are numbered, does not matter; nor do positions.
    """
    codes = [(wanted, actual)]
    while codes:
        a, b = (Graph(code) for code in codes.pop())
        if header(a.code) != header(b.code):
            return "%.200r instead of %.200r" % (header(b.code), header(a.code))
        pairs = [(a.settle(0), b.settle(0))]
        seen = set()
        while pairs:
            pair = pairs.pop()
            if pair in seen:
                continue
            seen.add(pair)
            i, j = pair
            x, y = a.instructions[i], b.instructions[j]
            is_code = isinstance(x.argval, types.CodeType) and isinstance(y.argval, types.CodeType)
            is_same = is_code or x.opcode in WITH_TARGET or show(x.argval) == show(y.argval)
            is_turned = OPPOSITES.get(x.opname) == y.opname
            is_same_operation = OWNING.get(x.opname, x.opname) == OWNING.get(y.opname, y.opname)
            if (not is_same_operation and not is_turned) or not is_same or a.handling(i) != b.handling(j):
                return "in %s, line %s: %s %.80r instead of %s %.80r" % (
                    a.code.co_name, line_of(a, i), y.opname, y.argval, x.opname, x.argval)
            if is_code:
                codes.append((x.argval, y.argval))
            ways_a, ways_b = a.ways(i), b.ways(j)
            if is_turned:  # What one goes on to, the other jumps to.
                ways_b[:2] = reversed(ways_b[:2])
            for way_a, way_b in zip(ways_a, ways_b):
                if (way_a is None) != (way_b is None):
                    return "in %s, line %s: %s goes elsewhere" % (
                        a.code.co_name, line_of(a, i), x.opname)
                if way_a is not None:
                    pairs.append((way_a, way_b))
    return None


def line_of(graph, index):
    offset = graph.instructions[index].offset
    line = None
    for start, number in dis.findlinestarts(graph.code):
        if start <= offset:
            line = number
    return line


def comments(text):
    """Return each comment with its line; the columns of those below code that is gone differ."""
    tokens = tokenize.generate_tokens(io.StringIO(text, newline="").readline)
    return [(token.start[0], token.string.rstrip("\r\n")) for token in tokens if token.type == tokenize.COMMENT]


def line_breaks(data):
    return re.findall(rb"\r\n|\r|\n", data)


def leaves_assertions(tree):
    """Return whether an assertion stands anywhere but behind `if 0:`."""
    dropped = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Constant) and node.test.value == 0:
            dropped.update(id(statement) for statement in node.body)
    return any(isinstance(node, ast.Assert) and id(node) not in dropped for node in ast.walk(tree))


def compare(name, before, after, level, found):
    """Return what is wrong with `after`, if anything."""
    if line_breaks(before) != line_breaks(after):
        return "other line breaks"
    encoding, _ = tokenize.detect_encoding(io.BytesIO(before).readline)
    if comments(before.decode(encoding)) != comments(after.decode(encoding)):
        return "other comments"
    found["changed"] += before != after
    output = compile(after, name, "exec", dont_inherit=True, optimize=0)
    if level is None:
        return None
    if b"__debug__" in before or leaves_assertions(ast.parse(after)):
        found["skipped"] += 1
        return None
    found["compared"] += 1
    return first_difference(
        compile(before, name, "exec", dont_inherit=True, optimize=level), output
    )


def main():
    sys.setrecursionlimit(20000)
    source, output, level = sys.argv[1:]
    level = None if level == "None" else int(level)
    found = {"changed": 0, "compared": 0, "skipped": 0, "differences": []}
    for folder, _, files in os.walk(source):
        for file in files:
            path = os.path.join(folder, file)
            name = os.path.relpath(path, source)
            with open(path, "rb") as stream:
                before = stream.read()
            with open(os.path.join(output, name), "rb") as stream:
                after = stream.read()
            if before == after and not level:
                continue  # What is the same does the same.
            try:
                compile(before, name, "exec", dont_inherit=True)
                comments(before.decode(tokenize.detect_encoding(io.BytesIO(before).readline)[0]))
            except (SyntaxError, ValueError, LookupError, tokenize.TokenError, RecursionError):
                continue
            try:
                problem = compare(name, before, after, level, found)
            except (SyntaxError, ValueError, tokenize.TokenError) as error:
                problem = "%s: %s" % (type(error).__name__, error)
            if problem:
                found["differences"].append((name, problem))
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
