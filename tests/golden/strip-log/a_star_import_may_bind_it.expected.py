import logging
from tools import *

log = logging.getLogger()
log.debug("unknown")
