def decorator(function):
    def wrapper(*args):
        return function(*args)
    return wrapper


def with_wraps(function):
    @wraps(function)
    def wrapper(*args):
        return [function(arg) for arg in args]
    return wrapper


def with_default(function):
    def wrapper(arg=make()):
        return function(arg)
    return wrapper
