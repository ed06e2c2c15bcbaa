#include "support/catch.h"

#include "astgen/asdl_check.h"
#include "astgen/asdl_parser.h"

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <fmt/format.h>

namespace astgen {
namespace {

// The errors of a description as `line:column: message`, one a line.
std::string ErrorsIn(std::string_view text) {
  std::variant<Description, Error> parsed = ParseAsdl(text);
  std::vector<Error> errors;
  if (auto* error = std::get_if<Error>(&parsed)) {
    errors.push_back(*error);
  } else {
    errors = CheckAsdl(std::get<Description>(parsed));
  }
  std::string lines;
  for (const Error& error : errors) {
    lines += fmt::format("{}:{}: {}\n", error.position.line, error.position.column, error.message);
  }
  return lines;
}

// The errors of definitions that begin on line 2; a kind `identifier` follows them.
std::string ErrorsInBody(std::string_view body) {
  return ErrorsIn(
      fmt::format("module M {{\n{}\nidentifier = identifier from identifier\n}}", body));
}

}  // namespace

TEST_CASE("a description without errors has none") {
  CHECK(ErrorsInBody("expr = Await(expr value) from await by rule -- A comment.\n"
                     "op = Add | Sub\n"
                     "inline is not, block\n"
                     "unused chevron") == "");
}

TEST_CASE("a malformed description is reported where it goes wrong") {
  CHECK(ErrorsIn("") == "1:1: expected `module`, found the end of the file\n");
  CHECK(ErrorsIn("module M {\n  expr = A(expr) }") == "2:16: expected a field's name, found `)`\n");
  CHECK(ErrorsIn("module M {\n  expr = A;\n}") == "2:11: unexpected `;`\n");
  CHECK(ErrorsIn("module M {\n  expr = A from a(#x: y)\n}") ==
        "2:20: expected a number after `#`, found `x`\n");
  CHECK(ErrorsIn("module M {\n  expr = A from a by hand\n}") ==
        "2:22: expected `rule`, found `hand`\n");
  CHECK(ErrorsIn("module M { }\nmore") == "2:1: expected nothing after the module, found `more`\n");
}

TEST_CASE("all contradictions of a description are reported at once") {
  CHECK(ErrorsInBody("expr = A(exp left) from a(l: left) | A") ==
        "2:14: field `left` has the unknown type `exp`\n"
        "2:27: `A` has no field `left` that holds nodes\n"
        "2:38: constructor `A` is defined twice\n"
        "2:38: `A` has no `from`\n");
}

TEST_CASE("a regular mapping fills every required field, once per selector") {
  CHECK(ErrorsInBody("expr = A(expr left, expr? right) from a(*: right, *: right)") ==
        "2:39: `a` does not fill the field `left` of `A`\n"
        "2:51: `*` is given two roles\n");
}

TEST_CASE("a symbol that two kinds share needs a rule") {
  CHECK(ErrorsInBody("expr = A from a | B from a") ==
        "2:26: symbol `a` makes `A` already; use `by rule`\n");
  CHECK(ErrorsInBody("expr = A from a by rule | B from a by rule") == "");
  CHECK(ErrorsInBody("expr = A from identifier") == "");
  CHECK(ErrorsInBody("expr = A from a\ninline a") == "3:8: symbol `a` is mapped already\n");
}

TEST_CASE("names that would clash in C++ are reported") {
  CHECK(ErrorsInBody("inline not in, not_in") ==
        "2:16: symbols `not in` and `not_in` share a C++ name\n");
}

}  // namespace astgen
