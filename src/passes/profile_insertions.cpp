#include "passes/profile_insertions.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace weft {
namespace {

class InsertionReader {
 public:
  InsertionReader(const UndoneTree& output, const ProfileNames& names)
      : output_(output), tree_(output.tree()), names_(names) {
    found_.parents.assign(tree_.nodes().size(), kNoNode);
    found_.is_inserted.assign(tree_.nodes().size(), false);
  }

  ProfileInsertions Read() {
    FindParents();
    ReadPrologue();
    ReadBegins();
    ReadStamps();
    return std::move(found_);
  }

 private:
  void FindParents() {
    for (uint32_t i = 0; i < tree_.nodes().size(); ++i) {
      for (NodeId child : Children(tree_, {i})) {
        found_.parents[child.index] = {i};
      }
    }
  }

  bool IsName(NodeId id, std::string_view name) const {
    return id.is_valid() && tree_[id].kind == Kind::Name && tree_.Text(id) == name;
  }

  // The children of `parent`, where they are so many.
  template <size_t kCount>
  bool HasChildren(NodeId parent, std::array<NodeId, kCount>& children) const {
    size_t count = 0;
    for (NodeId child : Children(tree_, parent)) {
      if (count == kCount) {
        return false;
      }
      children[count++] = child;
    }
    return count == kCount;
  }

  void MarkInserted(NodeId id) {
    std::fill(found_.is_inserted.begin() + id.index, found_.is_inserted.begin() + tree_[id].next,
              true);
  }

  // `_weft_enter0, = _weft_profile(__name__, None, (SHAPES), ROWS)` and the import above it.
  void ReadPrologue() {
    found_.import = FindImportAs(tree_, names_.profile);
    found_.table = found_.import.is_valid() ? tree_.NextSibling(kRootNode, found_.import) : kNoNode;
    std::array<NodeId, 2> sides;
    std::array<NodeId, 5> call;
    if (!found_.table.is_valid() || tree_[found_.table].kind != Kind::Assign ||
        !HasChildren(found_.table, sides) || tree_[sides[1]].kind != Kind::Call ||
        !HasChildren(sides[1], call) || !IsName(call[0], names_.profile) ||
        tree_[call[3]].kind != Kind::Tuple || tree_[call[4]].kind != Kind::Constant) {
      found_.import = found_.table = kNoNode;
      return;
    }
    ReadRows(call[3], tree_.Text(call[4]));
    MarkInserted(found_.import);
    MarkInserted(found_.table);
  }

  // `literal` is that of a string.
  void ReadRows(NodeId shapes, std::string_view literal) {
    std::vector<std::string_view> rows = SplitRows(literal.substr(1, literal.size() - 2));
    auto row = rows.begin();
    for (NodeId child : Children(tree_, shapes)) {
      uint32_t shape = 0;
      std::string_view digits = tree_.Text(child);
      std::from_chars(digits.data(), digits.data() + digits.size(), shape);
      // The first is the function's own.
      auto count = std::min<std::ptrdiff_t>(1 + shape / 4, rows.end() - row);
      found_.rows.emplace_back(row + std::min<std::ptrdiff_t>(1, count), row + count);
      row += count;
    }
  }

  static std::vector<std::string_view> SplitRows(std::string_view text) {
    std::vector<std::string_view> rows;
    size_t begin = 0;
    for (size_t at = 0; at < text.size(); at += text[at] == '\\' ? 2 : 1) {
      if (text.substr(at).starts_with(kRowBreak)) {
        rows.push_back(text.substr(begin, at - begin));
        begin = at + kRowBreak.size();
      }
    }
    rows.push_back(text.substr(begin));
    return rows;
  }

  void ReadBegins() {
    for (uint32_t i = 0; i < tree_.nodes().size(); ++i) {
      NodeId name{i};
      if (tree_[name].kind == Kind::Name && tree_[name].role == Role::Func &&
          tree_.Text(name).starts_with(names_.enter)) {
        ReadBegin(found_.parents[i]);
      }
    }
  }

  // `_weft_run = CALL; _weft_T, _weft_E = _weft_run.stamps` and so on, or the same as the
  // elements of a tuple, in `(TUPLE) and (operand)`.
  void ReadBegin(NodeId call) {
    NodeId binding = found_.parents[call.index];
    std::array<NodeId, 2> sides;
    if (tree_[call].role != Role::Value || !HasChildren(binding, sides) ||
        !IsName(sides[0], names_.run)) {
      return;
    }
    InsertedBegin begin;
    std::string_view digits = tree_.Text(tree_.FirstChild(call)).substr(names_.enter.size());
    std::from_chars(digits.data(), digits.data() + digits.size(), begin.number);
    if (tree_[binding].kind == Kind::Assign) {
      begin.first = begin.last = binding;
      NodeId parent = found_.parents[binding.index];
      while (BindsPair(tree_.NextSibling(parent, begin.last))) {
        begin.last = tree_.NextSibling(parent, begin.last);
      }
      for (NodeId at = begin.first; at.index <= begin.last.index; at = {tree_[at].next}) {
        MarkInserted(at);
      }
      begin.text =
          tree_.source().Slice({tree_[begin.first].span.begin, tree_[begin.last].span.end});
      found_.begins.push_back(begin);
      return;
    }
    NodeId tuple = found_.parents[binding.index];
    begin.first = found_.parents[tuple.index];
    std::array<NodeId, 3> parts;  // The operator is one.
    if (tree_[binding].kind != Kind::NamedExpr || tree_[tuple].kind != Kind::Tuple ||
        tree_[begin.first].kind != Kind::BoolOp || !HasChildren(begin.first, parts) ||
        parts[0] != tuple || tree_[parts[1]].kind != Kind::And) {
      return;
    }
    found_.is_inserted[begin.first.index] = true;
    MarkInserted(tuple);
    MarkInserted(parts[1]);
    begin.operand = parts[2];
    begin.text = tree_.Text(tuple);
    found_.begins.push_back(begin);
  }

  // `_weft_T, _weft_E = _weft_run.stamps`
  bool BindsPair(NodeId statement) const {
    std::array<NodeId, 2> sides;
    return statement.is_valid() && tree_[statement].kind == Kind::Assign &&
           HasChildren(statement, sides) && tree_[sides[1]].kind == Kind::Attribute &&
           IsName(tree_.FirstChild(sides[1]), names_.run);
  }

  void ReadStamps() {
    for (uint32_t i = 0; i < tree_.nodes().size(); ++i) {
      InsertedStamp stamp;
      stamp.call = {i};
      if (found_.is_inserted[i] || !output_.IsKept(stamp.call) ||
          tree_[stamp.call].kind != Kind::Call) {
        continue;
      }
      stamp.name = tree_.FirstChild(stamp.call);
      stamp.text = tree_.Text(stamp.name);
      if (tree_[stamp.name].kind != Kind::Name || !ReadArguments(stamp)) {
        continue;
      }
      found_.is_inserted[i] = true;
      for (NodeId part : {stamp.name, stamp.site, stamp.hiding}) {
        if (part.is_valid()) {
          found_.is_inserted[part.index] = true;
        }
      }
      found_.stamps.push_back(stamp);
    }
  }

  // False where `stamp` is none.
  bool ReadArguments(InsertedStamp& stamp) {
    std::vector<NodeId> args;
    for (NodeId child : Children(tree_, stamp.call)) {
      if (child != stamp.name) {
        args.push_back(child);
      }
    }
    bool is_start = stamp.text == names_.start || stamp.text == names_.inner_start;
    bool is_end =
        stamp.text == names_.end || stamp.text == names_.resume || stamp.text == names_.pause;
    bool has_site = is_start || stamp.text == names_.inner_end;
    size_t num_expected = has_site ? 2 : 1;
    bool is_plain = std::ranges::all_of(args, [&](NodeId arg) {
      return tree_[arg].role == Role::Args && tree_[arg].kind != Kind::Starred;
    });
    if (!is_plain || (!has_site && !is_end) || args.size() < num_expected) {
      return false;
    }
    if (args.size() > num_expected) {
      stamp.hiding = args.back();
      if (!is_start || args.size() > 3 || tree_.Text(stamp.hiding) != "0") {
        return false;
      }
    }
    stamp.operand = args[num_expected - 1];
    if (has_site) {
      stamp.site = args[0];
      return tree_[args[0]].kind == Kind::Constant;
    }
    // Around an operand go two pairs of parentheses.
    if (stamp.text == names_.pause && tree_.Text(stamp.operand) == "None" &&
        !tree_[stamp.operand].is_parenthesized()) {
      found_.is_inserted[stamp.operand.index] = true;
      stamp.operand = kNoNode;
    }
    return true;
  }

  const UndoneTree& output_;
  const Tree& tree_;
  const ProfileNames& names_;
  ProfileInsertions found_;
};

}  // namespace

ProfileInsertions ReadProfileInsertions(const UndoneTree& output, const ProfileNames& names) {
  return InsertionReader(output, names).Read();
}

}  // namespace weft
