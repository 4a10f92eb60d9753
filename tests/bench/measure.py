"""What the parts of scripts/bench share: commands in interleaved rounds, instructions, memory, and the table."""
import os
import pathlib
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

root = pathlib.Path(__file__).resolve().parent.parent.parent


class Measure:
    def __init__(self, options):
        self.build = pathlib.Path(options.build).resolve()
        self.rounds, self.quick = options.rounds, options.quick
        self.rolecall = str(self.build / "src/rolecall")
        self.rubric60 = str(root / "tests/bench/rubric-60.yaml")
        self.packs = [str(p) for p in sorted((root / "rubrics").glob("*.yaml")) if re.search(r"^rubric:", p.read_text(), re.M)]
        self.work = pathlib.Path(tempfile.mkdtemp(prefix="bench-", dir=options.work))
        memory = pathlib.Path("/dev/shm")
        self.memory = pathlib.Path(tempfile.mkdtemp(prefix="bench-", dir=memory)) if os.access(memory, os.W_OK) else None
        self.environment = dict(os.environ, ROLECALL_PATH=str(root))
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            self.environment[name] = str(self.work)
        self.environment.pop("ROLECALL_STORE", None)

    def program(self, name):
        return str(self.build / "tests/bench" / name)

    def release(self):
        shutil.rmtree(self.work, ignore_errors=True)
        if self.memory:
            shutil.rmtree(self.memory, ignore_errors=True)

    def heading(self, title):
        print(f"\n### {title}\n\n| what | goal | reached |\n|---|---|---|", flush=True)

    def row(self, what, goal, reached):
        print(f"| {what} | {goal} | {reached} |", flush=True)

    def said(self, command, errors=False):
        """What a command says; its standard error instead when asked for."""
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self.environment)
        if done.returncode:
            sys.exit(f"bench: {' '.join(map(str, command[:3]))} …: exit {done.returncode}: {done.stderr.strip()[-500:]}")
        return done.stderr if errors else done.stdout

    def seconds(self, command):
        start = time.perf_counter()
        subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self.environment, check=False)
        return time.perf_counter() - start

    def processor_ms(self, command):
        """What a command takes of the processor, waiting left out: the figure to trust on a busy machine."""
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.seconds(command)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1e3

    def best(self, measures, rounds=None):
        """The least of each measure over interleaved rounds, so that a busy machine slows all of a round alike."""
        found = {}
        for _ in range(rounds or self.rounds):
            for name, measure in measures.items():
                found[name] = min(found.get(name, 1e99), measure())
        return found

    def rate(self, command, unit, errors=False):
        return float(re.search(rf"([\d.]+) ?{unit}", self.said(command, errors)).group(1))

    def instructions(self, arguments, replies):
        """By a reply, without loading and compiling: the difference between three rounds and one."""
        counts = []
        for rounds in ("1", "3"):
            said = self.said(["valgrind", "--tool=callgrind", f"--callgrind-out-file={self.work}/callgrind", self.program("bench-score"), "-n", rounds, *arguments], errors=True)
            counts.append(int(re.search(r"Collected : (\d+)", said).group(1)))
        return (counts[1] - counts[0]) / 2 / replies

    def peak_mib(self, command, stdin=None):
        code = "import resource,subprocess,sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        done = subprocess.run([sys.executable, "-c", code, *command], stdin=stdin or subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, env=self.environment, check=True)
        return int(done.stdout) / 1024

    def once(self, command):
        """Seconds on the clock, seconds of the processor and megabytes at the peak, of one run: for what takes long. Megabytes begin at some ten, Python's own."""
        code = ("import os,resource,subprocess,sys,time; a=time.perf_counter(); subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True);"
                " u=resource.getrusage(resource.RUSAGE_CHILDREN); print(time.perf_counter()-a, u.ru_utime+u.ru_stime, u.ru_maxrss/1024)")
        done = subprocess.run([sys.executable, "-c", code, *command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, env=self.environment, check=True)
        return tuple(float(figure) for figure in done.stdout.split())

    def over(self, base, measure, count):
        """Milliseconds over `base`, interleaved with it: the least says what a thing costs, the middle what was felt."""
        pairs = [(base(), measure()) for _ in range(count)]
        empty, taken = zip(*pairs)
        return (min(taken) - min(empty)) * 1e3, (statistics.median(taken) - statistics.median(empty)) * 1e3
