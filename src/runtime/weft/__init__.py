"""The runtime of Weft, a source-to-source compiler for Python.

Rewritten programs import `weft.runtime`, possibly while the interpreter is still
starting up: a wrapped standard library does so from `encodings`. So importing this
package imports nothing else.
"""
