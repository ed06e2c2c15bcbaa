# The first of two errors is the one that CPython meets first.
print(f"{'\N{NO SUCH CHARACTER}'}\x")
