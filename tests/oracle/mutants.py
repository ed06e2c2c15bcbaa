#!/usr/bin/env python3
"""Mutates valid programs and compares what `weft check` and CPython 3.13 say about the results.

The programs are statements of the standard library's modules; a mutant has one token less, one
token twice, or two tokens swapped. The same seed makes the same mutants.
"""

import argparse
import ast
import collections
import glob
import io
import os
import random
import re
import sys
import tokenize
import warnings

import verdicts

LONGEST = 2_000
BATCH = 20_000
BAR = 0.5  # Percent of verdicts that may differ.
LAYOUT = {tokenize.NL, tokenize.COMMENT, tokenize.ENCODING, tokenize.ENDMARKER, tokenize.INDENT,
          tokenize.DEDENT}


def statements_of(path):
    """Return the sources of the statements of a module that are short enough."""
    with open(path, "rb") as file:
        source = file.read()
    try:
        text = source.decode()
        body = ast.parse(source).body
    except (SyntaxError, ValueError):
        return []
    lines = text.splitlines(keepends=True)
    found = []
    for statement in body:
        first = min([statement.lineno] + [d.lineno for d in getattr(statement, "decorator_list", [])])
        segment = "".join(lines[first - 1 : statement.end_lineno])
        if 10 < len(segment) < LONGEST and not segment.startswith((" ", "\t", ")")):
            found.append(segment)
    return found


def tokens_of(source):
    """Return (begin, end) offsets of the tokens, layout aside; nothing where that fails."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    spans = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type not in LAYOUT and token.start != token.end:
                begin = starts[token.start[0] - 1] + token.start[1]
                end = starts[token.end[0] - 1] + token.end[1]
                spans.append((begin, end))
    except (tokenize.TokenError, SyntaxError, IndexError):
        return []
    return spans


def mutate(source, chance):
    spans = tokens_of(source)
    if len(spans) < 3:
        return None
    at = chance.randrange(len(spans) - 1)
    (begin, end), (begin2, end2) = spans[at], spans[at + 1]
    how = chance.choice(("delete", "duplicate", "swap"))
    if how == "delete":
        return how, source[:begin] + source[end:]
    if how == "duplicate":
        return how, source[:end] + " " + source[begin:end] + source[end:]
    return how, source[:begin] + source[begin2:end2] + source[end:begin2] + source[begin:end] + source[end2:]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weft", default=os.environ.get("WEFT", "weft"))
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true", help="print some cases of each class")
    args = parser.parse_args()
    warnings.simplefilter("ignore")
    judge = verdicts.find_judge()
    if judge is None:
        print("skipped: there is no CPython 3.13")
        return verdicts.SKIP
    chance = random.Random(args.seed)
    paths = sorted(glob.glob(os.path.join(judge.stdlib, "*.py")))
    paths += sorted(glob.glob(os.path.join(judge.stdlib, "test", "test_*.py")))
    chance.shuffle(paths)
    statements = []
    for path in paths:
        if len(statements) > args.count:
            break
        statements += statements_of(path)
    tally = verdicts.Tally()
    hows = {}
    done = 0
    while done < args.count:
        batch = {}
        while len(batch) < min(BATCH, args.count - done):
            mutant = mutate(chance.choice(statements), chance)
            if mutant and mutant[1] not in hows:
                program = mutant[1].encode().decode("latin-1")
                hows[mutant[1]] = mutant[0]
                batch[program] = mutant[0]
        programs = list(batch)
        wanted = verdicts.ask(judge, {"programs": programs})
        for row in zip(programs, wanted, verdicts.ask_weft(args.weft, programs)):
            tally.add(*row)
        done += len(batch)
    tally.print_table()
    classes = collections.defaultdict(list)
    for case in tally.cases:
        message = re.sub(r"'[^']*'|\d+", "…", str(case[2]))
        classes[case[0], case[1], message].append(case)
    print()
    for (kind, stage, message), cases in sorted(classes.items(), key=lambda row: -len(row[1])):
        print(f"{len(cases):5}  {kind}/{stage}: {message}")
        for case in cases[:3] if args.verbose else []:
            print(f"       {case[3][:1500]!r}\n         CPython {case[4]}\n         Weft    {case[5]}")
    differ = sum(len(cases) for (kind, _, _), cases in classes.items()
                 if kind in ("missed", "false error"))
    share = 100.0 * differ / args.count
    print(f"\n{args.count} mutants, {differ} verdicts differ: {share:.3f}% (the bar is {BAR}%)")
    return int(share >= BAR)


if __name__ == "__main__":
    sys.exit(main())
