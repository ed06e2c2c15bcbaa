#include "trace_report.h"

#include "shown_text.h"

#include <algorithm>

#include <fmt/format.h>

namespace weft {

PassTimes::PassTimes(const std::vector<const Pass*>& passes) {
  for (const Pass* pass : passes) rows_.push_back({pass, 0});
}

void PassTimes::Add(const std::vector<PassTrace>& traces) {
  for (const PassTrace& trace : traces) {
    auto row = std::ranges::find(rows_, trace.pass, &Row::pass);
    if (row == rows_.end()) row = rows_.insert(row, {trace.pass, 0});
    row->nanoseconds += trace.nanoseconds;
  }
}

std::string PassTimes::Table() const {
  constexpr double kMillisecond = 1e6;
  uint64_t total = 0;
  size_t width = std::string_view("total").size();
  for (const Row& row : rows_) {
    total += row.nanoseconds;
    width = std::max(width, row.pass->name.size());
  }
  std::string table;
  auto add = [&](std::string_view name, uint64_t nanoseconds) {
    double share =
        total == 0 ? 0 : 100 * static_cast<double>(nanoseconds) / static_cast<double>(total);
    table += fmt::format("{:<{}}  {:>10.1f} ms  {:>5.1f} %\n", name, width,
                         static_cast<double>(nanoseconds) / kMillisecond, share);
  };
  for (const Row& row : rows_) add(row.pass->name, row.nanoseconds);
  add("total", total);
  return table;
}

std::string ShownTrace(std::string_view path, const PassTrace& trace) {
  std::string shown =
      fmt::format("# {} after {}\n{}", ShownText(path), trace.pass->name, trace.text);
  if (!shown.ends_with('\n')) shown += '\n';
  return shown;
}

}  // namespace weft
