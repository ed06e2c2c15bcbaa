#pragma once

#include "driver/report.h"

#include <functional>
#include <span>

namespace weft {

// What is done with one file. Runs on any thread, for several files at once.
using FileJob = std::function<FileReport(const FoundFile& file)>;

// Receives the reports in the order of the files, one at a time, though not always on the
// same thread. False ends the run early.
using ReportSink = std::function<bool(const FileReport& report)>;

// Runs `job` over `files` with up to `num_jobs` threads; 0 means one per processor, and
// with 1 everything happens on the calling thread. Only a bounded number of reports waits
// for its turn.
void RunTree(std::span<const FoundFile> files, unsigned num_jobs, const FileJob& job,
             const ReportSink& sink);

}  // namespace weft
