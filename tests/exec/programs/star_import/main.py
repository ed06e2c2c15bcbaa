# A star import brings the same names, whether or not there is an `__all__`.
import open_module
import package
import sys
from open_module import *
from listed_module import *

before = set(dir())
print(visible(), also_visible, listed(), "_private" in globals(), "unlisted" in globals())
print(sorted(name for name in before if not name.startswith("_")))
print(sorted(name for name in vars(open_module) if not name.startswith("_")))
print(package.value, package.sub.name(), package.__doc__, open_module.__doc__, sys.modules["listed_module"].__doc__)
print(open_module.computed_all)
