#include "passes/call_stamps.h"
#include "passes/function_begin.h"
#include "passes/profile_calls.h"
#include "passes/profile_text.h"
#include "passes/zones.h"
#include "print/prologue.h"
#include "select/function_facts.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace weft {
namespace {

constexpr uint32_t kNoOwner = UINT32_MAX;

// A call of a name that the pass inserts, around one operand: `_weft_T(3, x)`.
struct Wrapper {
  NodeId call;
  NodeId name;
  NodeId site;            // The number in front, if there is one.
  NodeId operand;         // Invalid for `_weft_P(None)`, which stands for no operand at all.
  NodeId hiding;          // The `0` behind the operand, if there is one.
  std::string_view text;  // Of the name.
  uint32_t at = 0;        // Which node of the input the operand is.
  bool is_right = false;  // It is where the pass puts it, and says what it should.
};

// What a function begins with.
struct Begin {
  std::string_view text;
  NodeId first;                // The first statement, or what the expression is now.
  NodeId last;                 // The last statement; invalid for an expression.
  NodeId operand;              // What the expression was.
  uint32_t number = kNoOwner;  // Of the profiled function.
  uint32_t at = 0;             // Which node of the input it stands in front of.
  bool is_right = false;
};

// Reads what the pass inserted from the output's tree alone; then asks of each piece whether
// the pass would have put it there, and takes away those that are right. The others stay, for
// whoever compares the trees.
class Unprofiler {
 public:
  Unprofiler(const Tree& input, const PassOptions& options, UndoneTree& output)
      : input_(input),
        scopes_(Scopes::Analyze(input)),
        options_(options),
        output_(output),
        tree_(output.tree()),
        names_(input),
        parents_(tree_.nodes().size(), kNoNode),
        is_inserted_(tree_.nodes().size(), false),
        places_(tree_.nodes().size(), 0) {}

  void Run() {
    FindParents();
    ReadPrologue();
    ReadBegins();
    ReadWrappers();
    FindPlaces();
    if (IsSameOtherwise()) {
      CheckBegins();
      CheckWrappers();
      CheckTexts();
    }
    Remove();
  }

 private:
  // ---- Reading

  void FindParents() {
    for (uint32_t i = 0; i < tree_.nodes().size(); ++i) {
      for (NodeId child : Children(tree_, {i})) {
        parents_[child.index] = {i};
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
    std::fill(is_inserted_.begin() + id.index, is_inserted_.begin() + tree_[id].next, true);
  }

  // `_weft_enter0, = _weft_profile(__name__, None, (ROWS))` and the import above it.
  void ReadPrologue() {
    import_ = FindImportAs(tree_, names_.profile);
    table_ = import_.is_valid() ? tree_.NextSibling(kRootNode, import_) : kNoNode;
    std::array<NodeId, 2> sides;
    std::array<NodeId, 4> call;
    std::array<NodeId, 4> row;
    if (!table_.is_valid() || tree_[table_].kind != Kind::Assign || !HasChildren(table_, sides) ||
        tree_[sides[1]].kind != Kind::Call || !HasChildren(sides[1], call) ||
        !IsName(call[0], names_.profile) || tree_[call[3]].kind != Kind::Tuple) {
      import_ = table_ = kNoNode;
      return;
    }
    for (NodeId child : Children(tree_, call[3])) {
      rows_.emplace_back();
      if (tree_[child].kind == Kind::Tuple && HasChildren(child, row)) {
        for (NodeId site : Children(tree_, row[3])) {
          rows_.back().push_back(tree_.Text(site));
        }
      }
    }
    MarkInserted(import_);
    MarkInserted(table_);
  }

  void ReadBegins() {
    for (uint32_t i = 0; i < tree_.nodes().size(); ++i) {
      NodeId name{i};
      if (tree_[name].kind == Kind::Name && tree_[name].role == Role::Func &&
          tree_.Text(name).starts_with(names_.enter)) {
        ReadBegin(parents_[i]);
      }
    }
  }

  // `_weft_run = CALL; _weft_T, _weft_E = _weft_run.stamps` and so on, or the same as the
  // elements of a tuple, in `(TUPLE) and (operand)`.
  void ReadBegin(NodeId call) {
    NodeId binding = parents_[call.index];
    std::array<NodeId, 2> sides;
    if (tree_[call].role != Role::Value || !HasChildren(binding, sides) ||
        !IsName(sides[0], names_.run)) {
      return;
    }
    Begin begin;
    std::string_view digits = tree_.Text(tree_.FirstChild(call)).substr(names_.enter.size());
    std::from_chars(digits.data(), digits.data() + digits.size(), begin.number);
    if (tree_[binding].kind == Kind::Assign) {
      begin.first = begin.last = binding;
      NodeId parent = parents_[binding.index];
      while (BindsPair(tree_.NextSibling(parent, begin.last))) {
        begin.last = tree_.NextSibling(parent, begin.last);
      }
      for (NodeId at = begin.first; at.index <= begin.last.index; at = {tree_[at].next}) {
        MarkInserted(at);
      }
      begin.text =
          tree_.source().Slice({tree_[begin.first].span.begin, tree_[begin.last].span.end});
      begins_.push_back(begin);
      return;
    }
    NodeId tuple = parents_[binding.index];
    begin.first = parents_[tuple.index];
    std::array<NodeId, 3> parts;  // The operator is one.
    if (tree_[binding].kind != Kind::NamedExpr || tree_[tuple].kind != Kind::Tuple ||
        tree_[begin.first].kind != Kind::BoolOp || !HasChildren(begin.first, parts) ||
        parts[0] != tuple || tree_[parts[1]].kind != Kind::And) {
      return;
    }
    is_inserted_[begin.first.index] = true;
    MarkInserted(tuple);
    MarkInserted(parts[1]);
    begin.operand = parts[2];
    begin.text = tree_.Text(tuple);
    begins_.push_back(begin);
  }

  // `_weft_T, _weft_E = _weft_run.stamps`
  bool BindsPair(NodeId statement) const {
    std::array<NodeId, 2> sides;
    return statement.is_valid() && tree_[statement].kind == Kind::Assign &&
           HasChildren(statement, sides) && tree_[sides[1]].kind == Kind::Attribute &&
           IsName(tree_.FirstChild(sides[1]), names_.run);
  }

  void ReadWrappers() {
    for (uint32_t i = 0; i < tree_.nodes().size(); ++i) {
      Wrapper wrapper;
      wrapper.call = {i};
      if (is_inserted_[i] || !output_.IsKept(wrapper.call) ||
          tree_[wrapper.call].kind != Kind::Call) {
        continue;
      }
      wrapper.name = tree_.FirstChild(wrapper.call);
      wrapper.text = tree_.Text(wrapper.name);
      if (tree_[wrapper.name].kind != Kind::Name || !ReadArguments(wrapper)) {
        continue;
      }
      is_inserted_[i] = true;
      for (NodeId part : {wrapper.name, wrapper.site, wrapper.hiding}) {
        if (part.is_valid()) {
          is_inserted_[part.index] = true;
        }
      }
      wrappers_.push_back(wrapper);
    }
  }

  // False where `wrapper` is none.
  bool ReadArguments(Wrapper& wrapper) {
    std::vector<NodeId> args;
    for (NodeId child : Children(tree_, wrapper.call)) {
      if (child != wrapper.name) {
        args.push_back(child);
      }
    }
    bool is_start = wrapper.text == names_.start || wrapper.text == names_.inner_start;
    bool is_end =
        wrapper.text == names_.end || wrapper.text == names_.resume || wrapper.text == names_.pause;
    bool has_site = is_start || wrapper.text == names_.inner_end;
    size_t num_expected = has_site ? 2 : 1;
    bool is_plain = std::ranges::all_of(args, [&](NodeId arg) {
      return tree_[arg].role == Role::Args && tree_[arg].kind != Kind::Starred;
    });
    if (!is_plain || (!has_site && !is_end) || args.size() < num_expected) {
      return false;
    }
    if (args.size() > num_expected) {
      wrapper.hiding = args.back();
      if (!is_start || args.size() > 3 || tree_.Text(wrapper.hiding) != "0") {
        return false;
      }
    }
    wrapper.operand = args[num_expected - 1];
    if (has_site) {
      wrapper.site = args[0];
      return tree_[args[0]].kind == Kind::Constant;
    }
    // Around an operand go two pairs of parentheses.
    if (wrapper.text == names_.pause && tree_.Text(wrapper.operand) == "None" &&
        !tree_[wrapper.operand].is_parenthesized()) {
      is_inserted_[wrapper.operand.index] = true;
      wrapper.operand = kNoNode;
    }
    return true;
  }

  // ---- Checking

  // Numbers what was not inserted: as all of it is in the order of the input, these are the
  // input's own numbers.
  void FindPlaces() {
    for (uint32_t i = 0; i < tree_.nodes().size(); ++i) {
      places_[i] = static_cast<uint32_t>(originals_.size());
      if (!is_inserted_[i] && output_.IsKept({i})) {
        originals_.push_back({i});
      }
    }
    for (Begin& begin : begins_) {
      begin.at = places_[begin.first.index];
    }
    for (Wrapper& wrapper : wrappers_) {
      wrapper.at = places_[wrapper.call.index];
    }
  }

  // True where nothing but insertions tells the output from the input, as far as numbers go.
  // Otherwise whoever compares the trees finds that, whatever is removed.
  bool IsSameOtherwise() {
    bool is_same = originals_.size() == input_.nodes().size();
    for (uint32_t i = 0; is_same && i < originals_.size(); ++i) {
      is_same = tree_[originals_[i]].kind == input_[{i}].kind;
    }
    if (!is_same) {
      for (Begin& begin : begins_) begin.is_right = true;
      for (Wrapper& wrapper : wrappers_) wrapper.is_right = true;
      is_prologue_right_ = true;
    }
    return is_same;
  }

  // The node of the input that `id`, which was not inserted, is.
  NodeId OriginalOf(NodeId id) const { return {places_[id.index]}; }

  // Fills functions_ and owners_.
  void CheckBegins() {
    owners_.assign(scopes_.num_scopes(), kNoOwner);
    functions_.resize(begins_.size());
    for (Begin& begin : begins_) {
      NodeId parent = parents_[begin.first.index];
      NodeId function = FunctionAround(parent);
      if (!function.is_valid() || begin.number >= functions_.size()) {
        continue;
      }
      ProfiledFunction& profiled = functions_[begin.number];
      bool is_first = !profiled.node.is_valid();
      profiled.node = OriginalOf(function);
      profiled.scope = BodyScope(input_, scopes_, profiled.node);
      profiled.number = begin.number;
      profiled.begin = FindFunctionBegin(input_, profiled.node);
      begin.is_right = is_first && owners_[profiled.scope.index] == kNoOwner &&
                       StandsRight(begin, profiled.begin, OriginalOf(parent));
      owners_[profiled.scope.index] = begin.number;
    }
    for (uint32_t i = 1; i < owners_.size(); ++i) {
      if (owners_[i] == kNoOwner) {
        owners_[i] = owners_[scopes_.parent({i}).index];
      }
    }
  }

  // The innermost function that `id` is in, or kNoNode.
  NodeId FunctionAround(NodeId id) const {
    while (id.is_valid() && !IsFunction(id)) {
      id = parents_[id.index];
    }
    return id;
  }

  bool IsFunction(NodeId id) const {
    return tree_[id].kind == Kind::FunctionDef || tree_[id].kind == Kind::AsyncFunctionDef;
  }

  bool StandsRight(const Begin& begin, const FunctionBegin& expected, NodeId parent) const {
    switch (expected.place) {
      case FunctionBegin::Place::BeforeStatement:
      case FunctionBegin::Place::OnLine:
        return !begin.operand.is_valid() && parent == expected.owner &&
               begin.at == expected.node.index;
      case FunctionBegin::Place::AfterStatement:
        return !begin.operand.is_valid() && parent == expected.owner &&
               begin.at == input_[expected.node].next;
      case FunctionBegin::Place::InExpression:
        return begin.operand.is_valid() && begin.at == expected.node.index;
      case FunctionBegin::Place::Nowhere:
        break;
    }
    return false;
  }

  void CheckWrappers() {
    Zones zones(input_);
    AddUnstampedZones(zones);
    for (uint32_t i = 0; i < input_.nodes().size(); ++i) {
      NodeId id{i};
      bool is_in_zone = !zones.ReasonAt(id).empty();
      Kind kind = input_[id].kind;
      bool is_wait = kind == Kind::Yield || kind == Kind::YieldFrom || kind == Kind::Await;
      if (is_in_zone || (kind != Kind::Call && !is_wait)) {
        continue;
      }
      ScopeId scope = scopes_.ScopeOf(id);
      uint32_t owner = owners_[scope.index];
      if (owner == kNoOwner) {
        continue;
      }
      if (is_wait) {
        CheckWait(functions_[owner], id, scope);
      } else {
        CheckCall(functions_[owner], id, scope);
      }
    }
  }

  // The wrapper of this name around what is node `at` of the input, or null.
  Wrapper* Find(uint32_t at, std::string_view name) {
    auto wrapper = std::ranges::lower_bound(wrappers_, at, {}, &Wrapper::at);
    for (; wrapper != wrappers_.end() && wrapper->at == at; ++wrapper) {
      if (wrapper->text == name && !wrapper->is_right) {
        return &*wrapper;
      }
    }
    return nullptr;
  }

  // A call that has both stamps has the function's next number. One that has none was left
  // alone.
  void CheckCall(ProfiledFunction& function, NodeId call, ScopeId scope) {
    while (!fused_.empty() && fused_.back() < call) {
      fused_.pop_back();
    }
    bool is_fused = !fused_.empty() && fused_.back() == call;
    bool is_inner = scope != function.scope;
    StartPlace place = FindStartPlace(input_, scopes_, call);
    std::string number = std::to_string(function.num_sites);
    Wrapper* start = Find(place.operand.index, is_inner ? names_.inner_start : names_.start);
    if (start == nullptr || tree_.Text(start->site) != number ||
        start->hiding.is_valid() != place.hides_names) {
      return;
    }
    Wrapper* end = nullptr;
    if (!is_fused) {
      end = Find(FindEndPlace(input_, call).index, is_inner ? names_.inner_end : names_.end);
      if (end == nullptr || (is_inner && tree_.Text(end->site) != number)) {
        return;
      }
    }
    const std::vector<std::string_view>* sites =
        function.number < rows_.size() ? &rows_[function.number] : nullptr;
    if (sites == nullptr || function.num_sites >= sites->size() ||
        !WhyNotStamped(input_, scopes_, function, call).empty()) {
      return;
    }
    std::string_view row = (*sites)[function.num_sites];
    // What a row says wrongly is told where its call is, not where the table is.
    bool is_right = row == SiteRow(input_, scopes_, call);
    start->is_right = is_right;
    if (end != nullptr) {
      end->is_right = is_right;
    }
    function.sites.append(row).append(", ");
    ++function.num_sites;
    (is_inner ? function.uses_inner_stamps : function.uses_stamps) = true;
    if (NodeId fused = FindFusedCall(input_, place.operand); !is_inner && fused.is_valid()) {
      fused_.push_back(fused);
    }
  }

  void CheckWait(ProfiledFunction& function, NodeId wait, ScopeId scope) {
    NodeId value = input_.FirstChild(wait);
    Wrapper* resume = Find(wait.index, names_.resume);
    Wrapper* pause = Find(value.is_valid() ? value.index : input_[wait].next, names_.pause);
    bool is_expected = options_.running_clock && scope == function.scope &&
                       WhyWithoutBegin(input_, function.begin, wait, false).empty();
    if (!is_expected || resume == nullptr || pause == nullptr ||
        pause->operand.is_valid() != value.is_valid() ||
        (!value.is_valid() && OriginalOf(parents_[pause->call.index]) != wait)) {
      return;
    }
    resume->is_right = pause->is_right = true;
    function.uses_pauses = true;
  }

  // Stamps that are left show that something is wrong, and where; then texts that follow from
  // what is there would only be wrong in more places.
  void CheckTexts() {
    bool is_told = !std::ranges::all_of(wrappers_, &Wrapper::is_right);
    for (Begin& begin : begins_) {
      begin.is_right = begin.is_right && (is_told || SaysRight(begin));
    }
    is_prologue_right_ = table_.is_valid() && (is_told || IsPrologueRight());
  }

  bool SaysRight(const Begin& begin) const {
    const ProfiledFunction& function = functions_[begin.number];
    return begin.text == (begin.operand.is_valid() ? "(" + BeginExpressions(names_, function) + ")"
                                                   : BeginStatements(names_, function));
  }

  bool IsPrologueRight() const {
    // A function numbers those inside of it that begin before it does.
    bool is_complete = !functions_.empty() && functions_.size() == rows_.size() &&
                       std::ranges::is_sorted(functions_, {}, &ProfiledFunction::node) &&
                       functions_.back().node.is_valid();
    if (!is_complete) {
      return false;
    }
    std::vector<std::string> expected =
        ProfilePrologue(input_, scopes_, names_, functions_, options_.limit);
    NodeId header = LastOfHeader(input_);
    uint32_t at = header.is_valid() ? input_[header].next : 1;
    return tree_.Text(import_) == expected[0] && tree_.Text(table_) == expected[1] &&
           places_[import_.index] == at;
  }

  // ---- Removing

  // In the order of the tree: what a wrapper gives its operand, the operand gives on.
  void Remove() {
    if (is_prologue_right_ && table_.is_valid()) {
      output_.DropSubtree(import_);
      output_.DropSubtree(table_);
    }
    auto begin = begins_.begin();
    for (const Wrapper& wrapper : wrappers_) {
      for (; begin != begins_.end() && begin->first < wrapper.call; ++begin) {
        RemoveBegin(*begin);
      }
      RemoveWrapper(wrapper);
    }
    std::for_each(begin, begins_.end(), [&](const Begin& rest) { RemoveBegin(rest); });
  }

  void RemoveBegin(const Begin& begin) {
    if (!begin.is_right) {
      return;
    }
    if (!begin.operand.is_valid()) {
      for (NodeId at = begin.first; at.index <= begin.last.index; at = {tree_[at].next}) {
        output_.DropSubtree(at);
      }
      return;
    }
    output_.Drop(begin.first);
    for (NodeId child : Children(tree_, begin.first)) {
      if (child != begin.operand) {
        output_.DropSubtree(child);
      }
    }
    output_.SetRole(begin.operand, output_.role(begin.first));
  }

  void RemoveWrapper(const Wrapper& wrapper) {
    if (!wrapper.is_right) {
      return;
    }
    if (!wrapper.operand.is_valid()) {
      output_.DropSubtree(wrapper.call);
      return;
    }
    for (NodeId part : {wrapper.call, wrapper.name, wrapper.site, wrapper.hiding}) {
      if (part.is_valid()) {
        output_.Drop(part);
      }
    }
    output_.SetRole(wrapper.operand, output_.role(wrapper.call));
  }

  const Tree& input_;
  Scopes scopes_;  // Of the input.
  const PassOptions& options_;
  UndoneTree& output_;
  const Tree& tree_;  // The output's.
  ProfileNames names_;
  std::vector<NodeId> parents_;    // By node of the output.
  std::vector<bool> is_inserted_;  // Likewise.
  std::vector<uint32_t> places_;   // Likewise: how many nodes in front were not inserted.
  std::vector<NodeId> originals_;  // By node of the input.

  NodeId import_, table_;                            // The prologue.
  std::vector<std::vector<std::string_view>> rows_;  // Of the table: by function and site.
  bool is_prologue_right_ = false;
  std::vector<Begin> begins_;                // In source order.
  std::vector<Wrapper> wrappers_;            // Likewise.
  std::vector<ProfiledFunction> functions_;  // By number.
  std::vector<uint32_t> owners_;  // By scope of the input: an index into functions_, or kNoOwner.
  std::vector<NodeId> fused_;     // As the pass has it.
};

}  // namespace

void UndoProfileCalls(const Tree& input, const PassOptions& options, UndoneTree& output) {
  Unprofiler(input, options, output).Run();
}

}  // namespace weft
