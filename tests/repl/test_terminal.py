#!/usr/bin/env python3
"""Conversations at a real terminal. usage: test_terminal.py [--update] ROLECALL        prints TAP

--update writes the golden screens anew; look at the difference before committing it."""
import pathlib
import re
import signal
import sys
import time

from desk import Desk
from terminal import Tap

HERE = pathlib.Path(__file__).resolve().parent
FIRST = "I'm so sorry, Dana. That must be really frustrating. What is the order number?"
SECOND = "Thank you. I'll send a replacement by courier today, at no cost."
OPENING = "You>"


def golden(tap, seat, name, update):
    seat.settle()
    path = HERE / "screens" / f"{name}.screen"
    shown = seat.screen.text() + "\n"
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    wanted = path.read_text(encoding="utf-8") if path.exists() else "(no golden screen)"
    seat.until(lambda: seat.screen.text() + "\n" == wanted, 5)
    shown = seat.screen.text() + "\n"
    tap.check(shown == wanted, f"screen {name}", "expected:", wanted, "shown:", shown)
    widest = max(len(line) for line in shown.split("\n"))
    tap.check(widest <= seat.screen.columns and not seat.screen.unknown, f"screen {name} keeps to the terminal", seat.screen.unknown)


def play_through(tap, rolecall, columns, rows, update):
    size = f"{columns}x{rows}"
    with Desk(rolecall) as desk, desk.sit("play", "late-birthday-parcel", "--seed", "1", columns=columns, rows=rows) as seat:
        seat.expect(OPENING)
        golden(tap, seat, f"opening-{size}", update)
        seat.line(FIRST)
        seat.expect("Now what?")
        golden(tap, seat, f"middle-{size}", update)
        seat.line(SECOND)
        tap.check(seat.wait() == 0, f"a passed attempt ends with status 0 at {size}", seat.screen.text())
        golden(tap, seat, f"end-{size}", update)


def typing(tap, rolecall):
    with Desk(rolecall) as desk, desk.sit("play", "late-birthday-parcel", "--seed", "1") as seat:
        seat.expect(OPENING)
        seat.send("/bri\t")
        tap.check(seat.until(lambda: "You> /brief" in seat.screen.text()), "Tab completes a command", seat.screen.text())
        seat.send("\x03")
        tap.check(seat.until(lambda: seat.last() == "You>"), "Ctrl-C clears the line", seat.screen.text())
        seat.send("/transfer cou\t")
        tap.check(seat.until(lambda: "/transfer courier-desk" in seat.screen.text()), "Tab completes whom to transfer to", seat.screen.text())
        seat.send("\x15Hello Da\t")
        tap.check(seat.until(lambda: "You> Hello Dana" in seat.screen.text()), "Tab completes the customer's name", seat.screen.text())
        seat.send("\x15")
        seat.line("/hlod 2m")
        tap.check(seat.expect("Did you mean /hold?"), "a wrong command gets a suggestion", seat.screen.text())
        seat.line("/brief")
        seat.line("")
        seat.send("\x12bri")
        tap.check(seat.until(lambda: "/brief" in seat.last()), "history search finds an earlier line", seat.screen.text())
        seat.send("\x03")
        seat.settle()
        seat.send("\x04")
        tap.check(seat.wait() == 0, "Ctrl-D on an empty line leaves with status 0", seat.screen.text())
        tap.check(seat.expect("rolecall play --resume goes on", 1), "and says how to go on", seat.screen.text())
        tap.check(not seat.screen.paste, "the terminal is left without bracketed paste")
        history = desk.home / ".local/state/rolecall/history"
        tap.check(history.exists() and history.stat().st_mode & 0o777 == 0o600, "the history is its owner's alone")


def pasting(tap, rolecall):
    email = "Dear Dana,\nI am so sorry about the delay.\nWhat is the order number?\nBest wishes, Ana"
    with Desk(rolecall) as desk:
        with desk.sit("play", "late-birthday-parcel", "--seed", "1") as seat:
            seat.expect(OPENING)
            seat.paste(email)
            seat.send("\r")
            tap.check(seat.expect("It's 40017"), "a pasted email of four lines is answered", seat.screen.text())
            seat.send("\x04")
            seat.wait()
        _, transcript, _ = desk.run("show", "last", "--format", "transcript")
        tap.check(transcript.count('"who":"agent"') == 1, "as one reply", transcript)
        tap.check("delay.\\nWhat" in transcript, "with its lines kept", transcript)


def silence(tap, rolecall):
    with Desk(rolecall) as desk:
        with desk.sit("play", "impatient-caller", "--seed", "1") as seat:
            seat.expect(OPENING)
            seat.send("We open at ni")
            tap.check(seat.expect("Is anybody there?", 8), "the customer speaks while one types", seat.screen.text())
            tap.check(seat.until(lambda: seat.last().startswith("You> We open at ni")), "the half-typed words stay at the prompt", seat.screen.text())
            seat.settle()
            tap.check(seat.screen.text().count("We open at ni") == 1, "and stand there once", seat.screen.text())
            seat.line("ne.")
            tap.check(seat.expect("Nine. Thank you."), "and can be finished", seat.screen.text())
            seat.wait()
        _, transcript, _ = desk.run("show", "last", "--format", "transcript")
        tap.check("We open at nine." in transcript, "not a key is lost", transcript)
        with desk.sit("play", "impatient-caller", "--seed", "1", "--plain") as seat:
            seat.expect("You:")
            seat.send("We open at ni")
            seat.settle()
            before = len(seat.raw)
            seat.expect("Is anybody there?", 8)
            seat.settle()
            tap.check(b"\x1b[" not in seat.raw[before:].replace(b"\x1b[?2004h", b""), "plain: no cursor movement when the customer speaks",
                      seat.raw[before:])
            tap.check(seat.until(lambda: seat.last().startswith("You: We open at ni")), "plain: the half-typed words are said again",
                      seat.screen.text())
        with desk.sit("play", "impatient-caller", "--seed", "1", "--no-timer") as seat:
            seat.expect(OPENING)
            time.sleep(3)
            seat.settle()
            tap.check("Is anybody there?" not in seat.screen.text(), "--no-timer: the customer waits", seat.screen.text())
        with desk.sit("play", "impatient-caller", "--seed", "1", "--time-factor", "5") as seat:
            seat.expect(OPENING)
            time.sleep(4)
            seat.settle()
            tap.check("Is anybody there?" not in seat.screen.text(), "--time-factor 5: five times as patient", seat.screen.text())


def suspend(tap, rolecall):
    from terminal import Seat
    with Desk(rolecall) as desk:
        env = {**desk.env, "PS1": "desk$ "}
        with Seat(["/bin/bash", "--norc", "--noprofile", "-i"], env, 80, 24, desk.home / "work") as seat:
            seat.expect("desk$")
            seat.line(f"{desk.rolecall} play impatient-caller --seed 1")
            seat.expect(OPENING)
            seat.send("One mom")
            seat.settle(0.1)
            seat.send("\x1a")
            tap.check(seat.expect("Stopped"), "Ctrl-Z suspends", seat.screen.text())
            time.sleep(3)
            seat.line("fg")
            seat.settle(0.5)
            tap.check("Is anybody there?" not in seat.screen.everything(), "the clock stood still meanwhile", seat.screen.text())
            tap.check(seat.until(lambda: "One mom" in seat.last()), "the words are still there", seat.screen.text())
            tap.check(seat.expect("Is anybody there?", 8), "and the clock goes on afterwards", seat.screen.text())


def resizing(tap, rolecall):
    with Desk(rolecall) as desk, desk.sit("play", "late-birthday-parcel", "--seed", "1") as seat:
        seat.expect(OPENING)
        seat.resize(50, 30)
        seat.settle()
        seat.line(FIRST)
        seat.expect("Now what?")
        seat.settle()
        late = seat.screen.text().split("Now what?")[0].split("\n")[-6:]
        tap.check(all(len(line) <= 50 for line in late), "after a resize text wraps at the new width", seat.screen.text())
        seat.line("/goals")
        tap.check(seat.expect("done: Find the order"), "and the prompt still works", seat.screen.text())


def languages(tap, rolecall):
    words = "Zoë, e\u0301 \u2764\ufe0f \u5f20\u4f1f \u05e9\u05b8\u05dc\u05d5\u05b9\u05dd \U0001f600"
    with Desk(rolecall) as desk:
        with desk.sit("play", "impatient-caller", "--seed", "1", "--no-timer") as seat:
            seat.expect(OPENING)
            seat.line(words)
            tap.check(seat.expect("Sorry, when?") or seat.expect("I only want", 1), "combining marks, wide, right-to-left text are heard",
                      seat.screen.text())
            seat.until(lambda: seat.last() == "You>")
            seat.send("abc\U0001f600\x7f\x7fd")
            tap.check(seat.until(lambda: seat.last().startswith("You> abd")), "deleting takes whole characters", seat.screen.text())
            seat.send("\x15Zo\t")
            tap.check(seat.until(lambda: "You> Zo\u00eb" in seat.screen.text()), "names beyond ASCII are completed", seat.screen.text())
            seat.send("\x15\x1b]0;x\x07")
            seat.send("\x15")
            seat.line("/quit")
            seat.wait()
        _, transcript, _ = desk.run("show", "last", "--format", "transcript")
        tap.check(words in transcript, "and are kept as typed", transcript)


def vi_mode(tap, rolecall):
    with Desk(rolecall) as desk:
        desk.inputrc("set editing-mode vi\nset keyseq-timeout 50\n")
        with desk.sit("play", "late-birthday-parcel", "--seed", "1") as seat:
            seat.expect(OPENING)
            seat.send("Hello Dora")
            seat.send("\x1b")
            time.sleep(0.3)
            seat.send("bcwDana\x1b")
            time.sleep(0.3)
            seat.send("0")
            tap.check(seat.until(lambda: "You> Hello Dana" in seat.screen.text()), "vi mode edits the line", seat.screen.text())
            seat.send("dd")
            seat.settle()
            seat.send("i\x04")
            tap.check(seat.wait() == 0, "and leaves by Ctrl-D", seat.screen.text())


def lost_terminal(tap, rolecall):
    for number, name in ((signal.SIGTERM, "SIGTERM"), (signal.SIGHUP, "SIGHUP"), (None, "a vanished terminal")):
        with Desk(rolecall) as desk:
            with desk.sit("play", "late-birthday-parcel", "--seed", "1") as seat:
                seat.expect(OPENING)
                seat.line(FIRST)
                seat.expect("Now what?")
                seat.send("half a wo")
                seat.settle()
                if number:
                    seat.kill(number)
                else:
                    seat.hang_up()
                status = seat.wait(10)
                tap.check(status == 130 if number else status is not None, f"{name} ends it", status, seat.screen.text())
            with desk.sit("play", "--resume", "--seed", "1") as seat:
                tap.check(seat.expect("Now what?"), f"{name}: --resume goes on where it was", seat.screen.text())
                seat.line(SECOND)
                tap.check(seat.wait() == 0, f"{name}: to a passed end", seat.screen.text())
            status, out, errors = desk.run("store", "check", "--store", str(desk.home / ".local/share/rolecall/practice.db"))
            tap.check(status == 0, f"{name}: nothing is wrong with the store", out, errors)


def hostile(tap, rolecall):
    with Desk(rolecall) as desk, desk.sit("play", "late-birthday-parcel", "--seed", "1", "--no-timer") as seat:
        seat.expect(OPENING)
        seat.send("look \x16\x1b[31m\x16\x07 here\r")
        seat.settle()
        before = len(seat.raw)
        seat.line("/rewind")
        seat.expect("back to where it was")
        seat.settle()
        tap.check(b"\x1b[31m" not in seat.raw[before:], "an escape sequence in a reply is shown, never sent", seat.screen.text())


def main():
    arguments = sys.argv[1:]
    update = "--update" in arguments
    names = [name for name in arguments if name != "--update"]
    rolecall, only = names[0], names[1:]
    tap = Tap()
    parts = {"play80": lambda: play_through(tap, rolecall, 80, 24, update), "play40": lambda: play_through(tap, rolecall, 40, 20, update)}
    parts.update({part.__name__: (lambda part=part: part(tap, rolecall))
                  for part in (typing, pasting, silence, suspend, resizing, languages, vi_mode, lost_terminal, hostile)})
    for name, part in parts.items():
        if not only or name in only:
            part()
    return tap.end()


sys.exit(main())
