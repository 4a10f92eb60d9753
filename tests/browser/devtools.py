"""A headless Chromium spoken to over its pipe: enough of the DevTools protocol to open a file, look, and ask. Needs nothing but Python."""
import base64
import fcntl
import json
import os
import select
import shutil
import signal
import struct
import tempfile
import time
import zlib

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find():
    """The path of a Chromium, or None."""
    return next(filter(None, map(shutil.which, (os.environ.get("CHROMIUM", ""), *NAMES))), None)


class Failed(Exception):
    pass


def high(fd):
    """The same pipe under a number that is out of the way of 3 and 4."""
    moved = fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(fd)
    return moved


class Browser:
    def __init__(self, program):
        self.home = tempfile.mkdtemp(prefix="rolecall-browser-")
        (their_in, self.out), (self.inn, their_out) = [tuple(map(high, os.pipe())) for _ in range(2)]
        self.log = os.path.join(self.home, "log.txt")
        actions = [(os.POSIX_SPAWN_OPEN, 0, "/dev/null", os.O_RDONLY, 0),
                   (os.POSIX_SPAWN_OPEN, 1, self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), (os.POSIX_SPAWN_DUP2, 1, 2),
                   (os.POSIX_SPAWN_DUP2, their_in, 3), (os.POSIX_SPAWN_DUP2, their_out, 4)]
        # The sandbox needs rights that containers seldom give; what is opened here is our own page.
        command = [program, "--headless=new", "--no-sandbox", "--remote-debugging-pipe", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                   "--disable-extensions", "--disable-background-networking", "--hide-scrollbars", "--force-color-profile=srgb",
                   f"--user-data-dir={self.home}/profile", "about:blank"]
        self.pid = os.posix_spawn(program, command, {**os.environ, "HOME": self.home}, file_actions=actions, setpgroup=0)
        os.close(their_in)
        os.close(their_out)
        self.rest, self.number, self.events = b"", 0, []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        os.waitpid(self.pid, 0)
        os.close(self.inn)
        os.close(self.out)
        shutil.rmtree(self.home, ignore_errors=True)

    def next(self, seconds):
        """The next message, or None when nothing comes for so long."""
        end = time.monotonic() + seconds
        while b"\0" not in self.rest:
            if not select.select([self.inn], [], [], max(0, end - time.monotonic()))[0]:
                return None
            data = os.read(self.inn, 1 << 20)
            if not data:
                with open(self.log, encoding="utf-8", errors="replace") as log:
                    raise Failed("the browser ended: " + log.read()[-600:])
            self.rest += data
        text, self.rest = self.rest.split(b"\0", 1)
        return json.loads(text)

    def call(self, method, session=None, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters, **({"sessionId": session} if session else {})}
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.out, data):]
        while True:
            answer = self.next(60)
            if answer is None:
                raise Failed(f"{method}: no answer in a minute")
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise Failed(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self.events.append(answer)


class Page:
    """One tab. `talk` holds what the console, the log and the network said."""

    def __init__(self, browser):
        self.browser = browser
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(domain + ".enable")

    def call(self, method, **parameters):
        return self.browser.call(method, self.session, **parameters)

    def open(self, path, width, height, phone=False, scheme="light", media=""):
        self.browser.events.clear()
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone)
        self.call("Emulation.setEmulatedMedia", media=media, features=[{"name": "prefers-color-scheme", "value": scheme}])
        self.call("Page.navigate", url="file://" + os.path.abspath(path))
        self.wait("Page.loadEventFired")
        # Two frames: what was laid out has been painted.
        self.ask("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))")

    def wait(self, name):
        while not any(event.get("method") == name for event in self.browser.events):
            event = self.browser.next(30)
            if event is None:
                raise Failed(f"{name} did not come")
            self.browser.events.append(event)

    def ask(self, expression):
        """The value of an expression in the page."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise Failed(json.dumps(answer["exceptionDetails"])[:600])
        return answer["result"].get("value")

    def complaints(self):
        """What the console said and what went wrong, and everything that was fetched beside the page itself."""
        said = []
        for event in self.browser.events:
            method, about = event.get("method"), event.get("params", {})
            if method in ("Runtime.consoleAPICalled", "Runtime.exceptionThrown"):
                said.append(json.dumps(about)[:300])
            elif method == "Log.entryAdded":
                said.append(about["entry"]["text"][:300])
            elif method == "Network.requestWillBeSent" and about.get("type") != "Document":
                said.append("fetched " + about["request"]["url"][:200])
        return said

    def picture(self, path, width, height):
        """A picture of the top of the page, and the number of colours in it when it is made small."""
        whole = self.call("Page.captureScreenshot", format="png", clip={"x": 0, "y": 0, "width": width, "height": height, "scale": 1},
                          captureBeyondViewport=True)["data"]
        with open(path, "wb") as out:
            out.write(base64.b64decode(whole))
        small = self.call("Page.captureScreenshot", format="png", clip={"x": 0, "y": 0, "width": width, "height": min(height, 800), "scale": 0.125})["data"]
        return colours(base64.b64decode(small))

    def print(self, path):
        data = self.call("Page.printToPDF", printBackground=True, paperWidth=8.27, paperHeight=11.69)["data"]
        with open(path, "wb") as out:
            out.write(base64.b64decode(data))


def colours(png):
    """How many colours are in a small PNG of 8 bits a channel."""
    at, data, width, height, kind = 8, b"", 0, 0, 0
    while at < len(png):
        length, name = struct.unpack(">I4s", png[at:at + 8])
        body = png[at + 8:at + 8 + length]
        if name == b"IHDR":
            width, height, _, kind = struct.unpack(">IIBB", body[:10])
        elif name == b"IDAT":
            data += body
        at += 12 + length
    step = {2: 3, 6: 4}[kind]
    raw, before, seen = zlib.decompress(data), bytearray(width * step), set()
    for row in range(height):
        start = row * (width * step + 1)
        how, line = raw[start], bytearray(raw[start + 1:start + 1 + width * step])
        for i in range(len(line)):
            left, up = line[i - step] if i >= step else 0, before[i]
            corner = before[i - step] if i >= step else 0
            guess = left + up - corner
            paeth = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))[2]
            line[i] = line[i] + (0, left, up, (left + up) // 2, paeth)[how] & 255
        seen.update(bytes(line[i:i + 3]) for i in range(0, len(line), step))
        before = line
    return len(seen)
