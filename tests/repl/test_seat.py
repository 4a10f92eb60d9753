#!/usr/bin/env python3
"""Modes, hints, the clock, retry, what next, and that practice stays private. usage: test_seat.py ROLECALL        prints TAP"""
import json
import sqlite3
import sys
import time

from desk import DATA, Desk
from terminal import Tap

BAD = ["You should have checked. What is the order number?", "ok", "so", "well", "and"]
GOOD = ["I'm so sorry, Dana. That must be really frustrating. What is the order number?",
        "Thank you. I'll send a replacement by courier today, at no cost."]
SECRET = "Xylophone marmalade"


def lines(*words):
    return "\n".join(words) + "\n"


def play(desk, *options, words=tuple(GOOD), scenario="late-birthday-parcel"):
    return desk.run("play", *([scenario] if scenario else []), *options, text=lines(*words))


def exam(tap, rolecall):
    with Desk(rolecall) as desk:
        status, out, errors = play(desk, "--mode", "exam", "--seed", "1")
        tap.check(status == 2 and "sealed" in errors, "an exam takes no seed from outside", out, errors)
        status, out, _ = play(desk, "--mode", "exam", words=("/hint", "/model", "/score", "/rewind", "/why", "/hin", *GOOD))
        tap.check(status == 0 and out.count("Not in an exam") == 6, "an exam has no hints, models, scores and no way back", out)
        tap.check("Names what the customer feels" in out.split("Outcome:")[1], "feedback comes at the end", out)
        tap.check("+ met" not in out.split("Outcome:")[0], "and not before", out)
        status, out, _ = play(desk, "--mode", "exam", words=("Hello?",))
        tap.check(status == 1 and "which ends an exam" in out, "leaving counts", out)
        status, out, errors = desk.run("play", "--resume")
        tap.check(status == 2 and "no open attempt" in errors, "an exam that was left cannot be gone on with", out, errors)
        status, out, _ = play(desk, "--mode", "exam")
        status, out, errors = play(desk, "--mode", "exam")
        tap.check(status == 2 and "3 of 3 taken" in errors, "the fourth exam is refused", out, errors)
        status, out, _ = play(desk)
        tap.check(status == 0, "practice stays open", out)


def lost_exam(tap, rolecall):
    with Desk(rolecall) as desk:
        with desk.sit("play", "late-birthday-parcel", "--mode", "exam") as seat:
            seat.expect("You>")
            seat.line("Hello Dana.")
            seat.expect("You>", count=2)
            seat.kill(9)
            seat.wait()
        status, out, errors = desk.run("show", "last")
        tap.check(status == 2 and "still open" in errors and "missed" not in out, "an open exam is not shown", out, errors)
        status, out, errors = desk.run("explain", "last")
        tap.check(status == 2 and "still open" in errors, "and not explained", out, errors)
        status, out, errors = play(desk, "--mode", "exam")
        tap.check(status == 2 and "is open" in errors, "no second exam beside an open one", out, errors)
        status, out, _ = desk.run("play", "--resume", "--mode", "coach", text="/hint\n")
        tap.check(status == 2, "an exam does not turn into something else", out)
        status, out, _ = desk.run("play", "--resume", text=lines("/hint", *GOOD))
        tap.check("Not in an exam" in out and "Outcome:" in out, "resumed, an exam is still an exam", out)


def coach(tap, rolecall):
    with Desk(rolecall) as desk:
        status, out, _ = play(desk, "--mode", "coach", "--seed", "1", words=(BAD[0], "/model", *GOOD[1:]))
        feedback = out.split("Outcome:")[0]
        tap.check("- broken: Never blames the customer" in feedback and '"You should have"' in feedback, "coach quotes what went wrong", feedback)
        tap.check("would have won it:" in feedback, "and the words that would have won it", feedback)
        tap.check('For "' in feedback, "a model reply on request", feedback)
        status, out, _ = desk.run("show", "last", "--format", "json")
        tap.check(status == 0 and json.loads(out)["scorecard"] == 1, "the attempt is in the shared store", out)


def hints(tap, rolecall):
    with Desk(rolecall) as desk:
        _, out, _ = play(desk, "--seed", "1", words=["/hint"] * 10)
        tap.check(out.count("Hint:") == 1 and out.count("Give the last hint a little time") == 9, "ten hints in a row are one and a kind refusal",
                  out)
        tap.check("3 more" not in out and "of 4" not in out, "how many are left is not told", out)
        _, out, _ = desk.run("play", "--resume", text=lines("/hint", "/wait 20s", "/hint", "/wait 20s", "/hint", "/wait 20s", "/hint", "/wait 20s", "/hint"))
        tap.check("what you want to reach" not in out and out.count("Hint:") == 3, "the ladder goes on where it was left", out)
        for words in ("the standard is", "it could begin", "one way to say it"):
            tap.check(words in out, f"with thought in between the ladder has: {words}", out)
        tap.check("no more to say" in out, "and an end", out)
        _, out, _ = desk.run("play", "--resume", text=lines("/hint"))
        tap.check("no more to say" in out and "Hint:" not in out, "the end is remembered, too", out)
        _, out, _ = desk.run("play", "--resume", text=lines(*GOOD))
        tap.check("counts towards mastery" in out and "4 used" in out, "hints are counted over leaving and coming back", out)
        tap.check("Hints used: 4." in desk.run("show", "last")[1], "show tells how many")
        _, card, _ = desk.run("show", "last", "--format", "json")
        with Desk(rolecall) as other:
            play(other, "--seed", "1", words=GOOD)
            _, unaided, _ = other.run("show", "last", "--format", "json")
        tap.check(json.loads(card)["score"] == json.loads(unaided)["score"], "the score itself stays what the rubric says", card, unaided)


def retry(tap, rolecall):
    with Desk(rolecall) as desk:
        play(desk, "--seed", "1", words=BAD)
        status, out, _ = desk.run("play", "--retry", "p1", "--turn", "2", text=lines(*GOOD))
        tap.check(status == 0 and "Once more" in out or "once more from here" in out, "an attempt is tried again from a turn", out)
        status, out, _ = desk.run("list", "attempts", "--format", "json")
        tap.check("p1" in out and "p2" in out or out.count('"attempt"') >= 2, "both are kept", out)
        database = sqlite3.connect(desk.home / ".local/share/rolecall/practice.db")
        tap.check(database.execute("SELECT parent, parent_turn FROM attempt WHERE id = 2").fetchone() == (1, 2), "and linked")
        database.close()
        tap.check("Branches off attempt p1 at turn 2." in desk.run("show", "p2")[1], "and show says so")
        _, out, _ = desk.run("show", "p2", "--format", "transcript")
        tap.check(json.loads(out).get("retry_of") == "p1", "the transcript says what it tries again", out)
        status, out, errors = desk.run("play", "--retry", "p1", "--turn", "1", text="")
        tap.check(status == 2 and "own turns" in errors, "a customer's turn cannot be tried again", errors)
        status, out, _ = desk.run("compare", "p1", "p2", "--format", "json")
        tap.check(status == 0 and "empathy-core/no-blame" in json.loads(out)["gained"] and json.loads(out)["lost"] == [],
                  "compare names what was gained", out)
        status, out, errors = desk.run("play", "--retry", "p1", "--trainee", "bo", text="")
        tap.check(status == 2, "only the owner tries again", errors)


def what_next(tap, rolecall):
    with Desk(rolecall, content=False) as desk:
        _, out, _ = desk.run("next")
        tap.check("A worked example first" in out and "+ met" in out and "rolecall play" in out, "the first time starts with a worked example", out)
        play(desk, "--seed", "1", words=BAD)
        _, out, _ = desk.run("next", "--format", "json")
        advice = json.loads(out)
        tap.check(advice["next"] == 1 and advice["why"].endswith(".") and advice["mixed"] != advice["skill"], "next says why in one sentence", out)
        _, out, _ = desk.run("progress", "--format", "json")
        rows = {row["skill"]: row for row in json.loads(out)["rows"]}
        tap.check(rows["problem-solving"]["attempts"] == 1 and abs(rows["problem-solving"]["known"] - 0.1744) < 0.01,
                  "one wrong answer lowers mastery as the formula says", out)
        status, out, _ = desk.run("drill", "emotional-intelligence", "-n", "3", text=lines(*GOOD, "I am sorry."))
        tap.check(status == 0 and "Turn 3 of 3" in out and "+ met" in out and "3 of 3 turns drilled" in out, "a drill has single turns with feedback", out)
        tap.check(out.index("Birthday parcel") < out.index("Turn 2"), "it begins where the skill was missed", out)
        status, out, errors = desk.run("drill", "empathy", text="")
        tap.check(status == 2 and "is no skill" in errors, "an unknown skill is named", errors)
        _, again, _ = desk.run("progress", "--format", "json")
        tap.check(json.loads(again)["rows"][0]["attempts"] == json.loads(desk.run("progress", "--format", "json")[1])["rows"][0]["attempts"],
                  "a drill is not kept", again)


def holding(tap, rolecall):
    with Desk(rolecall) as desk:
        with desk.sit("play", "late-birthday-parcel", "--seed", "1") as seat:
            seat.expect("You>")
            seat.line("May I put you on hold?")
            seat.expect("You>", count=2)
            seat.line("/hold")
            tap.check(seat.expect("the clock runs: /resume"), "/hold without a time runs until /resume", seat.screen.text())
            time.sleep(1.2)
            seat.line("/note look at the depot")
            seat.line("/resume")
            seat.settle()
            seat.send("\x04")
            seat.wait()
        _, out, _ = desk.run("show", "last", "--format", "transcript")
        holds = [turn for turn in json.loads(out)["turns"] if turn.get("action") == "hold"]
        tap.check(holds and 1 <= sum(turn["for"] for turn in holds) < 10, "and is kept with its length", out)


def settings(tap, rolecall):
    with Desk(rolecall) as desk:
        for option, key, value in (("--no-timer", "timer", "off"), ("--time-factor=2", "time_factor", 2)):
            with desk.sit("play", "late-birthday-parcel", "--seed", "1", option) as seat:
                seat.expect("You>")
                seat.line("Hello")
                seat.expect("You>", count=2)
                seat.send("\x04")
                seat.wait()
            _, out, _ = desk.run("show", "last", "--format", "transcript")
            tap.check(json.loads(out).get(key) == value, f"{option} is recorded", out)


def private(tap, rolecall):
    """Nothing of a practice run reaches anything that a manager or trainer calls."""
    with Desk(rolecall) as desk:
        play(desk, "--seed", "1", words=(SECRET, *BAD))
        play(desk, "--seed", "2", "--mode", "coach", "--trainee", "bo", words=GOOD)
        desk.run("trainee", "add", "ana")
        before = {}
        verbs = [["report", "trainee", "ana"], ["report", "team"], ["report", "skills"], ["report", "criteria"], ["report", "scenarios"],
                 ["report", "channels"], ["trainee", "list"], ["trainee", "show", "ana"], ["trainee", "export", "ana"], ["export", "attempts"],
                 ["export", "xapi"], ["rescore", "--dry-run"], ["store", "check"], ["review", "1"], ["dispute", "list"], ["resolve", "1"],
                 ["certify", "list"], ["calibrate", "report"], ["list", "trainees"], ["list", "attempts", "--trainee", "bo"]]
        for verb in verbs:
            before[tuple(verb)] = desk.run(*verb)
            shown = before[tuple(verb)][1] + before[tuple(verb)][2]
            tap.check(SECRET not in shown and "p1" not in shown.split(), f"practice is not in: {' '.join(verb)}", shown)
            form = desk.run(*verb, "--format", "json")
            tap.check(SECRET not in form[1], f"nor in its JSON: {' '.join(verb)}", form[1])
        shared = sqlite3.connect(desk.home / ".local/share/rolecall/rolecall.db")
        kept = shared.execute("SELECT count(*) FROM attempt WHERE mode = 0").fetchone()[0]
        words = shared.execute("SELECT count(*) FROM turn WHERE text LIKE ?", (f"%{SECRET}%",)).fetchone()[0]
        shared.close()
        tap.check(kept == 0 and words == 0, "the shared store holds no word of it")
        mode = (desk.home / ".local/share/rolecall/practice.db").stat().st_mode & 0o777
        tap.check(mode == 0o600, "the practice file is its owner's alone")
        status, out, errors = desk.run("hand-in", "p1")
        tap.check(status == 0, "a practice run can be handed in", out, errors)
        tap.check(desk.run("hand-in", "p1")[0] == 2, "once")
        tap.check(desk.run("hand-in", "1")[0] == 2, "and nothing but practice")
        for verb in verbs:
            if verb[0] == "report":
                now = desk.run(*verb)
                tap.check(now[1] == before[tuple(verb)][1], f"handed-in practice changes no figure of: {' '.join(verb)}", now[1], before[tuple(verb)][1])
        shared = sqlite3.connect(desk.home / ".local/share/rolecall/rolecall.db")
        tap.check(shared.execute("SELECT mode FROM attempt ORDER BY id DESC LIMIT 1").fetchone()[0] == 0, "it is practice there too")
        shared.close()


def rewinding(tap, rolecall):
    with Desk(rolecall) as desk:
        status, out, errors = play(desk, "--seed", "1", words=(BAD[0], "/rewind", "Hello", "So", "/rewind 2", "/rewind", *GOOD))
        tap.check(status == 0 and "AddressSanitizer" not in errors, "going back twice, and once too far", out, errors)
        tap.check("not that many replies" in out, "and being told so", out)
        _, out, _ = desk.run("list", "attempts", "--format", "csv")
        tap.check(out.count("late-birthday-parcel") == 3, "every branch is kept", out)


def authoring(tap, rolecall):
    with Desk(rolecall) as desk:
        folder = desk.home / "content" / "scenarios"
        folder.mkdir(parents=True)
        path = folder / "opening-hours.yaml"
        text = (DATA / "scenarios" / "impatient-caller.yaml").read_text().replace("impatient-caller", "opening-hours")
        path.write_text("# kept comment\n" + text)
        env = {"ROLECALL_PATH": f"{desk.home}/content:{desk.env['ROLECALL_PATH']}"}
        with desk.sit("play", "opening-hours", "--seed", "1", "--no-timer", env=env) as seat:
            seat.expect("You>")
            seat.line("Pardon?")
            seat.expect("You>", count=2)
            seat.line("/why all")
            tap.check(seat.expect("next 1 of opening"), "/why all names every transition that was tried", seat.screen.text())
            seat.line("/reload")
            tap.check(seat.expect("the conversation so far is the same"), "/reload of an unchanged file says so", seat.screen.text())
            path.write_text("# kept comment\n" + text.replace("When do you open?", "What are your hours?"))
            seat.line("/reload")
            tap.check(seat.expect("from turn 1 on it goes another way") and seat.expect("What are your hours?"), "/reload says where it goes another way",
                      seat.screen.text())
            path.write_text("# kept comment\n" + text.replace("start: opening", "start: nowhere"))
            seat.line("/reload")
            tap.check(seat.expect("Not reloaded"), "a broken file is refused", seat.screen.text())
            path.write_text("# kept comment\n" + text)
            seat.line("/reload")
            seat.line("/bless asks again: \"twice\"")
            seat.expect("saved as a playthrough")
            seat.line("We open at nine.")
            seat.wait()
        tap.check("# kept comment" in path.read_text() and "playthroughs:" in path.read_text(), "/bless adds to the file", path.read_text())
        status, out, errors = desk.run("test", str(path), env=env)
        tap.check(status == 0 and "passed, 0 failed" in out + errors, "and the playthrough passes", out, errors)
        status, out, errors = desk.run("play", "opening-hours", "--seed", "1", text=lines("/bless second", "We open at nine."), env=env)
        tap.check(path.read_text().count("- name:") == 2, "a second one stands beside it", path.read_text(), out, errors)
        before = path.read_text()
        status, out, _ = desk.run("play", "opening-hours", "--mode", "coach", text=lines("/bless x", "/reload", "We open at nine."), env=env)
        tap.check(path.read_text() == before and out.count("for practice only") == 2, "neither in coach mode", out)


def editing(tap, rolecall):
    with Desk(rolecall) as desk:
        script = desk.home / "editor"
        script.write_text("#!/bin/sh\nprintf 'Subject: your parcel\\n\\nDear Dana,\\nI am sorry. What is the order number?\\nYours, Ana\\n' > \"$1\"\n")
        script.chmod(0o700)
        with desk.sit("play", "late-birthday-parcel", "--seed", "1", env={"VISUAL": str(script)}) as seat:
            seat.expect("You>")
            seat.line("/edit")
            tap.check(seat.expect("It's 40017"), "/edit sends what the editor leaves", seat.screen.text())
            seat.send("\x04")
            seat.wait()
        _, out, _ = desk.run("show", "last", "--format", "transcript")
        said = [turn["text"] for turn in json.loads(out)["turns"] if turn["who"] == "agent"]
        tap.check(len(said) == 1 and said[0].startswith("Subject: your parcel\n\nDear Dana") and said[0].endswith("Yours, Ana"),
                  "as one reply with subject and sign-off", out)


def plain(tap, rolecall):
    with Desk(rolecall) as desk, desk.sit("play", "late-birthday-parcel", "--seed", "1", "--plain", env={"NO_COLOR": ""}) as seat:
        seat.expect("You:")
        start = len(seat.raw)
        seat.line(GOOD[0])
        seat.expect("Now what?")
        seat.line(GOOD[1])
        seat.wait()
        shown = seat.raw[start:].decode()
        tap.check(not any(0x2500 <= ord(letter) < 0x25A0 for letter in shown), "plain: no drawing characters", shown)
        said = seat.screen.everything().split("\n")
        tap.check(any(line.startswith("Dana [") for line in said) and any(line.startswith("You:") for line in said), "plain: every speaker is named",
                  "\n".join(said))


def first_time(tap, rolecall):
    with Desk(rolecall, content=False) as desk:
        with desk.sit("play", rows=40) as seat:
            tap.check(seat.expect("Welcome: this is your first time"), "a first player is welcomed", seat.screen.text())
            tap.check(seat.expect("Begin here", 5), "and offered the tutorial", seat.screen.text())
            seat.line("99")
            tap.check(seat.expect("nothing of that number"), "a wrong number is asked again", seat.screen.text())
            seat.line("1")
            tap.check(seat.expect("You>"), "a number begins", seat.screen.text())
            seat.line("/quit")
            tap.check(seat.wait() == 0, "and /quit leaves", seat.screen.text())
        play(desk, "--seed", "1", words=BAD)
        with desk.sit("play", rows=40) as seat:
            tap.check(seat.expect("Who would you like to talk with?") and seat.expect("You have not practised"), "later the menu says what is due and why",
                      seat.screen.text())
            seat.line("")
            tap.check(seat.wait() == 0, "Enter leaves", seat.screen.text())


def main():
    rolecall, only = sys.argv[1], sys.argv[2:]
    tap = Tap()
    for part in (exam, lost_exam, coach, hints, retry, what_next, holding, settings, private, rewinding, authoring, editing, plain, first_time):
        if not only or part.__name__ in only:
            part(tap, rolecall)
    return tap.end()


sys.exit(main())
