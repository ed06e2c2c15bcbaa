import logging

log = logging.getLogger()
log.debug("a")
log.info("b")
log.warning("c")
log.warn("d")
log.error("e")
log.exception("f")
log.critical("g")
log.log(45, "h")
log.log(50, "i")
log.setLevel(10)
self.log.error("j %s", f())
