import logging

log = logging.getLogger()
log.debug = print
log.debug("printed")


def rebind():
    global log2
    log2 = None


log2 = logging.getLogger()
log2.debug("unknown")
