#include "fuzz/program_grammar.h"

namespace weft::fuzz_internal {

void ProgramGrammar::Decorators() {
  while (choices_.OneIn(4)) {
    out_.StartLine();
    out_.Symbol("@");
    Expression(Role::DecoratorList, Level::Named);
    out_.EndLine();
  }
}

void ProgramGrammar::Function(Role role) {
  bool is_async = choices_.OneIn(3);
  out_.Open(is_async ? Kind::AsyncFunctionDef : Kind::FunctionDef, role);
  Decorators();
  out_.StartLine();
  if (is_async) {
    out_.Word("async");
  }
  out_.Word("def");
  out_.Leaf(Kind::identifier, Role::Name, Name());
  std::vector<std::string> cells_here;
  {
    Within annotation(place_.in_annotation);
    if (options_.is_modern && choices_.OneIn(4)) {
      place_.in_annotation = true;  // All of it is evaluated in the scope of the parameters.
      TypeParams();
    }
    Within cells(cells_of_current_, {});
    out_.Open(Kind::arguments, Role::Args);
    out_.OpenBracket("(");
    Parameters(false);
    out_.CloseBracket(")");
    out_.Close();
    cells_here = cells_of_current_;
    if (choices_.OneIn(4)) {
      out_.Symbol("->");
      place_.in_annotation = true;
      Expression(Role::Returns, Level::Test);
    }
  }
  Within place(place_, Place{});
  place_.in_function = true;
  place_.is_module = false;
  place_.in_async = is_async;
  place_.is_async_generator = is_async && choices_.OneIn(3);
  Within outer_cells(cells_);
  cells_.insert(cells_.end(), cells_of_current_.begin(), cells_of_current_.end());
  Within own_cells(cells_of_current_, cells_here);
  Block(Role::Body);
  out_.Close();
}

// `a, /, b=1, *args, c, **kwargs`, each part of which may be missing.
void ProgramGrammar::Parameters(bool is_lambda) {
  std::vector<std::string> used;
  bool needs_comma = false;
  bool has_default = false;
  auto comma = [&] {
    if (needs_comma) {
      out_.Symbol(",");
    }
    needs_comma = true;
  };
  auto parameter = [&](Role role, Role role_of_default, bool needs_default) {
    comma();
    out_.Open(Kind::arg, role);
    std::string name;
    if (!is_lambda && choices_.OneIn(3)) {
      name = UniqueName("n");
      cells_of_current_.push_back(name);
    } else {
      name = NameNotIn(used);
    }
    out_.Leaf(Kind::identifier, Role::Arg, name);
    if (!is_lambda && choices_.OneIn(3)) {
      out_.Symbol(":");
      Within annotation(place_.in_annotation, true);
      if (role == Role::Vararg && choices_.Flip()) {
        Starred(Role::Annotation, Level::BitOr);
      } else {
        Expression(Role::Annotation, Level::Test);
      }
    }
    out_.Close();
    if (role_of_default == Role::None || !(needs_default || choices_.OneIn(3))) {
      return false;
    }
    out_.Symbol("=");
    Expression(role_of_default, Level::Test);
    return true;
  };
  uint32_t num_positional_only = choices_.OneIn(4) ? 1 + choices_.Below(2) : 0;
  for (uint32_t i = 0; i < num_positional_only; ++i) {
    has_default |= parameter(Role::Posonlyargs, Role::Defaults, has_default);
  }
  if (num_positional_only > 0) {
    comma();
    out_.Symbol("/");
  }
  for (uint32_t i = choices_.Below(3); i > 0; --i) {
    has_default |= parameter(Role::Args, Role::Defaults, has_default);
  }
  uint32_t num_keyword_only = choices_.OneIn(4) ? 1 + choices_.Below(2) : 0;
  bool has_vararg = choices_.OneIn(4);
  if (num_keyword_only > 0 || has_vararg) {
    comma();
    out_.Symbol("*");
    needs_comma = !has_vararg;
    if (has_vararg) {
      parameter(Role::Vararg, Role::None, false);
    }
  }
  for (uint32_t i = 0; i < num_keyword_only; ++i) {
    parameter(Role::Kwonlyargs, Role::KwDefaults, false);
  }
  if (choices_.OneIn(5)) {
    comma();
    out_.Symbol("**");
    needs_comma = false;
    parameter(Role::Kwarg, Role::None, false);
  }
  if (needs_comma && choices_.OneIn(6)) {
    out_.Symbol(",");
  }
}

void ProgramGrammar::Class(Role role) {
  out_.Open(Kind::ClassDef, role);
  Decorators();
  out_.StartLine();
  out_.Word("class");
  out_.Leaf(Kind::identifier, Role::Name, Name());
  {
    Within annotation(place_.in_annotation);
    if (options_.is_modern && choices_.OneIn(4)) {
      place_.in_annotation = true;
      TypeParams();
    }
    if (choices_.Flip()) {
      Arguments(Role::Bases);
    }
  }
  Within place(place_, Place{});
  place_.is_module = false;
  place_.in_class = true;
  Within cells(cells_);
  cells_.insert(cells_.end(), cells_of_current_.begin(), cells_of_current_.end());
  Within own_cells(cells_of_current_, {});
  Block(Role::Body);
  out_.Close();
}

void ProgramGrammar::TypeParams() {
  std::vector<std::string> used;
  out_.OpenBracket("[");
  bool has_default = false;
  bool goes_on = true;
  while (goes_on) {
    has_default |= choices_.OneIn(4);
    TypeParam(has_default);
    goes_on = choices_.OneIn(3);
    if (goes_on || choices_.OneIn(6)) {
      out_.Symbol(",");
    }
  }
  out_.CloseBracket("]");
}

void ProgramGrammar::TypeParam(bool has_default) {
  Kind kind = choices_.Of<Kind>({Kind::TypeVar, Kind::TypeVarTuple, Kind::ParamSpec});
  out_.Open(kind, Role::TypeParams);
  if (kind != Kind::TypeVar) {
    out_.Symbol(kind == Kind::TypeVarTuple ? "*" : "**");
  }
  out_.Leaf(Kind::identifier, Role::Name,
            UniqueName(choices_.Of({"T", "type", "match", "\xC3\xA9"})));
  if (kind == Kind::TypeVar && choices_.OneIn(3)) {
    out_.Symbol(":");
    Expression(Role::Bound, Level::Test);
  }
  if (has_default) {
    out_.Symbol("=");
    if (kind == Kind::TypeVarTuple && choices_.Flip()) {
      Starred(Role::DefaultValue, Level::BitOr);
    } else {
      Expression(Role::DefaultValue, Level::Test);
    }
  }
  out_.Close();
}

void ProgramGrammar::TypeAlias(Role role) {
  Within annotation(place_.in_annotation, true);
  out_.Open(Kind::TypeAlias, role);
  out_.Word("type");
  out_.Leaf(Kind::Name, Role::Name, Name(), Context::Store);
  if (choices_.OneIn(3)) {
    TypeParams();
  }
  out_.Symbol("=");
  Expression(Role::Value, Level::Test);
  out_.Close();
}

void ProgramGrammar::Lambda(Role role) {
  out_.Open(Kind::Lambda, role);
  out_.Word("lambda");
  out_.Open(Kind::arguments, Role::Args);
  if (choices_.Flip()) {
    Parameters(true);
  }
  out_.Close();
  out_.Symbol(":");
  Within place(place_);
  place_.in_function = true;
  place_.in_async = place_.is_async_generator = false;
  place_.in_class = place_.in_comprehension = false;
  Expression(Role::Body, Level::Test);
  out_.Close();
}

}  // namespace weft::fuzz_internal
