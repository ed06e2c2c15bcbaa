import logging
from logging import debug as trace, getLogger, DEBUG

log = logging.getLogger(__name__)
other = log


class Service:
    def __init__(self):
        self.log = logging.getLogger("service")
        self.log.debug("made")

    def run(self, x):
        log.debug("x=%s", x)  # Why.
        log.debug("x=%s", x.compute())
        log.info("run")
        logging.debug("run")
        trace("run")
        logging.log(10, "run")
        logging.log(DEBUG, "run")
        logging.log(logging.INFO, "run")
        logging.log(x, "run")
        other.debug("unknown")
        getLogger("x").debug("run")
        getLogger(x.name()).debug("run")
        if x: log.debug("x")
        else: log.debug("not x")
        log.debug("a"); log.info("b")
        return log.debug("c")

    def local(self):
        log = getLogger()
        log.debug(
            "in %s lines",
            2,
        )

    def rebound(self, flag):
        log = getLogger()
        if flag:
            log = Fake()
        log.debug("unknown")


def parameter(logger):
    logger.debug("unknown")
    catalog.debug("no logger")
    logger.handlers.debug("no logger")
