#!/usr/bin/env python3
# coding: utf-8
@staticmethod
def unused():
    pass


def divide():
    return int("1") / len("")


value = len("abc")
