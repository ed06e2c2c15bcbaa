"""`python -m weft run|compile|repl|tag`: programs through the import hook."""

import sys

from .command_line import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
