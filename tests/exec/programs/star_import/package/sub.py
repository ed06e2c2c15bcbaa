from __future__ import print_function, division; import os.path
def name(): return os.path.basename(__file__).split(".")[0]
