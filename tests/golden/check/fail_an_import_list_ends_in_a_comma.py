# An import list ends in a comma.
from a import b,
