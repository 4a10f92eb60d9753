#!/usr/bin/env python3
"""Check the statements of `rolecall export xapi` against the rules of xAPI 1.0.3 (Data, sections 2.2 to 4). Prints TAP.

usage: xapi.py ROLECALL"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+$")
WHEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
SPAN = re.compile(r"PT\d+(\.\d\d)?S$")
KEYS = {"id", "actor", "verb", "object", "result", "context", "timestamp", "version"}
VERBS = {"attempted", "answered", "completed", "passed", "failed"}


def wrong(statement):
    if set(statement) - KEYS or not {"id", "actor", "verb", "object", "timestamp", "version"} <= set(statement):
        return "keys"
    if not UUID.match(statement["id"]) or not UUID.match(statement["context"]["registration"]):
        return "a UUID"
    account = statement["actor"]["account"]
    if set(statement["actor"]) != {"objectType", "account"} or set(account) != {"homePage", "name"} or not IRI.match(account["homePage"]):
        return "the actor: one identifier, an account with homePage and name"
    verb = statement["verb"]["id"]
    if not IRI.match(verb) or verb.rsplit("/", 1)[1] not in VERBS:
        return "the verb"
    if not IRI.match(statement["object"]["id"]) or not IRI.match(statement["object"]["definition"]["type"]):
        return "the object"
    if not WHEN.match(statement["timestamp"]) or statement["version"] != "1.0.3":
        return "the time or the version"
    result = statement.get("result", {})
    score = result.get("score", {})
    if "scaled" in score and not -1 <= score["scaled"] <= 1:
        return "score.scaled"
    if score and not score["min"] <= score["raw"] <= score["max"]:
        return "score.raw"
    if "duration" in result and not SPAN.match(result["duration"]):
        return "the duration"
    if verb.endswith(("passed", "failed")) and result["success"] != verb.endswith("passed"):
        return "success goes with passed and failed"
    return None


def main():
    rolecall = pathlib.Path(sys.argv[1]).resolve()
    data = pathlib.Path(__file__).resolve().parents[1] / "data" / "report"
    with tempfile.TemporaryDirectory() as folder:
        env = dict(os.environ, ROLECALL_PATH=str(data), ROLECALL_STORE=folder + "/store.db", XDG_CONFIG_HOME=folder, XDG_DATA_HOME=folder)

        def run(*words):
            return subprocess.run([rolecall, *words], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True).stdout.decode()

        run("import", "attempts", str(data / "attempts.ndjson"))
        text = run("export", "xapi")
        statements = [json.loads(line) for line in text.split("\n") if line]
        faults = [f"{s['id']}: {wrong(s)}" for s in statements if wrong(s)]
        attempted = sum(s["verb"]["id"].endswith("attempted") for s in statements)
        answered = sum(s["verb"]["id"].endswith("answered") for s in statements)
        checks = [("every statement keeps the rules", not faults), ("ids are unique", len({s["id"] for s in statements}) == len(statements)),
                  ("13 attempts of 4 criteria", attempted == 13 and answered == 52 and len(statements) == 13 * 7),
                  ("the same statements when asked again", run("export", "xapi") == text)]
    for number, (name, good) in enumerate(checks, 1):
        print(f"{'ok' if good else 'not ok'} {number} - {name}")
    for fault in faults[:10]:
        print("# " + fault)
    print(f"1..{len(checks)}")
    return 0 if all(good for _, good in checks) else 1


sys.exit(main())
