#!/usr/bin/env python3
"""One byte flipped in a store, in every page of it: whenever that changes or loses anything of an attempt or of the history, `rolecall store verify`
exits 3 and says where. Prints TAP.

usage: flip.py ROLECALL"""
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile

DATA = pathlib.Path(__file__).resolve().parents[1] / "data" / "report"
# What is proved: the history, and all that belongs to an attempt, with the names that it stands under.
KEPT = ["SELECT * FROM history", "SELECT * FROM turn", "SELECT * FROM card", "SELECT * FROM verdict", "SELECT * FROM evidence", "SELECT * FROM mood",
        "SELECT a.*, p.name, s.name, s.hash, s.channel, r.text FROM attempt a LEFT JOIN trainee p ON p.id = a.trainee"
        " LEFT JOIN scenario s ON s.id = a.scenario LEFT JOIN rubric_set r ON r.id = a.rubrics"]
A_PAGE = 3  # flips


def kept(path):
    """Everything that is proved, or why it cannot be read."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return [database.execute(question).fetchall() for question in KEPT]
    except (sqlite3.DatabaseError, OverflowError, UnicodeDecodeError) as why:
        return str(why)
    finally:
        database.close()


def main():
    rolecall = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        store, copy = pathlib.Path(folder, "store.db"), pathlib.Path(folder, "copy.db")
        env = dict(os.environ, ROLECALL_PATH=str(DATA), XDG_CONFIG_HOME=folder, XDG_DATA_HOME=folder)

        def run(*words):
            return subprocess.run([rolecall, *words], env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)

        run("import", "attempts", str(DATA / "attempts.ndjson"), "--store", str(store))
        run("review", "1", "apology=met", "--reason", "In other words, but said", "--by", "rita", "--store", str(store))
        run("dispute", "7", "apology", "--reason", "I was polite", "--trainee", "ben", "--store", str(store))
        before, whole = kept(store), store.read_bytes()
        pages, dice, failed, hurt, loud = len(whole) // 4096, random.Random(20261122), [], 0, []
        for page in range(pages):
            for _ in range(A_PAGE):
                used = [at for at in range(page * 4096, page * 4096 + 4096) if whole[at]]
                if not used:
                    continue
                at, bit = dice.choice(used), 1 << dice.randrange(8)
                copy.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1:])
                changed = kept(copy) != before
                hurt += changed
                for name in ("copy.db-wal", "copy.db-shm"):
                    pathlib.Path(folder, name).unlink(missing_ok=True)
                done = run("store", "verify", "--store", str(copy))
                text = done.stdout.decode("utf-8", "replace")
                if changed and (done.returncode != 3 or len(text.strip()) < 10):
                    failed.append(f"page {page + 1}, byte {at}, bit {bit}: exit {done.returncode}, {text[:200]!r}")
                if done.returncode not in (0, 3) or "Sanitizer" in text:
                    loud.append(f"page {page + 1}, byte {at}: exit {done.returncode}, {text[:200]!r}")
        checks = [("the store as it was is proved", run("store", "verify", "--store", str(store)).returncode == 0, []),
                  (f"{hurt} flips in {pages} pages that changed something were all found", hurt > 30 and not failed, failed),
                  ("and none ends in anything but a sentence", not loud, loud)]
    for number, (name, good, shown) in enumerate(checks, 1):
        print(f"{'ok' if good else 'not ok'} {number} - {name}")
        for line in shown[:10] if not good else []:
            print("# " + line)
    print(f"1..{len(checks)}")
    return 0 if all(good for _, good, _ in checks) else 1


sys.exit(main())
