def function():
    try:
        call()
    except kind():
        call()
    else:
        call()
    finally:
        call()
    call()
