"""The commands of `python -m weft`."""

import argparse
import importlib
import os
import sys

from . import compiler, hook, info, report
from .pipeline import Pipeline

__all__ = ["main"]

# Exit codes, as those of `weft check` and `weft rewrite`.
_NOT_FOUND = 1
_FAILED = 2
_SYNTAX_ERRORS = 3


def _parser():
    parser = argparse.ArgumentParser(prog="weft", description=__doc__)
    parser.add_argument("--version", action="version", version="weft " + compiler.__version__)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    run = commands.add_parser(
        "run",
        help="run a program, rewritten while it is imported",
        usage="weft run [OPTION...] (SCRIPT | - | -m MODULE | -c CODE) [ARG...]",
        description="SCRIPT is a file, or a folder or zip file with a `__main__.py`; `-` is "
        "standard input. All that follows is the program's.",
    )
    _add_pipeline(run)
    run.add_argument("--events", metavar="PATH", help="record runs for `weft report`")
    build = commands.add_parser("compile", help="write the tagged .pyc files of sources")
    _add_pipeline(build)
    build.add_argument(
        "--invalidation-mode",
        choices=["timestamp", "checked-hash", "unchecked-hash"],
        default="timestamp",
        help="how a .pyc is found to be that of its source (PEP 552)",
    )
    build.add_argument("paths", nargs="+", metavar="PATH", help="a file or a folder")
    repl = commands.add_parser("repl", help="an interactive session")
    _add_pipeline(repl)
    tag = commands.add_parser("tag", help="print the tag of a pipeline")
    _add_pipeline(tag)
    files = commands.add_parser("info", help="tell what made tagged .pyc files")
    files.add_argument("paths", nargs="+", metavar="FILE", help="a .pyc file")
    events = commands.add_parser("report", help="show what event files say")
    report.add_arguments(events)
    return parser


def _add_pipeline(parser):
    parser.add_argument(
        "--passes", default="", metavar="LIST", help="passes and presets: a,b[option=value]"
    )
    parser.add_argument("-O", dest="optimise", choices=["1", "2"], help="passes that optimise")
    parser.add_argument(
        "--rules", action="append", default=[], metavar="FILE", help="a rule file, which is a pass"
    )
    parser.add_argument(
        "-D",
        "--define",
        dest="defines",
        action="append",
        metavar="NAME[=VALUE]",
        help="the value of a name, for the passes define and cpp",
    )
    parser.add_argument(
        "--transformer",
        action="append",
        default=[],
        metavar="MODULE:NAME",
        help="a class as PEP 511 has it, or an object",
    )
    parser.add_argument("--with", dest="wrapper", metavar="MODULE:NAME", help="the wrapper")
    parser.add_argument(
        "--packages",
        metavar="LIST",
        help="rewrite these packages; default: all but installed ones and the library's",
    )
    parser.add_argument("-o", dest="tag", metavar="TAG", help="use the .pyc files of this tag")
    parser.add_argument("--guard", action="store_true", help="check callees at run time")
    parser.add_argument(
        "--in", dest="within", action="append", metavar="PATTERN", help="functions to rewrite"
    )
    parser.add_argument(
        "--not-in", action="append", metavar="PATTERN", help="functions to leave alone"
    )
    parser.add_argument("--limit", metavar="SECONDS", help="log longer runs of profiled functions")
    parser.add_argument("--only", action="append", metavar="PATTERN", help="calls to rewrite")
    parser.add_argument("--skip", action="append", metavar="PATTERN", help="calls to leave alone")
    parser.add_argument("--ignore-builtins", action="store_true", help="leave builtins alone")


def _options(arguments):
    options = {}
    if arguments.guard:
        options["guard"] = True
    if arguments.limit is not None:
        options["limit"] = repr(_seconds(arguments.limit))
    if arguments.within is not None:
        is_profile = "profile-calls" in arguments.passes
        options["profile_in" if is_profile else "in"] = arguments.within
    if arguments.tag != "noopt":
        options["rules"] = arguments.rules
        options["optimise"] = arguments.optimise or ""
        if arguments.defines is not None:
            options["defines"] = arguments.defines
    for name in ("not_in", "only", "skip"):
        if getattr(arguments, name) is not None:
            options[name] = getattr(arguments, name)
    if arguments.ignore_builtins:
        options["ignore_builtins"] = True
    return options


def _seconds(text):
    from .profiling import check_limit

    try:
        return check_limit(float(text))
    except ValueError:
        raise ValueError("--limit is a number of seconds, not %r" % text) from None


def _passes(arguments):
    if arguments.tag == "noopt":
        return ""
    passes = arguments.passes
    if not passes and arguments.wrapper:
        passes = "wrap-calls"
    return passes


def _transformers(arguments):
    return [] if arguments.tag == "noopt" else [_load(name) for name in arguments.transformer]


def _load(name):
    """Return the transformer that MODULE:NAME says, made of its class where it is one."""
    module, colon, attribute = name.partition(":")
    if not colon:
        raise ValueError("--transformer %r is not MODULE:NAME" % name)
    if "" not in sys.path:
        sys.path.insert(0, os.getcwd())
    try:
        found = getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError) as error:
        raise ValueError("--transformer %s: %s" % (name, error)) from None
    return found() if isinstance(found, type) else found


def _tag(arguments):
    """Return the tag that was asked for, or None for the pipeline's own."""
    return None if arguments.tag in ("opt", "noopt") else hook.check_tag(arguments.tag)


def _install(arguments):
    packages = arguments.packages.split(",") if arguments.packages else None
    return hook.install(
        _passes(arguments),
        packages=packages,
        wrapper=arguments.wrapper if _passes(arguments) else None,
        transformers=_transformers(arguments),
        tag=_tag(arguments),
        **_options(arguments)
    )


def _pipeline(arguments):
    return Pipeline(
        _passes(arguments),
        _transformers(arguments),
        wrapper=arguments.wrapper if _passes(arguments) else None,
        **_options(arguments)
    )


def _split(argv):
    """Return the arguments of `weft run` that are its own, and the program's."""
    options = argparse.ArgumentParser(add_help=False)
    _add_pipeline(options)
    options.add_argument("--events")
    valued = [
        name for action in options._actions if action.nargs != 0 for name in action.option_strings
    ]
    at = 1
    while at < len(argv) and argv[at][:1] == "-" and argv[at] not in ("-", "--"):
        word = argv[at]
        if word[:2] in ("-m", "-c"):
            return argv[:at], [word[:2], *filter(None, [word[2:]]), *argv[at + 1 :]]
        is_name = word in valued or word[:2] == "--" and any(
            name.startswith(word) for name in valued
        )
        at += 2 if is_name else 1  # Its value is the next word, or in it.
    return argv[:at], argv[at + 1 :] if argv[at : at + 1] == ["--"] else argv[at:]


def main(argv):
    """Run one command; return the exit code."""
    program = None
    if argv[:1] == ["run"]:
        argv, program = _split(argv)
    arguments = _parser().parse_args(argv)
    arguments.program = program
    try:
        if arguments.command == "report":
            return report.report(arguments)
        if arguments.command == "info":
            return _NOT_FOUND if info.show(arguments.paths) else 0
        if arguments.command == "run":
            return _run(arguments)
        if arguments.command == "compile":
            return _compile(arguments)
        if arguments.command == "repl":
            from .console import interact
            from .running import look_in

            look_in("")
            return interact(_install(arguments))
        print(_pipeline(arguments).tag)
        return 0
    except (ValueError, TypeError) as error:
        print("weft: %s" % error, file=sys.stderr)
        return 2


def _run(arguments):
    from . import running

    kinds = {"-m": running.run_module, "-c": running.run_code}
    run, words = running.run_script, arguments.program
    if words and words[0] in kinds:
        run, words = kinds[words[0]], words[1:]
    if not words:
        raise ValueError("run: a script, -m MODULE or -c CODE is missing")
    what, *rest = words
    installed = _install(arguments)
    if arguments.events is not None:
        _record(arguments.events, "-c" if run is running.run_code else what)
    return run(what, rest, installed)


def _record(path, program):
    from .events import record_events

    sys.argv[0] = program  # Which the file names.
    try:
        record_events(path)
    except OSError as error:
        raise ValueError("%s: %s" % (error.filename, error.strerror)) from None


def _compile(arguments):
    from . import building

    made = _pipeline(arguments)
    if not made.tag:
        raise ValueError("compile: there is nothing to do without --passes, --rules or -O")
    num_wrong, num_failed = building.compile_paths(
        arguments.paths, made, arguments.invalidation_mode, _tag(arguments)
    )
    if num_failed:
        return _FAILED
    return _SYNTAX_ERRORS if num_wrong else 0


