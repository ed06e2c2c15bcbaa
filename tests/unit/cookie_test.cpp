#include "base/cookie.h"

#include "support/catch.h"

#include <string>
#include <string_view>

namespace weft {
namespace {

// The encoding's name; empty where there is no cookie.
std::string NameIn(std::string_view text) {
  std::optional<Cookie> cookie = FindCookie(text);
  return cookie ? cookie->encoding : "";
}

TEST_CASE("a cookie has a name, a place and a line") {
  CHECK(FindCookie("# -*- coding: cp1252 -*-\n") == Cookie{"cp1252", {14, 20}, 1});
  CHECK(FindCookie("#!/bin/sh\r\n# vim: set fileencoding=koi8-r :") ==
        Cookie{"koi8-r", {35, 41}, 2});
}

TEST_CASE("a cookie stands in a comment with nothing but blanks before it") {
  CHECK(NameIn(" \t\f# coding: x") == "x");
  CHECK(NameIn("x = 1 # coding: x") == "");
  CHECK(NameIn("coding: x") == "");
  CHECK(NameIn("'''\n# coding: x\n'''") == "");
}

TEST_CASE("a cookie is on the first line, or below a line without code") {
  CHECK(NameIn("\n# coding: x") == "x");
  CHECK(NameIn(" \f\t\n# coding: x") == "x");
  CHECK(NameIn("# a\r# coding: x\r") == "x");
  CHECK(NameIn("pass\n# coding: x") == "");
  CHECK(NameIn("pass # a\n# coding: x") == "");
  CHECK(NameIn("\\\n# coding: x") == "");
  CHECK(NameIn("\n\n# coding: x") == "");
  CHECK(NameIn("# a\r# b\r# coding: x\r") == "");
}

TEST_CASE("the first line's cookie wins") {
  CHECK(NameIn("# coding: x\n# coding: y\n") == "x");
}

TEST_CASE("a cookie is `coding`, a colon or equals sign, blanks and a name") {
  CHECK(NameIn("#coding:x") == "x");
  CHECK(NameIn("#coding= \t x") == "x");
  CHECK(NameIn("# encoding=x") == "x");
  CHECK(NameIn("# coding:\fx") == "");
  CHECK(NameIn("# coding : x") == "");
  CHECK(NameIn("# Coding: x") == "");
  CHECK(NameIn("# coding:") == "");
  CHECK(NameIn("# coding") == "");
  CHECK(NameIn("# coding:: x") == "");
}

TEST_CASE("a later `coding` in the comment counts where an earlier one names nothing") {
  CHECK(NameIn("# coding: =coding: x coding: y") == "x");
  CHECK(NameIn("# codingcoding:x") == "x");
  CHECK(NameIn("# coding: \n# coding: x") == "x");
}

TEST_CASE("a name is made of letters, digits, dashes, underscores and dots") {
  CHECK(NameIn("# coding: a.B-c_9/d") == "a.B-c_9");
  CHECK(NameIn("# coding: foo\xE9") == "foo");
}

TEST_CASE("the tokenizer's spellings of utf-8 are one") {
  for (std::string name : {"utf-8", "UTF_8", "utf-8-sig", "utf_8-unix", "utf-8-12345678901"}) {
    CHECK(NameIn("# coding: " + name) == "utf-8");
  }
  CHECK(NameIn("# coding: utf8") == "utf8");
  CHECK(NameIn("# coding: utf-8x") == "utf-8x");
}

TEST_CASE("the tokenizer's spellings of latin-1 are one") {
  for (std::string name : {"latin-1", "Latin_1-dos", "ISO-8859-1", "iso-8859-1-unix", "iso_latin_1",
                           "iso-latin-1-unix"}) {
    CHECK(NameIn("# coding: " + name) == "iso-8859-1");
  }
  CHECK(NameIn("# coding: iso-8859-15") == "iso-8859-15");
  CHECK(NameIn("# coding: latin1") == "latin1");
}

}  // namespace
}  // namespace weft
