#include "syntax/parse_tables.h"

#include "base/assert.h"
#include "syntax/grammar.h"

#include <string_view>

namespace weft {
namespace {

const TSLanguage& Language() {
  return *tree_sitter_python();
}

// True where a reduction to `symbol` by `production` with one child adds nothing to that
// child: no node of its own, no alias and no field for it.
bool PassesThrough(uint16_t symbol, uint16_t production, uint8_t child_count) {
  const TSLanguage& language = Language();
  if (child_count != 1 || language.symbol_metadata[symbol].visible) {
    return false;
  }
  const TSSymbol* aliases =
      language.alias_sequences + size_t{production} * language.max_alias_sequence_length;
  if (production != 0 && aliases[0] != 0) {
    return false;
  }
  TSMapSlice fields = language.field_map_slices[production];
  for (uint16_t i = 0; i < fields.length; ++i) {
    if (!language.field_map_entries[fields.index + i].inherited) {
      return false;
    }
  }
  return true;
}

}  // namespace

const ParseTables& ParseTables::Get() {
  static const ParseTables kTables;
  return kTables;
}

ParseTables::ParseTables()
    : num_tokens_(Language().token_count),
      num_nonterminals_(Language().symbol_count - Language().token_count) {
  UnpackStates();
  UnpackActions();
  MapTokens();
}

// The compressed form of a state lists, for each value, the symbols that have it
// (ts_language_lookup in tree-sitter's lib/src/language.h).
void ParseTables::UnpackStates() {
  const TSLanguage& language = Language();
  action_index_.resize(language.state_count * num_tokens_);
  gotos_.resize(language.state_count * num_nonterminals_);
  auto set = [&](size_t state, size_t symbol, uint16_t value) {
    if (symbol < num_tokens_) {
      action_index_[state * num_tokens_ + symbol] = value;
    } else {
      gotos_[state * num_nonterminals_ + (symbol - num_tokens_)] = value;
    }
  };
  for (size_t state = 0; state < language.state_count; ++state) {
    if (state < language.large_state_count) {
      for (size_t symbol = 0; symbol < language.symbol_count; ++symbol) {
        set(state, symbol, language.parse_table[state * language.symbol_count + symbol]);
      }
      continue;
    }
    const uint16_t* data = language.small_parse_table +
                           language.small_parse_table_map[state - language.large_state_count];
    for (uint16_t num_groups = *data++; num_groups > 0; --num_groups) {
      uint16_t value = *data++;
      for (uint16_t num_symbols = *data++; num_symbols > 0; --num_symbols) {
        set(state, *data++, value);
      }
    }
  }
}

void ParseTables::UnpackActions() {
  const TSLanguage& language = Language();
  for (uint16_t index : action_index_) {
    if (index >= ranges_.size()) {
      ranges_.resize(index + 1U, {0, 0});
    }
    if (index == 0 || ranges_[index].count != 0) {
      continue;
    }
    auto begin = static_cast<uint32_t>(actions_.size());
    const TSParseActionEntry* entry = language.parse_actions + index;
    for (uint8_t i = 1; i <= entry->entry.count; ++i) {
      const TSParseAction& from = entry[i].action;
      if (from.type == TSParseActionTypeShift && !from.shift.extra && !from.shift.repetition) {
        actions_.push_back({ParseAction::Type::Shift, 0, false, 0, from.shift.state, 0});
      } else if (from.type == TSParseActionTypeReduce) {
        bool passes_through =
            PassesThrough(from.reduce.symbol, from.reduce.production_id, from.reduce.child_count);
        actions_.push_back({ParseAction::Type::Reduce, from.reduce.child_count, passes_through,
                            from.reduce.dynamic_precedence, from.reduce.symbol,
                            from.reduce.production_id});
      } else if (from.type == TSParseActionTypeAccept) {
        actions_.push_back({ParseAction::Type::Accept, 0, false, 0, 0, 0});
      }
    }
    ranges_[index] = {begin, static_cast<uint32_t>(actions_.size()) - begin};
  }
}

uint16_t ParseTables::FindToken(const char* name, int occurrence) const {
  for (size_t symbol = 1; symbol < num_tokens_; ++symbol) {
    if (std::string_view(Language().symbol_names[symbol]) == name && occurrence-- == 0) {
      return static_cast<uint16_t>(symbol);
    }
  }
  WEFT_ASSERT(false, "the grammar has every token that Weft hands it");
}

void ParseTables::MapTokens() {
  auto map = [&](TokenKind kind, const char* name) {
    symbols_[static_cast<size_t>(kind)] = FindToken(name);
  };
  constexpr TokenKind kSpelled[] = {
#define TOKEN(kind, spelling) TokenKind::kind,
#include "syntax/tokens.def"
#undef TOKEN
  };
  for (TokenKind kind : kSpelled) {
    switch (kind) {
      case TokenKind::True:
        map(kind, "true");
        break;
      case TokenKind::False:
        map(kind, "false");
        break;
      case TokenKind::None:
        map(kind, "none");
        break;
      case TokenKind::Ellipsis:
        map(kind, "ellipsis");
        break;
      default:
        map(kind, TokenSpelling(kind).data());
        break;
    }
  }
  // The grammar has the precedence of `&` and `^` the wrong way round.
  std::swap(symbols_[static_cast<size_t>(TokenKind::Ampersand)],
            symbols_[static_cast<size_t>(TokenKind::Caret)]);
  map(TokenKind::Name, "identifier");
  map(TokenKind::Number, "integer");
  map(TokenKind::FStringStart, "string_start");
  map(TokenKind::FStringEnd, "string_end");
  map(TokenKind::FieldOpen, "{");
  map(TokenKind::FieldClose, "}");
  map(TokenKind::FieldEqual, "=");
  map(TokenKind::FieldConversion, "type_conversion");
  map(TokenKind::FieldColon, ":");
  map(TokenKind::Newline, "_newline");
  map(TokenKind::Indent, "_indent");
  map(TokenKind::Dedent, "_dedent");
  string_start_ = FindToken("string_start");
  string_end_ = FindToken("string_end");
  except_star_ = FindToken("*", 1);
}

}  // namespace weft
