Calibration sessions: stored conversations, marked blind by people and compared with the engine.

  $ export ROLECALL_PATH=$SOURCE/tests/data/report
  $ rolecall import attempts $SOURCE/tests/data/report/attempts.ndjson
  13 imported, 0 were there already, 0 refused.
  $ rolecall calibrate new may --count 5 --seed 3
  5 conversations of 13 chosen, from 2 scenarios.
  $ rolecall calibrate new may
  rolecall: There is a calibration session of that name already.
  [2]
  $ rolecall calibrate new --count 0 june
  rolecall: --count wants a whole number from 1 to 1000, not "0".
  [2]
  $ rolecall calibrate new june --since 2030-01-01
  rolecall: The store has no finished coach or exam attempt to choose from.
  [2]
  $ rolecall calibrate new june --rubric nowhere
  rolecall: There is no rubric “nowhere”.
  [2]
  $ rolecall calibrate report may
  rolecall: Nobody has marked anything in "may" yet.
  [2]
  $ rolecall calibrate report june
  rolecall: There is no calibration session "june": rolecall calibrate new makes one.
  [2]
  $ rolecall calibrate tell may
  rolecall: "tell" is not known to calibrate; it does new, list, mark, report and delete, or compares rows with --data.
  [2]

A rater sees the words and the criteria, and nothing that the engine or others say.

  $ rolecall calibrate mark may
  rolecall: Who marks? --rater PERSON
  [2]
  $ rolecall calibrate mark may --rater engine
  rolecall: "engine" is the engine itself; give a person's name.
  [2]
  $ rolecall calibrate mark may --rater abe --item 2
  Item 2 of 5, chat
  
    1  Sam: I have lost the key to my locker.
    2  Agent: What is the number?
    3  Sam: And my key?
    4  Agent: Here is a new key.
    5  Sam: Thank you.
  
  Criteria:
    desk/apology: Says sorry
    desk/asks: Asks for the number
    desk/next-step: Says what happens next
    desk/no-blame: Never blames
  $ rolecall calibrate mark may --rater abe --item 2 --set apology=met --set desk/no-blame=na
  2 marks kept; 2 of 20 given so far.
  $ rolecall calibrate mark may --rater abe --item 9 --set apology=met
  rolecall: The session has no item 9.
  [2]
  $ rolecall calibrate mark may --rater abe --item 2 --set apology
  rolecall: Write --set CRITERION=met, =missed or =na, not "apology".
  [2]
  $ rolecall calibrate mark may --rater abe --set apology=met
  rolecall: Which item? --item K with --set CRITERION=VERDICT
  [2]
  $ printf '1 apology met\n# a remark\n\n2 apology missed\n3 apology missed\n4 apology met\n5 asks met\n' | rolecall calibrate mark may --rater abe
  5 marks kept; 6 of 20 given so far.
  $ printf '1 apology met\n2 apology met\n3 apology missed\n4 apology missed\n' | rolecall calibrate mark may --rater cora
  4 marks kept; 4 of 20 given so far.

A wrong line keeps nothing of what came with it.

  $ printf '5 apology met\n3 apolgy met\n' | rolecall calibrate mark may --rater cora
  rolecall: standard input:2:1: Item 3 has no criterion "apolgy": --item 3 lists them.
  [2]
  $ printf '5 apology met\n3 apology perhaps\n' | rolecall calibrate mark may --rater cora
  rolecall: standard input:2:1: "perhaps" is no verdict; it is one of met, missed and na.
  [2]
  $ printf 'what\n' | rolecall calibrate mark may --rater cora
  rolecall: standard input:1:1: A line is ITEM CRITERION VERDICT, such as "3 greeting met".
  [2]
  $ rolecall calibrate mark may --rater cora < /dev/null
  0 marks kept; 4 of 20 given so far.

The report, and the rows that calibrate --data reads.

  $ rolecall calibrate report may
  Calibration session may: 5 conversations, marked by the engine, abe and cora
  
  CRITERION      N ALIKE %     KAPPA              PEOPLE             ALPHA              NOT TO BE TRUSTED YET
  desk/apology   4 50 12 to 88 0.00 -0.50 to 0.50 0.00 -1.00 to 1.00 0.06 -0.38 to 0.45 too few conversations
  desk/asks      1 100         -                  -                  -                  too few conversations
  desk/next-step 0 -           -                  -                  -                  too few conversations
  desk/no-blame  1 0           0.00               -                  0.00               too few conversations
  
  Scores within 10 points, engine and people: 56 30 to 88 per cent, n 9.
  Scores within 10 points, people among themselves: 50 0 to 100 per cent, n 4.
  0 of 4 criteria can be trusted: 20 conversations or more, and kappa 0.6 or more.
  Intervals hold 95 %, from 1000 resamples of whole conversations.
  $ rolecall calibrate report may -f csv | cut -d, -f1-7,17,18
  criterion,items,pairs,alike,agreement,agreement_low,agreement_high,trusted,doubt
  desk/apology,4,8,4,50.0,12.5,87.5,false,too few conversations
  desk/asks,1,1,1,100.0,,,false,too few conversations
  desk/next-step,0,0,0,,,,false,too few conversations
  desk/no-blame,1,1,0,0.0,,,false,too few conversations
  $ rolecall calibrate report may -f json | cut -c1-330
  {"calibration_session":1,"name":"may","items":5,"raters":["engine","abe","cora"],"near_points":10.0,"engine_and_people":{"pairs":9,"near":5,"share":55.6,"share_low":30.0,"share_high":87.5},"people":{"pairs":4,"near":2,"share":50.0,"share_low":0.0,"share_high":100.0},"criteria":[{"criterion":"desk/apology","items":4,"pairs":8,"al
  $ rolecall calibrate report may -f ndjson | tee rows.ndjson
  {"id":"may/1","context":"I have lost the key to my locker.","reply":"What is the number?\n\nHere is a new key.","labels":{"desk/apology":[true,true]},"engine":{"desk/apology":"missed","desk/asks":"met","desk/next-step":"missed","desk/no-blame":"met"}}
  {"id":"may/2","context":"I have lost the key to my locker.","reply":"What is the number?\n\nHere is a new key.","labels":{"desk/apology":[false,true]},"engine":{"desk/apology":"missed","desk/asks":"met","desk/next-step":"missed","desk/no-blame":"met"}}
  {"id":"may/3","context":"I have lost the key to my locker.","reply":"That is your fault.","labels":{"desk/apology":[false,false]},"engine":{"desk/apology":"missed","desk/asks":"missed","desk/next-step":"missed","desk/no-blame":"missed"}}
  {"id":"may/4","context":"I have lost the key to my locker.","reply":"I am sorry. What is the number?\n\nI will bring a new key.","labels":{"desk/apology":[true,false]},"engine":{"desk/apology":"met","desk/asks":"met","desk/next-step":"met","desk/no-blame":"met"}}
  {"id":"may/5","context":"I have lost the key to my locker.","reply":"I am sorry. What is the number?\n\nI will bring a new key.","labels":{"desk/asks":[true,null]},"engine":{"desk/apology":"met","desk/asks":"met","desk/next-step":"met","desk/no-blame":"met"}}
  $ rolecall calibrate --data rows.ndjson --rubric desk --map desk/apology=desk/apology | head -3
  desk/apology = desk/apology
    4 rows of 4 groups, 75.0 % positive
    both yes 1, only the rubric 0, only people 2, both no 1
  $ rolecall calibrate --data rows.ndjson --rubric desk --map desk/apology=desk/apology -f csv
  rolecall: --format csv is for rolecall calibrate report; with --data it is text or json.
  [2]

From twenty conversations on a criterion can be trusted, when engine and people agree.

  $ sed 's/"text":"And my key?/"text":"And my other key?/' $SOURCE/tests/data/report/attempts.ndjson > more.ndjson
  $ rolecall import attempts more.ndjson
  13 imported, 0 were there already, 0 refused.
  $ rolecall calibrate new june --count 24
  24 conversations of 26 chosen, from 2 scenarios.
  $ echo '1 apology met' | rolecall calibrate mark june --rater abe
  1 mark kept; 1 of 96 given so far.
  $ rolecall calibrate report june -f ndjson | python3 -c '
  > import json, sys
  > for number, line in enumerate(sys.stdin, 1):
  >     engine = json.loads(line)["engine"]
  >     other = {"met": "missed", "missed": "met"}
  >     print(number, "desk/apology", engine["desk/apology"])
  >     print(number, "desk/asks", other[engine["desk/asks"]] if number % 2 else engine["desk/asks"])' > marks
  $ rolecall calibrate mark june --rater abe < marks
  48 marks kept; 48 of 96 given so far.
  $ rolecall calibrate report june | cut -c1-80
  Calibration session june: 24 conversations, marked by the engine and abe
  
  CRITERION       N ALIKE %        KAPPA               PEOPLE ALPHA               
  desk/apology   24 100 100 to 100 1.00 1.00 to 1.00   -      1.00 1.00 to 1.00
  desk/asks      24 50 29 to 71    -0.09 -0.43 to 0.28 -      -0.10 -0.47 to 0.28 
  desk/next-step  0 -              -                   -      -                   
  desk/no-blame   0 -              -                   -      -                   
  
  Scores within 10 points, engine and people: 50 29 to 71 per cent, n 24.
  1 of 4 criteria can be trusted: 20 conversations or more, and kappa 0.6 or more.
  Intervals hold 95 %, from 1000 resamples of whole conversations.

What is kept on a person holds the marks they gave; erasing takes those and their conversations out of the session.

  $ echo '1 apology met' | rolecall calibrate mark may --rater ben
  1 mark kept; 1 of 20 given so far.
  $ rolecall trainee export ben 2> /dev/null | grep -o '"calibration_marks":.*"verdict":"met"'
  "calibration_marks":[{"session":"may","item":1,"criterion":"desk/apology","verdict":"met"
  $ rolecall trainee export ben -f text 2> /dev/null | tail -1 | cut -c22-
  marked in calibration session may, item 1, desk/apology: met

  $ rolecall trainee erase ben --yes > /dev/null 2>&1
  $ rolecall calibrate report may -f ndjson | wc -l
  2
  $ rolecall calibrate report may | head -1
  Calibration session may: 2 conversations, marked by the engine, abe and cora

What there is, and gone.

  $ rolecall calibrate list
  SESSION RUBRIC MADE                 CONVERSATIONS RATERS MARKS
  june           *            14      1    28 (glob)
  may            *             2      2     3 (glob)
  $ rolecall calibrate list june
  rolecall: list takes no name; rolecall calibrate report NAME tells of one.
  [2]
  $ rolecall calibrate list -f csv | cut -d, -f1,2,4-
  session,rubric,conversations,raters,marks
  june,,14,1,28
  may,,2,2,3
  $ rolecall calibrate list -f json | sed 's/"made":"[^"]*"/"made":"-"/g'
  {"calibration_sessions":1,"rows":[{"session":"june","rubric":"","made":"-","conversations":14,"raters":1,"marks":28},{"session":"may","rubric":"","made":"-","conversations":2,"raters":2,"marks":3}]}
  $ rolecall calibrate list -f ndjson
  rolecall: The list is text, csv or json; ndjson is for calibrate report.
  [2]
  $ rolecall calibrate delete june
  rolecall: This deletes june with 28 marks for ever; to do it, say --yes (calibrate report june -f ndjson keeps a copy).
  [2]
  $ rolecall calibrate delete june --yes
  Deleted: session june with 28 marks. The conversations stay.
  $ rolecall calibrate delete june --yes
  rolecall: There is no calibration session "june": rolecall calibrate new makes one.
  [2]
  $ rolecall calibrate list -f csv | cut -d, -f1
  session
  may
  $ rolecall store check
  The store is sound: * (glob)
  $ rolecall calibrate delete may --yes
  Deleted: session may with 3 marks. The conversations stay.
  $ rolecall calibrate list
  There is no calibration session: rolecall calibrate new makes one.
