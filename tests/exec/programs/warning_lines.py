# requires: 3.11
# modes: frameless
# A warning is attributed to the line that caused it, if the wrapper has no frame.
import warnings


def deprecated():
    warnings.warn("deprecated", DeprecationWarning, stacklevel=2)


def direct():
    warnings.warn("direct")


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    deprecated()
    direct()
    [deprecated() for _ in range(1)]
    warnings.warn("module", stacklevel=1)
    deprecated(
    )
for warning in caught:
    print(warning.filename == __file__, warning.lineno, warning.category.__name__, warning.message)
