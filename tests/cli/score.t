Scoring a stream: one line in, one line out, in order, whatever the number of threads.

  $ mkdir rubrics chats
  $ cat > rubrics/r.yaml <<'END'
  > rubric: r
  > format: 1
  > title: R
  > pass_mark: 50
  > sections:
  >   - section: s
  >     weight: 100
  >     criteria:
  >       - {id: sorry, title: Sorry, skill: emotional-intelligence, points: 1, require: [sorry], advice: Say so.}
  >       - {id: blame, title: Blame, skill: emotional-intelligence, critical: customer, forbid: [your fault], advice: Never.}
  > END
  $ cat > a.ndjson <<'END'
  > {"id":"one","turns":[{"who":"customer","text":"Hi"},{"who":"agent","text":"I\u2019m so sorry\nabout that."}]}
  > 
  > {"turns":[{"who":"agent","text":"It is your fault.","at":1.5,"queue":"b"}],"team":"west"}
  > {"id":3,"turns":[]}
  > END
  $ rolecall score --rubric r --detail score a.ndjson
  {"scorecard":1,"transcript":"one","score":100.0,"passed":true,"critical":[]}
  {"scorecard":1,"transcript":"a.ndjson:3","score":0.0,"passed":false,"critical":["r/blame"]}
  {"scorecard":1,"transcript":"3","score":0.0,"passed":false,"critical":[]}
  $ rolecall score --rubric r --detail verdicts --jobs 2 - < a.ndjson
  {"scorecard":1,"transcript":"one","score":100.0,"passed":true,"critical":[],"verdicts":{"r/sorry":"met","r/blame":"met"}}
  {"scorecard":1,"transcript":"standard input:3","score":0.0,"passed":false,"critical":["r/blame"],"verdicts":{"r/sorry":"missed","r/blame":"missed"}}
  {"scorecard":1,"transcript":"3","score":0.0,"passed":false,"critical":[],"verdicts":{"r/sorry":"missed","r/blame":"met"}}
  $ rolecall score --rubric r --format csv a.ndjson | head -n 3
  transcript,scenario,outcome,score,passed,rubric,section,criterion,skill,verdict,points,earned,turn,evidence
  one,,,100.0,true,r,s,sorry,emotional-intelligence,met,1,1.0,2,sorry
  one,,,100.0,true,r,s,blame,emotional-intelligence,met,0,0.0,,

The plain form, a mark at the start of the file, and Windows line ends.

  $ printf '\357\273\277Customer: Hi\r\nAgent: Sorry!\r\n---\r\nAgent: No.\r\n' > b.txt
  $ rolecall score --rubric r --detail score b.txt
  {"scorecard":1,"transcript":"b.txt:1","score":100.0,"passed":true,"critical":[]}
  {"scorecard":1,"transcript":"b.txt:4","score":0.0,"passed":false,"critical":[]}

Odd lines go through the document reader, and say the same as they always did.

  $ cat > odd.ndjson <<'END'
  > {"id":"nested","turns":[{"who":"agent","text":"Sorry.","meta":{"a":[1,{"b":2}]}}]}
  > {"id":"twice","id":"twice","turns":[]}
  > {"id":"figures","turns":[{"who":"agent","text":"Sorry.","at":1e1}]}
  > {"id":"nul","turns":[{"who":"agent","text":"a\u0000 sorry \ud83d\ude42"}]}
  > {"turns":[{"who":"bot","text":"Sorry."}]}
  > {"turns":[{"who":"agent"}]}
  > {"turns":[{"who":"agent","text":"It is your fault.","action":"hold","for":60}]}
  > {"id":"note","turns":[{"who":"agent","action":"note","text":"It is your fault."},{"who":"agent","text":"Sorry."}]}
  > [1]
  > END
  $ rolecall score --rubric r --detail score --keep-going odd.ndjson
  {"scorecard":1,"transcript":"nested","score":100.0,"passed":true,"critical":[]}
  {"scorecard":1,"transcript":"figures","score":100.0,"passed":true,"critical":[]}
  {"scorecard":1,"transcript":"nul","score":100.0,"passed":true,"critical":[]}
  {"scorecard":1,"transcript":"note","score":100.0,"passed":true,"critical":[]}
  rolecall: odd.ndjson:2:15: The same key stands twice in one JSON object: the trouble is at '"id"'
  rolecall: odd.ndjson:5:18: “who” of turn 1 must be “customer” or “agent”.
  rolecall: odd.ndjson:6:11: Turn 1 has neither “text” nor “action”.
  rolecall: odd.ndjson:7:62: Turn 1 has both “text” and “action”; an action is a turn of its own, so write two.
  rolecall: odd.ndjson:9:1: A transcript is an object with “turns”.
  rolecall: 5 could not be read.
  [2]
  $ rolecall score --rubric r --detail score odd.ndjson
  {"scorecard":1,"transcript":"nested","score":100.0,"passed":true,"critical":[]}
  rolecall: odd.ndjson:2:15: The same key stands twice in one JSON object: the trouble is at '"id"'
  [2]

Line for line: what cannot be read says so in its place, an empty line stays one, and the exit status is good.

  $ { sed -n 1,2p odd.ndjson; echo; printf '\357\273\277'; sed -n 3p odd.ndjson; echo '{'; } > mixed.ndjson
  $ rolecall score --rubric r --detail score --line-for-line mixed.ndjson | sed 's/^$/(empty)/'
  rolecall: 2 could not be read.
  {"scorecard":1,"transcript":"nested","score":100.0,"passed":true,"critical":[]}
  {"scorecard":1,"transcript":"mixed.ndjson:2","score":null,"passed":false,"error":"The same key stands twice in one JSON object: the trouble is at '\"id\"'","line":2,"column":15}
  (empty)
  {"scorecard":1,"transcript":"figures","score":100.0,"passed":true,"critical":[]}
  {"scorecard":1,"transcript":"mixed.ndjson:5","score":null,"passed":false,"error":"A transcript stands on one line; this one goes on in the next. “jq -c .” joins them.","line":5,"column":1}
  $ rolecall score --rubric r --detail score --line-for-line --check mixed.ndjson | wc -l; echo ${PIPESTATUS[0]}
  rolecall: 2 could not be read.
  5
  1
  $ rolecall score --rubric r --detail score --line-for-line - < /dev/null
  $ rolecall score --rubric r --line-for-line --format csv mixed.ndjson
  rolecall: --line-for-line is for cards as JSON: give --format ndjson.
  [2]
  $ rolecall score --rubric r --line-for-line --summary mixed.ndjson
  rolecall: --line-for-line is for cards as JSON: give --format ndjson.
  [2]

A file that cannot be read ends the run after what stands before it, or is told of with --keep-going.

  $ rolecall score --rubric r --detail score --jobs 2 b.txt missing.ndjson a.ndjson
  {"scorecard":1,"transcript":"b.txt:1","score":100.0,"passed":true,"critical":[]}
  {"scorecard":1,"transcript":"b.txt:4","score":0.0,"passed":false,"critical":[]}
  rolecall: missing.ndjson cannot be read: No such file or directory.
  [2]
  $ rolecall score --rubric r --detail score --jobs 2 --keep-going b.txt missing.ndjson a.ndjson 2>&1
  {"scorecard":1,"transcript":"b.txt:1","score":100.0,"passed":true,"critical":[]}
  {"scorecard":1,"transcript":"b.txt:4","score":0.0,"passed":false,"critical":[]}
  rolecall: missing.ndjson cannot be read: No such file or directory.
  {"scorecard":1,"transcript":"one","score":100.0,"passed":true,"critical":[]}
  {"scorecard":1,"transcript":"a.ndjson:3","score":0.0,"passed":false,"critical":["r/blame"]}
  {"scorecard":1,"transcript":"3","score":0.0,"passed":false,"critical":[]}
  rolecall: 1 could not be read.
  [2]
  $ rolecall score --rubric r --detail score --line-for-line missing.ndjson b.txt
  rolecall: missing.ndjson cannot be read: No such file or directory.
  {"scorecard":1,"transcript":"b.txt:1","score":100.0,"passed":true,"critical":[]}
  {"scorecard":1,"transcript":"b.txt:4","score":0.0,"passed":false,"critical":[]}
  rolecall: 1 could not be read.
  [2]
  $ printf 'BZh91AY&SY' | rolecall score --rubric r -
  rolecall: standard input is packed with bzip2, which this program cannot read. Use: bzip2 -dc FILE | rolecall …
  [2]

A scenario that is not found asks for a rubric, once for the whole run or, with --keep-going, of its line alone.

  $ mkdir scenarios; printf 'scenario: broken\nformat: 1\n' > scenarios/broken.yaml
  $ for name in nowhere broken broken; do echo "{\"id\":\"$name\",\"scenario\":\"$name\",\"turns\":[{\"who\":\"agent\",\"text\":\"Sorry.\"}]}"; done > named.ndjson
  $ rolecall score named.ndjson
  rolecall: The scenario "nowhere" is not found, so a rubric is needed: --rubric FILE.
  [2]
  $ rolecall score --keep-going named.ndjson
  rolecall: named.ndjson:1:1: The scenario "nowhere" is not found, so a rubric is needed: --rubric FILE.
  rolecall: named.ndjson:2:1: scenarios/broken.yaml:1: error[Y106]: the key "channel" is missing in this scenario. "rolecall lint" shows all.
  rolecall: named.ndjson:3:1: scenarios/broken.yaml:1: error[Y106]: the key "channel" is missing in this scenario. "rolecall lint" shows all.
  rolecall: 3 could not be read.
  [2]
  $ rolecall score --rubric r --detail score --keep-going named.ndjson
  {"scorecard":1,"transcript":"nowhere","score":100.0,"passed":true,"critical":[]}
  rolecall: named.ndjson:2:1: scenarios/broken.yaml:1: error[Y106]: the key "channel" is missing in this scenario. "rolecall lint" shows all.
  rolecall: named.ndjson:3:1: scenarios/broken.yaml:1: error[Y106]: the key "channel" is missing in this scenario. "rolecall lint" shows all.
  rolecall: 2 could not be read.
  [2]
  $ rolecall score --keep-going a.ndjson
  rolecall: The transcript names no scenario, so a rubric is needed: --rubric FILE.
  [2]

A disk that is full.

  $ rolecall score --rubric r a.ndjson > /dev/full
  rolecall: The results could not be written: No space left on device.
  [2]

Totals by criterion; a folder; packed files.

  $ rolecall score --rubric r --summary a.ndjson b.txt --format json
  {"summary":1,"transcripts":5,"passed":2,"unreadable":0,"score":40.0,"criteria":[{"rubric":"r","criterion":"sorry","met":2,"missed":3,"na":0,"error":0,"rate":40.0,"rate_low":11.8,"rate_high":76.9,"rate_k":2,"rate_n":5},{"rubric":"r","criterion":"blame","met":4,"missed":1,"na":0,"error":0,"rate":80.0,"rate_low":37.6,"rate_high":96.4,"rate_k":4,"rate_n":5}]}
  $ cp a.ndjson b.txt chats; echo '{' > chats/ignored.md
  $ rolecall score --rubric r --detail score chats | wc -l
  5
  $ gzip -k a.ndjson && cat a.ndjson.gz a.ndjson.gz | rolecall score --rubric r --detail score - | wc -l
  6

A long stream in two threads is the plain engine's answer in one; a reader that goes away ends it quietly.

  $ for i in $(seq 3000); do cat a.ndjson; done > long.ndjson
  $ rolecall score --rubric r --jobs 3 long.ndjson | cksum > fast; rolecall score --rubric r --engine plain long.ndjson | cksum | diff fast - && echo same
  same
  $ rolecall score --rubric r --jobs 2 long.ndjson | head -n 1 | cut -c1-30
  {"scorecard":1,"transcript":"o

Answers come before the stream ends.

  $ { head -n 1 a.ndjson; sleep 1; } | rolecall score --rubric r --jobs 2 --detail score - | { read -r line; echo "$line"; }
  {"scorecard":1,"transcript":"one","score":100.0,"passed":true,"critical":[]}
  $ rolecall score --rubric r --jobs 0 a.ndjson
  rolecall: --jobs takes a number from 1 to 64.
  [2]
