def function(a):
    a["it's"].call()
    'a\\'.join(a)
    naïve()
    a[
        0  # first
    ](1)
