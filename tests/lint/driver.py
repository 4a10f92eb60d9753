#!/usr/bin/env python3
"""Every case in this folder, by the mistake that its first line names.

    # expect S501:14:25     exactly this diagnostic, and nothing else
    # expect nothing        the mended twin: no diagnostic at all

Cases of T codes go through `rolecall test`, of D codes through `rolecall walk`, all others through `rolecall lint`.
Usage: driver.py ROLECALL [CASE...]"""

import json
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
EXPECT = re.compile(rb"# expect (?:(nothing)|([A-Z]\d{3}):(\d+):(\d+))\r?\n")


def run(rolecall, arguments):
    environment = dict(os.environ, ROLECALL_PATH=HERE, LC_ALL="C.UTF-8")
    done = subprocess.run([rolecall] + arguments, capture_output=True, env=environment, stdin=subprocess.DEVNULL, cwd=HERE)
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def expected(path):
    with open(path, "rb") as file:
        match = EXPECT.match(file.readline())
    if not match:
        raise ValueError("the first line does not say what to expect")
    if match[1]:
        return None
    return match[2].decode(), int(match[3]), int(match[4])


def exit_code(code, severity, verb, strict):
    if severity == "error" or (severity == "warning" and strict):
        return 1
    return 0


def check(rolecall, path):
    """A list of complaints, empty when the case is as it says."""
    want = expected(path)
    name = os.path.basename(path)
    verb = {"t": "test", "d": "walk"}.get(name[0], "lint")
    complaints = []
    for strict in (False, True):
        arguments = [verb, "--format", "json"] + (["--strict"] if strict else []) + [name]
        status, out, err = run(rolecall, arguments)
        try:
            answer = json.loads(out)
        except ValueError:
            return ["exit %d, no JSON: %s%s" % (status, out, err)]
        found = [(d["code"], d["line"], d["column"]) for d in answer["diagnostics"]]
        if found != ([want] if want else []):
            complaints.append("expected %s, got %s" % (want, found))
            break
        severity = answer["diagnostics"][0]["severity"] if want else "none"
        if status != exit_code(want and want[0], severity, verb, strict):
            complaints.append("exit %d with%s --strict" % (status, "" if strict else "out"))
        if want and not answer["diagnostics"][0].get("message"):
            complaints.append("no message")
    return complaints


def main():
    rolecall = os.path.abspath(sys.argv[1])
    names = sys.argv[2:] or sorted(n for n in os.listdir(HERE) if n.endswith(".yaml"))
    print("1..%d" % len(names))
    failed = 0
    for number, name in enumerate(names, 1):
        complaints = check(rolecall, os.path.join(HERE, name))
        failed += bool(complaints)
        print("%sok %d - %s" % ("not " if complaints else "", number, name))
        for complaint in complaints:
            print("# %s" % complaint)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
