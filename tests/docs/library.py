#!/usr/bin/env python3
"""docs/library.md is the table of what is shipped, and `rolecall walk` finds nothing wrong with any of it. Prints TAP.

Each scenario: every node, transition and ending is reached, no run is endless, the model answers pass and no scripted agent
does. usage: library.py [--update] ROLECALL SOURCE      --update writes the table anew. Needs python3-yaml."""
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys

import yaml

HEAD = """# The library

Every scenario that comes with rolecall. The last five columns are the scores in per cent of the agents that `rolecall walk` sends through
each (see [scenario-format.md](scenario-format.md#what-the-tools-look-for)): a star marks a pass, and only the first may have one.
This page is written by `tests/docs/library.py --update`; a test compares it with the files.

"""
AGENTS = ("model", "silent", "stock", "stuffing", "rude")
COLUMNS = ("scenario", "channel", "emotion", "trade", "phase", "level", "nodes", "endings") + AGENTS
MARKS = {"model": True, "silent": False, "stock": False, "stuffing": False, "rude": False}


def walk(rolecall, source, path):
    env = dict(os.environ, ROLECALL_PATH=str(source))
    done = subprocess.run([rolecall, "walk", "--format", "json", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env)
    return json.loads(done.stdout) if done.returncode == 0 else done.stderr.decode("utf-8", "replace")


def cell(text):
    return str(text if text is not None else "").replace("|", "\\|").replace("\n", " ")


def score(agent):
    figure = "–" if agent["score"] is None else f"{agent['score']:.1f}"
    return figure + ("\\*" if agent["passed"] else "")


def row(source, path, result):
    head = yaml.safe_load(path.read_text(encoding="utf-8"))
    cells = [f"[{head['scenario']}](../{path.relative_to(source)}): {cell(head['title'])}", head["channel"], head.get("emotion"), head.get("trade"),
             head.get("phase"), head.get("difficulty"), len(head["nodes"]), len(head["endings"])]
    return "| " + " | ".join([cell(value) if number else value for number, value in enumerate(cells)] + [score(result["agents"][name]) for name in AGENTS]) + " |"


def complaints(result):
    found = [f"{d['line']}:{d['column']} {d['code']}: {d['message']}" for d in result["diagnostics"] if d["severity"] != "note"]
    found += [f"never reached: {what} {name}" for what in ("nodes", "endings") for name, hits in result[what].items() if not hits]
    found += [f"never taken: {edge['place']}" for edge in result["edges"] if not edge["hits"] and edge["kind"] != "hang-up"]
    found += [f"the {name} agent {'passes' if agent['passed'] else 'does not pass'}" for name, agent in result["agents"].items() if agent["passed"] != MARKS[name]]
    return found


def main():
    arguments = [name for name in sys.argv[1:] if name != "--update"]
    rolecall, source = arguments[0], pathlib.Path(arguments[1]).resolve()
    paths = sorted((source / "scenarios").rglob("*.yaml"))
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda path: walk(rolecall, source, path), paths))
    rows, number, failed = [], 0, 0
    for path, result in zip(paths, results):
        found = [result.strip()] if isinstance(result, str) else complaints(result)
        number += 1
        failed += bool(found)
        print(f"{'not ok' if found else 'ok'} {number} - {path.relative_to(source)} is walked wholly, and cannot be gamed")
        for complaint in found:
            print("# " + re.sub(r"\s+", " ", complaint))
        if not isinstance(result, str):
            rows.append(row(source, path, result))
    text = HEAD + "| " + " | ".join(COLUMNS) + " |\n|" + "---|" * len(COLUMNS) + "\n" + "\n".join(rows) + f"\n\n{len(rows)} scenarios.\n"
    page = source / "docs" / "library.md"
    if "--update" in sys.argv:
        page.write_text(text, encoding="utf-8")
    number += 1
    fresh = page.exists() and page.read_text(encoding="utf-8") == text
    failed += not fresh
    print(f"{'ok' if fresh else 'not ok'} {number} - docs/library.md is fresh")
    if not fresh:
        print("# run tests/docs/library.py --update ROLECALL .")
    print(f"1..{number}")
    return 1 if failed else 0


sys.exit(main())
