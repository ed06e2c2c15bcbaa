# requires: 3.9
# Any expression decorates since 3.9.


def make(name):
    print("make", name)
    return lambda function: (name, function)[1]


table = {"a": [make]}


@table["a"][0]("subscript")
@make("call")
@(lambda function: function)
@(first := make("walrus"))
@make("if") if len("x") else make("else")
@[make("list")][0]
def decorated():
    return "decorated"


print(decorated(), first(1))
