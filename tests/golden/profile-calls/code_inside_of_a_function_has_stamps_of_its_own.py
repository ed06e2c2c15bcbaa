def function(rows):
    total = sum(int(row) for row in rows)
    names = {str(row): [repr(x) for x in range(row)] for row in rows if bool(row)}
    rows.sort(key=lambda row: len(row))

    class Local(base()):
        value = compute()

        def method(self):
            return helper(self)

    return total, names, Local
