#!/usr/bin/env python3
# -*- coding: latin-1 -*-
# encoding: latin-1
# The shebang and the cookie keep their lines; bytes above 127 keep their value.
print("é".upper(), len("äöü"), ascii("ß".encode("latin-1")), f"{'ü'.upper()}ä{len('é')}")
naïve = str("ünïcode")
print(ascii(naïve), [ascii(name) for name in sorted(locals()) if not name.startswith("_")])
