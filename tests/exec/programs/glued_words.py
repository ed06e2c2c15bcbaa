# Keywords, numbers and strings that touch a call, with no space between.
def call(*args):
    return args


def returns_string():
    return"-".join("ab")


def returns_list():
    return[1, 2].index(2)


def returns_dict():
    return{1: 2}.get(1)


def returns_parenthesised():
    return(call)(1)


def yields():
    yield(call)(1)
    yield"a".upper()
    yield from(call)(2)
    yield[call][0](3)


async def awaits():
    return await(later)(1)


async def later(x):
    return x


def runs():
    try:
        awaits().send(None)
    except StopIteration as stop:
        return stop.value


print(returns_string(), returns_list(), returns_dict(), returns_parenthesised(), list(yields()), runs())
print(not(call)(), not"".upper(), not[].count(1), 1 if(call)(1)else(call)(2), 0 or(call)(3), 1and(call)(4))
print(1if"".upper()else"b".upper(), [x for x in(call)(5)if(call)(x)], "a"in"abc".upper(), 1 is(len)("a"))
print((lambda:(call)(6))(), (lambda:"g".upper())(), (lambda x:[x].count(x))(1), (lambda*a:(call)(*a))(7))
print([call(y)for y in"ab".upper()], {"k":(call)(8)}, -(len)("ab"), ~(len)("ab"), 2-(len)("ab"), 2**(len)("ab"))
for x in(call)(9):print(x)
for x in"cd".upper():print(x,end="")
while(len)("")or"".upper():pass
if(call)():pass
elif(call)(10):print("elif")
else:print("else")
assert(len)("a"),"never".upper()
with(open)(__file__)as f:print(bool(f))
try:raise(KeyError)("k")
except(KeyError):print("caught")
del(lambda:{1:2})()[1]
import os;print(os.path.sep);x=len("ab");print(x)
print(1.0.__add__(2),1..hex(),0x1.__add__(1),"a""b".upper(),1_0 .__add__(1),1j.conjugate(),0b1.bit_length())
if x:print(1);print(2)
class A:x=len("a");y=len("ab")
def one():x=len("abc");return(str)(x)
print(A.x,A.y,one(),*"ef".upper(),**{"sep":"".join("-")})
