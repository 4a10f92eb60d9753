The ways of a scenario, as Graphviz DOT.

  $ rolecall graph late-birthday-parcel
  digraph "late-birthday-parcel" {
    label="Birthday parcel five days late";
    labelloc=t;
    node [shape=box, style=rounded, fontname="sans-serif"];
    edge [fontname="sans-serif", fontsize=10];
    n0 [label="opening\n(start)", penwidth=2];
    n1 [label="what-now"];
    n2 [label="supervisor"];
    e0 [label="relieved\nresolved", shape=doublecircle, style="filled", fillcolor="#bbcc33"];
    e1 [label="gave-up\nunresolved", shape=octagon, style="filled", fillcolor="#eedd88"];
    e2 [label="bounced\nunresolved", shape=octagon, style="filled", fillcolor="#eedd88"];
    e3 [label="walked-out\ncustomer-hung-up", shape=invtrapezium, style="filled", fillcolor="#ee8866"];
    e4 [label="hung-up-on\nagent-hung-up", shape=trapezium, style="filled", fillcolor="#ffaabb"];
    any [label="any node", style="rounded,dashed"];
    n0 -> e0 [label="goal offered-fix and anger below 50"];
    n0 -> n1 [label="knows order"];
    n0 -> e1 [label="replies at least 4"];
    n0 -> e3 [label="no answer for 2m", style=dashed];
    n1 -> e0 [label="goal offered-fix"];
    n1 -> e1 [label="replies at least 3"];
    n2 -> e0 [label="goal offered-fix"];
    n2 -> e1 [label="replies at least 2"];
    any -> e3 [label="anger at least 95", style=dashed];
    any -> n2 [label="said speak/talk to ... supervisor/manager (once)", style=dashed];
    any -> e1 [label="total replies at least 10", style=dashed];
    any -> e2 [label="action transfer", style=dashed];
    any -> n2 [label="action escalate", style=dashed];
    any -> e4 [label="action hang-up", style=dashed];
  }
  $ rolecall graph late-birthday-parcel --format mermaid --walk 50 | head -8
  flowchart TD
    classDef unreachable stroke-dasharray: 5 5,stroke:#999,color:#666
    n0("opening<br/>#40;start#41;<br/>50 of 50")
    n1("what-now<br/>21 of 50")
    n2("supervisor<br/>5 of 50")
    e0((("relieved<br/>resolved<br/>23 of 50")))
    style e0 fill:#bbcc33,color:#000
    e1{{"gave-up<br/>unresolved<br/>15 of 50"}}

Conditions with quotation marks, backslashes and brackets stay text, and what nothing leads to is marked.

  $ sed -e 's/said: \[replacement/said: [{regex: "\\\\bsay \\"a|b\\" <x>"}, replacement/' -e '/- {when: {said: \[speak/d' -e 's/escalate: {go: supervisor}/escalate: {}/' $SOURCE/scenarios/chat/late-birthday-parcel.yaml > odd.yaml
  $ rolecall graph odd.yaml | grep -n 'supervisor\|unreachable'
  8:  n2 [label="supervisor\nunreachable", style="rounded,dashed", color="#999999"];
  21:  n2 -> e0 [label="goal offered-fix\nunreachable", color="#999999", style=dotted];
  22:  n2 -> e1 [label="replies at least 2\nunreachable", color="#999999", style=dotted];
  $ rolecall graph odd.yaml --format mermaid | grep 'unreachable'
    classDef unreachable stroke-dasharray: 5 5,stroke:#999,color:#666
    n2("supervisor<br/>unreachable"):::unreachable
    n2 -.->|"goal offered-fix<br/>unreachable"| e0
    n2 -.->|"replies at least 2<br/>unreachable"| e1

  $ python3 - "$SOURCE/scenarios/chat/late-birthday-parcel.yaml" > quoted.yaml <<'PY'
  > import sys
  > text = open(sys.argv[1]).read()
  > print(text.replace("{total_replies: at least 10}", """{said: [{regex: 'say "a|b\\"\\] <x> #1; `c`'}]}"""), end="")
  > PY
  $ rolecall graph quoted.yaml | grep 'say'
    any -> e1 [label="said say \"a|b\\\"\\] <x> #1; `c`", style=dashed];
  $ rolecall graph quoted.yaml --format mermaid | grep 'say'
    any(["any node"]) -.->|"said say #34;a#124;b#92;#34;#92;#93; #60;x#62; #35;1#59; #96;c#96;"| e1

The same walk gives the same drawing; wrong usage is told.

  $ rolecall graph late-birthday-parcel --walk 40 > a; rolecall graph late-birthday-parcel --walk 40 > b; cmp a b && grep -c ' of 40' a
  22
  $ rolecall graph
  rolecall: graph needs more: rolecall graph SCENARIO
  [2]
  $ rolecall graph no-such-scenario
  rolecall: There is no scenario “no-such-scenario”.
  [2]
  $ rolecall graph late-birthday-parcel --walk 0
  rolecall: --walk wants a whole number from 1 to 1000000, not "0".
  [2]

Without Graphviz SVG is refused with a clear word; with it, an SVG comes. A stand-in shows how it is called.

  $ mkdir nothing; for tool in rolecall; do ln -s "$(command -v $tool)" nothing/$tool; done
  $ PATH="$PWD/nothing" rolecall graph late-birthday-parcel --format svg
  rolecall: SVG is drawn by the program "dot" of Graphviz, which is not installed here. Install graphviz, or take --format dot or mermaid.
  [2]
  $ mkdir tools; printf '#!/bin/sh\necho "<svg>$1 $(grep -c label)</svg>"\n' > tools/dot; chmod +x tools/dot
  $ PATH="$PWD/tools:$PATH" rolecall graph late-birthday-parcel --format svg
  <svg>-Tsvg 25</svg>
  $ printf '#!/bin/sh\nexit 3\n' > tools/dot; PATH="$PWD/tools:$PATH" rolecall graph late-birthday-parcel --format svg
  rolecall: Graphviz (dot -Tsvg) failed.
  [2]
