#!/usr/bin/env python3
"""`score` on streams: packed input, lines that cannot be read, progress, interrupts, closed pipes, memory.

usage: test_stream.py ROLECALL        prints TAP"""
import gzip
import json
import os
import pathlib
import pty
import re
import select
import shlex
import shutil
import signal
import subprocess
import sys
import time

from desk import Desk
from terminal import Tap

RUBRIC = """rubric: r
format: 1
title: R
pass_mark: 50
sections:
  - section: s
    weight: 100
    criteria:
      - {id: sorry, title: Sorry, skill: emotional-intelligence, points: 1, require: [sorry], advice: Say so.}
"""
LIMIT = 120  # seconds until a test that waits gives up


def line(number, text="I am sorry for the delay, let me look into that for you."):
    return json.dumps({"transcript": 1, "id": f"c{number}", "turns": [{"who": "agent", "text": text}]}) + "\n"


def lines(count, first=0):
    return "".join(line(first + i) for i in range(count)).encode()


def command(desk, *arguments):
    detail = [] if "--detail" in arguments else ["--detail", "score"]
    return [desk.rolecall, "score", "--rubric", "r.yaml", *detail, *arguments]


def start(desk, *arguments, **streams):
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    return subprocess.Popen(command(desk, *arguments), env=desk.env, cwd=desk.home / "work", **streams)


def score(desk, *arguments, data=b""):
    done = subprocess.run(command(desk, *arguments), input=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=desk.env,
                          cwd=desk.home / "work", timeout=LIMIT, check=False)
    return done.returncode, done.stdout, done.stderr.decode()


def whole(out, first=0):
    """Whole cards alone, in the order of the input from `first` on: how many, or -1."""
    if out and not out.endswith(b"\n"):
        return -1
    try:
        ids = [json.loads(text)["transcript"] for text in out.splitlines()]
    except (ValueError, KeyError):
        return -1
    return len(ids) if ids == [f"c{first + i}" for i in range(len(ids))] else -1


def packed(tap, desk, name, pack):
    work = desk.home / "work"
    plain = lines(5000)
    wanted = score(desk, "-", data=plain)[1]
    file = work / f"a.ndjson.{name}"
    file.write_bytes(pack(plain))
    status, out, errors = score(desk, str(file))
    if "cannot read" in errors:
        tap.skip(f"{name}", "this build is without")
        return
    tap.check(status == 0 and out == wanted, f"{name}: a file", errors)
    status, out, errors = score(desk, "--jobs", "2", "-", data=pack(lines(3000)) + pack(lines(2000, 3000)))
    tap.check(status == 0 and out == wanted, f"{name}: two members on standard input, in two threads", errors)
    folder = work / f"folder-{name}"
    folder.mkdir()
    (folder / f"a.ndjson.{name}").write_bytes(pack(plain))
    (folder / "b.ndjson").write_bytes(lines(7, 5000))
    status, out, errors = score(desk, str(folder))
    tap.check(status == 0 and whole(out) == 5007, f"{name}: in a folder beside a plain file", errors)
    data = pack(plain)
    status, out, errors = score(desk, "-", data=data[:len(data) * 3 // 4])
    tap.check(status == 2 and "damaged or cut short" in errors and whole(out) >= 0, f"{name}: cut short", status, errors)
    data = bytearray(pack(plain))
    data[len(data) // 2:len(data) // 2 + 64] = bytes(64)
    status, out, errors = score(desk, "-", data=bytes(data))
    tap.check(status == 2 and out[-1:] in (b"", b"\n") and errors != "", f"{name}: damaged", status, errors)


def bad_lines(tap, desk):
    good, bad = 4000, [1, 700, 2500, 4003]
    text, number = [], 0
    for at in range(1, good + len(bad) + 1):
        if at in bad:
            text.append("{\"turns\": [\n")
        else:
            text.append(line(number))
            number += 1
    data = "".join(text).encode()
    for jobs in ("1", "3"):
        status, out, errors = score(desk, "--jobs", jobs, "--keep-going", "-", data=data)
        told = [f"standard input:{at}:" in errors for at in bad]
        tap.check(status == 2 and whole(out) == good and all(told) and f"{len(bad)} could not be read" in errors
                  and errors.count("\n") == len(bad) + 1, f"--keep-going --jobs {jobs} tells of each bad line, and counts", errors)
        status, out, errors = score(desk, "--jobs", jobs, "--keep-going", "--summary", "--format", "json", "-", data=data)
        sums = json.loads(out)
        tap.check(status == 2 and sums["unreadable"] == len(bad) and sums["transcripts"] == good,
                  f"… and in the summary, --jobs {jobs}", out.decode())
        status, out, errors = score(desk, "--jobs", jobs, "-", data=lines(300) + b"nonsense\n" + lines(5000, 300))
        tap.check(status == 2 and whole(out) == 300 and "standard input:301:" in errors,
                  f"without it the first one ends the run, --jobs {jobs}", status, errors)


def progress(tap, desk):
    ours, theirs = pty.openpty()
    said = b""
    run = start(desk, "-", stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    end = time.monotonic() + LIMIT
    while b"MB/s" not in said and time.monotonic() < end and run.poll() is None:
        run.stdin.write(lines(100))
        run.stdin.flush()
        while select.select([ours], [], [], 0.05)[0]:
            said += os.read(ours, 4096)
    run.stdin.close()
    status = run.wait(LIMIT)
    tap.check(status == 0 and b"MB/s" in said, "a terminal on standard error is told how far it is", said)
    os.close(ours)
    run = start(desk, "-", stdout=subprocess.DEVNULL)
    began = time.monotonic()
    while time.monotonic() < began + 2:
        run.stdin.write(lines(100))
        run.stdin.flush()
        time.sleep(0.05)
    run.stdin.close()
    errors = run.stderr.read()
    tap.check(run.wait(LIMIT) == 0 and errors == b"", "a file is not", errors)


def read_some(run):
    """At least one whole line, without waiting for more."""
    out = b""
    while b"\n" not in out:
        more = os.read(run.stdout.fileno(), 65536)
        if not more:
            break
        out += more
    return out


def interrupts(tap, desk):
    for jobs in ("1", "2"):
        run = start(desk, "--jobs", jobs, "-")
        run.stdin.write(lines(20))
        run.stdin.flush()
        out = read_some(run)
        run.send_signal(signal.SIGINT)
        rest, errors = run.communicate(timeout=LIMIT)
        tap.check(run.returncode == 130 and whole(out + rest) == 20 and errors == b"",
                  f"an interrupt while it waits for more, --jobs {jobs}", run.returncode, len(out + rest), errors)
        big = desk.home / "work" / "big.ndjson"
        if not big.exists():
            big.write_bytes(lines(150000))
        run = start(desk, "--jobs", jobs, str(big))
        out = read_some(run)
        run.send_signal(signal.SIGINT)
        rest, errors = run.communicate(timeout=LIMIT)
        count = whole(out + rest)
        tap.check(run.returncode == 130 and 0 < count < 150000 and errors == b"",
                  f"an interrupt in the midst of a file leaves whole lines, --jobs {jobs}", run.returncode, count, errors)


def closed_pipes(tap, desk):
    big = desk.home / "work" / "big.ndjson"
    for jobs in ("1", "2"):
        run = start(desk, "--jobs", jobs, str(big))
        out = read_some(run)
        run.stdout.close()
        errors = run.stderr.read()
        status = run.wait(LIMIT)
        tap.check(status == 0 and out.startswith(b"{") and errors == b"", f"a reader that goes away ends it quietly, --jobs {jobs}",
                  status, errors)


def stuck_reader(tap, desk):
    """A signal while a reader does not read: the line that is begun is ended, and no other is begun."""
    big = desk.home / "work" / "big.ndjson"
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name)
        for jobs in ("1", "2"):
            run = start(desk, "--jobs", jobs, str(big))
            select.select([run.stdout], [], [], LIMIT)
            time.sleep(0.3)  # for the pipe to be full
            run.send_signal(number)
            out, errors = run.communicate(timeout=LIMIT)
            tap.check(run.returncode == 128 + number and 0 < whole(out) < 150000 and errors == b"",
                      f"{name} while nobody reads, --jobs {jobs}", run.returncode, len(out), errors)
    run = subprocess.Popen(["nohup", *command(desk, "-")], env=desk.env, cwd=desk.home / "work", stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE)
    run.stdin.write(lines(20))
    run.stdin.flush()
    out = read_some(run)
    run.send_signal(signal.SIGHUP)
    rest, errors = run.communicate(lines(20, 20), timeout=LIMIT)
    tap.check(run.returncode == 0 and whole(out + rest) == 40, "nohup keeps it running", run.returncode, errors)


def drops(desk, data, *arguments):
    """Input that comes in drops, the first ones of one byte."""
    run = start(desk, *arguments, "-")
    for at in range(8):
        run.stdin.write(data[at:at + 1])
        run.stdin.flush()
        time.sleep(0.02)
    out, errors = run.communicate(data[8:], timeout=LIMIT)
    return run.returncode, out, errors.decode()


def odd_starts(tap, desk):
    plain = lines(50)
    for name, data in (("gzip", gzip.compress(plain)), ("a byte order mark", b"\xef\xbb\xbf" + plain), ("plain text", plain)):
        status, out, errors = drops(desk, data)
        tap.check(status == 0 and whole(out) == 50, f"{name} in drops", status, errors)
    for data in (b"once\n" + plain, b"\n \ncustomers\n" + plain):
        status, out, errors = drops(desk, data, "--keep-going")
        tap.check(status == 2 and whole(out) == 50 and "neither JSON nor" in errors, "a first line of neither form spoils itself alone", status, errors)
    status, out, errors = drops(desk, b"---\nAgent: Sorry.\n")
    tap.check(status == 0 and out.count(b"\n") == 1, "the plain form in drops", status, out, errors)
    status, out, errors = score(desk, "-", data=gzip.compress(b"\n" * 3000000 + plain))
    tap.check(status == 0 and whole(out) == 50, "blank lines first", status, errors)
    data = gzip.compress(b"".join(line(at, f"sorry {at * 7919 % 100003}").encode() for at in range(20000)))
    for jobs in ("1", "2"):
        status, out, errors = score(desk, "--jobs", jobs, "-", data=data[:len(data) // 2])
        tap.check(status == 2 and "cut short" in errors and 8000 < whole(out) < 12000,
                  f"what stands before the damage is scored, --jobs {jobs}", status, whole(out), errors)


def huge_lines(tap, desk):
    """The limit is 64 MiB: what is larger is one bad line. A large one in small pieces is searched once."""
    huge = line(2, "sorry " * 12000000).encode()
    data = lines(2) + huge + lines(1, 2) + b"bad\n" + lines(2, 3)
    status, out, errors = score(desk, "--jobs", "3", "--keep-going", "-", data=data)
    tap.check(status == 2 and whole(out) == 5 and "standard input:3:1: This conversation is larger" in errors
              and "standard input:5:1:" in errors and "2 could not be read" in errors, "a line of 72 MB is skipped", status, whole(out), errors)
    status, out, errors = score(desk, "-", data=data)
    tap.check(status == 2 and whole(out) == 2 and "standard input:3:1:" in errors, "… or ends the run", status, errors)
    plain = b"Agent: Sorry.\n---\n" + b"Agent: So so sorry.\n" * 3500000 + b"---\nAgent: Sorry.\n"
    status, out, errors = score(desk, "--keep-going", "-", data=plain)
    tap.check(status == 2 and out.count(b"\n") == 2 and b"standard input:3500004" in out and "standard input:3:1:" in errors,
              "the same for the plain form", status, out[-200:], errors)
    status, out, errors = score(desk, "-", data=b"Agent: Sorry.\n" * 600000)
    tap.check(status == 0 and out.count(b"\n") == 1, "8 MB of one plain conversation", status, errors)


def documented(tap, desk):
    """The commands of docs/scale-out.md, as they stand there: all give the bytes of one run."""
    source = pathlib.Path(__file__).resolve().parents[2]
    text = (source / "docs" / "scale-out.md").read_text(encoding="utf-8")
    work = desk.home / "scale"
    work.mkdir()
    pieces = [lines(3000, 3000 * at) for at in range(4)]
    (work / "day.ndjson").write_bytes(b"".join(pieces))
    for at, piece in enumerate(pieces):
        (work / f"day-{at}.ndjson").write_bytes(piece)
    env = {**desk.env, "PATH": f"{pathlib.Path(desk.rolecall).parent}:{desk.env['PATH']}", "ROLECALL_PATH": str(source)}

    def shell(script, data=b""):
        done = subprocess.run(["sh", "-c", script], input=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, cwd=work,
                              timeout=LIMIT, check=False)
        return done.returncode, done.stdout, done.stderr.decode()

    wanted = shell("rolecall score --rubric etiquette --detail score --engine plain day.ndjson")[1]
    tap.check(whole(wanted) == 12000, "a run to compare with", wanted[:200])
    machine, cluster = text.split("\n## A cluster")
    found = [row[4:] for row in machine.split("\n") if row.startswith("    ")]
    tap.check(len(found) == 3, "the commands for one machine", found)
    for script in found:
        tools = [name for name in ("parallel", "zstd") if name in script and not shutil.which(name)]
        if tools:
            tap.skip(script, f"no {tools[0]} here")
            continue
        if "year.ndjson.zst" in script:
            shell("zstd -q day.ndjson -o year.ndjson.zst")
        status, out, errors = shell(script)
        for name in re.findall(r"> ([\w.]+)$", script):
            out = (work / name).read_bytes()
        if ".cards" in script:
            out = b"".join((work / f"day-{at}.ndjson.cards").read_bytes() for at in range(4))
        tap.check(status == 0 and out == wanted, script, status, len(out), errors)
    steps = re.findall(r'(?:pipe\(|-mapper )"([^"]+)"', cluster)
    tap.check(len(steps) == 2, "the commands for a cluster", steps)
    for step in steps:
        done = [subprocess.run(shlex.split(step), input=piece, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, cwd=work, check=False)
                for piece in (*pieces[:2], b"", b"bad\n\n", *pieces[2:])]
        tap.check(all(one.returncode == 0 for one in done), f"{step}: a good exit status, bad lines or not", [one.returncode for one in done])
        out = [one.stdout for one in done]
        tap.check(out[2] == b"" and out[3].count(b"\n") == 2 and json.loads(out[3])["error"], f"{step}: no line for none, two for two", out[2:4])
        tap.check(b"".join(out[:2] + out[4:]) == wanted, f"{step}: pieces in order are the whole")


def memory(tap, desk):
    if b"__asan_init" in pathlib.Path(desk.rolecall).read_bytes():
        tap.skip("memory stays bounded", "a sanitizer keeps what is freed")
        return
    for detail in ("score", "full"):
        run = start(desk, "--jobs", "2", "--detail", detail, "-", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        block = lines(20000)
        for _ in range(40):  # 90 MB
            run.stdin.write(block)
        # not the peak that wait4 tells: that counts this program before it became the other, too
        used = [int(row.split()[1]) for row in pathlib.Path(f"/proc/{run.pid}/status").read_text().splitlines() if row.startswith("VmHWM:")]
        run.stdin.close()
        status = run.wait(LIMIT)
        tap.check(status == 0 and used and used[0] <= 32 * 1024, f"90 MB of stream in two threads take 32 MB at most, --detail {detail}",
                  status, used)


def main():
    tap = Tap()
    with Desk(sys.argv[1]) as desk:
        (desk.home / "work" / "r.yaml").write_text(RUBRIC)
        packed(tap, desk, "gz", gzip.compress)
        if shutil.which("zstd"):
            packed(tap, desk, "zst", lambda data: subprocess.run(["zstd", "-q", "-c"], input=data, stdout=subprocess.PIPE, check=True).stdout)
        else:
            tap.skip("zst", "no zstd program to pack with")
        bad_lines(tap, desk)
        progress(tap, desk)
        interrupts(tap, desk)
        closed_pipes(tap, desk)
        stuck_reader(tap, desk)
        odd_starts(tap, desk)
        huge_lines(tap, desk)
        documented(tap, desk)
        memory(tap, desk)
    return tap.end()


sys.exit(main())
