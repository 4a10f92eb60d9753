A scripted play: one line is one reply, the card alone on standard output.

  $ cat > replies.txt <<'END'
  > I'm so sorry, Dana. That must be really frustrating. What is the order number?
  > Thank you. I'll send a replacement by courier today, at no cost.
  > A line after the ending is ignored.
  > END
  $ play() { rolecall play late-birthday-parcel --rubric empathy-core --seed 1 --format json "$@" 2> talk.txt; }
  $ play < replies.txt > one.json
  $ play < replies.txt > two.json
  $ cmp one.json two.json
  $ python3 - <<'END'
  > import json
  > card = json.load(open("one.json"))
  > print(card["outcome"], card["score"], card["passed"], card["critical"], card["csat"])
  > turns = {2: open("replies.txt").readlines()[0].rstrip("\n"), 4: open("replies.txt").readlines()[1].rstrip("\n")}
  > for row in card["criteria"]:
  >     for piece in row["evidence"]:
  >         assert turns[piece["turn"]].encode()[piece["start"]:piece["end"]].decode() == piece["text"], piece
  > print(card["mood"])
  > END
  resolved 100.0 True [] 4
  [{'turn': 1, 'anger': 60, 'confusion': 20}, {'turn': 2, 'anger': 38, 'confusion': 15}, {'turn': 4, 'anger': 23, 'confusion': 5}]

Scoring the kept transcript gives the bytes that play gave.

  $ rolecall show p1 --format transcript > kept.ndjson
  $ rolecall score --rubric empathy-core --format json kept.ndjson > three.json
  $ cmp one.json three.json
  $ rolecall score --rubric empathy-core --format json - < kept.ndjson | cmp - one.json

A play that blames the customer fails, and the exit status says so; the card names the sentence.

  $ printf '%s\n' 'You should have checked the tracking.' "It's our policy." | play > lost.json
  [1]
  $ python3 -c 'import json; card = json.load(open("lost.json")); print(card["outcome"], card["passed"], card["critical"])'
  customer-hung-up False ['empathy-core/no-blame']

The end of input before the ending saves an attempt that can be resumed; the whole then has the bytes of one that was never left.

  $ head -n 1 replies.txt | play > open.json
  $ python3 -c 'import json; card = json.load(open("open.json")); print(card["outcome"], card["passed"])'
  None False
  $ tail -n +2 replies.txt | rolecall play --resume --rubric empathy-core --format json 2> /dev/null > resumed.json
  $ cmp one.json resumed.json
  $ rolecall play --resume
  rolecall: ana has no open attempt to resume.
  [2]

Mistakes on the command line.

  $ rolecall play
  rolecall: Which scenario? rolecall play SCENARIO; "rolecall list" shows them.
  [2]
  $ rolecall play late-birthday-parcl
  rolecall: *did you mean “late-birthday-parcel”?* (glob)
  [2]
  $ rolecall play late-birthday-parcel --mood anger=200 < replies.txt
  rolecall: --mood is written like anger=80 or confusion=20, from 0 to 100, not "anger=200".
  [2]
  $ rolecall play late-birthday-parcel --from nowhere < replies.txt > /dev/null
  rolecall: *nowhere* (glob)
  [2]

Text from a reply never reaches the terminal raw, and no command goes to the customer.

  $ printf 'hello \033[31m%%s%%n\n/nonsense\n//help me\n/quit\n' | rolecall play late-birthday-parcel --seed 1 | grep -aE '^You:|no command'
  You: hello \x1b[31m%s%n
  You: /nonsense
    There is no command /nonsense. /help lists them; // sends a slash.
  You: //help me
  You: /quit

Whoever plays is known from the first play on, in practice too; a play of a scenario that is not there leaves no file.

  $ rolecall trainee list --store new.db
  rolecall: There is no store at new.db yet: the first play makes one.
  [3]
  $ rolecall play no-such-scenario --store new.db --trainee zoe < replies.txt 2> /dev/null
  [2]
  $ ls new.db
  ls: cannot access 'new.db': No such file or directory
  [2]
  $ head -n 1 replies.txt | rolecall play late-birthday-parcel --store new.db --trainee zoe --format json > /dev/null 2>&1
  $ rolecall trainee list --store new.db --format csv | cut -d, -f1-3
  trainee,team,attempts
  zoe,,0

The private store stands in for no store that was named.

  $ rolecall store check --store new.db 2>&1 | cut -d: -f1
  The store is sound
  The store is sound
  $ rolecall store check --store mistyped.db
  rolecall: There is no store at mistyped.db yet: the first play makes one.
  [3]
  $ ROLECALL_STORE=mistyped.db rolecall store check
  rolecall: There is no store at mistyped.db yet: the first play makes one.
  [3]

How many exams one may take is a setting.

  $ mkdir -p "$XDG_CONFIG_HOME/rolecall"
  $ echo 'exam_attempts: 1' > "$XDG_CONFIG_HOME/rolecall/config.yaml"
  $ exam() { echo /hang-up | rolecall play late-birthday-parcel --mode exam --store exams.db --format json 2>&1 > /dev/null; }
  $ exam | head -n 1
  Exam: no help and no way back until the end; leaving ends it. At most 1 time.
  $ exam
  rolecall: No exam on late-birthday-parcel is left: 1 of 1 taken. Practice stays open.
  [2]
  $ echo 'exam_attempts: 0' > "$XDG_CONFIG_HOME/rolecall/config.yaml"
  $ rolecall version
  rolecall: *config.yaml:1:16: * (glob)
  [2]
  $ rm "$XDG_CONFIG_HOME/rolecall/config.yaml"

Adding somebody twice says so; without a name no store is made.

  $ rolecall trainee add zoe --store people.db
  Added zoe.
  $ rolecall trainee add zoe --team blue --store people.db
  zoe was there already; now in team blue.
  $ rolecall trainee add --store nobody.db
  rolecall: Whom? rolecall trainee add NAME [--team TEAM]
  [2]
  $ ls nobody.db
  ls: cannot access 'nobody.db': No such file or directory
  [2]
  $ rolecall store check other.db --store people.db
  rolecall: store does not know what to do with "other.db": rolecall store check|backup|migrate|verify|sweep [FILE]
  [2]

Coming back from no hold says so, and costs nothing.

  $ printf '/resume\n' | rolecall play late-birthday-parcel --seed 1 | grep -A1 'You: /resume'
  You: /resume
    Nobody is on hold.
