from ... import a
from .... b . c import (d as e, f,)
from . import *
