#!/usr/bin/env python3
"""The test runner: totals, exit codes, the machine form, and --update.
Usage: suite.py ROLECALL"""

import json
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
results = []


def told(good, name, more=""):
    results.append(bool(good))
    print("%sok %d - %s" % ("" if good else "not ", len(results), name))
    if not good and more:
        print("# " + str(more).replace("\n", "\n# "))


class Desk:
    """A folder with a scenario and the rubrics that it needs."""

    def __init__(self, rolecall, folder):
        self.rolecall, self.folder = rolecall, folder
        shutil.copytree(os.path.join(HERE, "rubrics"), os.path.join(folder, "rubrics"))

    def put(self, name, change=lambda text: text):
        with open(os.path.join(HERE, name), "rb") as file:
            text = change(file.read())
        with open(os.path.join(self.folder, name), "wb") as file:
            file.write(text)
        return text

    def read(self, name):
        with open(os.path.join(self.folder, name), "rb") as file:
            return file.read()

    def test(self, *arguments):
        done = subprocess.run([self.rolecall, "test"] + list(arguments), capture_output=True, cwd=self.folder,
                              env=dict(os.environ, ROLECALL_PATH=self.folder, LC_ALL="C.UTF-8"), stdin=subprocess.DEVNULL)
        return done.returncode, done.stdout.decode()


def check_totals(desk):
    desk.put("t407-path.yaml")
    status, out = desk.test("t407-path.yaml")
    told(status == 1 and out.endswith("0 passed, 1 failed\n"), "a playthrough that diverges fails", out)
    told("at reply 1: expected “happy”, got “waiting” (anger 40, confusion 10 there)" in out, "first divergence", out)
    told("knows order; goals fixed" in out, "how things stood in the end", out)
    with open(os.path.join(desk.folder, "t407-path.yaml"), encoding="utf-8") as file:
        text = file.read()
    with open(os.path.join(desk.folder, "t407-slip.yaml"), "w", encoding="utf-8") as file:
        file.write(text.replace("path: [opening, happy]", "path: [opening, wating, happy]").replace("t407-path", "t407-slip"))
    status, out = desk.test("t407-slip.yaml")
    told("no node or ending is called “wating”: did you mean “waiting”?" in out, "a slip in the path is named", out)
    told("expected “wating”, which is neither a node nor an ending, got “waiting”" in out, "and in the sentence", out)
    with open(os.path.join(desk.folder, "t407-later.yaml"), "w", encoding="utf-8") as file:
        file.write(text.replace("path: [opening, happy]", "path: [opening, happy, hapy]").replace("t407-path", "t407-later"))
    status, out = desk.test("t407-later.yaml")
    told("no node or ending is called “hapy”: did you mean “happy”?" in out, "so is one that comes later", out)
    desk.put("t407-path.fixed.yaml")
    status, out = desk.test("t407-path.fixed.yaml")
    told(status == 0 and out.endswith("1 passed, 0 failed\n"), "its twin passes", out)
    status, out = desk.test("rubrics/base.yaml")
    told(status == 0 and "4 of 4 phrases exercised" in out, "phrase coverage", out)
    status, out = desk.test("--format", "json", "t407-path.yaml", "rubrics/base.yaml")
    answer = json.loads(out)
    told(answer["test"] == 1 and answer["failed"] == 1 and answer["passed"] > 5, "json totals", out)
    told([f["file"] for f in answer["files"]] == ["rubrics/base.yaml", "t407-path.yaml"], "json files", out)
    told([d["code"] for d in answer["diagnostics"]] == ["T407"], "json diagnostics", out)
    desk.put("t403-phrase.yaml")
    status, out = desk.test("t403-phrase.yaml")
    told(status == 0 and "warning[T403]" in out, "a phrase without an example is a warning", out)
    told(desk.test("--strict", "t403-phrase.yaml")[0] == 1, "which fails with --strict")


def check_broken(desk):
    desk.put("y101-open-quote.yaml")
    status, out = desk.test("y101-open-quote.yaml")
    told(status == 1 and "error[Y101]" in out and out.endswith("0 passed, 1 failed\n"), "a file that does not load fails", out)


def check_broken_rubric(desk):
    desk.put("t407-path.fixed.yaml")
    with open(os.path.join(desk.folder, "rubrics", "base.yaml"), "a", encoding="utf-8") as file:
        file.write("title: again\n")
    status, out = desk.test("--format", "json", "t407-path.fixed.yaml")
    codes = [(d["file"].endswith("rubrics/base.yaml"), d["code"]) for d in json.loads(out)["diagnostics"]]
    told(status == 1 and codes == [(True, "Y103")], "a rubric that does not load is told, not what follows", out)


def check_update(desk):
    before = desk.put("t407-path.yaml")
    status, out = desk.test("--update", "t407-path.yaml")
    after = desk.read("t407-path.yaml")
    told(status == 0 and "1 expected path rewritten" in out, "--update says what it did", out)
    told(after == before.replace(b"path: [opening, happy]", b"path: [opening, waiting, happy]"), "only the path changed")
    told(desk.test("t407-path.yaml")[0] == 0, "and now it passes")
    told(desk.test("--update", "t407-path.yaml")[0] == 0 and desk.read("t407-path.yaml") == after, "a second time changes nothing")


def check_update_block(desk):
    block = b"expect:\n      path:\n        - opening   # first\n        - happy   # last\n      outcome: resolved\n"
    wanted = block.replace(b"- happy", b"- waiting\n        - happy")
    old = b"expect: {path: [opening, happy], outcome: resolved}\n"
    before = desk.put("t407-path.yaml", lambda text: text.replace(old, block))
    told(block in before, "the block form is there")
    desk.test("--update", "t407-path.yaml")
    told(desk.read("t407-path.yaml") == before.replace(block, wanted), "a path in block form", desk.read("t407-path.yaml").decode())
    for wrong in (b"opening", b"opening, gone", b"gone, waiting, happy", b"opening, waiting, gone, happy",
                  b"opening, waiting, happy, gone", b"gone", b"gone, happy, gone, waiting"):
        desk.put("t407-path.yaml", lambda text: text.replace(b"[opening, happy]", b"[" + wrong + b"]"))
        desk.test("--update", "t407-path.yaml")
        told(b"path: [opening, waiting, happy], outcome" in desk.read("t407-path.yaml"), "from " + wrong.decode(),
             desk.read("t407-path.yaml").decode()[-120:])
    crlf = desk.put("t407-path.yaml", lambda text: text.replace(b"\n", b"\r\n"))
    desk.test("--update", "t407-path.yaml")
    told(desk.read("t407-path.yaml") == crlf.replace(b"[opening, happy]", b"[opening, waiting, happy]"), "line ends stay as they are")


def main():
    rolecall = os.path.abspath(sys.argv[1])
    for check in (check_totals, check_broken, check_broken_rubric, check_update, check_update_block):
        with tempfile.TemporaryDirectory() as folder:
            check(Desk(rolecall, folder))
    print("1..%d" % len(results))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
