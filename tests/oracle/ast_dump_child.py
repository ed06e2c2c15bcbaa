"""Compares what `dump_ast` prints with this interpreter's ast.dump; run by ast_dump.py.

Standard input: one line of JSON with `program`, `indent` (or null) and `paths`. Standard
output: one line of JSON for each file.
"""

import ast
import json
import re
import subprocess
import sys
import warnings

CONTEXT = 60
FIELD = re.compile(r"([a-z_]+)=")


def first_difference(expected, actual):
    """Return the offset of the first character that differs."""
    low, high = 0, min(len(expected), len(actual))
    while low < high:
        middle = (low + high + 1) // 2
        if expected[:middle] == actual[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def place_of(dump, offset):
    """Return `Kind.field` of what stands at `offset`; a guess where strings hold parentheses."""
    before = dump[max(0, offset - 2000) : offset]
    depth = 0
    kind = "?"
    for index in range(len(before) - 1, -1, -1):
        if before[index] == ")":
            depth += 1
        elif before[index] == "(":
            depth -= 1
            if depth < 0:
                kind = re.search(r"\w*\Z", before[:index]).group()
                break
    fields = FIELD.findall(before)
    return "%s.%s" % (kind, fields[-1] if fields else "?")


def expected_dump(path, indent):
    """Return (dump, None), or (None, why there is none)."""
    with open(path, "rb") as file:
        source = file.read()
    options = {} if indent is None else {"indent": indent}
    try:
        return ast.dump(ast.parse(source), include_attributes=True, **options), None
    except (RecursionError, MemoryError) as error:
        return None, "limit: %s" % error
    except (SyntaxError, ValueError) as error:
        return None, "%s: %s" % (type(error).__name__, error)


def compare(path, header, text, indent):
    """Return what there is to say of one file: `outcome`, and more by outcome."""
    status, _, num_nodes, num_calls = header
    result = {"path": path, "nodes": int(num_nodes), "calls": int(num_calls)}
    expected, error = expected_dump(path, indent)
    if expected is None:
        if error.startswith("limit"):
            result["outcome"] = "skipped"
        else:
            result["outcome"] = "rejected" if status == "error" else "accepted by Weft only"
        result["error"] = error
        return result
    if status != "ok":
        result["outcome"] = "rejected by Weft only"
        result["error"] = text.decode("utf-8", "replace")
        return result
    actual = text.decode("utf-8", "surrogatepass")
    if actual == expected:
        result["outcome"] = "equal"
        return result
    offset = first_difference(expected, actual)
    begin = max(0, offset - CONTEXT)
    result["outcome"] = "different"
    result["class"] = place_of(expected, offset)
    result["expected"] = expected[begin : offset + CONTEXT]
    result["actual"] = actual[begin : offset + CONTEXT]
    return result


def main():
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(20000)
    options = json.loads(sys.stdin.readline())
    command = [options["program"], "3.%d" % sys.version_info[1]]
    if options["indent"] is not None:
        command.append(str(options["indent"]))
    dumper = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    for path in options["paths"]:
        dumper.stdin.write(path.encode("utf-8", "surrogateescape") + b"\n")
        dumper.stdin.flush()
        header = dumper.stdout.readline().decode().split()
        if not header:
            print(json.dumps({"path": path, "outcome": "crash", "nodes": 0, "calls": 0}))
            break
        text = dumper.stdout.read(int(header[1]))
        print(json.dumps(compare(path, header, text, options["indent"])), flush=True)
    dumper.stdin.close()
    dumper.wait()


if __name__ == "__main__":
    main()
