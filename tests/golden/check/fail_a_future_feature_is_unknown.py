"""doc"""
from __future__ import division, rested_snopes
