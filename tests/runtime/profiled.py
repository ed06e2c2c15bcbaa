"""Profiles source text in this process, by the native module or in pure Python."""

import os
import subprocess
import types

from weft import _fallback, profiling

IMPLEMENTATIONS = {"native": profiling.Function, "fallback": _fallback.Function}


def rewrite(source, *arguments):
    """Return `source` as `weft profile` rewrites it."""
    command = [os.environ["WEFT"], "profile", "-q", *(arguments or ("--in", "*")), "-"]
    run = subprocess.run(command, input=source, stdout=subprocess.PIPE, text=True, check=True)
    return run.stdout


def function(implementation, text):
    """Return a profiled function without code; `text` is as in a table."""
    shape = text.count("\n") * 4
    table = profiling.Table("profiled", (shape,), text, None)
    (enter,) = IMPLEMENTATIONS[implementation].make(table, (shape,), None, None)
    return enter.__self__


def load(source, implementation, *arguments):
    """Return a module of `source`, profiled; its functions' records are in `module.profiles`."""
    before = len(profiling.functions())
    module = types.ModuleType("profiled")
    saved = profiling.Function
    profiling.Function = IMPLEMENTATIONS[implementation]
    try:
        exec(compile(rewrite(source, *arguments), "<profiled>", "exec"), module.__dict__)
    finally:
        profiling.Function = saved
    module.profiles = {each.name: each for each in profiling.functions()[before:]}
    return module


def counts(function):
    """Return the number of calls by name, of those that there were."""
    _, sites = function.stats()
    found = {}
    for site, sums in zip(function.sites, sites):
        if sums[0]:
            found[site[0]] = found.get(site[0], 0) + sums[0]
    return found
