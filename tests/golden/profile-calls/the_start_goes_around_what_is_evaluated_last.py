# After the positional arguments, the keywords' values; then the call.
def function(a, b, c):
    one(a)
    two(a, b)
    keyword(a, key=b)
    keyword_first(key=a, *b)
    starred(*a)
    double(**a)
    lone(x for x in a)
    parenthesized((a))
    walrus(b := a)
    lam(lambda: 0)
    conditional(a if b else c)
    lines(
        a,  # one
        b,
    )
