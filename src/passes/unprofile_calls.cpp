#include "passes/call_stamps.h"
#include "passes/function_begin.h"
#include "passes/profile_calls.h"
#include "passes/profile_insertions.h"
#include "passes/profile_text.h"
#include "passes/zones.h"
#include "print/prologue.h"
#include "select/function_facts.h"

#include <algorithm>
#include <string>

namespace weft {
namespace {

constexpr uint32_t kNoOwner = UINT32_MAX;

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
        inserted_(ReadProfileInsertions(output, names_)),
        places_(tree_.nodes().size(), 0) {}

  void Run() {
    FindPlaces();
    if (IsSameOtherwise()) {
      CheckBegins();
      CheckStamps();
      CheckTexts();
    }
    Remove();
  }

 private:
  // ---- Checking

  // Numbers what was not inserted: as all of it is in the order of the input, these are the
  // input's own numbers.
  void FindPlaces() {
    for (uint32_t i = 0; i < tree_.nodes().size(); ++i) {
      places_[i] = static_cast<uint32_t>(originals_.size());
      if (!inserted_.is_inserted[i] && output_.IsKept({i})) {
        originals_.push_back({i});
      }
    }
    for (InsertedBegin& begin : inserted_.begins) {
      begin.at = places_[begin.first.index];
    }
    for (InsertedStamp& stamp : inserted_.stamps) {
      stamp.at = places_[stamp.call.index];
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
      for (InsertedBegin& begin : inserted_.begins) begin.is_right = true;
      for (InsertedStamp& stamp : inserted_.stamps) stamp.is_right = true;
      is_prologue_right_ = true;
    }
    return is_same;
  }

  // The node of the input that `id`, which was not inserted, is.
  NodeId OriginalOf(NodeId id) const { return {places_[id.index]}; }

  // Fills functions_ and owners_.
  void CheckBegins() {
    owners_.assign(scopes_.num_scopes(), kNoOwner);
    functions_.resize(inserted_.begins.size());
    for (InsertedBegin& begin : inserted_.begins) {
      NodeId parent = inserted_.parents[begin.first.index];
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
      id = inserted_.parents[id.index];
    }
    return id;
  }

  bool IsFunction(NodeId id) const {
    return tree_[id].kind == Kind::FunctionDef || tree_[id].kind == Kind::AsyncFunctionDef;
  }

  bool StandsRight(const InsertedBegin& begin, const FunctionBegin& expected, NodeId parent) const {
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
      case FunctionBegin::Place::InTree:  // Not in a text.
      case FunctionBegin::Place::Nowhere:
        break;
    }
    return false;
  }

  void CheckStamps() {
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

  // The stamp of this name around what is node `at` of the input, or null.
  InsertedStamp* Find(uint32_t at, std::string_view name) {
    auto stamp = std::ranges::lower_bound(inserted_.stamps, at, {}, &InsertedStamp::at);
    for (; stamp != inserted_.stamps.end() && stamp->at == at; ++stamp) {
      if (stamp->text == name && !stamp->is_right) {
        return &*stamp;
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
    InsertedStamp* start = Find(place.operand.index, is_inner ? names_.inner_start : names_.start);
    if (start == nullptr || tree_.Text(start->site) != number ||
        start->hiding.is_valid() != place.hides_names) {
      return;
    }
    InsertedStamp* end = nullptr;
    if (!is_fused) {
      end = Find(FindEndPlace(input_, call).index, is_inner ? names_.inner_end : names_.end);
      if (end == nullptr || (is_inner && tree_.Text(end->site) != number)) {
        return;
      }
    }
    const std::vector<std::string_view>* sites =
        function.number < inserted_.rows.size() ? &inserted_.rows[function.number] : nullptr;
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
    function.sites.append(kRowBreak).append(row);
    ++function.num_sites;
    (is_inner ? function.uses_inner_stamps : function.uses_stamps) = true;
    if (NodeId fused = FindFusedCall(input_, place.operand); !is_inner && fused.is_valid()) {
      fused_.push_back(fused);
    }
  }

  void CheckWait(ProfiledFunction& function, NodeId wait, ScopeId scope) {
    NodeId value = input_.FirstChild(wait);
    InsertedStamp* resume = Find(wait.index, names_.resume);
    InsertedStamp* pause = Find(value.is_valid() ? value.index : input_[wait].next, names_.pause);
    bool is_expected = options_.running_clock && scope == function.scope &&
                       WhyWithoutBegin(input_, function.begin, wait, false).empty();
    if (!is_expected || resume == nullptr || pause == nullptr ||
        pause->operand.is_valid() != value.is_valid() ||
        (!value.is_valid() && OriginalOf(inserted_.parents[pause->call.index]) != wait)) {
      return;
    }
    resume->is_right = pause->is_right = true;
    function.uses_pauses = true;
  }

  // Stamps that are left show that something is wrong, and where; then texts that follow from
  // what is there would only be wrong in more places.
  void CheckTexts() {
    bool is_told = !std::ranges::all_of(inserted_.stamps, &InsertedStamp::is_right);
    for (InsertedBegin& begin : inserted_.begins) {
      begin.is_right = begin.is_right && (is_told || SaysRight(begin));
    }
    is_prologue_right_ = inserted_.table.is_valid() && (is_told || IsPrologueRight());
  }

  bool SaysRight(const InsertedBegin& begin) const {
    const ProfiledFunction& function = functions_[begin.number];
    return begin.text == (begin.operand.is_valid() ? "(" + BeginExpressions(names_, function) + ")"
                                                   : BeginStatements(names_, function));
  }

  bool IsPrologueRight() const {
    // A function numbers those inside of it that begin before it does.
    bool is_complete = !functions_.empty() && functions_.size() == inserted_.rows.size() &&
                       std::ranges::is_sorted(functions_, {}, &ProfiledFunction::node) &&
                       functions_.back().node.is_valid();
    if (!is_complete) {
      return false;
    }
    std::vector<std::string> expected =
        ProfilePrologue(input_, scopes_, names_, functions_, options_.limit);
    NodeId header = LastOfHeader(input_);
    uint32_t at = header.is_valid() ? input_[header].next : 1;
    return tree_.Text(inserted_.import) == expected[0] &&
           tree_.Text(inserted_.table) == expected[1] && places_[inserted_.import.index] == at;
  }

  // ---- Removing

  // In the order of the tree: what a stamp gives its operand, the operand gives on.
  void Remove() {
    if (is_prologue_right_ && inserted_.table.is_valid()) {
      output_.DropSubtree(inserted_.import);
      output_.DropSubtree(inserted_.table);
    }
    auto begin = inserted_.begins.begin();
    for (const InsertedStamp& stamp : inserted_.stamps) {
      for (; begin != inserted_.begins.end() && begin->first < stamp.call; ++begin) {
        RemoveBegin(*begin);
      }
      RemoveStamp(stamp);
    }
    std::for_each(begin, inserted_.begins.end(),
                  [&](const InsertedBegin& rest) { RemoveBegin(rest); });
  }

  void RemoveBegin(const InsertedBegin& begin) {
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

  void RemoveStamp(const InsertedStamp& stamp) {
    if (!stamp.is_right) {
      return;
    }
    if (!stamp.operand.is_valid()) {
      output_.DropSubtree(stamp.call);
      return;
    }
    for (NodeId part : {stamp.call, stamp.name, stamp.site, stamp.hiding}) {
      if (part.is_valid()) {
        output_.Drop(part);
      }
    }
    output_.SetRole(stamp.operand, output_.role(stamp.call));
  }

  const Tree& input_;
  Scopes scopes_;  // Of the input.
  const PassOptions& options_;
  UndoneTree& output_;
  const Tree& tree_;  // The output's.
  ProfileNames names_;
  ProfileInsertions inserted_;
  std::vector<uint32_t> places_;   // By node of the output: how many in front were not inserted.
  std::vector<NodeId> originals_;  // By node of the input.

  bool is_prologue_right_ = false;
  std::vector<ProfiledFunction> functions_;  // By number.
  std::vector<uint32_t> owners_;  // By scope of the input: an index into functions_, or kNoOwner.
  std::vector<NodeId> fused_;     // As the pass has it.
};

}  // namespace

void UndoProfileCalls(const Tree& input, const PassOptions& options, UndoneTree& output) {
  Unprofiler(input, options, output).Run();
}

}  // namespace weft
