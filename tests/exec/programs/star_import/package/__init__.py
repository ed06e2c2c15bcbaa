'''A package.'''; from . import sub; value = sub.name().upper()
