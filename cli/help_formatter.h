#pragma once

#include <CLI/CLI.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

// Only for command_app.cpp: CLI11 is slow to compile.

namespace weft {

// Help that fits a terminal of 80 columns: one blank line between groups, wrapped texts. It is
// the same with every CLI11: later ones wrap footers, and have other blank lines.
class HelpFormatter : public CLI::Formatter {
 public:
  std::string make_help(const CLI::App* app, std::string name,
                        CLI::AppFormatMode mode) const override {
    std::string out = app->get_description() + "\n" + make_usage(app, std::move(name));
    out += make_positionals(app) + OptionGroups(app) + make_subcommands(app, mode);
    return out + "\n" + app->get_footer() + "\n";
  }

  std::string make_subcommand(const CLI::App* command) const override {
    return fmt::format("  {:<{}}{}\n", command->get_name(), kTextColumn - 2,
                       command->get_description());
  }

  std::string make_group(std::string group, bool is_positional,
                         std::vector<const CLI::Option*> options) const override {
    std::string out = fmt::format("{}:\n", group);
    for (const CLI::Option* option : options) out += make_option(option, is_positional);
    return out;
  }

  std::string make_usage(const CLI::App* app, std::string name) const override {
    std::string out = fmt::format("Usage: {} [OPTIONS]", name);
    for (const CLI::Option* option : app->get_options()) {
      if (!option->get_required() || option->get_positional()) continue;
      out += fmt::format(" {} {}", option->get_name(), option->get_type_name());
    }
    for (const CLI::Option* option : app->get_options()) {
      if (option->get_positional()) out += " " + make_option_usage(option);
    }
    if (!app->get_subcommands({}).empty()) out += " COMMAND";
    return out + "\n\n";
  }

  std::string make_positionals(const CLI::App* app) const override {
    auto options = app->get_options([](const CLI::Option* option) {
      return option->get_positional() && !option->get_group().empty();
    });
    return options.empty() ? "" : make_group("Arguments", true, options) + "\n";
  }

  std::string make_option(const CLI::Option* option, bool is_positional) const override {
    std::string name = option->get_name(is_positional, !is_positional);
    if (size_t comma = name.find(','); comma != std::string::npos) name.insert(comma + 1, " ");
    bool has_value = !is_positional && option->get_type_size() != 0;
    if (has_value) name += " " + option->get_type_name();
    std::string out = fmt::format("  {:<{}}", name, kTextColumn - 2);
    if (out.size() > kTextColumn || out.back() != ' ') {
      out += fmt::format("\n{:{}}", "", kTextColumn);
    }
    return out + WrapText(option->get_description()) + "\n";
  }

 private:
  static constexpr size_t kTextColumn = 28;
  static constexpr size_t kTextWidth = 52;

  std::string OptionGroups(const CLI::App* app) const {
    std::string out;
    for (const std::string& group : app->get_groups()) {
      auto options = app->get_options([&](const CLI::Option* option) {
        return option->get_group() == group && option->nonpositional();
      });
      if (group.empty() || options.empty()) continue;
      // What CLI11 calls the group of `--help` depends on its version.
      bool is_unnamed = group == app->get_help_ptr()->get_group();
      if (!out.empty()) out += "\n";
      out += make_group(is_unnamed ? "Options" : group, false, std::move(options));
    }
    return out;
  }

  // Breaks `text` into lines, the later ones indented.
  static std::string WrapText(std::string_view text) {
    std::string out;
    while (text.size() > kTextWidth) {
      size_t blank = text.rfind(' ', kTextWidth);
      if (blank == std::string_view::npos) break;
      out += fmt::format("{}\n{:{}}", text.substr(0, blank), "", kTextColumn);
      text.remove_prefix(blank + 1);
    }
    return out.append(text);
  }
};

}  // namespace weft
