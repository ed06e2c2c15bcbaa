"""call(requests.*) && !within(:tests*) && !call(builtins.*)"""; from hooks import wrap as _weft_wrap
import requests as r
from requests import get
def tests_get(): r.get(1)
def f(r): r.get(2)
def g(): _weft_wrap(r.get, 3), _weft_wrap(get, 4), print(5), requests.get(6)
