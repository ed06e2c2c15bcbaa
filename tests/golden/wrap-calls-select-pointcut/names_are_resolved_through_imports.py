"""call(requests.*) && !within(:tests*) && !call(builtins.*)"""
import requests as r
from requests import get
def tests_get(): r.get(1)
def f(r): r.get(2)
def g(): r.get(3), get(4), print(5), requests.get(6)
