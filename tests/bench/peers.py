"""What a user would reach for otherwise, on the same text with the same patterns, and whether it hits the same."""
import pathlib
import re
import shutil
import subprocess

import measure

peers = measure.root / "tests/bench/peers"


def compiled(bench, name, packages, header=None):
    """A peer in C, made here when its library is installed: they are no part of the build. None when it is not."""
    flags = []
    if packages:
        found = subprocess.run(["pkg-config", "--cflags", "--libs", *packages], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
        if found.returncode:
            return None
        flags = found.stdout.split()
    if header and subprocess.run(["cc", "-E", "-include", header, "-x", "c", "/dev/null"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode:
        return None
    program = str(bench.work / name)
    subprocess.run(["cc", "-O2", "-o", program, str(peers / (name + ".c")), *flags], check=True)
    return program


def write_patterns(bench):
    """id, tab, regex for each criterion of the rubric."""
    text = pathlib.Path(bench.rubric60).read_text(encoding="utf-8")
    out = bench.work / "patterns.tsv"
    with out.open("w", encoding="utf-8") as listed:
        for part in text.split("- id: ")[1:]:
            name = part.split("\n", 1)[0].strip()
            pattern = re.search(r"regex: '(.*)'$", part, re.M).group(1).replace("''", "'")
            listed.write(f"{name}\t{pattern}\n")
    return out


def counts(said):
    return {line.split("\t")[0]: int(line.split("\t")[1]) for line in said.splitlines()}


def differences(ours, theirs):
    apart = {name: (ours[name], theirs[name]) for name in ours if ours[name] != theirs.get(name)}
    if not apart:
        return f"same {sum(ours.values()):,} hits"
    return f"{len(ours) - len(apart)} of {len(ours)} patterns hit the same; " + ", ".join(f"{name}: {a} here, {b} there" for name, (a, b) in apart.items())


def programs(bench, listed, few):
    """name: (command or None, goal, how its rate is read)"""
    hyperscan = compiled(bench, "patterns_hyperscan", ["libhs", "libpcre2-8"])
    return {
        "Hyperscan, PCRE2 confirms lookaround": (hyperscan and [hyperscan, listed, few, "5"], 2),
        "Perl": (shutil.which("perl") and ["perl", str(peers / "patterns.pl"), listed, few], 150),
        "Python `re`": (shutil.which("python3") and ["python3", str(peers / "patterns.py"), listed, few], 100),
        "node": (shutil.which("node") and ["node", str(peers / "patterns.js"), listed, few], 15),
        "`grep -P`, once per pattern": (shutil.which("grep") and ["sh", str(peers / "patterns_grep.sh"), listed, few], 15),
    }


def run(bench, replies, count):
    listed, score = str(write_patterns(bench)), bench.program("bench-score")
    bench.heading(f"The same {count:,} replies and patterns with other tools")
    ours = counts(bench.said([score, "-h", replies, bench.rubric60]))
    for name, (command, goal) in programs(bench, listed, replies).items():
        if not command:
            bench.row(name, f"{goal} x", "not installed")
            continue
        there = counts(bench.said(command))
        timed = "grep" in name

        def theirs(command=command, timed=timed):
            return -count / bench.seconds(command) if timed else -bench.rate(command, "replies/s", errors=True)

        found = bench.best({"here": lambda: -bench.rate([score, "-m", "scan", "-n", "20", replies, bench.rubric60], "replies/s"), "there": theirs})
        bench.row(name, f"{goal} x", f"{found['here'] / found['there']:.1f} x (here {-found['here']:,.0f}, there {-found['there']:,.0f} replies/s); {differences(ours, there)}")


def run_readers(bench, archive):
    """Lines of an archive as transcripts."""
    bench.heading("Reading the lines of an archive, without scoring")
    readers = {
        "jansson, a document a line": compiled(bench, "lines_jansson", ["jansson"]),
        "yajl, events": compiled(bench, "lines_yajl", ["yajl"]),
        "jsmn, tokens without escapes undone": compiled(bench, "lines_jsmn", [], "jsmn.h"),
    }
    ours = [bench.program("bench-lines"), str(archive)]
    measures = {"here": lambda: -bench.rate(ours, "MB/s"), "documents": lambda: -bench.rate([ours[0], "-d", ours[1]], "MB/s")}
    for name, program in readers.items():
        if program:
            measures[name] = lambda program=program: -bench.rate([program, str(archive)], "MB/s")
    found = bench.best(measures)
    said = bench.said(ours)
    bench.row("the line reader here", "", f"{-found['here']:,.0f} MB/s; {said.split(', ')[1]}")
    bench.row("the document reader here, with positions", "", f"{-found['documents']:,.0f} MB/s, {found['here'] / found['documents']:.1f} x slower")
    for name, program in readers.items():
        if not program:
            bench.row(name, "", "not installed")
            continue
        bench.row(name, "", f"{-found[name]:,.0f} MB/s, {found['here'] / found[name]:.1f} x slower; {bench.said([program, str(archive)]).split(', ')[1]}")
