#!/usr/bin/env python3
"""kill -9 at random moments of a play: resuming always works, the store is sound, no finished turn is missing.

usage: test_kill.py ROLECALL [TIMES]        prints TAP"""
import json
import random
import signal
import sys
import time

from desk import Desk
from terminal import Tap

REPLIES = ["Hello, how can I help?", "Which colour?", "What did you order?", "Could you say more?", "I see.", "Sorry, a moment."]


def said(desk):
    status, out, errors = desk.run("show", "last", "--format", "transcript")
    return [turn.get("text", "") for turn in json.loads(out)["turns"]] if status == 0 else [errors]


def one(tap, rolecall, number, chance):
    moment = chance.uniform(0.0, 1.2)
    with Desk(rolecall) as desk:
        with desk.sit("play", "impatient-caller", "--seed", str(number)) as seat:
            end = time.monotonic() + moment
            sent, began = 0, seat.expect("You>")
            while time.monotonic() < end:
                seat.send(REPLIES[sent % len(REPLIES)] + "\r")
                sent += 1
                seat.settle(chance.uniform(0.01, 0.1))
            seat.kill(signal.SIGKILL)
            seat.wait()
            shown = " ".join(seat.screen.everything().split())
        answered = shown.count("You>") - 2  # the last line may be half done
        with desk.sit("play", "--resume") as seat:
            resumed = seat.expect("(going on where you left)") and seat.expect("You>")
            seat.line("We open at nine.")
            finished = seat.wait() is not None and seat.expect("Nine. Thank you.", 1)
        status, out, errors = desk.run("store", "check", "--store", str(desk.home / ".local/share/rolecall/practice.db"))
        kept = [text for text in said(desk) if text in REPLIES]
        wanted = [REPLIES[at % len(REPLIES)] for at in range(max(min(answered, sent), 0))]
        tap.check(began and resumed and finished, f"killed after {moment:.2f} s and {sent} replies: resumed to the end", shown)
        tap.check(status == 0, "the store is sound", out, errors)
        tap.check(kept[:len(wanted)] == wanted, f"no finished turn of {len(wanted)} is missing", kept, wanted, shown)


def main():
    tap = Tap()
    chance = random.Random(20)
    for number in range(int(sys.argv[2]) if len(sys.argv) > 2 else 20):
        one(tap, sys.argv[1], number, chance)
    return tap.end()


sys.exit(main())
