#include "driver/tree_runner.h"

#include <atomic>
#include <cstddef>

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

namespace weft {
namespace {

// How many files may be under way for each thread. Large, so that one long file does not
// hold up the others; a finished one is only its report.
constexpr size_t kFilesPerThread = 64;

void RunSerially(std::span<const FoundFile> files, const FileJob& job, const ReportSink& sink) {
  for (const FoundFile& file : files) {
    if (!sink(job(file))) return;
  }
}

void RunPipeline(std::span<const FoundFile> files, size_t num_threads, const FileJob& job,
                 const ReportSink& sink) {
  size_t next = 0;
  std::atomic<bool> is_over = false;
  auto take = [&](tbb::flow_control& control) -> size_t {
    if (next < files.size() && !is_over) return next++;
    control.stop();
    return 0;
  };
  auto run = [&](size_t index) -> FileReport {
    if (is_over) return {};
    return job(files[index]);
  };
  auto give = [&](const FileReport& report) {
    if (!is_over && !sink(report)) is_over = true;
  };
  constexpr auto kInOrder = tbb::filter_mode::serial_in_order;
  tbb::parallel_pipeline(num_threads * kFilesPerThread,
                         tbb::make_filter<void, size_t>(kInOrder, take) &
                             tbb::make_filter<size_t, FileReport>(tbb::filter_mode::parallel, run) &
                             tbb::make_filter<FileReport, void>(kInOrder, give));
}

}  // namespace

void RunTree(std::span<const FoundFile> files, unsigned num_jobs, const FileJob& job,
             const ReportSink& sink) {
  if (num_jobs == 1 || files.size() < 2) {
    RunSerially(files, job, sink);
    return;
  }
  int num_threads = num_jobs == 0 ? tbb::info::default_concurrency() : static_cast<int>(num_jobs);
  if (num_threads == 1) {
    RunSerially(files, job, sink);
    return;
  }
  // The arena alone would not go beyond the number of processors.
  tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                            static_cast<size_t>(num_threads));
  tbb::task_arena arena(num_threads);
  arena.execute([&] { RunPipeline(files, static_cast<size_t>(num_threads), job, sink); });
}

}  // namespace weft
