#include "driver/config_file.h"

#include "support/catch.h"

#include <array>

namespace weft {
namespace {

std::optional<std::string> RefuseBad(const std::string& value) {
  return value == "bad" ? std::optional<std::string>("it is bad") : std::nullopt;
}

constexpr std::array<ConfigKey, 3> kKeys = {{{"flag", ConfigType::Flag},
                                             {"text", ConfigType::Text, RefuseBad},
                                             {"list", ConfigType::List, RefuseBad}}};
const ConfigSchema kSchema{kKeys, [](std::string_view name) { return name == "jobs"; }};

std::optional<ConfigFile> Read(std::string_view text) {
  Problems problems;
  std::optional<ConfigFile> file = ParseConfig("p", text, kSchema, problems);
  CHECK(problems.all().empty());
  return file;
}

// What is wrong, as `line:column message` each.
std::vector<std::string> Complaints(std::string_view text) {
  Problems problems;
  CHECK(!ParseConfig("p", text, kSchema, problems));
  std::vector<std::string> lines;
  for (const Problem& problem : problems.all()) {
    lines.push_back(
        fmt::format("{}:{} {}", problem.place.line, problem.place.column, problem.message));
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST_CASE("a text without our table is no configuration, and no mistake") {
  for (const char* text : {"", "# weft\n", "[tool]\n", "[tool.other]\nflag = 3\n", "weft = 1\n"}) {
    CHECK(!Read(text));
  }
}

TEST_CASE("entries have their values and the place of their key") {
  std::optional<ConfigFile> file =
      Read("[tool.weft]\nlist = ['a', 'b']\n  flag = true\ntext = 'x'\n");
  REQUIRE(file);
  REQUIRE(file->entries.size() == 3);
  const ConfigEntry& flag = file->entries[0];
  CHECK(flag.key == 0);
  CHECK(flag.is_on);
  CHECK(flag.place == LineColumn{3, 3});
  CHECK(file->entries[1].values == Lines{"a", "b"});
  CHECK(file->entries[2].values == Lines{"x"});
}

TEST_CASE("a list may be one string, a text is no list") {
  CHECK(Read("[tool.weft]\nlist = 'a'\n")->entries[0].values == Lines{"a"});
  CHECK(Complaints("[tool.weft]\ntext = ['a']\n") ==
        Lines{"2:8 `text` takes a string, not an array"});
}

TEST_CASE("every mistake is told, from the top") {
  CHECK(Complaints("[tool.weft]\ntxet = 1\nlist = ['a', 'bad']\njobs = 1\nflag = 'x'\n") ==
        Lines{"2:1 unknown key `txet`; did you mean `text`?", "3:14 `list`: it is bad",
              "4:1 `jobs` is an option for the command line only",
              "5:8 `flag` takes true or false, not a string"});
}

TEST_CASE("overrides keep their order") {
  std::optional<ConfigFile> file = Read(
      "[[tool.weft.overrides]]\npath = 'x'\nflag = true\n"
      "[[tool.weft.overrides]]\npath = ['y', 'z']\n");
  REQUIRE(file);
  REQUIRE(file->overrides.size() == 2);
  CHECK(file->overrides[0].entries.size() == 1);
  CHECK(CoversPath(file->overrides[0].paths, "x"));
  CHECK(CoversPath(file->overrides[1].paths, "a/z"));
}

TEST_CASE("a pattern of paths takes what is in a folder that it takes") {
  std::vector<std::string> texts = {"tests/", "/setup.py", "*_pb2.py", "!keep_pb2.py"};
  Gitignore patterns = PathPatterns(texts);
  CHECK(CoversPath(patterns, "tests/a.py"));
  CHECK(CoversPath(patterns, "pkg/tests/deep/a.py"));
  CHECK(!CoversPath(patterns, "tests"));  // A file.
  CHECK(CoversPath(patterns, "setup.py"));
  CHECK(!CoversPath(patterns, "pkg/setup.py"));
  CHECK(CoversPath(patterns, "pkg/x_pb2.py"));
  CHECK(!CoversPath(patterns, "pkg/keep_pb2.py"));
  CHECK(!CoversPath(PathPatterns({}), "a.py"));
}

}  // namespace
}  // namespace weft
