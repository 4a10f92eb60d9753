#!/usr/bin/env python3
"""Diagnostics as people see them: each file in shapes/ against its .txt, and the caret against the display column of the
token, computed here anew.
Usage: shapes.py ROLECALL"""

import os
import re
import subprocess
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))


def cells(text, start=0):
    """Display column after the text: tabs to the next eighth, wide characters two, joined emoji one picture."""
    column, joined = start, False
    for char in text:
        if char == "\t":
            column += 8 - column % 8
        elif char == "\u200d":
            joined = True
            continue
        elif joined or unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
            pass
        else:
            column += 2 if unicodedata.east_asian_width(char) in "WF" else 1
        joined = False
    return column


def caret_faults(output):
    lines = output.split("\n")
    for number, line in enumerate(lines):
        match = re.match(r"(\S+\.yaml):(\d+):(\d+): ", line)
        if not match:
            continue
        with open(os.path.join(HERE, match[1]), encoding="utf-8") as file:
            source = file.read().split("\n")[int(match[2]) - 1]
        shown, caret = lines[number + 1], lines[number + 2]
        token = source[int(match[3]) - 1:][:caret.count("^")]
        before = shown[:shown.rindex(token)] if token in shown else None
        if before is None:
            yield "%s: the token %r is not in the excerpt" % (line, token)
        elif cells(before) != cells(caret[:caret.index("^")]):
            yield "%s: caret at cell %d, token at cell %d" % (line, cells(caret[:caret.index("^")]), cells(before))


def main():
    rolecall = os.path.abspath(sys.argv[1])
    names = sorted(n[:-5] for n in os.listdir(os.path.join(HERE, "shapes")) if n.endswith(".yaml"))
    environment = dict(os.environ, ROLECALL_PATH=HERE, LC_ALL="C.UTF-8")
    failed = 0
    print("1..%d" % len(names))
    for number, name in enumerate(names, 1):
        done = subprocess.run([rolecall, "lint", "shapes/%s.yaml" % name], capture_output=True, env=environment, cwd=HERE, stdin=subprocess.DEVNULL)
        output = done.stdout.decode("utf-8")
        with open(os.path.join(HERE, "shapes", name + ".txt"), encoding="utf-8") as file:
            wanted = file.read()
        faults = list(caret_faults(output))
        if output != wanted:
            faults.append("not as in shapes/%s.txt:\n%s" % (name, output))
        failed += bool(faults)
        print("%sok %d - %s" % ("not " if faults else "", number, name))
        for fault in faults:
            print("# " + fault.replace("\n", "\n# "))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
