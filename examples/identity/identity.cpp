// Compares with None by identity, and says what `x.get(y)` returns otherwise; as identity.weft and
// identity.py do.
//
//     g++ -std=c++20 -O2 -shared -fPIC -I PREFIX/include -o identity.so identity.cpp

#include <weft/plugin.h>

namespace {

using weft::Kind;
using weft::NodeId;
using weft::Walk;
namespace ast = weft::ast;

class Identity : public weft::Visitor<Identity> {
 public:
  explicit Identity(const weft::File& file) : file_(file) {}

  // `f"{x == None=}"` shows its own text, so nothing in it is touched.
  Walk VisitFormattedValue(ast::FormattedValue field) {
    bool shows_text = (tree()[field.id()].flags & weft::Node::kSelfDocumenting) != 0;
    return shows_text ? Walk::Over : Walk::Into;
  }

  Walk VisitCompare(ast::Compare compare) {
    if (compare.ops().size() != 1 || !IsNone(compare.comparators().front())) return Walk::Into;
    NodeId op = compare.ops().front();
    Kind kind = tree()[op].kind;
    if (kind == Kind::Eq) {
      file_.Rewrite(compare.id()).Gap(op, tree()[op].span, "is");
    } else if (kind == Kind::NotEq) {
      file_.Rewrite(compare.id()).Gap(op, tree()[op].span, "is not");
    }
    return Walk::Into;
  }

  Walk VisitCall(ast::Call call) {
    bool is_get = tree().Is<ast::Attribute>(call.func()) &&
                  tree().Text(tree().As<ast::Attribute>(call.func()).attr()) == "get";
    if (is_get && call.args().size() == 1 && call.keywords().empty()) AddDefault(call);
    return Walk::Into;
  }

 private:
  bool IsNone(NodeId id) const { return tree().Is<ast::Constant>(id) && tree().Text(id) == "None"; }

  void AddDefault(ast::Call call) {
    NodeId arg = call.args().front();
    if (tree()[arg].kind == Kind::Starred) return;
    const weft::Span span = tree()[call.id()].span;
    weft::Edits edits = file_.Rewrite(call.id());
    // In `x.get(y for y in z)` the parentheses are those of the generator.
    if (tree()[arg].span.end == span.end) {
      edits.Before(arg, tree()[arg].span.begin, "(");
      edits.After(arg, span.end, ", None)");
      return;
    }
    size_t last = tree().TokenAtOrAfter(span.end - 1);
    bool has_comma = tree().Slice(tree().token(last - 1)) == ",";
    edits.Gap(call.id(), {span.end - 1, span.end - 1}, has_comma ? " None" : ", None");
  }

  const weft::File& file_;
};

void RunIdentity(const weft::File& file) {
  Identity(file).Run(file.tree());
}

constexpr WeftPass kPasses[] = {{
    .name = "identity",
    .version = "1",
    .summary = "compare with None by identity",
    .family = WEFT_MACRO,
    .effect = WEFT_CHANGING,
    .run = weft::RunPass<RunIdentity>,
}};

}  // namespace

WEFT_PLUGIN(kPasses);
