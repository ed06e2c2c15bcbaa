#include "file_options.h"

#include "commands.h"
#include "config_keys.h"

#include "driver/config_search.h"
#include "driver/real_paths.h"

#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

namespace weft {
namespace {

namespace fs = std::filesystem;

// What `path`, canonical, is called below `directory`; `otherwise` where it is not there.
std::string_view Below(std::string_view path, std::string_view directory,
                       std::string_view otherwise) {
  if (!IsWithin(path, directory) || path == directory) return otherwise;
  return path.substr(directory == "/" ? 1 : directory.size() + 1);
}

class Configurator {
 public:
  explicit Configurator(const Options& options)
      : options_(options), search_(ConfigurationSchema()) {
    std::error_code error;
    current_directory_ = fs::current_path(error).string();
    if (!options.config.empty()) named_ = search_.Named(options.config, result_.problems);
  }

  // False where the file is not to be taken.
  bool Take(FoundFile& file);

  FileOptions Finish();

 private:
  // What a variant leaves out.
  struct Exclusion {
    Gitignore patterns;
    std::string directory;  // What the patterns start from.
  };

  const ConfigFile* ConfigFor(const std::string& real_path);
  uint32_t VariantOf(const ConfigFile* config, std::string_view relative);

  const Options& options_;
  ConfigSearch search_;
  RealPaths real_paths_;
  std::string current_directory_;
  const ConfigFile* named_ = nullptr;
  // The numbers of the overrides that are for a file, beside its configuration.
  std::map<std::pair<const ConfigFile*, std::vector<size_t>>, uint32_t> known_;
  std::vector<Exclusion> exclusions_;  // By variant.
  std::map<const ConfigFile*, size_t> num_files_;
  FileOptions result_;
};

const ConfigFile* Configurator::ConfigFor(const std::string& real_path) {
  if (options_.isolated) return nullptr;
  if (!options_.config.empty()) return named_;
  std::string directory = fs::path(real_path).parent_path().string();
  return search_.Nearest(directory, result_.problems);
}

uint32_t Configurator::VariantOf(const ConfigFile* config, std::string_view relative) {
  std::vector<size_t> overrides;
  if (config != nullptr && !relative.empty()) {
    for (size_t i = 0; i < config->overrides.size(); ++i) {
      if (CoversPath(config->overrides[i].paths, relative)) overrides.push_back(i);
    }
  }
  auto next = static_cast<uint32_t>(result_.variants.size());
  auto [at, is_new] = known_.try_emplace({config, overrides}, next);
  if (!is_new) return at->second;
  Options& options = result_.variants.emplace_back(options_);
  if (config != nullptr) {
    ApplyConfig(*config, config->entries, options);
    for (size_t i : overrides) ApplyConfig(*config, config->overrides[i].entries, options);
  }
  bool is_own = config != nullptr && options.configured.contains("exclude");
  exclusions_.push_back(
      {PathPatterns(options.exclude), is_own ? config->directory : current_directory_});
  return next;
}

bool Configurator::Take(FoundFile& file) {
  std::string real_path = real_paths_.Of(file.path);
  const ConfigFile* config = ConfigFor(real_path);
  std::string_view relative = config == nullptr ? "" : Below(real_path, config->directory, "");
  file.variant = VariantOf(config, relative);
  const Exclusion& exclusion = exclusions_[file.variant];
  bool is_excluded =
      !file.is_explicit &&
      CoversPath(exclusion.patterns, Below(real_path, exclusion.directory, file.relative()));
  if (!is_excluded && config != nullptr) ++num_files_[config];
  return !is_excluded;
}

FileOptions Configurator::Finish() {
  if (result_.variants.empty()) result_.variants.push_back(options_);
  std::map<std::string, size_t> by_path;
  for (const auto& [config, count] : num_files_) by_path.emplace(config->path, count);
  for (const auto& [path, count] : by_path) {
    result_.problems.Report<ProblemId::ConfigRead>(path, Count(count, "file"));
  }
  result_.config_files = search_.paths();
  return std::move(result_);
}

}  // namespace

FileOptions ConfigureFiles(const Options& options, FoundFiles& found) {
  Configurator configurator(options);
  bool was_empty = found.files.empty();
  std::erase_if(found.files, [&](FoundFile& file) { return !configurator.Take(file); });
  FileOptions result = configurator.Finish();
  if (found.files.empty() && !was_empty) result.problems.Report<ProblemId::AllExcluded>("");
  return result;
}

}  // namespace weft
