Agreement with people. The counts 20, 5, 10 and 15 give a kappa of 0.4: po is 0.7 and pe is 0.5.

  $ mkdir rubrics
  $ cat > rubrics/r.yaml <<'EOF'
  > rubric: r
  > format: 1
  > title: R
  > pass_mark: 50
  > sections:
  >   - section: s
  >     weight: 100
  >     criteria:
  >       - {id: sorry, skill: emotional-intelligence, points: 1, require: [sorry], advice: Say so.}
  >       - {id: loud, status: helper, markers: [{say: [so, very, truly], weight: 1, cap: 3}], at_least: 2}
  > EOF
  $ rows() { for i in $(seq $1); do echo "{\"id\":\"$2$i\",\"group\":\"g$((i % 4))\",\"reply\":\"$3\",\"labels\":{\"er\":$4,\"who\":\"$5\"}}"; done; }
  $ { rows 20 a "I am sorry." 2 x; rows 5 b "I am sorry." 0 y; rows 10 c "I see." 1 x; rows 15 d "I see." 0 y; } > rows.ndjson
  $ rolecall calibrate --data rows.ndjson --rubric r --map 'er>0=sorry' --format json | tr , '\n' | grep -E '"(rows|n|kappa|f1|accuracy|precision|recall|tp|fp|fn|tn|groups)"'
  "rows":50
  "n":50
  "groups":4
  "kappa":0.4000
  "f1":0.7273
  "accuracy":0.7000
  "precision":0.8000
  "recall":0.6667
  "tp":20
  "fp":5
  "fn":10
  "tn":15

The same from a category, from two files, and of some rows only.

  $ rolecall calibrate --data rows.ndjson --data rows.ndjson --rubric r --map 'who==x=sorry' --format json | grep -o '"n":[0-9]*\|"kappa":[0-9.]*'
  "n":100
  "kappa":0.4000
  $ rolecall calibrate --data rows.ndjson --rubric r --map 'er=sorry' --where who==x --format json | grep -o '"n":[0-9]*\|"tp":[0-9]*\|"fn":[0-9]*'
  "n":30
  "tp":20
  "fn":10

The same bytes each time, and for people.

  $ rolecall calibrate -d rows.ndjson -r r -m 'er>0=sorry' > first; rolecall calibrate -d - -r r -m 'er>0=sorry' < rows.ndjson | cmp - first && head -4 first
  er>0 = sorry
    50 rows of 4 groups, 60.0 % positive
    both yes 20, only the rubric 5, only people 10, both no 15
    kappa           0.400   0.319 to 0.473

Several people a row: two of them agree on three of four replies.

  $ cat > people.ndjson <<'EOF'
  > {"id":"1","reply":"Sorry, so very sorry.","labels":{"loud":[1,1]}}
  > {"id":"2","reply":"I see.","labels":{"loud":[0,0]}}
  > {"id":"3","reply":"So it is.","labels":{"loud":[1,0]}}
  > {"id":"4","reply":"No.","labels":{"loud":[0,0,null]}}
  > EOF
  $ rolecall calibrate --data people.ndjson --rubric r --map loud=loud | tail -5
    words: rho      0.949   word count alone
    up to 3 people a row:
    people: kappa   0.500   mean over pairs of people
    rubric: kappa   0.750   mean of the rubric with each of them
    alpha           0.533   Krippendorff, people

The worst disagreements, with what was found.

  $ rolecall calibrate --data people.ndjson --rubric r --map loud=loud,loud=sorry --disagreements 2 --rows out.ndjson | grep -A4 'only people say'
    only people say yes:
    - 3
        reply: [[So]] it is.
        why: +1 so = 1, 2 needed
  
  --
    only people say yes:
    - 3
        reply: So it is.
  $ head -2 out.ndjson
  {"id":"1","label":"loud","criterion":"loud","people":true,"verdict":"met","strength":0.500000}
  {"id":"1","label":"loud","criterion":"sorry","people":true,"verdict":"met","strength":1.000000}

What is wrong is said with its place.

  $ rolecall calibrate --data rows.ndjson --rubric r --map er=sory
  rolecall: There is no criterion "sory" in the rubric.
  [2]
  $ rolecall calibrate --data rows.ndjson --rubric r --map 'er>warm=sorry'
  rolecall: "er>warm": only numbers are larger or smaller, and "warm" is none.
  [2]
  $ rolecall calibrate --data rows.ndjson --rubric r
  rolecall: Say which label goes with which criterion: --map LABEL=CRITERION.
  [2]
  $ printf '{"id":"1","reply":"x","labels":{}}\n{"id":"2"}\n' > bad.ndjson; rolecall calibrate --data bad.ndjson --rubric r --map er=sorry
  rolecall: bad.ndjson:2:1: This row has no reply: a row is {"id", "reply", "labels"}.
  [2]
  $ echo '{"id":' > bad.ndjson; rolecall calibrate --data bad.ndjson --rubric r --map er=sorry
  rolecall: bad.ndjson:1:7: The JSON ends too early: a bracket or a quote is still open
  [2]
  $ echo '{"id":"1","reply":"x","labels":{"other":1}}' > none.ndjson; rolecall calibrate --data none.ndjson --rubric r --map er=sorry
  er = sorry
    0 rows of 0 groups, 0.0 % positive
    both yes 0, only the rubric 0, only people 0, both no 0
