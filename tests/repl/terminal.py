"""A pseudo-terminal with a small screen behind it: what a person at a terminal would type and see.

Screen understands what readline and plain programs send to an xterm: printing with automatic margins, cursor movement, erasing,
inserting and deleting, and ignores looks. Wide and combining characters take the cells that a terminal gives them."""
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
import unicodedata

CSI = re.compile(rb"\x1b\[([?>=]?)([0-9;]*)([@-~])")


def cells(character):
    if unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


class Screen:
    def __init__(self, columns, rows):
        self.columns, self.rows = columns, rows
        self.lines = [[" "] * columns for _ in range(rows)]
        self.above = []  # lines that scrolled away
        self.row = self.column = 0
        self.pending = False  # the cursor stands behind the last column
        self.paste = False
        self.rest = b""
        self.unknown = set()

    def resize(self, columns, rows):
        while len(self.lines) > rows:
            if self.row >= rows:
                self.above.append("".join(self.lines.pop(0)).rstrip())
                self.row -= 1
            else:
                self.lines.pop()
        while len(self.lines) < rows:
            self.lines.append([" "] * columns)
        self.lines = [(line + [" "] * columns)[:columns] for line in self.lines]
        self.columns, self.rows = columns, rows
        self.column = min(self.column, columns - 1)
        self.pending = False

    def text(self):
        return "\n".join("".join(line).rstrip() for line in self.lines).rstrip("\n")

    def everything(self):
        return "\n".join(self.above + ["".join(line).rstrip() for line in self.lines]).rstrip("\n")

    def newline(self):
        self.pending = False
        if self.row + 1 < self.rows:
            self.row += 1
        else:
            self.above.append("".join(self.lines.pop(0)).rstrip())
            self.lines.append([" "] * self.columns)

    def put(self, character):
        width = cells(character)
        if not width:
            at = self.column if self.pending else max(self.column - 1, 0)
            while at and self.lines[self.row][at] == "":
                at -= 1
            self.lines[self.row][at] += character
            return
        if self.pending or self.column + width > self.columns:
            self.column = 0
            self.newline()
        line = self.lines[self.row]
        line[self.column] = character
        if width == 2:
            line[self.column + 1] = ""
        self.column += width
        if self.column >= self.columns:
            self.column, self.pending = self.columns - 1, True

    def feed(self, data):
        data, self.rest = self.rest + data, b""
        at = 0
        while at < len(data):
            byte = data[at:at + 1]
            if byte == b"\x1b":
                step = self.escape(data, at)
                if not step:
                    self.rest = data[at:]
                    return
                at += step
                continue
            if byte[0] >= 0xC0:
                length = 2 if byte[0] < 0xE0 else 3 if byte[0] < 0xF0 else 4
                if at + length > len(data):
                    self.rest = data[at:]
                    return
                for character in data[at:at + length].decode("utf-8", "replace"):
                    self.put(character)
                at += length
                continue
            at += 1
            self.control(byte)

    def control(self, byte):
        if byte == b"\r":
            self.column, self.pending = 0, False
        elif byte == b"\n":
            self.newline()
        elif byte == b"\b":
            if not self.pending:
                self.column = max(self.column - 1, 0)
            self.pending = False
        elif byte == b"\t":
            self.column = min((self.column // 8 + 1) * 8, self.columns - 1)
        elif byte >= b" ":
            self.put(byte.decode("latin-1"))
        elif byte not in (b"\a", b"\0"):
            self.unknown.add(byte)

    def escape(self, data, at):
        if at + 1 >= len(data):
            return 0
        if data[at + 1:at + 2] != b"[":
            if data[at + 1:at + 2] in b"()" and at + 2 < len(data):
                return 3
            if data[at + 1:at + 2] not in b"=>78":
                self.unknown.add(data[at:at + 2])
            return 2
        found = CSI.match(data, at)
        if not found:
            return 0 if len(data) - at < 32 else 1
        private, numbers, final = found.groups()
        values = [int(number or 0) for number in numbers.split(b";")] if numbers else []
        self.sequence(private, values, final.decode())
        return found.end() - at

    def sequence(self, private, values, final):
        first = values[0] if values else 0
        count = max(first, 1)
        line = self.lines[self.row]
        if final in "hl":
            if private == b"?" and 2004 in values:
                self.paste = final == "h"
        elif final == "m":
            pass
        elif final in "ABCDGH":
            self.move(final, count, values)
        elif final == "K":
            start, end = {0: (self.column, self.columns), 1: (0, self.column + 1), 2: (0, self.columns)}[first]
            line[start:end] = [" "] * (end - start)
        elif final == "J":
            if first == 0:
                line[self.column:] = [" "] * (self.columns - self.column)
            for row in range(self.row + 1 if first == 0 else 0, self.rows):
                self.lines[row] = [" "] * self.columns
        elif final == "P":
            del line[self.column:self.column + count]
            line += [" "] * (self.columns - len(line))
        elif final == "@":
            line[self.column:self.column] = [" "] * count
            del line[self.columns:]
        else:
            self.unknown.add(final)

    def move(self, final, count, values):
        self.pending = False
        if final == "A":
            self.row = max(self.row - count, 0)
        elif final == "B":
            self.row = min(self.row + count, self.rows - 1)
        elif final == "C":
            self.column = min(self.column + count, self.columns - 1)
        elif final == "D":
            self.column = max(self.column - count, 0)
        elif final == "G":
            self.column = min(count - 1, self.columns - 1)
        elif final == "H":
            self.row = min(max((values + [1, 1])[0], 1) - 1, self.rows - 1)
            self.column = min(max((values + [1, 1])[1] if len(values) > 1 else 1, 1) - 1, self.columns - 1)


class Seat:
    """A program on a terminal of its own."""

    def __init__(self, command, env, columns=80, rows=24, cwd=None):
        self.screen = Screen(columns, rows)
        self.raw = b""
        self.status = None
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                if cwd:
                    os.chdir(cwd)
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                os.execve(command[0], command, env)
            finally:
                os._exit(127)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.status is None:
            try:
                os.kill(self.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            os.waitpid(self.pid, 0)
        if self.fd is not None:
            os.close(self.fd)

    def read(self, seconds):
        """Take what comes within so many seconds; False when the terminal is closed."""
        ready, _, _ = select.select([self.fd], [], [], seconds)
        if not ready:
            return True
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            return False
        self.raw += data
        self.screen.feed(data)
        return bool(data)

    def settle(self, seconds=0.25):
        """Until nothing came for that long."""
        end = time.monotonic() + 20
        while time.monotonic() < end:
            before = len(self.raw)
            if not self.read(seconds) or len(self.raw) == before:
                return

    def until(self, holds, seconds=20):
        """Wait until holds() says so of the screen; a busy machine only takes longer."""
        end = time.monotonic() + seconds
        while not holds() and time.monotonic() < end and self.read(0.05):
            pass
        return holds()

    def last(self):
        """The lowest line that has something on it."""
        return self.screen.text().split("\n")[-1].rstrip()

    def expect(self, words, seconds=20, count=1):
        """Wait until the words have been shown (count times) since the start, wrapped or not."""
        wanted = " ".join(words.split())
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if " ".join(self.screen.everything().split()).count(wanted) >= count:
                return True
            if not self.read(0.1):
                break
        return " ".join(self.screen.everything().split()).count(wanted) >= count

    def send(self, text):
        """Reads meanwhile, so that neither side waits for the other."""
        rest = text.encode() if isinstance(text, str) else text
        while rest:
            readable, writable, _ = select.select([self.fd], [self.fd], [], 20)
            if readable and not self.read(0):
                return
            if writable:
                rest = rest[os.write(self.fd, rest[:512]):]
            elif not readable:
                return

    def line(self, text):
        self.send(text + "\r")

    def paste(self, text):
        self.send("\x1b[200~" + text + "\x1b[201~")

    def resize(self, columns, rows):
        self.screen.resize(columns, rows)
        fcntl.ioctl(self.fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def kill(self, number):
        os.kill(self.pid, number)

    def hang_up(self):
        """The terminal vanishes."""
        os.close(self.fd)
        self.fd = None

    def wait(self, seconds=20):
        """The exit status (negative: the signal that ended it); None when it still runs."""
        end = time.monotonic() + seconds
        while self.status is None and time.monotonic() < end:
            if self.fd is not None:
                self.read(0.02)
            else:
                time.sleep(0.02)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                while self.fd is not None and select.select([self.fd], [], [], 0.05)[0] and self.read(0.05):
                    pass
                self.status = os.waitstatus_to_exitcode(status)
        return self.status


class Tap:
    def __init__(self):
        self.number = self.failed = 0

    def check(self, good, name, *shown):
        self.number += 1
        print(f"{'ok' if good else 'not ok'} {self.number} - {name}")
        if not good:
            self.failed += 1
            for text in shown:
                for line in str(text).split("\n"):
                    print("#   " + line)
        return good

    def skip(self, name, why):
        self.number += 1
        print(f"ok {self.number} - {name} # SKIP {why}")

    def end(self):
        print(f"1..{self.number}")
        return 1 if self.failed else 0
