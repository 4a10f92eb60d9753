#!/usr/bin/env python3
"""Replies that try to buy points, against an honest, plain, short good one, on the shipped rubrics. Prints TAP.

usage: gaming.py ROLECALL SOURCE_ROOT [--table]

gaming.ndjson holds conversations by `group`: one or more of kind "honest", the rest each a trick. For every rubric that a group
names, an honest conversation must pass, and no trick may score above the weakest honest one; and no trick may pass every rubric of
its group, save a short pile of good words ("cheap"), which only a person tells from a hurried reply. A reply that is "@models" stands for all model answers of the rubric, pasted."""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile


def read(path):
    groups = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            group = groups.setdefault(row["group"], {"rubrics": [], "rows": []})
            group["rubrics"] += row.get("rubrics", [])
            if "customer" in row:
                group["customer"], group["channel"], group["name"] = row["customer"], row["channel"], row["name"]
            if "replies" in row:
                group["rows"].append(row)
    return groups


def models_of(path):
    models = re.findall(r"^        model: (.+)$", path.read_text(encoding="utf-8"), re.M)
    return " ".join(model.strip().strip('"') for model in models)


def transcript(group, row, rubric):
    turns = []
    for number, text in enumerate(row["replies"]):
        text = models_of(rubric) if text == "@models" else text
        if number < len(group["customer"]):
            turns.append({"who": "customer", "text": group["customer"][number]})
        turns.append({"who": "agent", "action": text[1:].split()[0], "for": 60} if text.startswith("/") else {"who": "agent", "text": text})
    return {"transcript": 1, "id": row["kind"], "channel": group["channel"], "customer": {"name": group["name"]}, "turns": turns}


def scores(rolecall, root, rubric, group):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "t.ndjson"
        file = root / "rubrics" / (rubric + ".yaml")
        path.write_text("".join(json.dumps(transcript(group, row, file)) + "\n" for row in group["rows"]), encoding="utf-8")
        done = subprocess.run([rolecall, "score", "--rubric", str(file), "--detail", "score", str(path)],
                              capture_output=True, text=True, env={**os.environ, "HOME": folder, "XDG_DATA_HOME": folder}, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return [json.loads(line) for line in done.stdout.splitlines()]


def main(arguments):
    rolecall, root = arguments[0], pathlib.Path(arguments[1])
    results, table = [], []
    for name, group in read(root / "tests" / "content" / "gaming.ndjson").items():
        passes = [0] * len(group["rows"])
        for rubric in group["rubrics"]:
            cards = scores(rolecall, root, rubric, group)
            honest = [card for card, row in zip(cards, group["rows"]) if row["kind"].startswith("honest")]
            bar = min(card["score"] for card in honest)
            for number, (card, row) in enumerate(zip(cards, group["rows"])):
                verdict = "passed" if card["passed"] else "failed"
                passes[number] += card["passed"]
                if row["kind"].startswith("honest"):
                    good, want = card["passed"], "should pass"
                else:
                    good, want = card["score"] <= bar, f"may not be above {bar}"
                results.append((good, f"{name}, {rubric}: {row['kind']}", f"{card['score']} {verdict}, {want}"))
                table.append(f"{rubric:24} {row['kind']:28} {card['score']:6} {verdict} {' '.join(card['critical'])}")
        for number, row in enumerate(group["rows"]):
            if not row["kind"].startswith("honest") and not row.get("cheap"):
                good = passes[number] < len(group["rubrics"])
                results.append((good, f"{name}: {row['kind']} does not pass every rubric", "it passed every rubric of its group"))
    if "--table" in arguments:
        print("\n".join(table))
        return 0
    print(f"1..{len(results)}")
    for number, (good, name, detail) in enumerate(results, 1):
        print(f"{'ok' if good else 'not ok'} {number} - {name}")
        if not good:
            print(f"# {detail}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
