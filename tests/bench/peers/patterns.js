// node's RegExp, every pattern on every reply. usage: node patterns.js PATTERNS REPLIES
// PATTERNS: id, tab, regex. Hits by pattern to standard output, the rate without compiling to standard error.
// The only change to a pattern is \A, which JavaScript does not know: ^ is the same without the m flag.
const fs = require("fs");
const patterns = fs.readFileSync(process.argv[2], "utf8").trim().split("\n").map((line) => line.split("\t"));
const compiled = patterns.map(([, pattern]) => new RegExp(pattern.replace(/\\A/g, "^"), "iu"));
const lines = fs.readFileSync(process.argv[3], "utf8").replace(/\n$/, "").split("\n");
const hits = compiled.map(() => 0);
const start = process.hrtime.bigint();
for (const line of lines) {
	for (let i = 0; i < compiled.length; i++) {
		if (compiled[i].test(line)) hits[i]++;
	}
}
const seconds = Number(process.hrtime.bigint() - start) / 1e9;
process.stderr.write(`${(lines.length / seconds).toFixed(1)} replies/s\n`);
console.log(patterns.map(([id], i) => `${id}\t${hits[i]}`).join("\n"));
