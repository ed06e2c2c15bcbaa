"""Profiles a great many calls, over threads and coroutines: counts exact, memory flat.

    soak.py --weft FILE [--calls N] [--threads N] [--coroutines N]

Half of the calls are made by threads, half by coroutines. Needs `weft` on the path.
"""

import argparse
import asyncio
import resource
import subprocess
import sys
import threading
import types

from weft import profiling

SOURCE = """
import asyncio
def leaf(x): return x
def sync(n):
    for i in range(n):
        leaf(leaf(i))
        [leaf(i) for i in (1, 2)]
async def step(x): return x
async def waits(n):
    for i in range(n):
        leaf(i)
        await step(leaf(i))
        if i % 10 == 0: await asyncio.sleep(0)
"""
PER_SYNC = 4  # Calls of leaf and step in a round.
PER_WAIT = 3
ROUNDS = 500


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--weft", required=True)
    parser.add_argument("--calls", type=int, default=50_000_000)
    parser.add_argument("--threads", type=int, default=8)
    parser.add_argument("--coroutines", type=int, default=1000)
    args = parser.parse_args()
    command = [args.weft, "profile", "-q", "--in", "sync", "--in", "waits", "-"]
    text = subprocess.run(command, input=SOURCE, stdout=-1, text=True, check=True).stdout
    module = types.ModuleType("soaked")
    exec(compile(text, "soaked", "exec"), module.__dict__)
    sync, waits = profiling.functions()[-2:]

    runs = max(1, args.calls // 2 // args.threads // PER_SYNC // ROUNDS)
    laps = max(1, args.calls // 2 // args.coroutines // PER_WAIT // ROUNDS)

    def thread():
        for _ in range(runs):
            module.sync(ROUNDS)

    async def coroutines():
        for _ in range(laps):
            await asyncio.gather(*(module.waits(ROUNDS) for _ in range(args.coroutines)))

    def round_trip():
        threads = [threading.Thread(target=thread) for _ in range(args.threads)]
        threads.append(threading.Thread(target=lambda: asyncio.run(coroutines())))
        for each in threads:
            each.start()
        for each in threads:
            each.join()

    # One small round first, so that every record exists.
    saved = runs, laps
    runs = laps = 1
    round_trip()
    sync.clear()
    waits.clear()
    runs, laps = saved
    before = peak()
    round_trip()
    grown = peak() - before

    def calls(function):
        return sum(sums[0] for site, sums in zip(function.sites, function.stats()[1])
                   if site[0] in ("leaf", "step"))

    num_sync = args.threads * runs
    num_waits = args.coroutines * laps
    found = calls(sync), sync.stats()[0][0], calls(waits), waits.stats()[0][0]
    wanted = num_sync * ROUNDS * PER_SYNC, num_sync, num_waits * ROUNDS * PER_WAIT, num_waits
    print("%d calls in %d runs of %d threads, %d in %d runs of %d coroutines"
          % (found[0], found[1], args.threads, found[2], found[3], args.coroutines))
    print("native: %s; counts exact: %s; peak memory grew by %d KiB from %d"
          % (profiling.is_native, found == wanted, grown, before))
    return 0 if found == wanted and grown < 8 * 1024 else 1


if __name__ == "__main__":
    sys.exit(main())
