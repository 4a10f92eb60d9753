#!/usr/bin/env python3
"""The walks in docs/walks/: what a terminal shows in each mode. Played anew here, and compared. usage: test_walks.py [--update] ROLECALL

--update writes them anew; read the difference before committing it. A walk is all that the terminal showed, 80 cells wide."""
import pathlib
import sys

from desk import Desk
from terminal import Tap

WALKS = pathlib.Path(__file__).resolve().parents[2] / "docs" / "walks"
FIRST = "I'm so sorry, Dana. That must be really frustrating. What is the order number?"
SECOND = "Thank you. I'll send a replacement by courier today, at no cost."


class Walk:
    def __init__(self, desk):
        self.desk, self.shown = desk, []

    def visit(self, *arguments, said=(), plain=False):
        """One command at the terminal; each line is typed when the prompt is back."""
        prompt = "You:" if plain else "You>"
        with self.desk.sit(*arguments) as seat:
            for number, line in enumerate(said):
                seat.expect(prompt, count=number + 1)
                seat.settle(0.15)
                seat.send(line if line == "\x04" else line + "\r")
            seat.wait()
            self.shown.append("$ rolecall " + " ".join(arguments) + "\n" + seat.screen.everything() + "\n")

    def text(self):
        return "\n".join("\n".join(line.rstrip() for line in part.split("\n")) for part in self.shown)


def practice(walk):
    walk.visit("play", "late-birthday-parcel", "--seed", "1",
               said=("What is the order number?", "/hint", "/hint", "/rewind", FIRST, "/mood", SECOND))
    walk.visit("compare", "p1", "p2")


def coach(walk):
    walk.visit("play", "late-birthday-parcel", "--seed", "1", "--mode", "coach",
               said=("You should have checked. What is the order number?", "/model", "I'm so sorry, Dana. I'll send a replacement by courier today."))


def exam(walk):
    walk.visit("play", "impatient-caller", "--mode", "exam", "--no-timer", said=("/hint", "Good morning. We open at nine, every day."))


def left_and_resumed(walk):
    walk.visit("play", "late-birthday-parcel", "--seed", "1", said=(FIRST, "\x04"))
    walk.visit("play", "--resume", said=(SECOND,))


def plain(walk):
    walk.visit("play", "late-birthday-parcel", "--seed", "1", "--plain", said=(FIRST, "/goals", SECOND), plain=True)


def drill(walk):
    walk.visit("play", "late-birthday-parcel", "--seed", "1", "--no-timer",
               said=("You should have checked. What is the order number?", "ok", "so", "well", "and"))
    walk.visit("drill", "emotional-intelligence", "-n", "1", said=("I'm so sorry about this, Dana. How upsetting.",))


def main():
    arguments = sys.argv[1:]
    update = "--update" in arguments
    rolecall = [name for name in arguments if name != "--update"][0]
    tap = Tap()
    for walk_of in (practice, coach, exam, left_and_resumed, plain, drill):
        with Desk(rolecall) as desk:
            walk = Walk(desk)
            walk_of(walk)
            shown = walk.text()
        path = WALKS / (walk_of.__name__.replace("_", "-") + ".txt")
        if update:
            WALKS.mkdir(exist_ok=True)
            path.write_text(shown, encoding="utf-8")
        wanted = path.read_text(encoding="utf-8") if path.exists() else "(no such walk)"
        tap.check(shown == wanted, f"docs/walks/{path.name} is what the terminal shows", "shown:", shown)
    return tap.end()


sys.exit(main())
