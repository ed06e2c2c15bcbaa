def function():
    try:
        call()
    except kind():
        call()
    except (ValueError, other.Exception):
        call()
    except (ValueError, KeyboardInterrupt):
        call()
    except RecursionError:
        call()
    except:
        call()
    else:
        call()
    finally:
        call()
    call()


def nested():
    try:
        try:
            call()
        finally:
            call()
    except OSError as error:
        call(error)
