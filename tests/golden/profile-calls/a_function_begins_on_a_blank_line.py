def blank():

    for x in y:
        call(x)


def comment():
    # Why.
    while x:
        call(x)


def comment_further_out():
  # Why.
    try:
        call(x)
    except E:
        call(x)


def	tabs():
	#
	while call():
		pass
