"""The store: turns, attempts kept, reports."""
import os
import pathlib
import re

import measure

HALF = "--since 2026-02-15 --until 2026-05-15"  # of the half year that store_fill.c fills


def turns(bench):
    bench.heading("A turn, and keeping attempts")
    where = bench.memory or bench.work
    said = bench.said([bench.program("bench-turn"), "-n", "3000", str(where / "turns.db"), str(measure.root)])
    note = "without the disk" if bench.memory else "the disk included: no file system in memory here"
    for line, what, goal in zip(said.splitlines(), ("a line is scored, reacted to and kept", "the end of an attempt: its card, totals and seal"), ("p99 5 ms", "")):
        count, figures = re.match(r"(\d+) \w+: (.*)", line).groups()
        bench.row(f"{what}, {note}", goal, f"{figures} ({count} of them)")


def turns_taken(bench, arguments):
    """An attempt and a bare record in turn, each round in files of its own, so that all begin empty: ratio of the rates, and of the middles."""
    found = []
    for number in range(bench.rounds):
        file = str(bench.work / f"writer-{len(arguments)}-{number}.db")
        said = bench.said([bench.program("bench-store"), "-i", "-n", "300", *arguments, file, str(measure.root)])
        found.append([float(figure) for figure in re.search(r"attempts ([\d.]+)/s .*, ([\d.]+) of the .*records ([\d.]+)/s .*: ([\d.]+) x, by medians ([\d.]+)", said).groups()])
    return sorted(found, key=lambda figures: figures[3])


def writers(bench):
    for what, arguments in (("one attempt, one transaction, WAL, FULL, in turn with a bare append and fdatasync", []), ("... one line said", ["-l", "1"])):
        found = turns_taken(bench, arguments)
        kept, work, bare, ratio, middles = found[len(found) // 2]
        bench.row(what, "0.75 x", f"{ratio:.2f} x, by medians {middles:.2f} x ({kept:,.0f} and {bare:,.0f} a second, {work:.2f} ms of the processor); "
                  f"rounds {found[0][3]:.2f} to {found[-1][3]:.2f} x")
    said = bench.said([bench.program("bench-store"), "-w", "8", "-n", "100", str(bench.work / "eight.db"), str(measure.root)])
    bench.row("8 writers on one store", "nothing lost, no busy error, worst wait 1 s", said.strip())


def fill(bench, attempts):
    """A store of so many attempts, 500 a person in large ones; those beyond a fiftieth are copies."""
    path = bench.work / "reports.db"
    people = max(200, attempts // 500)
    bench.said([bench.program("store-fill"), "-c", "-n", str(attempts), "-t", str(people), str(path), str(measure.root)])
    return path


def one_trainee(bench, store, name):
    """Interleaved with `version`, on the clock and of the processor."""
    version = [bench.rolecall, "version"]
    for form, goal in (("text", "10 ms at a million"), ("html", "")):
        command = [bench.rolecall, "report", "trainee", name, *store, "--format", form]
        least, middle = bench.over(lambda: bench.seconds(version), lambda command=command: bench.seconds(command), 20)
        work, usual = (figure / 1e3 for figure in bench.over(lambda: bench.processor_ms(version), lambda command=command: bench.processor_ms(command), 20))
        bench.row(f"`report trainee`, {form}, over `version`", goal, f"{work:.1f} ms of the processor (median {usual:.1f}); {least:.1f} on the clock (median {middle:.1f})")


def whole(bench, store):
    """What goes through all of a store, once each."""
    for what, goal in (
        ("report team", "3 s at a million"), ("report skills", ""), ("report criteria", ""), (f"report criteria {HALF}", ""), (f"report skills {HALF}", ""), ("report scenarios", ""), ("report channels", ""), ("report progress", ""),
        ("report readiness", ""), ("list attempts", "64 MB"), ("list attempts --format csv", "64 MB"), ("list attempts --format json", "64 MB"), ("export attempts --format csv", ""),
        ("export attempts", ""), ("store check", ""), ("store verify", ""), ("rescore --dry-run", ""),
    ):
        forms = ("text", "html") if what.startswith("report") else (None,)
        figures = []
        for form in forms:
            words = [*what.split(), *store] + (["--format", form, "--output", str(bench.work / "page")] if form else [])
            clock, work, peak = bench.once([bench.rolecall, *words])
            page = f", page of {(bench.work / 'page').stat().st_size / 1e3:,.0f} kB" if form == "html" else ""
            figures.append(f"{form + ': ' if form else ''}{clock:.2f} s, {work:.2f} of the processor, {peak:.0f} MB{page}")
        bench.row(f"`{what}`", goal, "; ".join(figures))


def reports(bench, attempts, given):
    path = pathlib.Path(given) if given else fill(bench, attempts)
    store = ["--store", str(path)]
    listed = bench.said([bench.rolecall, "list", "trainees", *store]).splitlines()
    name = next(line.split()[0] for line in listed if line.startswith("trainee-"))
    size = os.path.getsize(path) / 1e6
    bench.heading(f"Reports and lists on a store of {attempts:,} attempts ({size:,.0f} MB)")
    one_trainee(bench, store, name)
    whole(bench, store)
