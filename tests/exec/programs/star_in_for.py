# requires: 3.9
# Stars in the list of a `for`.
def call(*args):
    return args


for item in *str("ab"), *call(1):
    print(item)
for item in call(1), *call(2):
    print(item)
