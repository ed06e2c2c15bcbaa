"""Run one test of CPython's own as `python -m test` does, and note how each case ended.

    cpython_tests_child.py RESULT_FILE TEST

Started by `cpython_tests.py` with the interpreter under test. Writes JSON: `cases` maps
each test id to its outcomes, sorted; `details` maps those that failed to the error;
`calls` is how many calls went through the wrapper, or were timed (null where neither is so).
"""

import atexit
import json
import sys

OUTCOMES = {
    "addSuccess": "pass",
    "addFailure": "fail",
    "addError": "error",
    "addSkip": "skip",
    "addExpectedFailure": "expected failure",
    "addUnexpectedSuccess": "unexpected success",
}


def watch(result_class, cases, details):
    """Make `result_class` add to `cases` the outcomes of each test and of its failed subtests."""

    def note(test, outcome, error):
        cases.setdefault(test.id(), set()).add(outcome)
        if isinstance(error, tuple):
            details[test.id()] = "%s: %s" % (error[0].__name__, error[1])

    def watch_method(name, outcome):
        original = getattr(result_class, name)

        def method(self, test, *args):
            note(test, outcome, args[0] if args else None)
            return original(self, test, *args)

        setattr(result_class, name, method)

    for name, outcome in OUTCOMES.items():
        watch_method(name, outcome)

    add_subtest = result_class.addSubTest

    def watched_add_subtest(self, test, subtest, error):
        if error is not None:
            note(test, "fail" if issubclass(error[0], test.failureException) else "error", error)
        return add_subtest(self, test, subtest, error)

    result_class.addSubTest = watched_add_subtest


def run():
    result_file, test_name = sys.argv[1:]
    del sys.path[0]  # This folder; the tests must not import from it.
    sys.argv = ["regrtest", test_name]
    try:
        from test.libregrtest.testresult import RegressionTestResult
    except ImportError:  # Before 3.13.
        from test.support.testresult import RegressionTestResult
    from test.libregrtest.main import main

    cases, details = {}, {}
    watch(RegressionTestResult, cases, details)

    def write_result(open=open, dump=json.dump, modules=sys.modules, sum=sum):
        calls = None
        counter, profiling = modules.get("weft_counter"), modules.get("weft.profiling")
        if counter is not None:
            calls = counter.calls
        elif profiling is not None:
            calls = sum(row[0] for each in profiling.functions() for row in each.stats()[1])
        outcomes = {name: sorted(found) for name, found in cases.items()}
        with open(result_file, "w", encoding="utf-8") as file:
            dump(
                {"cases": outcomes, "details": details, "calls": calls},
                file,
                sort_keys=True,
            )

    atexit.register(write_result)
    main()


if __name__ == "__main__":  # Processes that tests spawn import this file, too.
    run()
