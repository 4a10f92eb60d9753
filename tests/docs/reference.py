#!/usr/bin/env python3
"""The tables of keys in the format guides are what `rolecall schema --format markdown` prints. Prints TAP.

usage: reference.py [--update] ROLECALL SOURCE"""
import pathlib
import re
import subprocess
import sys

REGION = re.compile(r"(<!-- keys: (\w+) -->\n).*?(<!-- end of keys -->)", re.S)
GUIDES = ("docs/rubric-format.md", "docs/scenario-format.md")


def main():
    arguments = [name for name in sys.argv[1:] if name != "--update"]
    rolecall, source = arguments[0], pathlib.Path(arguments[1])
    number = failed = 0
    for name in GUIDES:
        path = source / name
        text = path.read_text(encoding="utf-8")

        def printed(match):
            out = subprocess.run([rolecall, "schema", match.group(2), "--format", "markdown"], stdout=subprocess.PIPE, check=True).stdout.decode()
            return f"{match.group(1)}\n{out}\n{match.group(3)}"

        fresh = REGION.sub(printed, text)
        if "--update" in sys.argv and fresh != text:
            path.write_text(fresh, encoding="utf-8")
            text = fresh
        good = fresh == text and bool(REGION.search(text))
        number += 1
        failed += not good
        print(f"{'ok' if good else 'not ok'} {number} - the keys in {name}")
        if not good:
            print("# run tests/docs/reference.py --update ROLECALL .")
    print(f"1..{number}")
    return 1 if failed else 0


sys.exit(main())
