# requires: 3.12
# Type parameters, bounds and aliases are lazy scopes of their own.


def say(value):
    print("say", value)
    return value


def first[T: say(int)](values: list[T]) -> T:
    return values[0]


class Box[T, *Ts, **P](list[say(int)]):
    item: T = say("class body")

    def method[U](self, value: U = say("default")) -> tuple[T, U]:
        return len([value]), value


type Alias[T] = dict[str, say(list)[T]]
type Plain = say("lazy")
print(first([1, 2]), Box().method(), first.__type_params__, Box.__type_params__)
print(first.__type_params__[0].__bound__, Plain.__value__, Alias.__value__.__args__[0])


class Outer:
    class_value = 3

    def generic[T](self, default=class_value + len("a")):
        def inner[V](v: V) -> V:
            return __class__.__name__, v

        return inner(default)

    @staticmethod
    def decorated[T](x: T) -> T:
        return say(x)


print(Outer().generic(), Outer.decorated("static"))
type = type(1)
print(type)
