#include "syntax/ast_dump.h"

#include "syntax/ast_shape.h"
#include "syntax/ast_spans.h"
#include "syntax/constant_repr.h"
#include "syntax/identifier.h"
#include "syntax/joined_values.h"
#include "syntax/literal_text.h"
#include "syntax/string_parts.h"
#include "syntax/string_repr.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

namespace weft {
namespace {

// What the value of an argument of `Kind(name=value, ...)` is.
enum class ValueType : uint8_t {
  Plain,       // `text`, a literal of this file.
  Node,        // `node`
  Nodes,       // The children of `node` in `role`.
  Keys,        // Dict.keys of `node`.
  KwDefaults,  // arguments.kw_defaults of `node`.
  Joined,      // The values of `node`, a JoinedStr or TemplateStr.
  Name,        // The text of `node` as an identifier.
  Constant,    // The value of `node`.
  Level,       // ImportFrom.level of `node`.
  Expression,  // Interpolation.str of `node`.
  Attributes,  // The four positions of `node`; an argument without a name.
};

struct Argument {
  std::string_view name;
  ValueType type;
  NodeId node = kNoNode;
  Role role = Role::None;
  std::string_view text;
};

// Something still to be printed.
struct Item {
  enum class Type : uint8_t { Text, LineBreak, Value, Joined };

  Type type;
  ValueType value_type = ValueType::Plain;
  uint16_t level = 0;  // Of the value, or of the line.
  NodeId node;         // Or the index into the values of f-strings.
  std::string_view text;
};

// Prints one tree. What is printed in one go, as most of it, is written at once; from the first
// child of a node on, the rest of the node waits on a stack.
class Dumper {
 public:
  Dumper(const Tree& tree, const AstDumpOptions& options, std::string& out)
      : tree_(tree), options_(options), out_(out), spans_(tree, options.target) {}

  void Run() {
    stack_.push_back({Item::Type::Value, ValueType::Node, 0, kRootNode, ""});
    while (!stack_.empty()) {
      Item item = stack_.back();
      stack_.pop_back();
      switch (item.type) {
        case Item::Type::Text:
          out_ += item.text;
          break;
        case Item::Type::LineBreak:
          WriteLineBreak(item.level);
          break;
        case Item::Type::Value:
          PrintValue(item.value_type, item.node, item.level);
          break;
        case Item::Type::Joined:
          PrintJoinedConstant(joined_[item.node.index], item.level);
          break;
      }
      stack_.insert(stack_.end(), plan_.rbegin(), plan_.rend());
      plan_.clear();
    }
  }

 private:
  // ------------------------------------------------------------------- printing in order

  bool is_indented() const { return options_.indent.has_value(); }

  void Text(std::string_view text) {
    if (plan_.empty()) {
      out_ += text;
    } else {
      plan_.push_back({Item::Type::Text, {}, 0, kNoNode, text});
    }
  }

  void WriteLineBreak(uint32_t level) {
    out_ += '\n';
    out_.append(static_cast<size_t>(level) * *options_.indent, ' ');
  }

  void LineBreak(uint32_t level) {
    if (plan_.empty()) {
      WriteLineBreak(level);
    } else {
      plan_.push_back({Item::Type::LineBreak, {}, static_cast<uint16_t>(level), kNoNode, ""});
    }
  }

  // Between the parts of a node or a list whose parts are at `level`.
  void Separator(bool is_first, bool is_multiline, uint32_t level) {
    if (is_multiline) {
      Text(is_first ? "" : ",");
      LineBreak(level);
    } else if (!is_first) {
      Text(", ");
    }
  }

  void Value(ValueType type, NodeId node, uint32_t level) {
    bool is_leaf = type == ValueType::Name || type == ValueType::Constant ||
                   type == ValueType::Level || type == ValueType::Attributes;
    if (plan_.empty() && is_leaf) {
      PrintValue(type, node, level);
    } else {
      plan_.push_back({Item::Type::Value, type, static_cast<uint16_t>(level), node, ""});
    }
  }

  void PrintValue(ValueType type, NodeId node, uint32_t level) {
    switch (type) {
      case ValueType::Node:
        return PrintNode(node, level);
      case ValueType::Name:
        return PrintName(node);
      case ValueType::Constant:
        return AppendConstantRepr(tree_, node, options_.target, out_);
      case ValueType::Level:
        return WriteNumber(LevelOf(node));
      case ValueType::Attributes:
        return PrintAttributes(node, spans_.SpanOf(node), level);
      case ValueType::Expression:
        return PrintExpressionText(node);
      default:
        return;  // Lists are taken apart at once.
    }
  }

  // --------------------------------------------------------------------------- arguments

  void Add(std::string_view name, std::string_view text) {
    arguments_.push_back({name, ValueType::Plain, kNoNode, Role::None, text});
  }

  void AddField(NodeId id, const FieldInfo& field) {
    switch (field.type) {
      case FieldType::Node:
      case FieldType::Identifier:
      case FieldType::Operator:
        return AddChildren(id, field);
      case FieldType::Constant:
        arguments_.push_back(
            {field.name,
             tree_[id].kind == Kind::Interpolation ? ValueType::Expression : ValueType::Constant,
             id, Role::None, ""});
        return;
      case FieldType::String:
        return AddString(id, field);
      case FieldType::Int:
        return AddInt(id, field);
      case FieldType::Spelling:
        arguments_.push_back({field.name, ValueType::Name, id, Role::None, ""});
        return;
      case FieldType::Context:
        return Add(field.name, ContextText(tree_[id].context()));
      case FieldType::TypeIgnore:
        return AddEmptyList(field.name);
    }
  }

  static std::string_view ContextText(Context context) {
    switch (context) {
      case Context::Load:
        return "Load()";
      case Context::Store:
        return "Store()";
      case Context::Del:
        return "Del()";
    }
    return "";
  }

  void AddNone(std::string_view name) {
    if (ShowsNone(options_.target)) {
      Add(name, "None");
    }
  }

  void AddEmptyList(std::string_view name) {
    if (ShowsEmptyLists(options_.target)) {
      Add(name, "[]");
    }
  }

  void AddChildren(NodeId id, const FieldInfo& field) {
    Kind kind = tree_[id].kind;
    if (kind == Kind::JoinedStr || kind == Kind::TemplateStr) {
      joined_begin_ = joined_.size();
      AppendJoined(id);
      return AddList(field.name, ValueType::Joined, id, joined_.size() > joined_begin_, Role::None);
    }
    NodeId first = tree_.Child(id, field.role);
    switch (field.multiplicity) {
      case Multiplicity::One:
      case Multiplicity::Optional:
        if (!first.is_valid()) {
          return AddNone(field.name);
        }
        arguments_.push_back(
            {field.name, field.type == FieldType::Identifier ? ValueType::Name : ValueType::Node,
             first, field.role, ""});
        return;
      case Multiplicity::Many:
        return AddList(field.name, ValueType::Nodes, id, first.is_valid(), field.role);
      case Multiplicity::ManyOptional:
        return kind == Kind::Dict
                   ? AddList(field.name, ValueType::Keys, id,
                             tree_.Child(id, Role::Values).is_valid(), field.role)
                   : AddList(field.name, ValueType::KwDefaults, id,
                             tree_.Child(id, Role::Kwonlyargs).is_valid(), field.role);
    }
  }

  void AddList(std::string_view name, ValueType type, NodeId id, bool has_elements, Role role) {
    if (has_elements) {
      arguments_.push_back({name, type, id, role, ""});
    } else {
      AddEmptyList(name);
    }
  }

  void AddString(NodeId id, const FieldInfo& field) {
    if (tree_[id].kind == Kind::Constant && HasUnicodeKind(tree_, id)) {
      return Add(field.name, "'u'");
    }
    AddNone(field.name);
  }

  void AddInt(NodeId id, const FieldInfo& field) {
    uint8_t flags = tree_[id].flags;
    switch (tree_[id].kind) {
      case Kind::ImportFrom:
        arguments_.push_back({field.name, ValueType::Level, id, Role::None, ""});
        return;
      case Kind::AnnAssign:
        return Add(field.name, (flags & Node::kSimple) != 0 ? "1" : "0");
      case Kind::comprehension:
        return Add(field.name, (flags & Node::kAsync) != 0 ? "1" : "0");
      default:
        return Add(field.name, ConversionText(id));
    }
  }

  // ------------------------------------------------------------------------------- nodes

  // ast.dump keeps a node on one line that has at most three arguments, none of them with
  // arguments of its own.
  bool IsMultiline(bool has_attributes) {
    if (has_attributes || arguments_.size() > 3) {
      return true;
    }
    return std::ranges::any_of(arguments_, [this](const Argument& argument) {
      bool is_list = argument.type == ValueType::Nodes || argument.type == ValueType::Keys ||
                     argument.type == ValueType::KwDefaults || argument.type == ValueType::Joined;
      return is_list || (argument.type == ValueType::Node && !IsBare(argument.node));
    });
  }

  // Whether `Kind()` is all that is printed of the node.
  bool IsBare(NodeId id) {
    Kind kind = tree_[id].kind;
    if (options_.with_attributes && HasAttributes(kind, options_.target)) {
      return false;
    }
    std::vector<Argument> saved = std::move(arguments_);
    arguments_.clear();
    size_t num_joined = joined_.size();
    GatherFields(id);
    joined_.resize(num_joined);
    is_constant_ = false;
    bool is_bare = arguments_.empty();
    arguments_ = std::move(saved);
    return is_bare;
  }

  void GatherFields(NodeId id) {
    Kind kind = tree_[id].kind;
    for (const FieldInfo& field : Fields(kind)) {
      if (HasField(kind, field, options_.target)) {
        AddField(id, field);
      }
    }
  }

  void PrintNode(NodeId id, uint32_t level) {
    Kind kind = tree_[id].kind;
    arguments_.clear();
    GatherFields(id);
    if (is_constant_) {
      is_constant_ = false;
      return PrintJoinedConstant(joined_.back(), level);
    }
    bool has_attributes = options_.with_attributes && HasAttributes(kind, options_.target);
    bool is_multiline = is_indented() && IsMultiline(has_attributes);
    Text(KindName(kind));
    Text("(");
    bool is_first = true;
    for (const Argument& argument : arguments_) {
      Separator(is_first, is_multiline, level + 1);
      is_first = false;
      Text(argument.name);
      Text("=");
      PrintArgument(argument, level + 1);
    }
    if (has_attributes) {
      Separator(is_first, is_multiline, level + 1);
      Value(ValueType::Attributes, id, level + 1);
    }
    Text(")");
  }

  void PrintArgument(const Argument& argument, uint32_t level) {
    if (argument.role == Role::Slice && WrapsSubscripts(options_.target)) {
      return PrintSubscript(argument.node, level);
    }
    switch (argument.type) {
      case ValueType::Plain:
        return Text(argument.text);
      case ValueType::Nodes:
        return PrintChildren(argument.node, argument.role, level);
      case ValueType::Keys:
        return PrintKeys(argument.node, level);
      case ValueType::KwDefaults:
        return PrintKwDefaults(argument.node, level);
      case ValueType::Joined:
        return PrintJoined(level);
      default:
        return Value(argument.type, argument.node, level);
    }
  }

  // Python 3.8 has three kinds of subscript: `a[1]` is an Index, `a[1:2]` a Slice, and a tuple
  // with a slice in it an ExtSlice of both. Its ast.dump does not indent.
  void PrintSubscript(NodeId id, uint32_t level) {
    bool is_extended = false;
    if (tree_[id].kind == Kind::Tuple) {
      for (NodeId element : Children(tree_, id, Role::Elts)) {
        is_extended = is_extended || tree_[element].kind == Kind::Slice;
      }
    }
    if (!is_extended) {
      return PrintIndex(id, level);
    }
    Text("ExtSlice(dims=[");
    bool is_first = true;
    for (NodeId element : Children(tree_, id, Role::Elts)) {
      Separator(is_first, is_indented(), level + 1);
      is_first = false;
      PrintIndex(element, level + 1);
    }
    Text("])");
  }

  void PrintIndex(NodeId id, uint32_t level) {
    bool is_slice = tree_[id].kind == Kind::Slice;
    Text(is_slice ? "" : "Index(value=");
    Value(ValueType::Node, id, level);
    Text(is_slice ? "" : ")");
  }

  // ------------------------------------------------------------------------------- lists

  void PrintChildren(NodeId parent, Role role, uint32_t level) {
    Text("[");
    bool is_first = true;
    for (NodeId child : Children(tree_, parent, role)) {
      Separator(is_first, is_indented(), level + 1);
      is_first = false;
      bool is_name = tree_[child].kind == Kind::identifier;
      Value(is_name ? ValueType::Name : ValueType::Node, child, level + 1);
    }
    Text("]");
  }

  // `None` for each value that is unpacked.
  void PrintKeys(NodeId dict, uint32_t level) {
    Text("[");
    bool is_first = true;
    bool has_key = false;
    for (NodeId child : Children(tree_, dict)) {
      bool is_key = tree_[child].role == Role::Keys;
      if (is_key || !has_key) {
        Separator(is_first, is_indented(), level + 1);
        is_first = false;
        if (is_key) {
          Value(ValueType::Node, child, level + 1);
        } else {
          Text("None");
        }
      }
      has_key = is_key;
    }
    Text("]");
  }

  // `None` for each keyword-only parameter without a default.
  void PrintKwDefaults(NodeId arguments, uint32_t level) {
    Text("[");
    bool is_first = true;
    for (NodeId child : Children(tree_, arguments, Role::Kwonlyargs)) {
      Separator(is_first, is_indented(), level + 1);
      is_first = false;
      NodeId next = tree_.NextSibling(arguments, child);
      if (next.is_valid() && tree_[next].role == Role::KwDefaults) {
        Value(ValueType::Node, next, level + 1);
      } else {
        Text("None");
      }
    }
    Text("]");
  }

  // --------------------------------------------------------------------------- f-strings

  void AppendJoined(NodeId id) {
    JoinedValues joined = ValuesOfJoined(tree_, id, options_.target);
    is_constant_ = joined.is_constant;
    for (JoinedValue& value : joined.values) {
      joined_.push_back(std::move(value));
    }
  }

  void PrintJoined(uint32_t level) {
    Text("[");
    for (size_t i = joined_begin_; i < joined_.size(); ++i) {
      Separator(i == joined_begin_, is_indented(), level + 1);
      if (joined_[i].field.is_valid()) {
        Value(ValueType::Node, joined_[i].field, level + 1);
      } else if (plan_.empty()) {
        PrintJoinedConstant(joined_[i], level + 1);
      } else {
        plan_.push_back({Item::Type::Joined,
                         {},
                         static_cast<uint16_t>(level + 1),
                         NodeId{static_cast<uint32_t>(i)},
                         ""});
      }
    }
    Text("]");
  }

  void PrintJoinedConstant(const JoinedValue& value, uint32_t level) {
    bool has_attributes = options_.with_attributes;
    bool is_multiline = is_indented() && has_attributes;
    out_ += "Constant(";
    Separator(true, is_multiline, level + 1);
    Span span = spans_.SpanOfText(value);
    bool has_kind = spans_.HasUnicodeKind(value);
    out_ += "value=";
    AppendStringRepr(value.value, options_.target, out_);
    if (has_kind || ShowsNone(options_.target)) {
      Separator(false, is_multiline, level + 1);
      out_ += has_kind ? "kind='u'" : "kind=None";
    }
    if (has_attributes) {
      Separator(false, is_multiline, level + 1);
      PrintAttributes(value.joined, span, level + 1);
    }
    out_ += ')';
  }

  std::string_view ConversionText(NodeId field) const {
    NodeId value = tree_.Child(field, Role::Value);
    uint32_t at = tree_.TokenAtOrAfter(tree_[value].span.end);
    for (;; ++at) {
      const Token& token = tree_.tokens()[at];
      if (token.kind == TokenKind::FieldConversion) {
        switch (tree_.source().text()[token.begin + 1]) {
          case 's':
            return "115";
          case 'r':
            return "114";
          default:
            return "97";
        }
      }
      if (token.kind == TokenKind::FieldColon || token.kind == TokenKind::FieldClose) {
        bool shows_itself = (tree_[field].flags & Node::kSelfDocumenting) != 0;
        return shows_itself && token.kind == TokenKind::FieldClose ? "114" : "-1";
      }
    }
  }

  void PrintExpressionText(NodeId field) {
    std::string text;
    AppendExpressionText(tree_, field, text);
    std::string value;
    DecodeText(text, true, options_.target, value);  // For its line breaks.
    AppendStringRepr(value, options_.target, out_);
  }

  // -------------------------------------------------------------------------------- leaves

  void WriteNumber(uint32_t number) {
    std::array<char, 16> buffer{};
    char* end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr;
    out_.append(buffer.data(), end);
  }

  void PrintName(NodeId id) {
    name_.clear();
    AppendName(tree_, tree_[id].span, name_);
    AppendStringRepr(name_, options_.target, out_);
  }

  // The dots in front of the module, or of `import`.
  uint32_t LevelOf(NodeId id) const {
    uint32_t at = tree_.TokenAtOrAfter(tree_[id].span.begin);
    while (tree_.tokens()[at].kind != TokenKind::From) {  // Behind an Indent or Dedent.
      ++at;
    }
    uint32_t level = 0;
    for (;;) {
      TokenKind kind = tree_.tokens()[++at].kind;
      if (kind == TokenKind::Ellipsis) {
        level += 3;
      } else if (kind == TokenKind::Dot) {
        ++level;
      } else {
        return level;
      }
    }
  }

  // `span` is what SpanOf says of `id`, or that of a Constant in `id`, an f-string.
  void PrintAttributes(NodeId id, Span span, uint32_t level) {
    PrintPosition("lineno=", "col_offset=", spans_.At(id, span.begin), level);
    Separator(false, is_indented(), level);
    PrintPosition("end_lineno=", "end_col_offset=", spans_.At(id, span.end), level);
  }

  void PrintPosition(std::string_view line_name, std::string_view column_name,
                     AstSpans::Position position, uint32_t level) {
    out_ += line_name;
    WriteNumber(position.line);
    Separator(false, is_indented(), level);
    out_ += column_name;
    WriteNumber(position.column);
  }

  const Tree& tree_;
  const AstDumpOptions& options_;
  std::string& out_;
  std::vector<Item> stack_;
  std::vector<Item> plan_;           // Of the node that is being printed.
  std::vector<Argument> arguments_;  // Likewise.
  std::vector<JoinedValue> joined_;  // Of the f-strings up to here.
  size_t joined_begin_ = 0;          // Those of the node that is being printed.
  bool is_constant_ = false;         // A Constant takes the place of that node.
  std::string name_;
  AstSpans spans_;
};

}  // namespace

void DumpAst(const Tree& tree, const AstDumpOptions& options, std::string& out) {
  Dumper(tree, options, out).Run();
}

}  // namespace weft
