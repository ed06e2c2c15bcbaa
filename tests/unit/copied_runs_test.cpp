#include "print/copied_runs.h"

#include "support/catch.h"

#include <vector>

namespace weft {
namespace {

using Runs = std::vector<CopiedRun>;

TEST_CASE("runs of two steps compose to those of both") {
  // `abcdef` became `abXcdef`, and that `bXcdf`.
  const Runs first = {{0, 0, 2}, {3, 2, 4}};
  const Runs second = {{0, 1, 4}, {4, 6, 1}};
  CHECK(ComposeRuns(first, second) == Runs{{0, 1, 1}, {2, 2, 2}, {4, 5, 1}});
}

TEST_CASE("what two steps both left in one piece is one run") {
  const Runs first = {{0, 0, 3}, {3, 3, 3}};
  const Runs second = {{0, 0, 6}};
  CHECK(ComposeRuns(first, second) == Runs{{0, 0, 6}});
}

TEST_CASE("nothing composes with anything to nothing") {
  const Runs some = {{0, 0, 6}};
  CHECK(ComposeRuns({}, some).empty());
  CHECK(ComposeRuns(some, {}).empty());
}

TEST_CASE("what was inserted comes from the next byte that was copied") {
  const Runs runs = {{0, 0, 2}, {3, 2, 4}};  // `abcdef` became `abXcdef`.
  CHECK(InputOffset(runs, 1, 6) == 1);
  CHECK(InputOffset(runs, 2, 6) == 2);
  CHECK(InputOffset(runs, 3, 6) == 2);
  CHECK(InputOffset(runs, 7, 6) == 6);
}

TEST_CASE("what is gone went to the next byte that was kept") {
  const Runs runs = {{0, 0, 2}, {2, 4, 2}};  // `abcdef` became `abef`.
  CHECK(OutputOffset(runs, 1, 4) == 1);
  CHECK(OutputOffset(runs, 2, 4) == 2);
  CHECK(OutputOffset(runs, 3, 4) == 2);
  CHECK(OutputOffset(runs, 5, 4) == 3);
  CHECK(OutputOffset(runs, 6, 4) == 4);
}

}  // namespace
}  // namespace weft
