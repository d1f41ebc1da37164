"""guanjia beside `sortition-algorithms` on the same machine in one run: processor time and the least probability of each instance.

    python benches/selection/run.py [--full] [--only NAME …] [--instances FOLDER] [--program FILE] [--package FOLDER] [--reference PYTHON]

`--instances` holds folders NAME_SEATS with categories.csv and respondents.csv. `--program` is `guanjia`, `--package` the scripts of the
package (`pkg/dist`; left out where there are none), `--reference` a Python with `sortition-algorithms` 0.12.15, and `gurobipy` for its LEXIMIN (without it,
its maximin is compared). Instances that take the reference more than two minutes are left out unless `--full` is given or they are named.
Households are not limited, as in the published figures of the reference.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent

# Those the reference is given, by what it can do within the size limit of Gurobi's free licence, and whether that is long.
REFERENCE = {
    "example_small_20": ("leximin", False),
    "meeting_16": ("leximin", False),
    "opendlp_monitoring_28": ("leximin", False),
    "sf_fixture_22": ("leximin", False),
    "sf_scaled300_45": ("leximin", False),
    "sf_scaled300t_45": ("leximin", False),
    "nexuslike_170": ("leximin", True),
    "obflike_30": ("leximin", True),
    "comm5k_vol_102": ("maximin", True),
}


def timed(command):
    """What a program prints last, as JSON, with its processor time and wall time."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(command, capture_output=True, text=True)
    wall = time.monotonic() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return done, cpu, wall


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--only", nargs="*", default=[])
    shared = Path(os.environ.get("GUANJIA_SHARED", ROOT / ".." / "shared"))
    parser.add_argument("--instances", type=Path, default=shared / "selection" / "instances")
    parser.add_argument("--program", default=str(ROOT / "target" / "release" / "guanjia"))
    parser.add_argument("--package")
    parser.add_argument("--reference")
    parser.add_argument("--panels", type=int, default=1000)
    args = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(f"{'instance':24} {'native s':>9} {'wasm s':>8} {'reference s':>12} {'×native':>8} {'×wasm':>7}  least (native, wasm, proved, reference)")
    missed = 0
    for folder in sorted(args.instances.iterdir()):
        name, seats = folder.name, folder.name.rsplit("_", 1)[-1]
        algorithm, long = REFERENCE.get(name, (None, True))
        if name == "hdlike_30" or (args.only and name not in args.only) or (long and not args.full and name not in args.only):
            continue
        out = Path(os.environ.get("TMPDIR", "/tmp")) / f"{name}.lottery.json"
        find = [args.program, "draw", "find", "--quotas", folder / "categories.csv", "--people", folder / "respondents.csv"]
        find += ["--seats", seats, "--households", "--panels", str(args.panels), "--out", out]
        done, native, _ = timed([str(part) for part in find])
        if done.returncode != 0:
            sys.exit(f"{name}: {done.stdout}{done.stderr}")
        checked, _, _ = timed([args.program, "draw", "check", str(out), "--json"])
        out.unlink()
        proved = json.loads(checked.stdout)
        least = [f"{proved['least']}/{args.panels}"]
        wasm = None
        if args.package:
            done, wasm, _ = timed(["node", str(HERE / "find.mjs"), args.package, str(folder), seats, str(args.panels)])
            if done.returncode != 0:
                sys.exit(f"{name}: {done.stderr}")
            least.append(f"{json.loads(done.stdout)['least']}/{args.panels}")
        num, den = proved["chance"]
        least.append(f"{num}/{den} = {num / den:.6f}")
        reference = None
        if args.reference and algorithm:
            done, reference, _ = timed([args.reference, str(HERE / "reference.py"), str(folder), seats, algorithm])
            if done.returncode == 0:
                found = json.loads(done.stdout.splitlines()[-1])["least"]
                least.append(f"{algorithm} {found:.6f}")
                # Its LEXIMIN stops within 5e-4 of a level's optimum; above it, one of the two is wrong.
                if not -5e-4 < found - num / den < 1e-6:
                    missed += 1
                    least.append("DIFFERS")
            else:
                least.append(f"{algorithm} failed: {done.stderr.strip().splitlines()[-1:]}")
                reference = None
        seconds = lambda value: "–" if value is None else f"{value:.2f}"
        times = lambda value: "–" if None in (value, reference) else f"{reference / value:.0f}"
        print(f"{name:24} {seconds(native):>9} {seconds(wasm):>8} {seconds(reference):>12} {times(native):>8} {times(wasm):>7}  {', '.join(least)}", flush=True)
    sys.exit(1 if missed else 0)


main()
