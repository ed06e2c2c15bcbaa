#include "fuzz/program_grammar.h"

namespace weft::fuzz_internal {

void ProgramGrammar::Bracketed(std::string_view open, std::string_view close,
                               const std::function<void()>& content) {
  out_.OpenBracket(open);
  {
    Within in_field(place_.in_field, false);
    content();
  }
  out_.CloseBracket(close);
}

void ProgramGrammar::Parenthesized(bool are_needed, const std::function<void()>& content) {
  if (are_needed || choices_.OneIn(12)) {
    Bracketed("(", ")", content);
  } else {
    content();
  }
}

void ProgramGrammar::Expressions(Role role) {
  if (choices_.Below(5) < 4) {
    return Expression(role, Level::Test);
  }
  out_.Open(Kind::Tuple, role);
  Element(Level::Test);
  out_.Symbol(",");
  while (choices_.Flip()) {
    Element(Level::Test);
    if (choices_.OneIn(4)) {
      break;  // Without a comma at the end.
    }
    out_.Symbol(",");
  }
  out_.Close();
}

void ProgramGrammar::Starred(Role role, Level at_least) {
  out_.Open(Kind::Starred, role);
  out_.Symbol("*");
  Expression(Role::Value, at_least);
  out_.Close();
}

void ProgramGrammar::Element(Level at_least) {
  if (choices_.OneIn(6)) {
    Starred(Role::Elts, Level::BitOr);
  } else {
    Expression(Role::Elts, at_least);
  }
}

// In parentheses. With `has_star`, no list of expressions could be in them.
void ProgramGrammar::Tuple(Role role, bool has_star) {
  out_.Open(Kind::Tuple, role);
  Bracketed("(", ")", [&] {
    uint32_t num_elements = choices_.Below(4);
    if (has_star) {
      Starred(Role::Elts, Level::BitOr);
      out_.Symbol(",");
    } else if (num_elements == 1) {
      Element(Level::Named);
      return out_.Symbol(",");
    }
    for (uint32_t i = 0; i < num_elements; ++i) {
      Element(Level::Named);
      if (i + 1 < num_elements || choices_.OneIn(4)) {
        out_.Symbol(",");
      }
    }
  });
  out_.Close();
}

void ProgramGrammar::Display(Kind kind, Role role) {
  bool is_list = kind == Kind::List;
  out_.Open(kind, role);
  Bracketed(is_list ? "[" : "{", is_list ? "]" : "}", [&] {
    uint32_t num_elements = choices_.Below(3) + (is_list ? 0 : 1);
    for (uint32_t i = 0; i < num_elements; ++i) {
      Element(Level::Named);
      if (i + 1 < num_elements || choices_.OneIn(4)) {
        out_.Symbol(",");
      }
    }
  });
  out_.Close();
}

void ProgramGrammar::Dict(Role role) {
  out_.Open(Kind::Dict, role);
  Bracketed("{", "}", [&] {
    uint32_t num_items = choices_.Below(3);
    for (uint32_t i = 0; i < num_items; ++i) {
      if (choices_.OneIn(4)) {
        out_.Symbol("**");
        Expression(Role::Values, Level::BitOr);
      } else {
        Expression(Role::Keys, Level::Test);
        out_.Symbol(":");
        Expression(Role::Values, Level::Test);
      }
      if (i + 1 < num_items || choices_.OneIn(4)) {
        out_.Symbol(",");
      }
    }
  });
  out_.Close();
}

void ProgramGrammar::Comprehension(Kind kind, Role role) {
  std::string_view open = kind == Kind::GeneratorExp ? "(" : kind == Kind::ListComp ? "[" : "{";
  std::string_view close = kind == Kind::GeneratorExp ? ")" : kind == Kind::ListComp ? "]" : "}";
  out_.Open(kind, role);
  Bracketed(open, close, [&] {
    Within in_comprehension(place_.in_comprehension, true);
    if (kind == Kind::DictComp) {
      Expression(Role::Key, Level::Test);
      out_.Symbol(":");
      Expression(Role::Value, Level::Test);
    } else {
      Expression(Role::Elt, Level::Named);
    }
    Generators();
  });
  out_.Close();
}

void ProgramGrammar::Generators() {
  do {
    out_.Open(Kind::comprehension, Role::Generators);
    if (place_.in_async && !place_.in_annotation && choices_.OneIn(3)) {
      out_.Word("async");
    }
    out_.Word("for");
    {
      Within in_iterable(place_.in_iterable, true);
      Targets(Role::Target);
      out_.Word("in");
      Expression(Role::Iter, Level::Or);
    }
    while (choices_.OneIn(4)) {
      out_.Word("if");
      Expression(Role::Ifs, Level::Or);
    }
    out_.Close();
  } while (choices_.OneIn(4));
}

void ProgramGrammar::Yield(Role role, bool is_from) {
  out_.Open(is_from ? Kind::YieldFrom : Kind::Yield, role);
  out_.Word("yield");
  if (is_from) {
    out_.Word("from");
    Expression(Role::Value, Level::Test);
  } else if (choices_.Below(4) > 0) {
    Expressions(Role::Value);
  }
  out_.Close();
}

void ProgramGrammar::Call(Role role) {
  out_.Open(Kind::Call, role);
  Expression(Role::Func, Level::Primary);
  if (choices_.OneIn(6)) {
    Comprehension(Kind::GeneratorExp, Role::Args);  // Its parentheses are the call's.
  } else {
    Arguments(Role::Args);
  }
  out_.Close();
}

// Of a call or a class. No positional one behind a keyword, no `*` behind a `**`.
void ProgramGrammar::Arguments(Role positional) {
  Bracketed("(", ")", [&] {
    std::vector<std::string> used;
    bool had_keyword = false;
    bool had_mapping = false;
    uint32_t num_arguments = choices_.Below(4);
    for (uint32_t i = 0; i < num_arguments; ++i) {
      uint32_t pick = choices_.Below(8);
      if (pick < 5 && !had_keyword) {
        Expression(positional, Level::Named);
      } else if (pick == 5 && !had_mapping) {
        Starred(positional, Level::Test);
      } else if (pick == 6) {
        had_keyword = had_mapping = true;
        out_.Open(Kind::keyword, Role::Keywords);
        out_.Symbol("**");
        Expression(Role::Value, Level::Test);
        out_.Close();
      } else {
        had_keyword = true;
        Keyword(used);
      }
      if (i + 1 < num_arguments || choices_.OneIn(6)) {
        out_.Symbol(",");
      }
    }
  });
}

void ProgramGrammar::Keyword(std::vector<std::string>& used) {
  out_.Open(Kind::keyword, Role::Keywords);
  out_.Leaf(Kind::identifier, Role::Arg, NameNotIn(used));
  out_.Symbol("=");
  Expression(Role::Value, Level::Test);
  out_.Close();
}

}  // namespace weft::fuzz_internal
