#!/usr/bin/env python3
"""The manager's dialogues at a terminal. usage: test_desk.py ROLECALL        prints TAP"""
import json
import sqlite3
import sys

from desk import SOURCE, Desk
from terminal import Tap

DATA = SOURCE / "tests" / "data" / "report"
LEGEND = "y met, n missed, a does not apply; Enter skips, b goes back, q leaves"


def marks(desk, session, rater):
    """What one rater has said, from the database: {(item, criterion): verdict}."""
    database = sqlite3.connect(desk.home / ".local/share/rolecall/rolecall.db")
    rows = database.execute("SELECT position, criterion, verdict FROM calibration_mark m JOIN calibration_session s ON s.id = m.session"
                            " WHERE s.name = ? AND rater = ?", (session, rater)).fetchall()
    database.close()
    return {(item, criterion): ("met", "missed", "na")[verdict] for item, criterion, verdict in rows}


def marking(tap, rolecall):
    with Desk(rolecall) as desk:
        desk.env["ROLECALL_PATH"] = str(DATA)
        desk.run("import", "attempts", str(DATA / "attempts.ndjson"))
        status, _, errors = desk.run("calibrate", "new", "may", "--count", "3", "--seed", "3")
        tap.check(status == 0, "a session is made", errors)
        with desk.sit("calibrate", "mark", "may", "--rater", "abe", rows=40) as seat:
            tap.check(seat.expect("Item 1 of 3, ") and seat.expect("desk/apology: Says sorry >"), "the first conversation is shown and its first criterion asked",
                      seat.screen.text())
            shown = seat.screen.text()
            tap.check(LEGEND in shown and "Sam: I have lost the key" in shown, "with what can be answered", shown)
            tap.check(not any(word in shown for word in ("ana", "ben", "missed:", " 25", "100.0", "blue", "red ")), "and without names, scores and verdicts", shown)
            seat.line("perhaps")
            tap.check(seat.expect("Says sorry >", count=2), "what is no answer is asked again", seat.screen.text())
            seat.line("y")
            tap.check(seat.expect("desk/asks: Asks for the number >"), "an answer leads on", seat.screen.text())
            seat.line("b")
            tap.check(seat.expect("Says sorry >", count=3), "b goes back", seat.screen.text())
            seat.line("n")
            seat.expect("Asks for the number >", count=2)
            seat.line("")
            tap.check(seat.expect("desk/next-step: "), "Enter skips", seat.screen.text())
            seat.line("a")
            seat.expect("desk/no-blame: ")
            seat.line("y")
            tap.check(seat.expect("Item 2 of 3, "), "then comes the next conversation", seat.screen.text())
            seat.expect("Says sorry >", count=4)
            seat.line("y")
            seat.expect("Asks for the number >", count=3)
            seat.line("q")
            tap.check(seat.expect("5 marks kept; 4 of 12 given so far.") and seat.wait() == 0, "q leaves and says what is kept", seat.screen.text())
        want = {(1, "desk/apology"): "missed", (1, "desk/next-step"): "na", (1, "desk/no-blame"): "met", (2, "desk/apology"): "met"}
        tap.check(marks(desk, "may", "abe") == want, "just that is in the store", marks(desk, "may", "abe"))
        with desk.sit("calibrate", "mark", "may", "--rater", "abe", rows=40) as seat:
            tap.check(seat.expect("Item 1 of 3, ") and seat.expect("Asks for the number >"), "next time it goes on with what was skipped", seat.screen.text())
            tap.check("Says sorry >" not in seat.screen.everything(), "and asks nothing twice", seat.screen.text())
            seat.line("y")
            tap.check(seat.expect("Item 2 of 3, ") and seat.expect("Asks for the number >", count=2), "then with the second", seat.screen.text())
            seat.send("\x04")
            tap.check(seat.wait() == 0 and "1 mark kept; 5 of 12" in seat.screen.everything(), "the end of input leaves, too", seat.screen.text())
        with desk.sit("calibrate", "mark", "may", "--rater", "cora", rows=40) as seat:
            tap.check(seat.expect("Item 1 of 3, ") and seat.expect("Says sorry >"), "another rater begins at the first and sees no mark of abe's", seat.screen.text())
            seat.line("y")
            seat.expect("Asks for the number >")
            seat.kill(9)
            seat.wait()
        tap.check(marks(desk, "may", "cora") == {(1, "desk/apology"): "met"}, "what was said before a crash is kept", marks(desk, "may", "cora"))
        with desk.sit("calibrate", "mark", "may", "--rater", "engine") as seat:
            tap.check(seat.wait() == 2 and "is the engine itself" in seat.screen.everything(), "nobody marks as the engine", seat.screen.text())
        status, out, _ = desk.run("calibrate", "report", "may", "-f", "json")
        tap.check(json.loads(out)["raters"] == ["engine", "abe", "cora"], "the report knows them", out)


def narrow(tap, rolecall):
    """Reports at a narrow terminal: no line hangs over, and what is left out is named."""
    with Desk(rolecall) as desk:
        desk.env["ROLECALL_PATH"] = str(DATA)
        desk.run("import", "attempts", str(DATA / "attempts.ndjson"))
        for columns in (80, 132):
            for kind in ("team", "skills", "criteria", "scenarios", "channels", "progress", "readiness"):
                with desk.sit("report", kind, columns=columns, rows=200) as seat:
                    seat.wait()
                    lines = seat.raw.decode().replace("\r", "").split("\n")
                    wide = [line for line in lines if len(line) > columns]
                    tap.check(len(lines) > 5 and not wide, f"report {kind} fits {columns} columns", *wide)
                    if (kind, columns) == ("team", 80):
                        tap.check("No room here for CSAT 4-5" in seat.screen.everything(), "what is left out is named", seat.screen.everything())


def main():
    rolecall, only = sys.argv[1], sys.argv[2:]
    tap = Tap()
    for part in (marking, narrow):
        if not only or part.__name__ in only:
            part(tap, rolecall)
    return tap.end()


sys.exit(main())
