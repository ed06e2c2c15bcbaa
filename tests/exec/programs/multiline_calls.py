# Calls over many lines, with comments wherever one may stand.


def call(*args, **kwargs):
    return args, kwargs


print(call(
))
print(call(  # after the parenthesis
    # before the argument
    1,  # after it

    2
    ,
    # before the end
))
print(
    call
    # between callee and parenthesis
    (
        k=1,
        *[
            2,
        ],
        **{
            "m": 3,
        },
    )
)
print((call)
      (1)
      if False else
      (call
       )(2))
print(call(call(
    1), call(
    2
), k=call
    (3)))
print((
    "a b c"
    .split()  # first
    # comment in the chain
    .__len__
    ()
))
print(call("""text
over lines ( """, '''# no comment''', call(
    """
)"""
)))
print(sum(x for x in
          [1, 2]), sum(
    x
    for x in [3]), sum((
        x
    ) for x in [4]
))
print(call(lambda: (
    call(1)
))[0][0]())
result = call(
    1
).__len__(
)
print(result)
