The manager's desk: attempts come in from another store and are scored anew, with every difference named.

  $ export ROLECALL_PATH=$SOURCE/tests/data/report
  $ rolecall report team
  rolecall: There is no store at $HOME/store/rolecall.db yet: the first play makes one.
  [3]
  $ rolecall import attempts $SOURCE/tests/data/report/attempts.ndjson
  13 imported, 0 were there already, 0 refused.
  $ rolecall import attempts $SOURCE/tests/data/report/attempts.ndjson
  0 imported, 13 were there already, 0 refused.
  $ rolecall export attempts > sent.ndjson
  $ sed '1s/"verdict":"missed"/"verdict":"met"/; 1s/"passed":false/"passed":true/' sent.ndjson > altered.ndjson
  $ rolecall import attempts altered.ndjson --store other.db
  LINE             TRAINEE WHAT         SENT HERE
  altered.ndjson:1 ana     passed       true false
  altered.ndjson:1 ana     desk/apology met  missed
  13 imported, 0 were there already, 0 refused.
  $ rolecall export attempts --store other.db | sed 's/"id":[0-9]*,//' > again.ndjson
  $ sed 's/"id":[0-9]*,//' sent.ndjson | cmp - again.ndjson
  $ sed '2s/"exam"/"practice"/' sent.ndjson > private.ndjson
  $ rolecall import attempts private.ndjson --store third.db
  rolecall: private.ndjson:2:1: This is practice: it stays with its trainee and is not imported.
  [2]
  $ rolecall import attempts missing.ndjson
  rolecall: missing.ndjson cannot be read: No such file or directory.
  [2]

Reports. A name that is a formula, a script, an injection and an escape sequence does no harm and takes none.

  $ rolecall report team
  Team (attempts in coach and exam mode)
  
  At a glance
  FIGURE                      SHARE         VALUE  N
  passed                      46% 23-71 n13       13
  first-contact resolution    77% 50-92 n13       13
  simulated CSAT of 4 or 5    46% 23-71 n13       13
  no critical error           77% 50-92 n13       13
  score, median                              25.0 13
  first reply, median seconds                20.0 13
  handle time, median seconds                70.0 13
  
  People
  TRAINEE                                                                   TEAM RANK N PASSED       MEDIAN SOLVED AT ONCE CSAT 4-5     CRITICAL FIRST REPLY (S) HANDLE (S) WEEKS
  =HYPERLINK("x")<script>alert(1)</script>'; DROP TABLE attempts;--\x1b[31m red       2 50% 9-91 n2    50.0 50% 9-91 n2    50% 9-91 n2         1            28.5       78.0 ▅
  ana                                                                       blue    1 6 67% 30-90 n6  100.0 100% 61-100 n6 67% 30-90 n6        0            14.0       74.5 ██
  ben                                                                       red     2 5 20% 4-62 n5    25.0 60% 23-88 n5   20% 4-62 n5         2            20.0       66.0 ▁▆
  Rank by median score, from five attempts on. Shares are of N, with a 95 %
  interval (Wilson).
  
  Teams
  TEAM N PASSED       MEDIAN SOLVED AT ONCE CSAT 4-5     CRITICAL FIRST REPLY (S) HANDLE (S)
  blue 6 67% 30-90 n6  100.0 100% 61-100 n6 67% 30-90 n6        0            14.0       74.5
  red  7 29% 8-64 n7    25.0 57% 25-84 n7   29% 8-64 n7         3            25.0       66.0
  
  Week by week
  WEEK OF    PEOPLE N PASSED       MEDIAN SOLVED AT ONCE CSAT 4-5     CRITICAL FIRST REPLY (S) HANDLE (S) MEDIAN SCORE
  2026-01-05      3 8 38% 14-69 n8   25.0 62% 31-86 n8   38% 14-69 n8        3            23.5       63.0 ###.......
  2026-01-12      2 5 60% 23-88 n5  100.0 100% 57-100 n5 60% 23-88 n5        0            13.0       78.0 ##########
  Weeks begin on Monday, UTC. Trends use medians.
  
  Through a sitting
  PLACE N PASSED       MEDIAN SOLVED AT ONCE CSAT 4-5     CRITICAL FIRST REPLY (S) HANDLE (S) MEDIAN SCORE
      1 5 40% 12-77 n5   25.0 80% 38-96 n5   40% 12-77 n5        1            20.0       70.0 ###.......
      2 5 40% 12-77 n5   25.0 80% 38-96 n5   40% 12-77 n5        1            18.0       60.0 ###.......
      3 3 67% 21-94 n3  100.0 67% 21-94 n3   67% 21-94 n3        1            22.0       78.0 ##########
  First, second, third … conversation without a pause of over 30 minutes: does
  tone tire?
  $ rolecall report team --pseudonyms --team red -f csv --part trainees
  trainee,team,rank,attempts,pass_rate,pass_rate_low,pass_rate_high,pass_rate_k,pass_rate_n,median_score,resolved_rate,resolved_rate_low,resolved_rate_high,resolved_rate_k,resolved_rate_n,csat_rate,csat_rate_low,csat_rate_high,csat_rate_k,csat_rate_n,clean_rate,clean_rate_low,clean_rate_high,clean_rate_k,clean_rate_n,critical,scored,first_reply_seconds,first_reply_n,handle_seconds,handle_n
  trainee 2,red,1,5,20.0,3.6,62.4,1,5,25.0,60.0,23.1,88.2,3,5,20.0,3.6,62.4,1,5,60.0,23.1,88.2,3,5,2,5,20.0,5,66.0,5
  trainee 3,red,,2,50.0,9.5,90.5,1,2,50.0,50.0,9.5,90.5,1,2,50.0,9.5,90.5,1,2,50.0,9.5,90.5,1,2,1,2,28.5,2,78.0,2
  $ rolecall report skills --pseudonyms -f csv | cut -d, -f1
  trainee
  trainee 1
  trainee 2
  trainee 3
  $ rolecall report skills -f csv
  trainee,effective-communication,effective-communication_low,effective-communication_high,effective-communication_k,effective-communication_n,emotional-intelligence,emotional-intelligence_low,emotional-intelligence_high,emotional-intelligence_k,emotional-intelligence_n,problem-solving,problem-solving_low,problem-solving_high,problem-solving_k,problem-solving_n,attentive-listening,attentive-listening_low,attentive-listening_high,attentive-listening_k,attentive-listening_n,flexibility,flexibility_low,flexibility_high,flexibility_k,flexibility_n,product-knowledge,product-knowledge_low,product-knowledge_high,product-knowledge_k,product-knowledge_n
  "'=HYPERLINK(""x"")<script>alert(1)</script>'; DROP TABLE attempts;--\x1b[31m",,,,,,50.0,15.0,85.0,2,4,50.0,9.5,90.5,1,2,50.0,9.5,90.5,1,2,,,,,,,,,,
  ana,,,,,,83.3,55.2,95.3,10,12,66.7,30.0,90.3,4,6,100.0,61.0,100.0,6,6,,,,,,,,,,
  ben,,,,,,40.0,16.8,68.7,4,10,20.0,3.6,62.4,1,5,60.0,23.1,88.2,3,5,,,,,,,,,,
  $ rolecall report criteria
  Criteria (attempts in coach and exam mode)
  
  Criteria
  CRITERION      MET           MET        N/A DISCR. OVERTURNED REVIEWED OTHERWISE
  desk/apology   46% 23-71 n13 #####.....   0   0.98 n0         n0
  desk/next-step 46% 23-71 n13 #####.....   0   0.98 n0         n0
  desk/asks      77% 50-92 n13 ########..   0   0.68 n0         n0
  desk/no-blame  77% 50-92 n13 ########..   0   0.68 n0         n0
  Most missed first. Discrimination: how a criterion goes with the whole score,
  from -1 to 1; near 0 or below it tells nothing. Overturned: of disputes that
  were decided.
  
  Criterion by team
  CRITERION      TEAM MET
  desk/apology   blue 67% 30-90 n6
  desk/apology   red  29% 8-64 n7
  desk/next-step blue 67% 30-90 n6
  desk/next-step red  29% 8-64 n7
  desk/asks      blue 100% 61-100 n6
  desk/asks      red  57% 25-84 n7
  desk/no-blame  blue 100% 61-100 n6
  desk/no-blame  red  57% 25-84 n7
  Share of those that applied and were met; most missed first.
  $ rolecall report scenarios
  Scenarios (attempts in coach and exam mode)
  
  Scenarios
  SCENARIO       FINISHED       N PASSED       MEDIAN SOLVED AT ONCE CSAT 4-5     CRITICAL FIRST REPLY (S) HANDLE (S)
  lost-key-chat  100% 65-100 n7 7 29% 8-64 n7    25.0 57% 25-84 n7   29% 8-64 n7         3            20.0       71.0
  lost-key-phone 100% 61-100 n6 6 67% 30-90 n6  100.0 100% 61-100 n6 67% 30-90 n6        0            20.0       67.5
  Seldom passed first. Finished: of those begun. The rest: of those finished.
  
  How they ended
  SCENARIO       ENDING OUTCOME       SHARE          SHARE
  lost-key-chat         agent-hung-up 43% 16-75 n7   ####......
  lost-key-chat  helped resolved      57% 25-84 n7   ######....
  lost-key-phone helped resolved      100% 61-100 n6 ##########
  Shares of a scenario's attempts.
  $ rolecall report channels -f csv --part families
  family,channel,attempts,pass_rate,pass_rate_low,pass_rate_high,pass_rate_k,pass_rate_n,median_score,resolved_rate,resolved_rate_low,resolved_rate_high,resolved_rate_k,resolved_rate_n,csat_rate,csat_rate_low,csat_rate_high,csat_rate_k,csat_rate_n,clean_rate,clean_rate_low,clean_rate_high,clean_rate_k,clean_rate_n,critical,scored,first_reply_seconds,first_reply_n,handle_seconds,handle_n,apart
  lost-key,chat,7,28.6,8.2,64.1,2,7,25.0,57.1,25.0,84.2,4,7,28.6,8.2,64.1,2,7,57.1,25.0,84.2,4,7,3,7,20.0,7,71.0,7,75.0
  lost-key,phone,6,66.7,30.0,90.3,4,6,100.0,100.0,61.0,100.0,6,6,66.7,30.0,90.3,4,6,100.0,61.0,100.0,6,6,0,6,20.0,6,67.5,6,75.0
  $ rolecall report progress --since 2026-01-12
  Progress (attempts in coach and exam mode, since 2026-01-12T00:00:00Z)
  
  Week by week
  WEEK OF    PEOPLE N PASSED       MEDIAN SOLVED AT ONCE CSAT 4-5     CRITICAL FIRST REPLY (S) HANDLE (S) MEDIAN SCORE
  2026-01-12      2 5 60% 23-88 n5  100.0 100% 57-100 n5 60% 23-88 n5        0            13.0       78.0 ##########
  Weeks begin on Monday, UTC. Trends use medians.
  
  From first to later attempts
  ATTEMPT N PASSED         MEDIAN SOLVED AT ONCE CSAT 4-5       CRITICAL FIRST REPLY (S) HANDLE (S) MEDIAN SCORE
        1 2 50% 9-91 n2      62.5 100% 34-100 n2 50% 9-91 n2           0            20.0       67.5 ######....
        2 2 50% 9-91 n2      62.5 100% 34-100 n2 50% 9-91 n2           0            12.0       95.5 ######....
        3 1 100% 21-100 n1  100.0 100% 21-100 n1 100% 21-100 n1        0            13.0       78.0 ##########
  Each person's first, second … attempt in this report; the twentieth and later
  together.
  
  At a glance
  FIGURE                      SHARE          VALUE N
  passed                      60% 23-88 n5         5
  first-contact resolution    100% 57-100 n5       5
  simulated CSAT of 4 or 5    60% 23-88 n5         5
  no critical error           100% 57-100 n5       5
  score, median                              100.0 5
  first reply, median seconds                 13.0 5
  handle time, median seconds                 78.0 5
  $ rolecall report readiness
  Readiness (attempts in coach and exam mode)
  
  Readiness
  TRAINEE                                                                   TEAM READY EXAMS PASSED   WITH CRITICAL STILL TO PASS
  =HYPERLINK("x")<script>alert(1)</script>'; DROP TABLE attempts;--\x1b[31m red  no    50% 9-91 n2                1             3
  ana                                                                       blue no    100% 34-100 n2             0             2
  ben                                                                       red  no    0% 0-66 n2                 0             4
  The newest exam of each scenario, the newest five of those. Ready: four or more
  passed, none with a critical error.
  $ rolecall report trainee ana --mode coach
  Trainee: ana (attempts in coach mode)
  
  At a glance
  FIGURE                      SHARE          VALUE N
  passed                      100% 21-100 n1       1
  first-contact resolution    100% 21-100 n1       1
  simulated CSAT of 4 or 5    100% 21-100 n1       1
  no critical error           100% 21-100 n1       1
  score, median                              100.0 1
  first reply, median seconds                  6.0 1
  handle time, median seconds                 80.0 1
  
  Skills
  SKILL                  MET            POINTS % N/A MET
  attentive-listening    100% 21-100 n1    100.0   0 ##########
  emotional-intelligence 100% 34-100 n2    100.0   0 ##########
  problem-solving        100% 21-100 n1    100.0   0 ##########
  How often a criterion of the skill was met when it applied; points are those
  earned of those that could be.
  
  Criteria
  CRITERION      MET            MET        N/A DISCR. OVERTURNED REVIEWED OTHERWISE
  desk/apology   100% 21-100 n1 ##########   0        n0         n0
  desk/asks      100% 21-100 n1 ##########   0        n0         n0
  desk/next-step 100% 21-100 n1 ##########   0        n0         n0
  desk/no-blame  100% 21-100 n1 ##########   0        n0         n0
  Most missed first. Discrimination: how a criterion goes with the whole score,
  from -1 to 1; near 0 or below it tells nothing. Overturned: of disputes that
  were decided.
  
  Scenarios
  SCENARIO      N PASSED         MEDIAN SOLVED AT ONCE CSAT 4-5       CRITICAL FIRST REPLY (S) HANDLE (S)
  lost-key-chat 1 100% 21-100 n1  100.0 100% 21-100 n1 100% 21-100 n1        0             6.0       80.0
  
  Week by week
  WEEK OF    PEOPLE N PASSED         MEDIAN SOLVED AT ONCE CSAT 4-5       CRITICAL FIRST REPLY (S) HANDLE (S) MEDIAN SCORE
  2026-01-12      1 1 100% 21-100 n1  100.0 100% 21-100 n1 100% 21-100 n1        0             6.0       80.0 ##########
  Weeks begin on Monday, UTC. Trends use medians.
  
  Through a sitting
  PLACE N PASSED         MEDIAN SOLVED AT ONCE CSAT 4-5       CRITICAL FIRST REPLY (S) HANDLE (S) MEDIAN SCORE
      1 1 100% 21-100 n1  100.0 100% 21-100 n1 100% 21-100 n1        0             6.0       80.0 ##########
  First, second, third … conversation without a pause of over 30 minutes: does
  tone tire?
  
  Attempts
  ATTEMPT STARTED              SCENARIO      MODE  OUTCOME  SCORE PASSED CSAT SCORE
        5 2026-01-12T09:05:00Z lost-key-chat coach resolved 100.0 yes       4 ##########
  Newest first.
  
  The customer's mood in the newest attempt
  TURN ANGER CONFUSION ANGER
     1    40        10 ####......
     2    20        10 ##........
     4    20        10 ##........
  lost-key-chat
  $ rolecall report trainee ben -f json | head -c 300; echo
  {"report":1,"kind":"trainee","subject":"ben","team":null,"since":null,"until":null,"modes":["coach","exam"],"main":"attempts","parts":{"summary":[{"figure":"passed","rate":20.0,"rate_low":3.6,"rate_high":62.4,"rate_k":1,"rate_n":5,"value":null,"n":5},{"figure":"first-contact resolution","rate":60.0,
  $ rolecall report team -f html -o page.html && grep -c '<script' page.html
  0
  [1]
  $ grep -c 'HYPERLINK(&quot;x&quot;)&lt;script&gt;' page.html
  1
  $ rolecall report teem
  rolecall: There is no report "teem". Did you mean "team"?
  [2]
  $ rolecall report trainee nobody
  rolecall: There is no trainee "nobody" in the store.
  [2]
  $ rolecall report team --since yesterday
  rolecall: --since: "yesterday" is no date; write it like 2026-11-22 or 2026-11-22T10:04
  [2]
  $ rolecall report team -f csv --part nothing
  rolecall: The team report has no part "nothing"; it has summary, trainees, teams, weeks, sittings.
  [2]

Review, dispute and decision: the engine's verdict stays, and all of it is one chain.

  $ rolecall review 1 apology=met --reason "In other words, but said" --by rita
  Recorded: desk/apology is met; the engine says missed.
  $ rolecall review 1 apologise=met --reason "x" --by rita
  rolecall: The attempt has no criterion "apologise". Did you mean "apology"?
  [2]
  $ rolecall review 1 apology=fine --reason "x"
  rolecall: "fine" is no verdict; it is one of met, missed and na.
  [2]
  $ rolecall review 1 apology=met
  rolecall: A review needs a reason: --reason "…".
  [2]
  $ rolecall dispute 1 apology --reason "I was polite" --trainee ben
  rolecall: Only ana can dispute attempt 1: it is theirs (--trainee says who you are).
  [2]
  $ rolecall dispute 1 apology --reason "I was polite" --trainee ana
  Recorded as dispute 15: the engine says missed. Somebody else will decide.
  $ rolecall dispute 1 apology --reason "I was polite" --trainee ana
  rolecall: desk/apology of attempt 1 is disputed already and not decided yet.
  [2]
  $ rolecall resolve -f csv | cut -d, -f1-5,7
  dispute,attempt,trainee,criterion,engine,reason
  15,1,ana,desk/apology,missed,I was polite
  $ rolecall resolve 15 met --reason "Heard it" --by rita
  rolecall: rita has scored this criterion already: somebody else has to decide (--by).
  [2]
  $ rolecall resolve 15 met --reason "Heard it" --by ana
  rolecall: ana disputes it and cannot decide it too: --by says who decides.
  [2]
  $ rolecall resolve 15 met --reason "Heard it" --by omar
  Decided: desk/apology is met; the engine's missed is overturned.
  $ rolecall resolve 15 met --reason "Heard it" --by omar
  rolecall: Dispute 15 is decided already.
  [2]
  $ rolecall resolve
  Nothing is in dispute.
  $ rolecall review 1
  CRITERION      ENGINE REVIEW BY   REASON                   DISPUTED DECIDED BY   WHY
  desk/apology   missed met    rita In other words, but said yes      met     omar Heard it
  desk/asks      met
  desk/next-step missed
  desk/no-blame  met
  $ rolecall report criteria -f csv | cut -d, -f1,2,11-22
  criterion,met_rate,disputed,overturned,overturned_low,overturned_high,overturned_k,overturned_n,reviewed_otherwise,reviewed_otherwise_low,reviewed_otherwise_high,reviewed_otherwise_k,reviewed_otherwise_n
  desk/apology,46.2,1,100.0,20.7,100.0,1,1,100.0,20.7,100.0,1,1
  desk/next-step,46.2,0,,0.0,100.0,0,0,,0.0,100.0,0,0
  desk/asks,76.9,0,,0.0,100.0,0,0,,0.0,100.0,0,0
  desk/no-blame,76.9,0,,0.0,100.0,0,0,,0.0,100.0,0,0
  $ rolecall store verify
  Proved: 16 events in one chain, 13 attempts as they were sealed, 0 tombstones.
  head * (glob)
  $ rolecall store verify --head 0000
  history: the head that was written down is not in it: its end was cut off or the whole was replaced
  [3]
  $ rolecall review p1
  rolecall: Attempt p1 is practice: it is its trainee's own and has no place here.
  [2]

A rubric is mended: first what it would do, then done; old cards are kept.

  $ cp -r $SOURCE/tests/data/report content && export ROLECALL_PATH=$PWD/content
  $ rolecall rescore --dry-run
  No score changes.
  13 attempts: 0 change, 0 now pass, 0 now fail.
  Nothing was changed.
  $ sed -i 's/require: \[sorry\]/require: [sorry, key]/; s/pass_mark: 60/pass_mark: 40/' content/rubrics/desk.yaml
  $ rolecall rescore --dry-run -f csv
  attempt,trainee,scenario,score_before,score_after,change,mark,criteria
  1,ana,lost-key-chat,25.0,75.0,50.0,now passes,apology missed > met
  8,ben,lost-key-phone,25.0,75.0,50.0,now passes,apology missed > met
  4,ana,lost-key-phone,25.0,75.0,50.0,now passes,apology missed > met
  11,ben,lost-key-chat,25.0,75.0,50.0,now passes,apology missed > met
  13 attempts: 4 change, 4 now pass, 0 now fail.
  13 were scored by files that have changed since.
  Nothing was changed.
  $ rolecall rescore > changes.txt
  13 attempts: 4 change, 4 now pass, 0 now fail.
  13 were scored by files that have changed since.
  The new scores are kept, and the old cards beside them.
  $ rolecall rescore
  No score changes.
  13 attempts: 0 change, 0 now pass, 0 now fail.
  Nothing was changed.
  $ rolecall store verify 2>&1 | grep Proved
  Proved: 42 events in one chain, 13 attempts as they were sealed, 0 tombstones.
  $ rolecall store check
  The store is sound: $HOME/store/rolecall.db (version 7).

Real conversations stand beside the role-plays.

  $ printf 'conversation,who,text,agent\r\n1,customer,"Hello, ""key"" gone",\r\n1,agent,I am sorry. I will look.,bo\r\n' > chats.csv
  $ rolecall import chats chats.csv
  rolecall: Chats need a rubric to be scored by: --rubric RUBRIC.
  [2]
  $ rolecall import chats chats.csv --rubric desk
  1 imported, 0 were there already, 0 refused.
  $ rolecall import chats chats.csv --rubric desk
  0 imported, 1 were there already, 0 refused.
  $ rolecall report team -f csv --part contacts
  trainee,conversations,pass_rate,pass_rate_low,pass_rate_high,pass_rate_k,pass_rate_n,median_score,clean_rate,clean_rate_low,clean_rate_high,clean_rate_k,clean_rate_n
  bo,1,100.0,20.7,100.0,1,1,75.0,100.0,20.7,100.0,1,1
  $ rolecall report scenarios -f csv | cut -d, -f1,6
  scenario,completion_n
  lost-key-chat,7
  lost-key-phone,6
  $ printf 'conversation,who,text\r\n1,robot,x\r\n' > bad.csv; rolecall import chats bad.csv --rubric desk
  rolecall: bad.csv:2:1: who is customer or agent, not "robot".
  [2]

What is kept on a person: out, and gone.

  $ rolecall trainee export ben -f text -o ben.txt; head -7 ben.txt
  What the trainee practised is not in it: practice is kept apart, by the trainee's own account.
  Everything that is kept on ben of team red
  
  Attempt 7, 2026-01-05T10:00:00Z, exam, lost-key-chat: agent-hung-up, 0.0 %, not passed
      1 customer: I have lost the key to my locker.
      2 agent: That is your fault.
      3 customer: And my key?
      4 agent: /hang-up 
  
  $ rolecall trainee erase ben
  rolecall: This erases ben with 5 attempts for ever; to do it, say --yes (trainee export keeps a copy).
  [2]
  $ rolecall trainee erase ben --yes | cat
  Erased: 5 attempts. The history keeps tombstones without a name.
  Searched 274432 bytes of $HOME/store/rolecall.db and its side files for the name and 0 lines: nothing is left.
  $ strings -a $ROLECALL_STORE* | grep -c 'ben$'
  0
  [1]
  $ rolecall store verify 2>&1 | grep Proved
  Proved: 44 events in one chain, 9 attempts as they were sealed, 15 tombstones.
  $ rolecall store check
  The store is sound: $HOME/store/rolecall.db (version 7).
  $ rolecall store sweep --older-than 1d
  Erased 8 attempts begun over 1d ago.
  $ rolecall store verify 2>&1 | grep Proved
  Proved: 52 events in one chain, 1 attempts as they were sealed, 42 tombstones.
  $ rolecall report team -f csv
  trainee,team,rank,attempts,pass_rate,pass_rate_low,pass_rate_high,pass_rate_k,pass_rate_n,median_score,resolved_rate,resolved_rate_low,resolved_rate_high,resolved_rate_k,resolved_rate_n,csat_rate,csat_rate_low,csat_rate_high,csat_rate_k,csat_rate_n,clean_rate,clean_rate_low,clean_rate_high,clean_rate_k,clean_rate_n,critical,scored,first_reply_seconds,first_reply_n,handle_seconds,handle_n
  $ printf 'trainee,team\n"Lee, Kim",green\nzoe\n' > people.csv; rolecall trainee import people.csv
  2 people.
  $ rolecall trainee list -f csv | sed 's/,[^,]*$//'
  trainee,team,attempts
  "'=HYPERLINK(""x"")<script>alert(1)</script>'; DROP TABLE attempts;--\x1b[31m",red,0
  "Lee, Kim",green,0
  ana,blue,0
  bo,,0
  zoe,,0
