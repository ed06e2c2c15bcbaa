#include "print/undo_record.h"

#include "base/assert.h"
#include "base/base64.h"
#include "base/hash.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace weft {
namespace {

constexpr std::string_view kIndent = "  ";
constexpr std::string_view kVersion = "1";
constexpr unsigned kSumCharacters = 6;  // Of the record's own checksum: 36 bits.
constexpr unsigned kMaxShift = 16;

// What the text looks like may also stand in strings; so many places are looked at.
constexpr size_t kMaxCandidates = 32;

// What was inserted, and what had stood there.
struct ChangeKind {
  uint32_t new_length;
  std::string_view old_text;

  friend bool operator==(const ChangeKind&, const ChangeKind&) = default;
};

struct HashChangeKind {
  size_t operator()(const ChangeKind& kind) const {
    return StableHash(kind.old_text) ^ kind.new_length;
  }
};

// The kinds of changes of one file, numbered as they come.
class ChangeKinds {
 public:
  uint32_t NumberOf(const ChangeKind& kind) {
    // Few kinds make up nearly all changes.
    size_t num_first = std::min<size_t>(kinds_.size(), 8);
    for (uint32_t i = 0; i < num_first; ++i) {
      if (kinds_[i] == kind) {
        return i;
      }
    }
    auto [at, is_new] = numbers_.try_emplace(kind, static_cast<uint32_t>(kinds_.size()));
    if (is_new) {
      kinds_.push_back(kind);
    }
    return at->second;
  }

  const std::vector<ChangeKind>& all() const { return kinds_; }

 private:
  std::vector<ChangeKind> kinds_;
  std::unordered_map<ChangeKind, uint32_t, HashChangeKind> numbers_;
};

// One change: its kind, and how many bytes are kept in front of it.
struct Step {
  uint32_t kind;
  uint32_t num_kept;
};

unsigned BestShift(std::span<const Step> steps) {
  uint64_t total = 0;
  for (const Step& step : steps) {
    total += step.num_kept;
  }
  // Twice the mean at most; the rest is tried.
  unsigned best = 0;
  uint64_t best_width = UINT64_MAX;
  uint64_t mean = steps.empty() ? 0 : total / steps.size();
  auto middle = static_cast<unsigned>(std::bit_width(mean));
  for (unsigned shift = middle > 3 ? middle - 3 : 0; shift <= std::min(middle, kMaxShift);
       ++shift) {
    uint64_t width = 0;
    for (const Step& step : steps) {
      width += Base64Writer::RiceWidth(step.num_kept, shift);
    }
    if (width < best_width) {
      best = shift;
      best_width = width;
    }
  }
  return best;
}

// The commonest kind first: kind i of `old` becomes ranks[i].
std::vector<uint32_t> RankByFrequency(size_t num_kinds, std::vector<Step>& steps) {
  std::vector<uint32_t> counts(num_kinds);
  for (const Step& step : steps) {
    ++counts[step.kind];
  }
  std::vector<uint32_t> order(num_kinds);
  std::iota(order.begin(), order.end(), 0);
  std::ranges::stable_sort(order, [&](uint32_t a, uint32_t b) { return counts[a] > counts[b]; });
  std::vector<uint32_t> ranks(num_kinds);
  for (uint32_t rank = 0; rank < num_kinds; ++rank) {
    ranks[order[rank]] = rank;
  }
  for (Step& step : steps) {
    step.kind = ranks[step.kind];
  }
  return order;
}

uint64_t SumOf(const SourceFile& file, std::string_view text) {
  bool has_mark = file.bytes().starts_with("\xEF\xBB\xBF");
  return Checksum(text) ^ (has_mark ? 1 : 0);
}

uint64_t SumOfRecord(std::string_view passes, std::string_view data) {
  return StableHash(data, StableHash(passes)) & ((uint64_t{1} << 36) - 1);
}

void WriteText(std::string_view text, Base64Writer& writer) {
  writer.Gamma(text.size());
  for (char c : text) {
    writer.Bits(static_cast<unsigned char>(c), 8);
  }
}

// What stands between the runs, as steps; the kinds go to `kinds`.
std::vector<Step> FindSteps(const SourceFile& source, std::span<const CopiedRun> runs,
                            size_t output_size, ChangeKinds& kinds) {
  std::vector<Step> steps;
  steps.reserve(runs.size() + 1);
  CopiedRun last = {0, 0, 0};
  auto add = [&](uint32_t output, uint32_t input) {
    uint32_t new_length = output - last.output_end();
    std::string_view old_text = source.Slice({last.input_end(), input});
    if (new_length > 0 || !old_text.empty()) {
      steps.push_back({kinds.NumberOf({new_length, old_text}), last.length});
    }
  };
  for (const CopiedRun& run : runs) {
    add(run.output, run.input);
    last = run;
  }
  add(static_cast<uint32_t>(output_size), static_cast<uint32_t>(source.text().size()));
  return steps;
}

std::string EncodeChanges(const SourceFile& source, std::span<const CopiedRun> runs,
                          std::string_view output) {
  ChangeKinds kinds;
  std::vector<Step> steps = FindSteps(source, runs, output.size(), kinds);
  std::vector<uint32_t> order = RankByFrequency(kinds.all().size(), steps);
  unsigned shift = BestShift(steps);

  Base64Writer writer;
  writer.Bits(SumOf(source, output), 64);
  writer.Bits(SumOf(source, source.text()), 64);
  writer.Gamma(source.text().size());
  writer.Gamma(order.size());
  for (uint32_t number : order) {
    writer.Gamma(kinds.all()[number].new_length);
    WriteText(kinds.all()[number].old_text, writer);
  }
  writer.Gamma(steps.size());
  writer.Gamma(shift);
  for (const Step& step : steps) {
    writer.Gamma(step.kind);
    writer.Rice(step.num_kept, shift);
  }
  return writer.Finish();
}

// The candidate whose marker stands at `at`, checked as far as that is cheap.
std::optional<UndoRecord> ReadRecord(std::string_view text, size_t at) {
  std::string_view line = text.substr(at + kUndoMarker.size());
  line = line.substr(0, line.find_first_of("\r\n"));
  size_t version_end = line.find(',');
  size_t passes_end = line.find(',', version_end + 1);
  if (version_end == std::string_view::npos || passes_end == std::string_view::npos) {
    return std::nullopt;
  }
  UndoRecord record;
  const bool is_indented = text.substr(0, at).ends_with(kIndent);
  record.span = {static_cast<uint32_t>(is_indented ? at - kIndent.size() : at),
                 static_cast<uint32_t>(line.data() + line.size() - text.data())};
  record.passes = line.substr(version_end + 1, passes_end - version_end - 1);
  record.data = line.substr(passes_end + 1);
  if (line.substr(0, version_end) != kVersion || record.data.size() < kSumCharacters) {
    return record;
  }
  Base64Reader reader(record.data.substr(0, kSumCharacters));
  uint64_t sum = reader.Bits(6 * kSumCharacters);
  record.data.remove_prefix(kSumCharacters);
  record.is_intact = reader.is_good() && sum == SumOfRecord(record.passes, record.data);
  return record;
}

// A ChangeKind that comes from a record and may be nonsense.
struct ReadKind {
  uint64_t new_length;
  std::string old_text;
};

std::vector<ReadKind> ReadKinds(Base64Reader& reader, uint64_t limit) {
  std::vector<ReadKind> kinds;
  uint64_t num_kinds = reader.Gamma();
  for (uint64_t i = 0; i < num_kinds && reader.is_good(); ++i) {
    ReadKind kind{reader.Gamma(), {}};
    uint64_t length = std::min(reader.Gamma(), limit);
    for (uint64_t j = 0; j < length; ++j) {
      kind.old_text.push_back(static_cast<char>(reader.Bits(8)));
    }
    kinds.push_back(std::move(kind));
  }
  return kinds;
}

std::string TextWithout(std::string_view text, Span span) {
  std::string rest;
  rest.reserve(text.size() - span.length());
  return rest.append(text.substr(0, span.begin)).append(text.substr(span.end));
}

}  // namespace

uint32_t PlaceOfRecord(const Tree& tree) {
  for (size_t i = tree.tokens().size(); i > 0; --i) {
    if (tree.tokens()[i - 1].kind == TokenKind::Newline) {
      return tree.tokens()[i - 1].begin;
    }
  }
  return static_cast<uint32_t>(tree.source().text().size());
}

void AddUndoRecord(const SourceFile& source, std::span<const CopiedRun> runs,
                   std::span<const std::string_view> pass_names, uint32_t place,
                   std::string& output) {
  std::string passes;
  for (std::string_view name : pass_names) {
    passes.append(passes.empty() ? "" : "+").append(name);
  }
  std::string data = EncodeChanges(source, runs, output);
  Base64Writer sum;
  sum.Bits(SumOfRecord(passes, data), 6 * kSumCharacters);
  std::string record(kIndent);
  record.append(kUndoMarker).append(kVersion).append(",").append(passes).append(",");
  record.append(sum.Finish()).append(data);
  output.insert(place, record);
}

std::optional<UndoRecord> FindUndoRecord(const SourceFile& file) {
  std::string_view text = file.text();
  std::optional<UndoRecord> found;
  // Most files have no record. Searching forwards is much faster.
  if (::memmem(text.data(), text.size(), kUndoMarker.data(), kUndoMarker.size()) == nullptr) {
    return found;
  }
  size_t at = text.size();
  for (size_t i = 0; i < kMaxCandidates && at > 0; ++i) {
    at = text.rfind(kUndoMarker, at - 1);
    if (at == std::string_view::npos) {
      break;
    }
    std::optional<UndoRecord> record = ReadRecord(text, at);
    if (!record) {
      continue;
    }
    if (record->is_intact) {
      uint64_t sum = Base64Reader(record->data).Bits(64);
      record->fits = at - record->span.begin == kIndent.size() &&
                     sum == SumOf(file, TextWithout(text, record->span));
    }
    bool is_better = !found || (record->is_intact && !found->is_intact);
    if (record->fits || is_better) {
      found = record;
    }
    if (record->fits) {
      break;
    }
  }
  return found;
}

std::optional<std::string> Undo(const SourceFile& file, const UndoRecord& record) {
  WEFT_ASSERT(record.fits, "only a record that fits is undone");
  std::string rest_of_file = TextWithout(file.text(), record.span);
  std::string_view rest = rest_of_file;
  Base64Reader reader(record.data);
  reader.Bits(64);
  uint64_t sum_of_original = reader.Bits(64);
  uint64_t size = reader.Gamma();
  // Each character of a text and each step takes some bits.
  const uint64_t limit = 6 * record.data.size();
  std::vector<ReadKind> kinds = ReadKinds(reader, limit);
  uint64_t num_steps = reader.Gamma();
  auto shift = reader.Gamma();
  if (!reader.is_good() || size > UINT32_MAX || num_steps > limit || shift > kMaxShift) {
    return std::nullopt;
  }
  std::string original;
  original.reserve(std::min<uint64_t>(size, rest.size() + limit));
  for (uint64_t i = 0; i < num_steps && reader.is_good(); ++i) {
    uint64_t kind = reader.Gamma();
    uint32_t num_kept = reader.Rice(static_cast<unsigned>(shift));
    if (kind >= kinds.size() || num_kept > rest.size() ||
        kinds[kind].new_length > rest.size() - num_kept) {
      return std::nullopt;
    }
    original.append(rest.substr(0, num_kept)).append(kinds[kind].old_text);
    rest.remove_prefix(num_kept + kinds[kind].new_length);
    if (original.size() > size) {
      return std::nullopt;
    }
  }
  original.append(rest);
  bool is_right =
      reader.IsAtEnd() && original.size() == size && SumOf(file, original) == sum_of_original;
  return is_right ? std::optional(std::move(original)) : std::nullopt;
}

}  // namespace weft
