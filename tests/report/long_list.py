#!/usr/bin/env python3
"""A list of more attempts than are held at once is written in blocks: the rows and the columns are those of a short one, in every form. Prints TAP.

usage: long_list.py ROLECALL"""
import csv
import io
import json
import os
import pathlib
import pty
import sqlite3
import subprocess
import sys
import tempfile

DATA = pathlib.Path(__file__).resolve().parents[1] / "data" / "report"
COPIES = 9500  # two blocks and a rest
RIGHT = {"SCORE"}
LEAST = {"MODE": len("coach"), "OUTCOME": len("customer-hung-up")}  # of a long list
number = failed = 0


def check(good, name, *shown):
    global number, failed
    number += 1
    failed += not good
    print(f"{'ok' if good else 'not ok'} {number} - {name}")
    for text in () if good else shown:
        print("# " + str(text)[:400].replace("\n", "\n# "))


def drawn(rows, least):
    """The same table, drawn here."""
    def shown(value):
        return "" if value is None else {True: "yes", False: "no"}.get(value, value).replace("\x1b", "\\x1b") if not isinstance(value, float) else f"{value:.1f}"

    titles = ["ATTEMPT", "STARTED", "TRAINEE", "SCENARIO", "MODE", "OUTCOME", "SCORE", "PASSED"]
    lines = [titles] + [[shown(row[title.lower()]) for title in titles] for row in rows]
    widths = [max(least.get(titles[c], 0), *(len(line[c]) for line in lines)) for c in range(len(titles))]
    text = [[cell.rjust(width) if title in RIGHT else cell.ljust(width) for cell, width, title in zip(line, widths, titles)] for line in lines]
    return "".join(" ".join(line).rstrip() + "\n" for line in text)


def on_terminal(command, env):
    leader, follower = pty.openpty()
    with subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL, stdout=follower, stderr=subprocess.DEVNULL) as process:
        os.close(follower)
        said = b""
        while True:
            try:
                more = os.read(leader, 65536)
            except OSError:
                break
            if not more:
                break
            said += more
    os.close(leader)
    return process.returncode, said.decode().replace("\r\n", "\n")


def main():
    rolecall = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        store = str(pathlib.Path(folder, "store.db"))
        env = dict(os.environ, ROLECALL_PATH=str(DATA), XDG_CONFIG_HOME=folder, XDG_DATA_HOME=folder, TERM="xterm")

        def run(*words):
            return subprocess.run([rolecall, *words, "--store", store], env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout.decode()

        run("import", "attempts", str(DATA / "attempts.ndjson"))
        database = sqlite3.connect(store)
        ours = [row[1] for row in database.execute("PRAGMA table_info(attempt)") if row[1] != "id"]
        names = ", ".join(ours)
        copied = ", ".join("started_ms + (n * 7919) % 86400000" if name == "started_ms" else name for name in ours)
        database.execute(f"WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {COPIES})"
                         f" INSERT INTO attempt ({names}) SELECT {copied} FROM c JOIN attempt ON attempt.id = 1 + c.n % 5")
        database.execute("UPDATE trainee SET name = 'a name that comes with the last of them, and is longer than any other name of a trainee: ' || hex(zeroblob(20)) WHERE id = (SELECT trainee FROM attempt ORDER BY started_ms DESC LIMIT 1)")
        database.commit()
        total = database.execute("SELECT count(*) FROM attempt").fetchone()[0]
        order = [str(row[0]) for row in database.execute("SELECT id FROM attempt ORDER BY started_ms, id")]
        database.close()

        rows = json.loads(run("list", "attempts", "--format", "json"))["rows"]
        check(len(rows) == total and [row["attempt"] for row in rows] == order, "every attempt once, oldest first", len(rows), total)
        table = list(csv.DictReader(io.StringIO(run("list", "attempts", "--format", "csv"))))
        check([row["attempt"] for row in table] == order, "the CSV has one heading and the same rows")
        text = run("list", "attempts")
        check(text == drawn(rows, LEAST), "columns stand below each other from the first row to the last", text[:300], drawn(rows, LEAST)[:300])
        newest = json.loads(run("list", "attempts", "--format", "json", "--limit", "7"))["rows"]
        check([row["attempt"] for row in newest] == order[:-8:-1], "--limit: the newest, newest first")
        few = run("list", "attempts", "--limit", "3")
        check(few == drawn(newest[:3], {}), "a short list is as wide as it has to be", few)
        for pager in ("cat", "cat -", "exec no-such-pager-anywhere"):
            status, said = on_terminal([rolecall, "list", "attempts", "--store", store], dict(env, ROLECALL_PAGER=pager))
            check(status == 0 and said == text, f"the whole list on a terminal, pager: {pager}", status, len(said), len(text))
        status, said = on_terminal([rolecall, "list", "attempts", "--store", store], dict(env, ROLECALL_PAGER="head -2"))
        check(status == 0 and said == "".join(text.splitlines(keepends=True)[:2]), "a reader who has seen enough ends it")
        with subprocess.Popen([rolecall, "list", "attempts", "--store", store, "--format", "csv"], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            process.stdout.readline()
            process.stdout.close()
            said = process.stderr.read()
        check(process.returncode == 0 and not said, "a closed pipe ends quietly", process.returncode, said)
        exported = list(csv.DictReader(io.StringIO(run("export", "attempts", "--format", "csv"))))
        lines = run("export", "attempts").splitlines()
        check(len(exported) == len(lines) == len({row["attempt"] for row in exported}), "exports have a row an attempt", len(exported), len(lines))
    print(f"1..{number}")
    return failed > 0


sys.exit(main())
