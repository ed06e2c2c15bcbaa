#include "fuzz/program_grammar.h"

namespace weft::fuzz_internal {

void ProgramGrammar::Number(Role role) {
  out_.Open(Kind::Constant, role);
  out_.Number(choices_.Of({"1", "0", "2", "1_000", "0x1F", "0o17", "0B1_0", "00", "1.", ".5", "1.5",
                           "1e5", "1E-3_0", "0xe", "1j", ".5J", "1_0.0_1e+1_0j", "0e0"}));
  out_.Close();
}

// One literal or several in a row, plain, bytes or f-strings.
void ProgramGrammar::String(Role role) {
  uint32_t pick = choices_.Below(8);
  bool is_bytes = pick == 7;
  bool is_template = options_.has_templates && pick == 6;
  bool is_format = is_template || pick == 4 || pick == 5;
  out_.Open(is_template ? Kind::TemplateStr : is_format ? Kind::JoinedStr : Kind::Constant, role);
  bool has_format = false;
  do {
    bool is_next_format = is_format && (is_template || choices_.Flip());
    if (is_next_format) {
      FormatString(is_template);
      has_format = true;
    } else {
      PlainString(is_bytes);
    }
  } while (choices_.OneIn(4));
  if (is_format && !has_format) {
    FormatString(is_template);
  }
  out_.Close();
}

void ProgramGrammar::PlainString(bool is_bytes) {
  std::string_view prefix = is_bytes ? choices_.Of({"b", "B", "br", "Rb"})
                                     : choices_.Of({"", "", "", "r", "R", "u", "U"});
  bool is_raw = prefix.find_first_of("rR") != std::string_view::npos;
  std::string_view quote = choices_.Of({"'", "\"", "'''", "\"\"\""});
  std::string text(prefix);
  text += quote;
  for (uint32_t i = choices_.Below(4); i > 0; --i) {
    switch (choices_.Below(8)) {
      case 0:
        text += choices_.Of({"s", "x=1", "#", "{", "}", "(", "f(x)", " "});
        break;
      case 1:
        text += "\\\\";
        break;
      case 2:
        text += '\\';
        text += quote.front();
        break;
      case 3:
        text += '\\';
        text += out_.LineBreak();
        break;
      case 4:
        text += is_raw || is_bytes ? "\\{" : "\\N{BULLET}\\u00e9\\x41\\101\\n";
        break;
      case 5:
        text += is_bytes ? "b" : "\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80";
        break;
      case 6:
        // A line break, where the quotes allow it; no quote of these ends the string.
        if (quote.size() == 3) {
          text += quote.substr(1);
          text += out_.LineBreak();
        }
        break;
      default:
        text += quote.front() == '"' ? "'" : "\"";
        break;
    }
  }
  text += quote;
  out_.Symbol(text);
}

void ProgramGrammar::FormatString(bool is_template) {
  std::string_view prefix =
      is_template ? choices_.Of({"t", "T", "rt", "tR"}) : choices_.Of({"f", "F", "rf", "fR"});
  std::string_view quote = choices_.Of({"'", "\"", "'''", "\"\"\""});
  bool is_raw = prefix.size() == 2;
  std::string start(prefix);
  start += quote;
  out_.Symbol(start);
  for (uint32_t i = choices_.Below(5); i > 0; --i) {
    if (choices_.Flip()) {
      Field(is_template, FieldUse::Text);
    } else {
      FormatText(quote, is_raw, is_template);
    }
  }
  out_.Glued(quote);
}

void ProgramGrammar::FormatText(std::string_view quote, bool is_raw, bool is_template) {
  switch (choices_.Below(8)) {
    case 0:
      return out_.Glued(choices_.Of({"s", "#", "x=1", "(", ":", "!r", " ", "="}));
    case 1:
      return out_.Glued("{{");
    case 2:
      return out_.Glued("}}");
    case 3:
      return out_.Glued("\\\\");
    case 4:
      return out_.Glued(is_raw ? "\\d" : "\\N{BULLET}\\n\\x41");
    case 5:
      return out_.Glued("\xC3\xA9");
    case 6:
      if (quote.size() == 3) {
        out_.Glued(quote.substr(1));
        return out_.Glued(out_.LineBreak());
      }
      return out_.Glued(quote.front() == '"' ? "\\\"" : "\\'");
    default:
      // In a raw one, the backslash is text in front of what follows, a field perhaps.
      if (is_raw && options_.is_modern) {
        out_.Glued("\\");
        return Field(is_template, FieldUse::Text);
      }
      return out_.Glued(quote.front() == '"' ? "'" : "\"");
  }
}

// Before Python 3.12, anything but a name might hold a quote or backslash that is not allowed.
void ProgramGrammar::Field(bool is_template, FieldUse use) {
  out_.Open(is_template ? Kind::Interpolation : Kind::FormattedValue, Role::Values);
  out_.OpenField();
  if (!options_.is_modern) {
    out_.Open(Kind::Name, Role::Value);
    out_.Glued(choices_.Of({"a", "match", "print", "z"}));
    out_.Close();
    out_.CloseField(true);
    return out_.Close();
  }
  Within depth(depth_, depth_ + 1);
  bool is_glued = false;
  {
    Within in_field(place_.in_field, true);
    RightSide(Role::Value);
  }
  // CPython 3.13.0 takes all fields of a specification for the text in front of this `=`.
  if (use != FieldUse::LaterInSpec && choices_.OneIn(4)) {
    out_.Symbol("=");
  }
  if (choices_.OneIn(4)) {
    out_.Symbol(choices_.Of({"!r", "!s", "!a"}));
  }
  if (use == FieldUse::Text && choices_.OneIn(3)) {
    FormatSpec();
    is_glued = true;
  }
  out_.CloseField(is_glued);
  out_.Close();
}

void ProgramGrammar::FormatSpec() {
  out_.Open(Kind::JoinedStr, Role::FormatSpec);
  out_.Symbol(":");
  FieldUse use = FieldUse::FirstInSpec;
  for (uint32_t i = choices_.Below(4); i > 0; --i) {
    if (choices_.OneIn(3)) {
      Field(false, use);  // A specification is an f-string's, in t-strings too.
      use = FieldUse::LaterInSpec;
    } else {
      out_.Glued(choices_.Of({">", "=", "10", "%H:%M", "!r", " ", "#", ",", "*"}));
    }
  }
  out_.Close();
}

}  // namespace weft::fuzz_internal
