"""The store: turns, attempts kept, reports."""
import os
import pathlib
import re

import measure


def turns(bench):
    bench.heading("A turn, and keeping attempts")
    where = bench.memory or bench.work
    said = bench.said([bench.program("bench-turn"), "-n", "3000", str(where / "turns.db"), str(measure.root)])
    note = "without the disk" if bench.memory else "the disk included: no file system in memory here"
    for line, what, goal in zip(said.splitlines(), ("a line is scored, reacted to and kept", "the end of an attempt: its card, totals and seal"), ("p99 5 ms", "")):
        count, figures = re.match(r"(\d+) \w+: (.*)", line).groups()
        bench.row(f"{what}, {note}", goal, f"{figures} ({count} of them)")


def writers(bench):
    """Each round in files of its own, so that all begin empty."""
    best, number = {}, 0
    commands = {"bare": ["-b", "-n", "400"], "one": ["-n", "200"], "short": ["-n", "200", "-l", "1"]}
    for _ in range(bench.rounds):
        for name, arguments in commands.items():
            number += 1
            file = str(bench.work / f"writer-{number}.db")
            command = [bench.program("bench-store"), *arguments, file] + ([] if name == "bare" else [str(measure.root)])
            best[name] = max(best.get(name, 0), bench.rate(command, "/s"))
    bench.row("one attempt, one transaction, WAL, FULL: against a bare append and fdatasync", "0.75 x",
              f"{best['one'] / best['bare']:.2f} x ({best['one']:,.0f} and {best['bare']:,.0f} a second); one line said: {best['short'] / best['bare']:.2f} x")
    said = bench.said([bench.program("bench-store"), "-w", "8", "-n", "100", str(bench.work / "eight.db"), str(measure.root)])
    bench.row("8 writers on one store", "nothing lost, no busy error, worst wait 1 s", said.strip())


def fill(bench, attempts):
    """A store of so many attempts, 500 a person in large ones; those beyond a fiftieth are copies."""
    path = bench.work / "reports.db"
    people = max(200, attempts // 500)
    bench.said([bench.program("store-fill"), "-c", "-n", str(attempts), "-t", str(people), str(path), str(measure.root)])
    return path


def reports(bench, attempts, given):
    path = pathlib.Path(given) if given else fill(bench, attempts)
    store = ["--store", str(path)]
    listed = bench.said([bench.rolecall, "list", "trainees", *store]).splitlines()
    name = next(line.split()[0] for line in listed if line.startswith("trainee-"))
    size = os.path.getsize(path) / 1e6
    bench.heading(f"Reports on a store of {attempts:,} attempts ({size:,.0f} MB)")
    base = lambda: bench.seconds([bench.rolecall, "version"])
    empty = min(bench.processor_ms([bench.rolecall, "version"]) for _ in range(5))
    goals = {"trainee": "10 ms at a million", "team": "3 s at a million"}
    for kind in ("trainee", "team", "skills", "criteria", "scenarios", "channels", "progress", "readiness"):
        arguments = [kind, name] if kind == "trainee" else [kind]
        figures = []
        for form in ("text", "html"):
            page = bench.work / "report.out"
            command = [bench.rolecall, "report", *arguments, *store, "--format", form, "--output", str(page)]
            least, middle = bench.over(base, lambda command=command: bench.seconds(command), 5 if kind == "trainee" else 3)
            work = min(bench.processor_ms(command) for _ in range(2)) - empty
            figures.append(f"{form} {least:,.0f} ms (median {middle:,.0f}; {work:,.0f} of the processor)")
        bench.row(f"`report {kind}`, over `version`", goals.get(kind, ""), f"{', '.join(figures)}, page of {page.stat().st_size / 1e3:,.0f} kB")
    if attempts <= 50000:
        for verb in ("verify", "check"):
            command = [bench.rolecall, "store", verb, *store]
            bench.row(f"`store {verb}`", "", f"{bench.seconds(command):.1f} s ({bench.processor_ms(command) / 1e3:.1f} of the processor)")
