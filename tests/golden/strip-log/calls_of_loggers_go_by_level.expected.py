import logging
from logging import debug as trace, getLogger, DEBUG

log = logging.getLogger(__name__)
other = log


class Service:
    def __init__(self):
        self.log = logging.getLogger("service")
        self.log.debug("made")

    def run(self, x):
        # Why.
        log.debug("x=%s", x.compute())
        log.info("run")




        logging.log(logging.INFO, "run")
        logging.log(x, "run")
        other.debug("unknown")

        getLogger(x.name()).debug("run")
        if x: pass
        else: pass
        log.info("b")
        return log.debug("c")

    def local(self):
        log = getLogger()





    def rebound(self, flag):
        log = getLogger()
        if flag:
            log = Fake()
        log.debug("unknown")


def parameter(logger):
    logger.debug("unknown")
    catalog.debug("no logger")
    logger.handlers.debug("no logger")
