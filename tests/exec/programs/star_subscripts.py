# requires: 3.11
# Stars in subscripts and annotations of `*args`.


class Keys:
    def __getitem__(self, key):
        return key


def call(*args):
    return args


keys = Keys()
print(keys[*call(1, 2)], keys[0, *call(1)], keys[*call(1), *call(2)], keys[*str("ab")], keys[call(1)])


def function(*args: *call(int)):
    return function.__annotations__


print(function())
