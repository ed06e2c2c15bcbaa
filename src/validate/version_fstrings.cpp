#include "validate/version_fstrings.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace weft {
namespace {

// Fields in the format specification of a field in a format specification were too deep.
constexpr size_t kMaxFields = 2;

class FStringScan {
 public:
  explicit FStringScan(const Tree& tree) : tree_(tree), text_(tree.source().text()) {}
  std::vector<FStringUse> Run();

 private:
  struct Field {
    size_t f_string;  // Into f_strings_.
    uint32_t begin;   // Of the expression.
    bool is_spec;     // Behind the colon: the text is the f-string's own again.
  };
  struct FString {
    std::string quotes;
    size_t num_fields = 0;  // Open ones.
  };

  void EndExpression(uint32_t end);
  void CheckExpression(const FString& f_string, uint32_t begin, uint32_t end);
  void Add(Feature feature, uint32_t offset, uint32_t length);

  const Tree& tree_;
  std::string_view text_;
  std::vector<FString> f_strings_;  // Open ones.
  std::vector<Field> fields_;       // Open ones.
  std::vector<FStringUse> uses_;
  uint32_t told_up_to_ = 0;
};

std::vector<FStringUse> FStringScan::Run() {
  uint32_t previous_end = 0;
  for (const Token& token : tree_.tokens()) {
    if (!fields_.empty() && !fields_.back().is_spec) {
      std::string_view gap = text_.substr(previous_end, token.begin - previous_end);
      size_t comment = token.begin > previous_end ? gap.find('#') : std::string_view::npos;
      if (comment != std::string_view::npos) {
        Add(Feature::FStringComment, previous_end + static_cast<uint32_t>(comment), 1);
      }
    }
    previous_end = std::max(previous_end, token.end);
    switch (token.kind) {
      case TokenKind::FStringStart: {
        const auto quote = static_cast<uint32_t>(text_.find_first_of("'\"", token.begin));
        f_strings_.push_back({std::string(text_.substr(quote, token.end - quote))});
        break;
      }
      case TokenKind::FStringEnd:
        f_strings_.pop_back();
        break;
      case TokenKind::FieldOpen:
        fields_.push_back({f_strings_.size() - 1, token.end, false});
        if (++f_strings_.back().num_fields > kMaxFields) {
          Add(Feature::FStringNesting, token.begin, 1);
        }
        break;
      case TokenKind::FieldColon:
        EndExpression(token.begin);
        fields_.back().is_spec = true;
        break;
      case TokenKind::FieldClose:
        if (!fields_.back().is_spec) EndExpression(token.begin);
        --f_strings_[fields_.back().f_string].num_fields;
        fields_.pop_back();
        break;
      default:
        break;
    }
  }
  return std::move(uses_);
}

// Inner f-strings are part of the expression of every field around them.
void FStringScan::EndExpression(uint32_t end) {
  const Field& field = fields_.back();
  CheckExpression(f_strings_[field.f_string], field.begin, end);
}

void FStringScan::CheckExpression(const FString& f_string, uint32_t begin, uint32_t end) {
  std::string_view expression = text_.substr(begin, end - begin);
  const auto at = [&](size_t offset) { return begin + static_cast<uint32_t>(offset); };
  if (size_t quote = expression.find(f_string.quotes); quote != std::string_view::npos) {
    return Add(Feature::FStringQuote, at(quote), static_cast<uint32_t>(f_string.quotes.size()));
  }
  if (size_t backslash = expression.find('\\'); backslash != std::string_view::npos) {
    return Add(Feature::FStringBackslash, at(backslash), 1);
  }
  if (f_string.quotes.size() > 1) return;
  if (size_t line_break = expression.find_first_of("\r\n"); line_break != std::string_view::npos) {
    Add(Feature::FStringLineBreak, at(line_break), 1);
  }
}

void FStringScan::Add(Feature feature, uint32_t offset, uint32_t length) {
  if (offset < told_up_to_) return;
  told_up_to_ = offset + length;
  uses_.push_back({feature, {offset, offset + length}});
}

}  // namespace

std::vector<FStringUse> FindNewFStrings(const Tree& tree) {
  return FStringScan(tree).Run();
}

}  // namespace weft
