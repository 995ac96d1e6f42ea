import { FIRST } from './nouns.ts';
import type { StatementLine } from './types.ts';

const ACCEPTED =
  'ok|okay|fine|acceptable|accepted|allowed|tolerable|tolerated|welcome|alright|forgiven|permitted|bearable|harmless|good|nothing';

const SLOW = 'slow|slower|sluggish|late|later|longer|laggy|lukewarm|delayed';

const FAST = 'fast|quick|snappy|instant|same|normal|ready|immediate|prompt|responsive';

/** The same phrases for each of the words that a cold start has. */
const coldStart = (phrases: string): string =>
  ['cold start|boot|begin|container|load|model', 'coldstart', 'warm up', 'warmup', 'wake|waking up?', 'spin up time?']
    .map((name) => phrases.replaceAll('COLD', name))
    .join(';');

const COLD_START_STATEMENTS: readonly StatementLine[] = [
  [
    { coldStarts: 'unacceptable' },
    `
      also|even|including|incl for|on|in|at? the? ${FIRST} ;
      ${coldStart(`
        no|never|without|zero|avoid|hate|not|prevent COLD ; no|never|without any|more? COLD ;
        not|never|cannot accept|tolerate|allow|want|have|afford|risk|permit|live|like with? any|a|the|no? COLD ;
        COLD .. avoided|prevented|eliminated|excluded|unacceptable|forbidden|taboo|prohibited|intolerable ;
        COLD is|are|would|will|were|may|can|must|should not|never|be not|never? be? ${ACCEPTED}|option|an|possible|happen|unacceptable ;
        COLD not|never|cannot be? ${ACCEPTED}|happen ; COLD is|are|would out|bad|deadly|fatal ;
        COLD is|are|would be? a|an? no go ; COLD no go ; COLD is|are|would be? a|an? problem|killer|dealbreaker|issue|showstopper|catastrophe|nogo|nightmare|pain ; COLD out of the? question ;
        COLD would|will|really|do? kill|hurt|break|ruin|annoy|harm|spoil us|the|our|it|everything? ; complain* .. COLD ;
        nobody|none|no|never .. wait for a? COLD ; no|without any? COLD penalty|delay|time|lag|period? .. ${ACCEPTED} ; COLD : no|never
      `)} ;
      ${FIRST} .. must|has|should|have|need|needs|ought to? be? as? ${FAST} ; even the? ${FIRST} .. ${FAST} ; even call|request number? one .. ${FAST} ;
      call|request|hit number one .. as ${FAST} ; never .. caught sleeping|asleep|napping|cold ;
      ${FIRST} .. may|can|must|should|shall|may|could not|never be? ${SLOW}|wait|notice|suffer|see|take ; ${FIRST} must never ;
      ${SLOW} ${FIRST} .. not ${ACCEPTED} ; ${SLOW} ${FIRST} .. unacceptable|intolerable ; no|never ${SLOW} ${FIRST} ; not one ${SLOW}|cold first ..? ;
      must|has|have|need|should|shall|better|want it? to? always|permanently|constantly? be|stay|remain|kept|keep always|permanently|constantly? warm|hot ;
      must|has|have|need|should|shall|better|want it? to? always|permanently|constantly|stay|remain|keep be|stay|remain|it|them? loaded ;
      stay|remain|kept|keep it|them|one? always? warm|hot ; always|permanently warm|hot|ready|on|loaded ;
      nobody|never|none|no .. cold model|container|endpoint|instance|one|machine ; cannot|not|never|must be cold ; never slow|cold ;
      nobody may|should|must ever? .. asleep|cold|slept|sleeping ; asleep|idle .. must not .. notice* ;
      no sluggish first ; never unload ..? ; never hit the? load|cold ; must never .. load|cold ; no hiccup ;
      nobody may .. wait for a? load ; warm at|by ; needs it warm ; load* while .. wait* not ; never wait for a? load* ;
      no|never|without penalty|delay|lag after|on|for|at idle|first|wake|the ; no lag|delay after|on|for idle|first|the ;
      cold .. kill* us|the ; warm at all ; must not stutter ; #time is|are a|an? no go
    `,
  ],
  [
    { coldStarts: 'acceptable' },
    `
      ${coldStart(`
        COLD .. is|are|would|will|be|were be? ${ACCEPTED} ; COLD time|delay|delays|penalty|lag|hiccup? is|are? ${ACCEPTED} ; COLD : ${ACCEPTED} ;
        COLD is|are no|not a|an|any|really? problem|issue|matter|drama|concern|trouble|bother|worry ; COLD no problem|issue|matter|drama|worry ;
        COLD do|does|will|would? not|never matter|hurt|bother|worry|harm|annoy|care|disturb ; COLD .. bother no|nobody ;
        do|would|will? not|never mind|care|worry|bother about|for|over? a|an|the|some|any? COLD ;
        accept*|tolerate*|allow*|ok|okay|fine|live|happy|good|cool|forgive with? a|an|the|some|occasional? COLD ; some COLD is|are? ${ACCEPTED} ;
        nobody|no one? mind|minds|notice|notices|care|cares about? a|the? COLD ; no problem|issue|drama|trouble with|about a|the? COLD ; not mind .. COLD
      `)} ;
      ${FIRST} .. may|can|could|might|is|are|will be? a|bit|little? ${SLOW} ; ${FIRST} may|can|could|might .. wait|take|hang|lag ;
      ${SLOW} ${FIRST} .. is|are|would? ${ACCEPTED} ; do|does|would? not|never mind|care|matter about|if? a|the? ${SLOW}? ${FIRST} .. ${SLOW}? ;
      ${SLOW} start is|are|would|be? ${ACCEPTED} ; ${SLOW} start not|never|do bother|hurt|matter|mind|not ; ${SLOW} start is|are no problem|issue ;
      ok|okay|fine|acceptable|alright|no when|if|that|for|with|problem if|when? the? ${FIRST} .. ${SLOW}|wait|bit|take|need ;
      delay|hiccup|lag|pause|wait|second|seconds|stutter at|on|for|after|in|with|upon the|a? ${FIRST} .. ${ACCEPTED} ;
      delay|hiccup|lag|pause|yawn at|on|for|after|in|upon the|a? wake|waking|start|idle|break up? .. ${ACCEPTED} ;
      people|user|customer|they|we accept|tolerate|forgive|understand .. ${FIRST} .. ${SLOW}|being ; even if .. ${FIRST} .. ${SLOW} ;
      it|model|endpoint|container|thing may|can sleep|doze|hibernate|nap|cold ; allowed to sleep|doze ; sleep* .. fine|ok|okay ;
      can|may|could be sluggish|cold ; may|can go to sleep ; no drama ; cs ok ; some a|few second|seconds|delay after|on|for|the first|idle|start* ;
      some warmup|delay is|ok ; not mind .. waking|wake|warm|warming ; lukewarm .. ok|fine|bother
    `,
  ],
  [
    { coldStarts: 'minutes-acceptable' },
    `
      caller|client|we|app|job|it|worker retries|retry|retrys|repeat|repeats after|until|on|anyway a|the? failure|error|timeout|anyway|up|ok ;
      failure for .. minute ; fail* at first ; retry* .. until .. up ; few minutes to come up|back ; we? retry until ;
      ${FIRST} .. may|can|could|might|will fail|error|hit|timeout ..? retry|retried|again|repeat*|error ; ${FIRST} .. error|fail* and retry* ;
      error|failure|timeout|fail on|at|for|in the? ${FIRST} .. ok|okay|fine|acceptable|tolerable|retry ;
      may|can|could|might take|need|last|require .. minute to|for|until|before come|wake|start|spin|boot|warm|it|up ; minute after idle|the|a ;
      minute .. cold start .. ok|okay|fine|acceptable ; couple|few|some of? minute after|on|at|for idle|wake*|start|the .. ok|fine|okay|acceptable ;
      cold start of|in|up .. minute ..? ok|okay|fine|acceptable|allowed|tolerable ;
      few|several|couple|some of? minutes to|of|for wake|warm|start|spin|boot|waking|warming|starting|spinning|booting .. ok|fine|acceptable ; minutes acceptable ;
      minute to wake|warm|start|boot|spin ..? ; minute for waking|warming ; first|one may|can|could|might wait|take minute|minutes ;
      minutes to spin|wake|come|start|warm|boot up? ..? ; boot* .. minute .. ok|fine|acceptable
    `,
  ],
];

/** Times that are busier or quieter than others. */
const BUSY =
  'lunch|lunchtime|noon|midday|morning|afternoon|evening|night|weekend|weekday|day|daytime|monday|tuesday|wednesday|thursday|friday|saturday|sunday|christmas|xmas|easter|holiday|summer|winter|spring|autumn|payday|launch|sale|promo|campaign|black|season|open|opening|close|closing|event|match|game|premiere|midnight|rush|abends';

const DAYS =
  'monday|tuesday|wednesday|thursday|friday|saturday|sunday|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|weekends';

/** What lies in tables and archives until a job comes. */
const STORED =
  'row|record|line|customer|account|document|doc|product|item|sku|policy|member|subscriber|contract|statement|household|loan|image|photo|file|entry|ticket|email|profile|listing|store|user|slip|claim|passage|text|vector|transaction|pdf|invoice|clip|scan|video|tile|portfolio|lead|contact';

export const TRAFFIC_STATEMENTS: readonly StatementLine[] = [
  // Traffic
  [{ trafficPattern: 'steady' }, '24/7 ; never idle ; flow* in', 'hint'],
  [
    { trafficPattern: 'steady' },
    `
      never|not much? more|less nor|or|and less|more ; #rate all the time ; #rate , all the time|day ; #rate 24/7|nonstop|continuously ;
      same at night|day|#count|clock-time .. and|as|& ; same .. day and|& night ; load|traffic|rate|volume is the? same|constant|flat|even ;
      day in ,? day out ; no|without|little|hardly any? variation|variance|fluctuation|seasonality|ups ; all year round|long ; every second|minute of the day|year ; same all day|night|week|year ; without a|any break|pause|let|gap|stop ; continuous|steady|constant stream|flow|feed|drip of ;
      never a|any quiet|calm|slow|idle|dull moment|minute|hour|time|day ; flat all|day|over|throughout|across ; same|equal|even .. every|each|any hour|day|minute|second ; even|constant|steady rate|pace|flow|speed ; hardly|barely|rarely|never varies|vary|changes|fluctuates .. day|week|night|time ; around|round the clock at ; rock steady|solid ; always the? same|on|busy ; constant .. all|day|around|round ;
      load|traffic|rate|volume|it hardly|barely|rarely|scarcely change*|vary|varies|varie|fluctuate|move ;
      traffic|load|rate not|never change*|vary|fluctuate ; do not|never vary|fluctuate ;
      always|exactly|roughly|about|more? or? less? the? same volume|load|rate|traffic|level|amount|number ;
      same volume|load|rate|number|amount|traffic .. at|every|all|any|each every|any|all|each? hour|time|minute|day|night|round|moment ;
      day and|& night|night? ..? same ; at any hour|time of|day of? day|night? ; permanent* busy|load|traffic|used ;
      no|without|hardly|nor|few any|real? peak|spike|lull|burst|bursts|dip ; never quiet|stops|stop|empty|silent|paused ;
      consistent* traffic|load|rate|volume|flow ; even|constant|steady trickle|stream|flow|drip ;
      spread|distributed|spreads evenly|uniformly|equally ; evenly|uniformly|equally spread|distributed|over|throughout ;
      day and night ; never sleep|sleeps ; run* hot ; without interruption|pause|break ; uninterrupted ;
      permanente* ; konstant* ; gleichmäßig* ; no let up ; without let up ; never lets up ; no peaks or lulls ;
      steady|steadily|constant|constantly|sustained|continuous|continuously|uniform|evenly|flat|stable .. traffic|load|rate? ;
      around|round the clock ; all day|night long ; load|traffic all day ; #rate all day ; never stop ; non stop ;
      nonstop ; no quiet|idle time|period|hour ; always busy ; same rate all ; without pause|peak ;
      hardly|barely any variation ; hammer* nonstop ; pretty even ; hum* along
    `,
  ],
  [
    { trafficPattern: 'variable' },
    `
      a trickle at|on|by|during|overnight ; clock-time|night|weekend|dawn|overnight it? is? just|only? a trickle ; #rate .. a trickle ;
      but|and never drop|drops|zero|idle|stop|falls|empty ; ${BUSY} .. quiet at|on|in|over ; up to #factor the? normal|usual|average ; #factor the? normal|usual|average load|traffic|rate? ; peaks a|per|every|each day|week ; #rate peak|peaks ; several|two|three|2|3 peaks ; follow|follows the? sun|daylight|office|business|working|day|opening|time ;
      #rate at lunch|dinner|breakfast|noon|midday ; lunch and dinner|evening ;
      peak* .. at|on|in|around|during|over|towards|before|between the|a|each|every? ${BUSY} ; ${BUSY} peak|spike|rush|surge|wave ;
      %rhythm peak|spike|wave|cycle|pattern|swing ; busy|busier|hectic|crazy ${BUSY} ; ${BUSY} is|are|get busy|busier|crazy|hectic|heavy|worst|peak ;
      quiet|quieter|calm|calmer|slow|slower|light|lighter ${BUSY} ; ${BUSY} is|are quiet|quieter|calm|calmer|slow|slower|light|lighter ;
      high|higher|low|lower|more|less|double|triple|twice|heavy|heavier|fewer at|on|in|before|during|around|over|by|towards the|each|every? ${BUSY} ;
      double|doubles|triple|triples|tenfold|quadruple|explode|jump|climb|grow at|on|in|before|during|around|over|by the? ${BUSY} ;
      #factor .. on|at|in|around|during|before the? ${BUSY} ; ${BUSY} is|are|bring|see|has|have #factor ; #factor more|that|as|the .. on|at|in|during ${BUSY} ;
      swing|swings|range|ranges|varie|vary between|from ; from #rate .. to #rate ; between #rate and #rate ; follow* .. day|daylight|sun|season|weather ;
      high* and low* ; peak and trough|valley ; tide|tides ; more on ${BUSY} ; surge|surges to ; surge ; comes in waves ; waves of ; on launch|sale|promo|match|game|election day|days|night ; sawtooth ;
      day is ..? times|x|factor ; at the open|close ; quieter|calmer at|on|the ; #rate the rest ;
      unpredictable burst|spike|peak ; variable|varying|bursty|spiky|fluctuat*|uneven|peaky|wavy ; vary|varies ..? ;
      up and down ; ups and downs ; rise* and fall* ; daily curve|cycle|rhythm|wave ; in burst|spike|wave ;
      spike|spikes ; goes up ; triple* traffic|the ; double* .. traffic ;
      traffic .. triple*|double*|doubles|spikes|peaks ; rush hour ; lunch|morning|evening peak|rush ;
      peak* at|on|in|around lunch|noon|evening|weekends|payday|paydays|black|monday|mondays|night ; quiet* at night ;
      less at|on night|weekend|weekends ; seasonal ; quieter ; but mostly .. daytime|day|hours ; with peak|peaks ;
      ebb* and flow* ; diurnal
    `,
    'hint',
  ],
  [
    { trafficPattern: 'intermittent' },
    `
      doing nothing ; nothing|unused|idle|asleep|dormant .. #percent ; then not|nothing|none|nobody .. hour|day|days|week|weeks|month ; not for days|hours|weeks ; sits|sit there ;
      hour|hours|day|days|week|weeks|minute|minutes can|may|might|could|often|sometimes? pass|go|goes|passes|elapse by? without|with|where|no|before ; day|days|week|weeks|hour|hours with|of|without|where no|not|zero|nothing|without any? a|single? request|requests|call|calls|traffic|usage|hit|hits|one ;
      not|without a single request|call|hit|user|query ; only|just .. called|used|run|runs|triggered|needed|hit|invoked when|if|whenever|after ; hardly|barely|seldom|rarely .. used|called|uses|calls|touch|touches|needed ; long silence|silences|quiet|pause|pauses|gaps|idle ; handful|couple|few of? time|times a|per|each week|month ; once|twice a|per|every week|month|fortnight ;
      whole|entire morning|evening|afternoon|day|night|week|hour|weekend|evenings|days|nights with|of|without nothing|no|silence|any|zero ; nothing|silence|quiet in between ; comes to|a nothing ; mostly nothing|zero|silence|quiet|idle|asleep ; most of the? time|day|week|hour nothing|idle|nobody|quiet|it|unused|zero ; 0|zero|nothing|idle most of|the ; most hour|hours|days|day .. nothing|nobody|none|zero|no ;
      only when|if|after a|an|someone|somebody|something|there|needed|we|he|they|one ; idle|quiet|unused|empty|silent #percent ; #percent .. idle|quiet ;
      quiet|silent|idle|nothing|dormant|asleep|dead for? day|hour|week|age|month ; hour|day|week|month go|pass by? without ;
      seldom|rarely|hardly|barely|scarcely|hardly ever in use|used|called|hit|invoked|busy|active ; seldom ; long lull|lulls ;
      clump|clumps|flurry|flurries|spurt|spurts ; fit and start ; trickle ; low usage ; at most a few|couple|handful ; selten ; ab und zu ;
      rest of the? day|week|month|time|year ..? nothing|idle|quiet|silent|zero|dead|almost ; nothing|zero|idle|dead the? rest ;
      some|many|whole|entire day|hour|week nothing|without|no|none ; quiet|silent|idle|nothing|dormant|asleep|dead for a|an|the|several|some? whole? day|hour|week|month|night ; nobody|no one use|call ; nobody|none at|overnight night|weekend? ;
      nothing between|from|after|outside ; then minute|hour|day|week of? nothing|silence ; next one .. day|week|month ;
      week|day|hour|month of silence|nothing|quiet|idle|inactivity ; zero traffic the|for|at|otherwise ;
      then .. minute|hour nothing ; 0 most of the? time ; long stretches of|without ; silent for|most|the ;
      go* to sleep ; in between nothing|silence ; minute|hour|day nothing ;
      sporadic|sporadically|intermittent|intermittently|infrequent|infrequently|irregular|irregularly|occasional|occasionally ;
      now and then|again ; from time to time ; once in a while|blue ;
      long gap|idle|pause|quiet|silence|break period|stretch|time|phase? ;
      mostly|often|usually idle|unused|quiet|asleep ; idle most ; idle night|weekend ;
      idle at|on|over|all|overnight|outside|in night|weekend|the|day? ;
      dead night|weekend|otherwise|at|overnight|outside|after|the ; night dead|quiet|idle ;
      otherwise quiet|idle|dead|nothing|silent|empty|unused ; then silence|nothing|quiet ; silence for ;
      nothing for hour|day|week|days ; nothing for a? whole? hour|day|week ; nothing in|at between|night|weekend|the ;
      nothing at all ; hardly ever|any .. used|called|traffic|requests|calls? ; nobody uses|calls ..? ;
      a few|couple times|calls|requests a|per day|week|month ; barely|rarely|seldom used|called|hit|invoked|any ;
      sits idle ; sit* around ; quiet otherwise|the rest ; comes and goes ; on and off ; idle for hour|day|week|long ;
      zero traffic|requests|calls at|on|over|overnight|during ; sleep* .. night|weekend ; close only ; days without ;
      no traffic|request|call|one|use at|on|over|overnight|outside|for|during|in ; when someone|somebody happens ;
      unused most|at ; only used|called when|if ; sparse|sparsely ; for days nothing ; ad hoc|adhoc ; gap of ;
      %quantity idle ; empty at|on ; on demand by
    `,
  ],
  [
    { trafficPredictable: false },
    `
      only|just|ever when|if|after a|an|the|some %word happens|happen|occurs|strikes|breaks|hits|fails|appears|turns|goes ; every now and then|again ; once in a while ;
      no|not telling|knowing|idea|clue|saying when|how ; without any|a|prior? warning|notice|announcement|sign ; come|comes|arrive|arrives|happen|happens|strike|hits whenever|unexpectedly|randomly|unannounced ; impossible|hard|difficult|tough|tricky to forecast|predict|foresee|plan|know|tell|say ; depends|depend on .. weather|accident|accidents|news|storm|storms|luck|incident|incidents|breaks ; when|whenever .. breaks|fails|crashes|burns|leaks|floods|strikes ;
      nobody can .. forecast|predict|foresee|tell ; cannot be planned ; no way to know|tell|say|predict ;
      whenever .. gets|feels|happens ; out of nowhere ; unpredictable|unpredictably|randomly|unplannable ;
      cannot|not|never|hard|impossible|difficult to? predict|plan|foresee|forecast|schedule when|it|that|them|this|the|exactly? ;
      cannot|not|never know|tell|say|be when|predictable|foreseeable|plannable|planned|predicted|forecast ;
      no fixed|set|regular|clear|known time|hour|date|schedule|day|rhythm|pattern ; no|not on schedule ; nobody .. tell when ;
      whenever a|an|the|there storm|accident|alarm|incident|fire|outage|ship|patient|truck|customer|case|bug|crash|flood|quake ;
      complete*|total*|purely|fully|quite|pretty|rather|entirely random ; anyone|anybody guess ; erratic|erratically|haphazard* ;
      no calendar|schedule|rule ; depend* on the? weather|storm|accident|news|incident ; you never know ; without any? rhythm ;
      cannot be predict*|foreseen|plann* ; no idea when ;
      nobody knows when ; at random|any time|times ; without warning|notice ; no pattern ; whenever someone ;
      random time|moment|interval|burst|spike ; out of the blue ; no schedule ; not predictable|foreseeable ;
      no way .. know|predict ; no visible|clear|real pattern|rhythm
    `,
  ],
  [
    { trafficPredictable: true },
    `
      at clock-time when|sharp|daily|each|every|the ; when|once|after the exchange|market|shop|store|stores|school|office|bank|gate|gates|stadium open|opens|close|closes ; on school|market|trading|match|race|game|working day|days ;
      week|weeks|season|term|period|rush|month|months|peak|peaks in january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter ; twice|once a year in|at|before|during ;
      know exactly|precisely|well|in when|what|it|advance ; follow|follows .. calendar|timetable|schedule|season|seasons|roster|shift|program|programme|agenda|itinerary|rota|fixture|fixtures ;
      always|only|each|every at|on|around|in the same|first|last|15th|end|start time|of|day|hour|friday|monday|month ; always busy|quiet|slow|heavy|peaks on|at|in|during|around ; same pattern|curve|rhythm|shape every|each|day|week ; like clockwork|clock ; at|on .. o'clock|clock-time sharp? every|each|daily ; known|fixed|set|agreed date|dates|time|times|slot|slots|window|windows ; every school|working|business|market day ; by|on|per a|the? schedule|timer|calendar ;
      at lunch|dinner|breakfast|noon|midday ;
      only during .. season|term|semester|week|hours|exam|exams ; every weekday|monday|morning|evening ; season ;
      outside lecture|term|season|office|opening ; evenings? a|per year ; closed on|at|overnight|outside|mondays|sundays|saturdays|otherwise|night|weekends ; ${DAYS} closed ; we|shop|store|office|branch|they|clinic|lab is|are closed ;
      we know the? date|dates|when|day|days|hours ; full hour ; scheduler|timer|cron ; fixed time|times|schedule ;
      every full hour ; at the open ; predictable|plannable|foreseeable ;
      calendar|date|dates|day|hours|hour|time|times|peak is|are|well? known ; known in advance|beforehand ; same hours|hour|time|times each|every day|week|night ;
      first|1st|last|end|nth of each|every|the month ; month - end|close? ; month|quarter end ; noon and midnight ; at noon|midnight|dawn|night|lunchtime|opening ;
      business|office|working|opening|branch|store|shop|trading|market|school|work|service hour|time ;
      at|on known|fixed|set|regular|the|same hour|time|date|day ; on schedule ; scheduled ; weekday* only ;
      only|just on|at weekday|weekdays|weekends ; month|quarter|year end ; end of the? month|quarter|year ;
      month end close ; on payday|friday|monday|tuesday|wednesday|thursday|saturday|sunday ;
      idle|zero|quiet|nothing|dead|off|closed night|weekend|on|at|over night|weekend|weekends? ; after the weekend ;
      seasonal ; in december|november|summer|winter ; same time every ; we know when|the ;
      every|each morning|evening|lunch|noon|monday|friday ; known in advance ;
      during|in the|day day|daytime|term|week|trading|market ; payday ; newsletter on ; known peak|hour|busy|time ;
      by|from cron ; timetable
    `,
  ],
  [{ trafficPredictable: true }, 'predictable|predictably|foreseeable', { trafficPredictable: false }],
  [
    { trafficPattern: 'dataset' },
    `
      #size .. to transcribe|score|process|classify|embed|label|index|tag|translate|summarize ; one time|off only|job|thing|effort ;
      #size backlog|archive|dump|pile|corpus|collection|history|export|library ; processed|scored|classified|embedded|labelled|labeled|transcribed|analysed|analyzed|tagged once|overnight|nightly|weekly|monthly ; go|goes|run|runs|pass|passes|sent|put|push through the? model|%model|it|them once|overnight|nightly|weekly|monthly ; once , then never ; once and then never|done ;
      backlog|pile|stack|archive|collection|library|corpus|dump|catalog|catalogue|inventory of #count ; precomput*|pre-comput*|precalculat* ; ahead of time|tomorrow ; job|script|pipeline|batch|run|process goes|go|run|runs|loop|loops|iterates over|through|across|on all|every|each|the ; one pass|go|sweep|shot over|only|through|across ; whole|entire|full|complete|all the? portfolio|table|history|archive|base|catalog|inventory|stock|backlog|population|dataset|customers|collection|bucket|folder ;
      score|scores|rescore|rescores|process|processes|classify|label|tag|embed|predict|rate|rank|check the|our|all|every|whole|entire|full of|the? .. table|history|archive|portfolio|base|catalog|catalogue|inventory|backlog|population|collection|bucket|folder|stock ; every|each open|active|existing|single order|customer|account|policy|loan|product|sku|item|store .. night|nightly|week|weekly|month|daily|day ;
      reindex*|reindexing ; re index|indexing of ;
      offline eval* ; batch of #count %rhythm ;
      #size file|export|dump|extract|table %rhythm ;
      run|score|scored|go|runs|execute|process .. over|through|across|against|on #count ${STORED} ; #rate .. over|on|through|across #count ${STORED} ;
      #rate .. job|run|batch ; run|job|batch #rate .. #count ; #rate , #count row|record|line|customer|account|product|sku|policy each|per ; #count ${STORED} per run|job|batch ; file with|of #count ${STORED} ;
      historic|historical|legacy|old|existing #count ; #count historic|historical|legacy|old|existing|archived ;
      file|csv|dump|export|parquet|extract of|with|= #size arrive|land|come|drop|lands ; csv|parquet|dump|export .. #size .. arrive|land|drop|come ;
      batch window ; scor*|predict*|inference|batch|transform|classification run|job ; mini|micro job|batch ; stored clip|file|image|video|recording|document ;
      complete|whole|entire|full|all document|image|photo|video|product|customer? archive|corpus|catalog|catalogue|bucket|base|table|library ;
      bulk - .. #count ; in bulk ; bulk tag*|embed*|classif*|label* ; score|scores|result|prediction is|are? written|pushed|loaded|synced back|to|into ;
      re - embed|score|classify|tag|label|rank ; at month|quarter|year end #count ; all image|file|document|record|video in the? bucket|s3|archive|lake ;
      archive of #count ; reprocess*|reprocessed ; #count .. through %model ; reembed|reembedded ; re embed|embedded ;
      archive of #size ; process* .. archive|backlog ; migration of #count ;
      all #count row|record|customer|document|image|account|product|order|contract|article|policy|member|user ;
      whole customer base ; scored|processed|embedded|classified .. together|overnight|in bulk|in one go ;
      each|every week|month|night|quarter .. whole|all|entire ; month end run|job|scoring|batch ;
      nobody waits .. overnight ;
      weekly|monthly|nightly|daily|quarterly .. report|run|refresh|job|batch|export|scoring|forecast ;
      upload* .. csv .. download* ; run through .. archive|backlog ; stored archive ; forecast .. all ;
      every sku|customer|account|store .. once ; file in .. file out ; run over all|every|the? ..? ;
      one off|shot ..? classif*|scor*|job|run|backfill ; annual|yearly run|job|thing|scoring ;
      classify|score|embed|tag|predict|label #count old|legacy|existing|historical ; no endpoint ;
      %rhythm tagging|classification|embedding|labeling|labelling|forecast*|transcri*|summari*|enrichment|inference|refresh*|retag* ;
      scor*|predict*|classif*|tag* of? #count row|record|line|customer|product|account|blurb|policy ;
      %rhythm .. tagging|scoring|classification|embedding of ; #count legacy|historical ..? ;
      one time backfill|job|run ; whole lot|catalog|catalogue ; refresh #count .. embedding|score|prediction ;
      rescore ..? ; jede nacht ; jede woche ; chaque trimestre|mois|semaine|nuit ; cada noche|semana|mes ; einmal pro quartal|monat|woche ; transformation job ; %rhythm micro? batch of ; transform job ;
      rescore|rescored|rescoring ; re score|scored|scoring ;
      batch transform|job|scoring|score|inference|run|prediction|process* ; batch ; dataset ; data set ;
      bulk scor*|job|run|inference|predict* ; offline scor*|inference|job|run|batch ;
      nightly scor*|job|run|batch|rescor*|refresh|etl|export|load|process* ;
      %rhythm scor*|job|run|batch|rescor*|refresh|etl|export|process*|backfill ; parquet ; csv %rhythm ;
      score|scored|rescore|rescored|predict|embed|classify|label|run through|over? the? all|whole|entire|every|our|full ..? table|base|database|catalog|catalogue|archive|warehouse|customers|products|corpus|library|history|records|portfolio|accounts|users|everything|rows ;
      scored once|every|nightly|weekly|monthly|daily|overnight|in|as ; no request* at|come|arrive ;
      stored data|files|images ; nobody calls it ; one off|time job|run|backfill ; run once %rhythm ;
      scheduled job|batch|run|scoring ; cron job .. scores|score ;
      whole|entire|full|all table|database|catalog|catalogue|archive|customer base|corpus ;
      loaded|written|results|predictions into|back|to? redshift|warehouse|snowflake|bigquery|s3 ; warehouse table ;
      backfill ; airflow|dbt|dag ; glue job
    `,
  ],
  ...COLD_START_STATEMENTS,
];
