"""A new desk for a test: an empty home, a store of its own, the project's content."""
import os
import pathlib
import shutil
import subprocess
import tempfile

from terminal import Seat

SOURCE = pathlib.Path(__file__).resolve().parents[2]
DATA = pathlib.Path(__file__).resolve().parent / "data"


class Desk:
    def __init__(self, rolecall, content=True):
        self.rolecall = str(pathlib.Path(rolecall).resolve())
        self.home = pathlib.Path(tempfile.mkdtemp(prefix="rolecall-desk-"))
        (self.home / "work").mkdir()
        self.env = {key: value for key, value in os.environ.items() if not key.startswith(("ROLECALL", "XDG_", "MESON", "LC_"))}
        self.env.update(HOME=str(self.home), LC_ALL="C.UTF-8", TERM="xterm", TZ="UTC", NO_COLOR="1", PAGER="cat",
                        ROLECALL_PATH=f"{DATA}:{SOURCE}" if content else str(SOURCE), ROLECALL_TRAINEE="ana",
                        INPUTRC=str(self.home / "inputrc"), VISUAL="true")
        self.env.pop("COLUMNS", None)
        self.env.pop("LINES", None)
        self.inputrc("set enable-bracketed-paste on\nset bell-style none\n")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.home, ignore_errors=True)

    def inputrc(self, text):
        (self.home / "inputrc").write_text(text)

    def sit(self, *arguments, columns=80, rows=24, env=None):
        return Seat([self.rolecall, *arguments], {**self.env, **(env or {})}, columns, rows, self.home / "work")

    def run(self, *arguments, text="", env=None):
        """Without a terminal: (exit status, output, errors)."""
        done = subprocess.run([self.rolecall, *arguments], input=text.encode(), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env={**self.env, **(env or {})}, cwd=self.home / "work", timeout=120, check=False)
        return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
