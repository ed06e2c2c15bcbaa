// A plug-in whose passes do what a plug-in must not, and a few things that it may.

#include <weft/plugin.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>

#include <sys/socket.h>
#include <unistd.h>

namespace {

using weft::NodeId;
using weft::Walk;

// Rewrites the module, and each definition and `if`.
class Everything : public weft::Visitor<Everything> {
 public:
  explicit Everything(const weft::File& file) : file_(file) {}

  Walk VisitNode(NodeId id) {
    using weft::Kind;
    const Kind kind = tree()[id].kind;
    if (kind == Kind::Module) Insert(id, tree().FirstChild(id));
    if (kind == Kind::FunctionDef || kind == Kind::ClassDef || kind == Kind::If) {
      Insert(id, tree().Child(id, weft::Role::Body));
    }
    return Walk::Into;
  }

 private:
  void Insert(NodeId site, NodeId statement) const {
    file_.Rewrite(site).Before(statement, tree()[statement].span.begin, "0; ");
  }

  const weft::File& file_;
};

// Does what its option says, in files with a name that says so.
void Misbehave(const weft::File& file) {
  const std::string_view how = file.Option("how");
  const weft::Tree& tree = file.tree();
  const NodeId first = tree.FirstChild(weft::kRootNode);
  if (file.path().find("bad") == std::string_view::npos) {
    if (first.is_valid()) file.Rewrite(first).Before(first, tree[first].span.begin, "0; ");
    return;
  }
  if (how == "crash") static_cast<void>(std::raise(SIGSEGV));
  if (how == "abort") std::abort();
  if (how == "exit") std::_Exit(7);
  if (how == "close") {
    ::shutdown(STDIN_FILENO, SHUT_RDWR);
    for (;;) ::pause();
  }
  if (how == "hang") {
    std::cout << "process " << ::getpid() << std::endl;
    for (;;) ::pause();
  }
  if (how == "change") {
    std::ofstream(std::string(file.Option("file")), std::ios::app) << '\n';
    std::abort();
  }
  if (how == "throw") throw std::out_of_range("no such thing");
  if (how == "throw-int") throw 7;
  if (how == "no-answer" && ::write(STDIN_FILENO, "\0\0\0\0\0\0\0\0\1\0\0\0\0\0\0\0x", 17) < 0)
    std::abort();
  if (how == "print" && ::write(STDOUT_FILENO, "printed\n", 8) < 0) std::abort();
  if (how == "no-node") file.Rewrite(NodeId{100000}).Before(first, 0, "0; ");
  if (how == "no-owner") file.Rewrite(first).Before(NodeId{100000}, 0, "0; ");
  if (how == "no-place") file.Rewrite(first).Before(first, 100000, "0; ");
  if (how == "half-character") file.Rewrite(first).Gap(first, {1, 2}, "");
  if (how == "not-utf8") file.Rewrite(first).Before(first, 0, "\xff");
  if (how == "not-ascii") file.Rewrite(first).Before(first, tree[first].span.begin, "'\u20ac'; ");
  if (how == "line-break") file.Rewrite(first).Before(first, 0, "0\n");
  if (how == "twice") {
    for (int i = 0; i < 2; ++i) file.Rewrite(first).Whole(first, tree[first].span, "0");
  }
  if (how == "others") file.Rewrite(first).Gap(weft::kRootNode, tree[first].span, "0");
  if (how == "no-python") file.Rewrite(first).Before(first, 0, "(");
  if (how == "everything") Everything(file).Run(tree);
  if (how == "prologue") file.Rewrite(first).Prologue("import (");
  if (how == "unique") static_cast<void>(file.UniqueName("x"));
  if (how == "ask") static_cast<void>(file.QualifiedName(NodeId{100000}));
}

// Says what it knows of names, and of the file.
class Tell : public weft::Visitor<Tell> {
 public:
  explicit Tell(const weft::File& file) : file_(file) {}

  Walk VisitModule(weft::ast::Module module) {
    file_.Report(weft::Severity::Note, module.id(),
                 std::string(file_.module()) + " " + std::string(file_.Option("word", "none")));
    return Walk::Into;
  }
  Walk VisitCall(weft::ast::Call call) {
    bool is_builtin = tree().Is<weft::ast::Name>(call.func()) && file_.IsBuiltin(call.func());
    std::string text(tree().Text(call.func()));
    text.append(" ").append(is_builtin ? "builtin" : file_.ImportedName(call.func()));
    text.append(" in ").append(file_.QualifiedName(call.id()));
    file_.Report(weft::Severity::Warning, call.id(), text);
    return Walk::Into;
  }
  Walk VisitPass(weft::ast::Pass pass) {
    file_.Report(weft::Severity::Error, pass.id(), "no `pass` here");
    return Walk::Over;
  }

 private:
  const weft::File& file_;
};

void TellAll(const weft::File& file) {
  Tell(file).Run(file.tree());
}

// Takes calls through a function that it imports, those of `secret` excepted.
class Watch : public weft::Visitor<Watch> {
 public:
  explicit Watch(const weft::File& file) : file_(file), name_(file.UniqueName("_weft_watch")) {}

  Walk VisitCall(weft::ast::Call call) {
    const weft::Span span = tree()[call.id()].span;
    weft::Edits edits = file_.Rewrite(call.id());
    edits.Prologue("from watch import watch as " + name_);
    edits.Before(call.id(), span.begin, name_ + "(");
    edits.After(call.id(), span.end, ")");
    if (tree().Text(call.func()) == "secret") file_.LeaveAlone(call.id(), "nobody may know");
    return Walk::Into;
  }

 private:
  const weft::File& file_;
  std::string name_;
};

void WatchAll(const weft::File& file) {
  Watch(file).Run(file.tree());
}

constexpr WeftOption kMisbehaveOptions[] = {{"how", "HOW", "", "what to do"},
                                            {"file", "FILE", "", "what to change"}};
constexpr WeftOption kTellOptions[] = {{"word", "WORD", "none", "what to say"},
                                       {"mood", "good|bad", "good", "how to say it"}};

constexpr WeftPass kPasses[] = {
    {.name = "misbehave",
     .version = "1",
     .summary = "do what must not be done",
     .family = WEFT_MACRO,
     .effect = WEFT_CHANGING,
     .run = weft::RunPass<Misbehave>,
     .options = kMisbehaveOptions,
     .num_options = std::size(kMisbehaveOptions)},
    {.name = "tell",
     .version = "1",
     .summary = "report what is known",
     .family = WEFT_OPTIMISE,
     .effect = WEFT_PRESERVING,
     .run = weft::RunPass<TellAll>,
     .options = kTellOptions,
     .num_options = std::size(kTellOptions)},
    {.name = "watch",
     .version = "1",
     .summary = "let calls be seen",
     .family = WEFT_INSTRUMENT,
     .effect = WEFT_OBSERVING,
     .run = weft::RunPass<WatchAll>},
};

}  // namespace

WEFT_PLUGIN(kPasses);
