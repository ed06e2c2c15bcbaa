#include "passes/frame_sensitive.h"

#include "syntax/views.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace weft {
namespace {

constexpr std::string_view kReadsFrame = "it looks at its caller's frame";
constexpr std::string_view kTakesModule = "it takes its module's name from its caller's frame";
constexpr std::string_view kBlamesCaller = "it reports its caller's place";

struct Callee {
  std::string_view name;
  std::string_view reason;
};

// Builtins, under their own name or as `builtins.name`. `type`, `super`, `dir` and `vars`
// have forms that do not look at the frame; see IsHarmlessForm().
constexpr Callee kBuiltins[] = {
    {"__build_class__", kTakesModule},
    {"__import__", kReadsFrame},
    {"breakpoint", kReadsFrame},
    {"compile", "it inherits the `__future__` imports of its caller"},
    {"dir", kReadsFrame},
    {"eval", kReadsFrame},
    {"exec", kReadsFrame},
    {"globals", kReadsFrame},
    {"locals", kReadsFrame},
    {"super", "it needs `__class__` and the first argument of its caller's frame"},
    {"type", kTakesModule},
    {"vars", kReadsFrame},
};

// Functions of the standard library and of well-known packages, by the name they are imported
// under. Sorted.
constexpr Callee kImported[] = {
    {"IPython.embed", kReadsFrame},
    {"attr.make_class", kTakesModule},
    {"attrs.make_class", kTakesModule},
    {"boltons.namedutils.namedlist", kTakesModule},
    {"boltons.namedutils.namedtuple", kTakesModule},
    {"boltons.typeutils.make_sentinel", kTakesModule},
    {"cherrypy.expose", kReadsFrame},
    {"click.version_option", kTakesModule},
    {"collections.namedtuple", kTakesModule},
    {"dataclasses.make_dataclass", kTakesModule},
    {"enum.Enum", kTakesModule},
    {"enum.Flag", kTakesModule},
    {"enum.IntEnum", kTakesModule},
    {"enum.IntFlag", kTakesModule},
    {"enum.StrEnum", kTakesModule},
    {"icecream.ic", kReadsFrame},
    {"importlib.resources.files", kTakesModule},
    {"importlib_resources.files", kTakesModule},
    {"inspect.currentframe", kReadsFrame},
    {"inspect.stack", kReadsFrame},
    {"ipdb.set_trace", kReadsFrame},
    {"logging.critical", kBlamesCaller},
    {"logging.debug", kBlamesCaller},
    {"logging.error", kBlamesCaller},
    {"logging.exception", kBlamesCaller},
    {"logging.info", kBlamesCaller},
    {"logging.log", kBlamesCaller},
    {"logging.warn", kBlamesCaller},
    {"logging.warning", kBlamesCaller},
    {"numexpr.evaluate", kReadsFrame},
    {"numpy.bmat", kReadsFrame},
    {"numpy.who", kReadsFrame},
    {"pandas.eval", kReadsFrame},
    {"patsy.dmatrices", kReadsFrame},
    {"patsy.dmatrix", kReadsFrame},
    {"pdb.set_trace", kReadsFrame},
    {"pudb.set_trace", kReadsFrame},
    {"pyparsing.autoname_elements", kReadsFrame},
    {"pytest.set_trace", kReadsFrame},
    {"six.exec_", kReadsFrame},
    {"sympy.var", kReadsFrame},
    {"sys._getframe", kReadsFrame},
    {"sys._getframemodulename", kReadsFrame},
    {"sys.breakpointhook", kReadsFrame},
    {"tornado.options.define", kTakesModule},
    {"traceback.extract_stack", kReadsFrame},
    {"traceback.format_stack", kReadsFrame},
    {"traceback.print_stack", kReadsFrame},
    {"traceback.walk_stack", kReadsFrame},
    {"twisted.logger.Logger", kTakesModule},
    {"typing.NamedTuple", kTakesModule},
    {"typing.NewType", kTakesModule},
    {"typing.ParamSpec", kTakesModule},
    {"typing.TypeAliasType", kTakesModule},
    {"typing.TypeVar", kTakesModule},
    {"typing.TypeVarTuple", kTakesModule},
    {"typing.TypedDict", kTakesModule},
    {"typing_extensions.NamedTuple", kTakesModule},
    {"typing_extensions.NewType", kTakesModule},
    {"typing_extensions.ParamSpec", kTakesModule},
    {"typing_extensions.TypeAliasType", kTakesModule},
    {"typing_extensions.TypeVar", kTakesModule},
    {"typing_extensions.TypeVarTuple", kTakesModule},
    {"typing_extensions.TypedDict", kTakesModule},
    {"warnings.warn", kBlamesCaller},
    {"zope.interface.classProvides", kReadsFrame},
    {"zope.interface.invariant", kReadsFrame},
    {"zope.interface.moduleProvides", kReadsFrame},
    {"zope.interface.taggedValue", kReadsFrame},
};
static_assert(std::is_sorted(std::begin(kImported), std::end(kImported),
                             [](const Callee& a, const Callee& b) { return a.name < b.name; }));

template <size_t kSize>
const Callee* Find(const Callee (&table)[kSize], std::string_view name) {
  auto found = std::lower_bound(
      std::begin(table), std::end(table), name,
      [](const Callee& callee, std::string_view sought) { return callee.name < sought; });
  return found != std::end(table) && found->name == name ? found : nullptr;
}

// `type(x)`, `vars(x)`, `dir(x)` and `super(C, self)` depend on their arguments only. With a
// `*args`, nobody knows how many there are.
bool IsHarmlessForm(const Tree& tree, std::string_view name, ast::Call call) {
  int num_args = 0;
  for (NodeId arg : call.args()) {
    if (tree[arg].kind == Kind::Starred) {
      return false;
    }
    ++num_args;
  }
  if (name == "type") {
    return num_args == 1;
  }
  return (name == "vars" || name == "dir" || name == "super") && num_args > 0;
}

std::string_view ReasonFor(const Tree& tree, const Callee* callee, ast::Call call) {
  return callee == nullptr || IsHarmlessForm(tree, callee->name, call) ? std::string_view()
                                                                       : callee->reason;
}

}  // namespace

std::string_view FrameSensitivity(const Tree& tree, const Scopes& scopes, NodeId call_id) {
  constexpr std::string_view kBuiltinsModule = "builtins.";
  auto call = tree.As<ast::Call>(call_id);
  NodeId func = call.func();
  Kind kind = tree[func].kind;
  if (kind == Kind::Name) {
    const Callee* builtin = Find(kBuiltins, tree.Text(func));
    if (builtin != nullptr && scopes.IsBuiltin(func, StarImports::Ignore)) {
      return ReasonFor(tree, builtin, call);
    }
  } else if (kind != Kind::Attribute) {
    return {};
  }
  std::string origin = scopes.QualifiedImport(func, StarImports::Ignore);
  if (origin.empty()) {
    return {};
  }
  if (origin.starts_with(kBuiltinsModule)) {
    return ReasonFor(tree, Find(kBuiltins, std::string_view(origin).substr(kBuiltinsModule.size())),
                     call);
  }
  return ReasonFor(tree, Find(kImported, origin), call);
}

}  // namespace weft
