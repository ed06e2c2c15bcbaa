from __future__ import *
from __future__.a import b
