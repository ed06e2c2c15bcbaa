"""`python -m weft run|compile|repl|tag|report`: programs through the import hook."""

import sys


def _main(arguments):
    if not (sys.flags.isolated or getattr(sys.flags, "safe_path", False)):
        # `-m` put the current folder there: what is in it is not for Weft to import.
        del sys.path[0]
    if arguments[:1] == ["report"]:  # Needs no native module.
        from .report import main

        return main(arguments[1:])
    from .command_line import main

    return main(arguments)


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
