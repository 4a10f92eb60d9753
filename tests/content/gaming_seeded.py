#!/usr/bin/env python3
"""Gaming by the hundred: for each shipped rubric and each situation of gaming.ndjson, seeded variants of every family of tricks
(gaming_families.py) against the honest replies of that situation. Prints TAP.

usage: gaming_seeded.py ROLECALL SOURCE_ROOT [--variants N] [--table]

No variant may score above the weakest honest conversation of its situation, and the honest ones pass. With the usual
8 variants a family is tried some two hundred times over all situations. With 150 (101,250 conversations) 5 were above: whole phrases of the
rubric strung together in every turn, which is nearly a reply."""
import collections
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import gaming  # noqa: E402
import gaming_families as families  # noqa: E402


def transcript(group, ident, replies):
    return gaming.transcript(group, {"kind": ident, "replies": replies}, None)


def score(rolecall, rubric, rows, detail="score"):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "t.ndjson"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        done = subprocess.run([rolecall, "score", "--rubric", str(rubric), "--detail", detail, str(path)], capture_output=True,
                              text=True, env={**os.environ, "HOME": folder, "XDG_DATA_HOME": folder}, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines()]


def play(rolecall, root, rubric, name, group, variants):
    """{family: [(score, passed, replies)]}, the weakest honest score, and whether the honest pass."""
    table = families.table_of(root, rubric, group)
    rows, drawn = [], []
    for row in group["rows"]:
        if row["kind"].startswith("honest"):
            rows.append(transcript(group, "honest", row["replies"]))
    honest = len(rows)
    for family in families.FAMILIES:
        for number in range(variants):
            replies = family(table, random.Random(f"{name}/{rubric}/{family.__name__}/{number}"))
            drawn.append((family.__name__, replies))
            rows.append(transcript(group, family.__name__, replies))
    cards = score(rolecall, root / "rubrics" / (rubric + ".yaml"), rows)
    found = collections.defaultdict(list)
    for card, (family, replies) in zip(cards[honest:], drawn):
        found[family].append((card["score"] or 0, card["passed"], replies))
    return found, min(card["score"] for card in cards[:honest]), all(card["passed"] for card in cards[:honest])


def main(arguments):
    rolecall, root = arguments[0], pathlib.Path(arguments[1])
    variants = int(arguments[arguments.index("--variants") + 1]) if "--variants" in arguments else 8
    results, table = [], []
    for name, group in gaming.read(root / "tests" / "content" / "gaming.ndjson").items():
        for rubric in group["rubrics"]:
            found, bar, honest = play(rolecall, root, rubric, name, group, variants)
            results.append((honest, f"{name}, {rubric}: the honest replies pass", "one of them failed"))
            for family, tried in found.items():
                worst = max(tried, key=lambda one: one[0])
                above = sum(one[0] > bar for one in tried)
                passed = sum(one[1] for one in tried)
                results.append((above == 0, f"{name}, {rubric}: {len(tried)} times {family}",
                                f"{above} score above {bar}; the best, {worst[0]}: {worst[2]}"))
                table.append(f"{name:8} {rubric:20} {family:24} honest {bar:5} best {worst[0]:5} above {above:4} passed {passed:4}")
    if "--table" in arguments:
        print("\n".join(table))
        return 0
    print(f"1..{len(results)}")
    for number, (good, name, detail) in enumerate(results, 1):
        print(f"{'ok' if good else 'not ok'} {number} - {name}")
        if not good:
            print("# " + detail.encode("ascii", "backslashreplace").decode())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
