# requires: 3.13
# Type parameters with defaults.


def say(value):
    print("say", value)
    return value


class Box[T = say(int), **P = say([int])]:
    pass


class Many[*Ts = *say(tuple[int])]:
    pass


type Alias[T: say(object) = say(str)] = list[T]


def function[T = say(bytes)](x: T = say("default")) -> T:
    return x


print([parameter.__default__ for parameter in Box.__type_params__ + Many.__type_params__])
print(Alias.__type_params__[0].__default__, Alias.__type_params__[0].__bound__)
print(function(), function.__type_params__[0].__default__)
