#!/usr/bin/env python3
"""`score` on streams: packed input, lines that cannot be read, progress, interrupts, closed pipes, memory.

usage: test_stream.py ROLECALL        prints TAP"""
import gzip
import json
import os
import pathlib
import pty
import select
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
    return [desk.rolecall, "score", "--rubric", "r.yaml", "--detail", "score", *arguments]


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


def memory(tap, desk):
    if b"__asan_init" in pathlib.Path(desk.rolecall).read_bytes():
        tap.skip("memory stays bounded", "a sanitizer keeps what is freed")
        return
    run = start(desk, "--jobs", "2", "-", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    block = lines(20000)
    for _ in range(40):  # 90 MB
        run.stdin.write(block)
    # not the peak that wait4 tells: that counts this program before it became the other, too
    used = [int(row.split()[1]) for row in pathlib.Path(f"/proc/{run.pid}/status").read_text().splitlines() if row.startswith("VmHWM:")]
    run.stdin.close()
    status = run.wait(LIMIT)
    tap.check(status == 0 and used and used[0] <= 32 * 1024, "90 MB of stream in two threads take 32 MB of memory at most", status, used)


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
        memory(tap, desk)
    return tap.end()


sys.exit(main())
