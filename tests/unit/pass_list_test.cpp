#include "passes/pass_list.h"
#include "passes/pass_order.h"
#include "passes/presets.h"

#include "support/catch.h"

#include <algorithm>
#include <string>
#include <vector>

namespace weft {
namespace {

struct Parsed {
  std::string complaint;  // Empty where there is none.
  std::vector<const Pass*> passes;
  PassOptions options;
};

Parsed Read(std::string_view list) {
  Parsed parsed;
  Catalog catalog;
  std::vector<PassUse> uses;
  std::optional<std::string> complaint = ParsePassList(list, catalog, uses);
  if (!complaint) complaint = UsePasses(uses, parsed.passes, parsed.options);
  if (!complaint) complaint = CheckOrder(parsed.passes);
  parsed.complaint = complaint.value_or("");
  return parsed;
}

TEST_CASE("options of a pass stand in brackets") {
  Parsed parsed = Read("wrap-calls[with=m:n, guard, decorators=no]");
  CHECK(parsed.complaint.empty());
  CHECK(parsed.passes == std::vector{FindPass("wrap-calls")});
  CHECK(parsed.options.wrapper_module == "m");
  CHECK(parsed.options.wrapper_name == "n");
  CHECK(parsed.options.guard);
  CHECK_FALSE(parsed.options.wrap_decorators);
  CHECK(parsed.options.wrap_defaults);
}

TEST_CASE("an option that is a list is given once for each value") {
  CHECK(Read("profile-calls[in=a*,in='b[0],c']").options.profile_in ==
        std::vector<std::string>{"a*", "b[0],c"});
}

TEST_CASE("dashes and underscores are the same in names") {
  CHECK(Read("wrap_calls[with=m:n]").passes == std::vector{FindPass("wrap-calls")});
}

TEST_CASE("a preset stands for its passes") {
  CHECK(Read("profile").passes == std::vector{FindPass("profile-calls")});
  CHECK(Read("profile[limit=1]").complaint.empty());
}

TEST_CASE("every preset is a list that can run") {
  for (const Preset& preset : AllPresets()) {
    INFO(preset.name);
    CHECK(Read(preset.name).complaint.empty());
    CHECK(FindPass(preset.name) == nullptr);
  }
}

TEST_CASE("passes are sorted by family, and their defaults are values") {
  for (const Pass& pass : AllPasses()) {
    INFO(pass.name);
    CHECK((pass.run == nullptr) != (pass.run_text == nullptr));
    for (const PassOptionRow& row : pass.options) {
      INFO(row.name);
      bool is_choice = row.type.find('|') != std::string_view::npos;
      PassOptions options;
      bool takes_default = !SetPassOption(pass, row.name, row.initial, options);
      CHECK((!is_choice || takes_default));
    }
  }
}

TEST_CASE("a list that is none says why") {
  CHECK(Read("").complaint == "a name is missing at the end of the list of passes");
  CHECK(Read("wrap-calls,").complaint == "a name is missing at the end of the list of passes");
  CHECK(Read(",wrap-calls").complaint == "a name is missing before `,wrap-calls`");
  CHECK(Read("wrap-calls profile").complaint == "`,` is missing before `profile`");
  CHECK(Read("nothing").complaint == "no pass is called `nothing`; see `weft passes`");
  CHECK(Read("wrap-calls[guard").complaint == "`wrap-calls[` is not closed");
  CHECK(Read("wrap-calls[,]").complaint == "`wrap-calls[` lacks the name of an option");
  CHECK(Read("wrap-calls[with='m").complaint == "the quote of `'m` is not closed");
  CHECK(Read("wrap-calls[depth=1]").complaint ==
        "the pass `wrap-calls` has no option `depth`; there are with, guard, decorators, defaults");
  CHECK(Read("wrap-calls[guard=1]").complaint ==
        "`1` is none of yes|no for the option `guard` of `wrap-calls`");
  CHECK(Read("profile-calls[limit=soon]").complaint ==
        "`soon` is no duration; say 0.3, 300ms, 2s or 1m");
  CHECK(Read("profile-calls,profile_calls").complaint == "the pass `profile-calls` is named twice");
}

TEST_CASE("optimisers go behind their families, and stand once") {
  const Catalog catalog;
  std::vector<PassUse> uses;
  REQUIRE_FALSE(ParsePassList("define,strip-assert[mode=effects],wrap-calls", catalog, uses));
  REQUIRE_FALSE(AddOptimisers("2", catalog, uses));
  std::vector<std::string_view> names;
  names.reserve(uses.size());
  for (const PassUse& use : uses) names.push_back(use.pass->name);
  CHECK(names == std::vector<std::string_view>{"define", "strip-assert", "strip-doc", "dce-branch",
                                               "dce-tail", "wrap-calls"});
  CHECK(uses[1].options.size() == 1);
  CHECK(AddOptimisers("3", catalog, uses).has_value());
}

TEST_CASE("two instruments do not run together") {
  CHECK(Read("wrap-calls[with=m:n],profile-calls").complaint ==
        "`wrap-calls` and `profile-calls` do not run together; each would take what the other one "
        "inserted for the program's");
}

}  // namespace
}  // namespace weft
