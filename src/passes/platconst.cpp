#include "passes/platconst.h"

#include "passes/constant_value.h"
#include "passes/dead_arms.h"
#include "passes/dead_branches.h"

#include <charconv>

#include <fmt/format.h>

namespace weft {
namespace {

constexpr int64_t kLastMinor = 99;
constexpr int64_t kLastMicro = 40;

struct Version {
  int64_t minor = 0;
  bool is_open = false;  // And all later ones.
};

// `3.9` or `3.9+`.
std::optional<Version> ParseVersion(std::string_view text) {
  Version version;
  version.is_open = text.ends_with('+');
  text.remove_suffix(version.is_open ? 1 : 0);
  if (!text.starts_with("3.")) {
    return std::nullopt;
  }
  const char* end = text.data() + text.size();
  auto [behind, error] = std::from_chars(text.data() + 2, end, version.minor);
  bool is_number = error == std::errc() && behind == end && version.minor >= 0;
  return is_number && version.minor <= kLastMinor ? std::optional(version) : std::nullopt;
}

class PlatformJudge {
 public:
  explicit PlatformJudge(const PassInput& input)
      : tree_(input.tree),
        scopes_(input.scopes),
        options_(input.options),
        version_(ParseVersion(options_.target_version)) {}

  Verdict Judge(NodeId test) {
    Verdict verdict;
    is_used_ = asks_version_ = false;
    minor_ = version_ ? version_->minor : 0;
    micro_ = 0;
    verdict.is_true = Evaluate(test);
    if (!asks_version_ || !verdict.is_true) {
      return verdict;
    }
    const int64_t last = version_->is_open ? kLastMinor : version_->minor;
    for (minor_ = version_->minor; minor_ <= last; ++minor_) {
      for (micro_ = 0; micro_ <= kLastMicro; ++micro_) {
        if (Evaluate(test) != verdict.is_true) {
          return {};
        }
      }
    }
    return verdict;
  }

 private:
  std::optional<bool> Evaluate(NodeId test) {
    std::optional<ConstantValue> value =
        EvaluateConstant(tree_, test, [this](NodeId expr) { return ValueOf(expr); });
    return value && is_used_ ? std::optional(value->IsTrue()) : std::nullopt;
  }

  std::optional<ConstantValue> ValueOf(NodeId expr) {
    std::optional<ConstantValue> value;
    if (tree_[expr].kind == Kind::Subscript) {
      value = PartOfVersion(expr);
    } else if (tree_[expr].kind == Kind::Name && tree_.Text(expr) == "__debug__") {
      value = Debug();
    } else if (tree_[expr].kind != Kind::Call) {
      value = ByName(scopes_.QualifiedImport(expr));
    }
    is_used_ |= value.has_value();
    return value;
  }

  static std::optional<ConstantValue> Text(std::string_view text) {
    return text.empty() ? std::nullopt : std::optional(ConstantValue{std::string(text)});
  }

  std::optional<ConstantValue> Debug() const {
    if (options_.target_debug != "yes" && options_.target_debug != "no") return std::nullopt;
    return ConstantValue{options_.target_debug == "yes"};
  }

  std::optional<ConstantValue> ByName(std::string_view name) {
    if (name == "sys.platform") return Text(options_.target_platform);
    if (name == "os.name" && !options_.target_platform.empty()) {
      return Text(options_.target_platform == "win32" ? "nt" : "posix");
    }
    if (name == "sys.implementation.name") return Text(options_.target_implementation);
    if (!version_ || !name.starts_with("sys.version_info")) return std::nullopt;
    asks_version_ = true;
    ConstantValue::Tuple parts = Parts();
    if (name == "sys.version_info") return ConstantValue{std::move(parts)};
    if (name == "sys.version_info.major") return parts[0];
    if (name == "sys.version_info.minor") return parts[1];
    if (name == "sys.version_info.micro") return parts[2];
    return std::nullopt;
  }

  ConstantValue::Tuple Parts() const {
    return {{int64_t{3}}, {minor_}, {micro_}, {std::string("final")}, {int64_t{0}}};
  }

  // `sys.version_info[0]` or `sys.version_info[:2]`
  std::optional<ConstantValue> PartOfVersion(NodeId subscript) {
    if (!version_ ||
        scopes_.QualifiedImport(tree_.Child(subscript, Role::Value)) != "sys.version_info") {
      return std::nullopt;
    }
    NodeId slice = tree_.Child(subscript, Role::Slice);
    bool is_range = tree_[slice].kind == Kind::Slice;
    if (is_range &&
        (tree_.Child(slice, Role::Lower).is_valid() || tree_.Child(slice, Role::Step).is_valid())) {
      return std::nullopt;
    }
    NodeId number = is_range ? tree_.Child(slice, Role::Upper) : slice;
    std::string_view text = number.is_valid() ? tree_.Text(number) : std::string_view();
    if (text.size() != 1 || text[0] < '0' || text[0] > '3') {
      return std::nullopt;
    }
    asks_version_ = true;
    ConstantValue::Tuple parts = Parts();
    auto index = static_cast<size_t>(text[0] - '0');
    if (!is_range) {
      return parts[index];
    }
    parts.resize(index);
    return ConstantValue{std::move(parts)};
  }

  const Tree& tree_;
  const Scopes& scopes_;
  const PassOptions& options_;
  std::optional<Version> version_;
  int64_t minor_ = 0;  // The version asked about.
  int64_t micro_ = 0;
  bool is_used_ = false;       // By the current test: anything that is known.
  bool asks_version_ = false;  // And the version.
};

}  // namespace

std::optional<std::string> SetTargetVersion(std::string_view value, PassOptions& options) {
  if (!ParseVersion(value)) {
    return fmt::format("`{}` is no version; say 3.11, or 3.9+ for it and all later ones", value);
  }
  options.target_version = value;
  return std::nullopt;
}

void Platconst(const PassInput& input, PassOutput& output, Diagnostics& /*diagnostics*/) {
  PlatformJudge judge(input);
  const Judge of_test = [&](NodeId /*place*/, NodeId test) { return judge.Judge(test); };
  RemoveDeadArms(input, output, "test", of_test,
                 RemoveDeadBranches(input, output, "test", of_test));
}

}  // namespace weft
