import type { StatementKey } from '../types.ts';
import { NOUNS } from './nouns.ts';

const { FIRST, SENT } = NOUNS;

const ACCEPTED =
  'ok|okay|fine|acceptable|accepted|allowed|tolerable|tolerated|welcome|alright|forgiven|permitted|bearable|harmless|good|nothing';

const SLOW = 'slow|slower|sluggish|late|later|longer|laggy|lukewarm|delayed';

const FAST = 'fast|quick|snappy|instant|same|normal|ready|immediate|prompt|responsive';

/** The same phrases for each of the words that a cold start has. */
const coldStart = (phrases: string): string =>
  ['cold start|boot|begin|container|load|model', 'coldstart', 'warm up', 'warmup', 'wake|waking up?', 'spin up time?']
    .map((name) => phrases.replaceAll('COLD', name))
    .join(';');

/** Times that are busier or quieter than others. */
const BUSY =
  'lunch|lunchtime|noon|midday|morning|afternoon|evening|night|weekend|weekday|day|daytime|monday|tuesday|wednesday|thursday|friday|saturday|sunday|christmas|xmas|easter|holiday|summer|winter|spring|autumn|payday|launch|sale|promo|campaign|black|season|open|opening|close|closing|event|match|game|premiere|midnight|rush|abends';

const DAYS =
  'monday|tuesday|wednesday|thursday|friday|saturday|sunday|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|sundays|weekends';

/** What lies in tables and archives until a job comes. */
const STORED =
  'row|record|line|customer|account|document|doc|product|item|sku|policy|member|subscriber|contract|statement|household|loan|image|photo|file|entry|ticket|email|profile|listing|store|user|slip|claim|passage|text|vector|transaction|pdf|invoice|clip|scan|video|tile|portfolio|lead|contact';

/**
 * What words without a number state: one entry for each fact, with what a "no" before them states, and `hint` where they give way
 * to any other statement of the field. Add a phrase to an entry. Words are in their stem; ` ; ` stands between phrases.
 */
export const STATEMENTS = {
  // Traffic
  'trafficPattern steady, hint': '24/7',
  'trafficPattern steady': `
    never|not much? more|less nor|or|and less|more ; #rate all the time ; #rate , all the time|day ; #rate 24/7|nonstop|continuously ;
    same at night|day|clock-time .. and|as|& ; same .. day and|& night ; load|traffic|rate|volume is the? same|constant|flat|even ;
    day in ,? day out ; no|without|little|hardly any? variation|variance|fluctuation|seasonality|ups ; all year round|long ;
    every second|minute of the day|year ; same all day|night|week|year ; without a|any break|pause|let|gap|stop ;
    continuous|steady|constant stream|flow|feed|drip of ; never a|any quiet|calm|slow|idle|dull moment|minute|hour|time|day ;
    flat all|day|over|throughout|across ; same|equal|even .. every|each|any hour|day|minute|second ; even|constant|steady rate|pace|flow|speed ;
    hardly|barely|rarely|never varies|vary|changes|fluctuates .. day|week|night|time ; around|round the clock at ; rock steady|solid ;
    always the? same|on|busy ; constant .. all|day|around|round ;
    load|traffic|rate|volume|it hardly|barely|rarely|scarcely change*|vary|varies|varie|fluctuate|move ;
    traffic|load|rate not|never change*|vary|fluctuate ; do not|never vary|fluctuate ;
    always|exactly|roughly|about|more? or? less? the? same volume|load|rate|traffic|level|amount|number ;
    same volume|load|rate|number|amount|traffic .. at|every|all|any|each every|any|all|each? hour|time|minute|day|night|round|moment ;
    day and|& night|night? ..? same ; at any hour|time of|day of? day|night? ; permanent* busy|load|traffic|used ;
    no|without|hardly|nor|few any|real? peak|spike|lull|burst|bursts|dip ; never quiet|stops|stop|empty|silent|paused ;
    consistent* traffic|load|rate|volume|flow ; even|constant|steady trickle|stream|flow|drip ; spread|distributed|spreads evenly|uniformly|equally ;
    evenly|uniformly|equally spread|distributed|over|throughout ; day and night ; never sleep|sleeps ; run* hot ; without interruption|pause|break ;
    uninterrupted ; permanente* ; konstant* ; gleichmäßig* ; no let up ; without let up ; never lets up ; no peaks or lulls ;
    steady|steadily|constant|constantly|sustained|continuous|continuously|uniform|evenly|flat|stable .. traffic|load|rate? ; around|round the clock ;
    all day|night long ; load|traffic all day ; #rate all day ; never stop ; non stop ; nonstop ; no quiet|idle time|period|hour ; always busy ;
    same rate all ; without pause|peak ; hardly|barely any variation ; hammer* nonstop ; pretty even ; hum* along
  `,
  'trafficPattern variable, hint': `
    unpredictable burst|spike|peak ; a trickle at|on|by|during|overnight ; clock-time|night|weekend|dawn|overnight it? is? just|only? a trickle ;
    but|and never drop|drops|zero|idle|stop|falls|empty ; #rate at lunch|dinner|breakfast|noon|midday ; lunch and dinner|evening ;
    peak* .. at|on|in|around|during|over|towards|before|between the|a|each|every? ${BUSY} ; ${BUSY} peak|spike|rush|surge|wave ;
    ${BUSY} is|are|get busy|busier|crazy|hectic|heavy|worst|peak ; quiet|quieter|calm|calmer|slow|slower|light|lighter ${BUSY} ;
    high|higher|low|lower|more|less|double|triple|twice|heavy|heavier|fewer at|on|in|before|during|around|over|by|towards the|each|every? ${BUSY} ;
    double|doubles|triple|triples|tenfold|quadruple|explode|jump|climb|grow at|on|in|before|during|around|over|by the? ${BUSY} ;
    #factor .. on|at|in|around|during|before the? ${BUSY} ; ${BUSY} is|are|bring|see|has|have #factor ;
    #factor more|that|as|the .. on|at|in|during ${BUSY} ; tide|tides ; surge|surges to ; surge ; comes in waves ;
    on launch|sale|promo|match|game|election day|days|night ; sawtooth ; at the open|close ; #rate the rest ;
    variable|varying|bursty|spiky|fluctuat*|uneven|peaky|wavy ; up and down ; in burst|spike|wave ; spike|spikes ; goes up ; triple* traffic|the ;
    traffic .. triple*|double*|doubles|spikes|peaks ; rush hour ; lunch|morning|evening peak|rush ;
    peak* at|on|in|around lunch|noon|evening|weekends|payday|paydays|black|monday|mondays|night ; seasonal ; but mostly .. daytime|day|hours ;
    ebb* and flow*
  `,
  'trafficPattern intermittent': `
    doing nothing ; nothing|unused|idle|asleep|dormant .. #percent ; then not|nothing|none|nobody .. hour|day|days|week|weeks|month ;
    not for days|hours|weeks ; sits there ;
    hour|hours|day|days|week|weeks|minute|minutes can|may|might|could|often|sometimes? pass|go|goes|passes|elapse by? without|with|where|no|before ;
    day|days|week|weeks|hour|hours with|of|without|where no|not|zero|nothing|without any? a|single? request|requests|call|calls|traffic|usage|hit|hits|one ;
    not|without a single request|call|hit|user|query ; only|just .. called|used|run|runs|triggered|needed|hit|invoked when|if|whenever|after ;
    hardly|barely|seldom|rarely .. used|called|uses|calls|touch|touches|needed ; long silence|silences|quiet|pause|pauses|gaps|idle ;
    handful|couple|few of? time|times a|per|each week|month ; once|twice a|per|every week|month|fortnight ;
    whole|entire morning|evening|afternoon|day|night|week|hour|weekend|evenings|days|nights with|of|without nothing|no|silence|any|zero ;
    nothing|silence|quiet in between ; comes to|a nothing ; mostly nothing|zero|silence|quiet|idle|asleep ;
    most of the? time|day|week|hour nothing|idle|nobody|quiet|it|unused|zero ; 0|zero|nothing|idle most of|the ;
    most hour|hours|days|day .. nothing|nobody|none|zero|no ; only when|if|after a|an|someone|somebody|something|there|needed|we|he|they|one ;
    idle|quiet|unused|empty|silent #percent ; #percent .. idle|quiet ; quiet|silent|idle|nothing|dormant|asleep|dead for? day|hour|week|age|month ;
    hour|day|week|month go|pass by? without ; seldom|rarely|hardly|barely|scarcely|hardly ever in use|used|called|hit|invoked|busy|active ; seldom ;
    long lull|lulls ; clump|clumps|flurry|flurries|spurt|spurts ; fit and start ; trickle ; low usage ; at most a few|couple|handful ; selten ;
    ab und zu ; rest of the? day|week|month|time|year ..? nothing|idle|quiet|silent|zero|dead|almost ; nothing|zero|idle|dead the? rest ;
    some|many|whole|entire day|hour|week nothing|without|no|none ;
    quiet|silent|idle|nothing|dormant|asleep|dead for a|an|the|several|some? whole? day|hour|week|month|night ; nobody|no one use|call ;
    nobody|none at|overnight night|weekend? ; nothing between|from|after|outside ; then minute|hour|day|week of? nothing|silence ;
    next one .. day|week|month ; week|day|hour|month of silence|nothing|quiet|idle|inactivity ; zero traffic the|for|at|otherwise ;
    then .. minute|hour nothing ; 0 most of the? time ; long stretches of|without ; silent|none for|most|the ; go* to sleep ; in between nothing|silence ;
    minute|hour|day nothing ;
    sporadic|sporadically|intermittent|intermittently|infrequent|infrequently|irregular|irregularly|occasional|occasionally ; now and then|again ;
    from time to time ; once in a while|blue ; long gap|idle|pause|quiet|silence|break period|stretch|time|phase? ;
    mostly|often|usually idle|unused|quiet|asleep ; idle most ; idle night|weekend ; idle at|on|over|all|overnight|outside|in night|weekend|the|day? ;
    dead night|weekend|otherwise|at|overnight|outside|after|the ; night dead|quiet|idle ; otherwise quiet|idle|dead|nothing|silent|empty|unused ;
    then silence|nothing|quiet ; silence for ; nothing for hour|day|week|days ; nothing for a? whole? hour|day|week ;
    nothing in|at between|night|weekend|the ; nothing at all ; hardly ever|any .. used|called|traffic|requests|calls? ; nobody uses|calls ..? ;
    a few|couple times|calls|requests a|per day|week|month ; barely|rarely|seldom used|called|hit|invoked|any ; sits idle ; sit* around ;
    quiet|idle|dead|silent|nothing otherwise|the rest ; dead|quiet|idle|silent|asleep|nothing until|till .. day|morning|week|time ; comes and goes ; on and off ; idle for hour|day|week|long ; zero traffic|requests|calls at|on|over|overnight|during ;
    sleep* .. night|weekend ; close only ; days without ; no traffic|request|call|one|use at|on|over|overnight|outside|for|during|in ;
    when someone|somebody happens ; unused most|at ; only used|called when|if ; sparse|sparsely ; for days nothing ; ad hoc|adhoc ; gap of ;
    %quantity idle ; empty at|on ; on demand by
  `,
  'trafficPredictable false': `
    only|just|ever when|if|after a|an|the|some %word happens|happen|occurs|strikes|breaks|hits|fails|appears|turns|goes ; every now and then|again ;
    once in a while ; no|not telling|knowing|idea|clue|saying when|how ; without any|a|prior? warning|notice|announcement|sign ;
    come|comes|arrive|arrives|happen|happens|strike|hits .. whenever|unexpectedly|randomly|unannounced ;
    impossible|hard|difficult|tough|tricky to forecast|predict|foresee|plan|know|tell|say ;
    depends|depend on .. weather|accident|accidents|news|storm|storms|luck|incident|incidents|breaks ;
    when|whenever .. breaks|fails|crashes|burns|leaks|floods|strikes ; nobody can .. forecast|predict|foresee|tell ; cannot be planned ;
    no way to know|tell|say|predict ; whenever .. gets|feels|happens ; out of nowhere ; unpredictable|unpredictably|randomly|unplannable ;
    cannot|not|never|hard|impossible|difficult to? predict|plan|foresee|forecast|schedule when|it|that|them|this|the|exactly? ;
    cannot|not|never know|tell|say|be when|predictable|foreseeable|plannable|planned|predicted|forecast ;
    no fixed|set|regular|clear|known time|hour|date|schedule|day|rhythm|pattern ; no|not on schedule ; nobody .. tell when ;
    whenever a|an|the|there storm|accident|alarm|incident|fire|outage|ship|patient|truck|customer|case|bug|crash|flood|quake ;
    complete*|total*|purely|fully|quite|pretty|rather|entirely random ; anyone|anybody guess ; erratic|erratically|haphazard* ;
    no calendar|schedule|rule ; depend* on the? weather|storm|accident|news|incident ; you never know ; without any? rhythm ;
    cannot be predict*|foreseen|plann* ; no idea when ; nobody knows when ; at random|any time|times ; without warning|notice ; no pattern ;
    whenever someone ; random time|moment|interval|burst|spike ; out of the blue ; no schedule ; not predictable|foreseeable ;
    no way .. know|predict ; no visible|clear|real pattern|rhythm
  `,
  'trafficPredictable true': `
    at clock-time when|sharp|daily|each|every|the ;
    when|once|after the exchange|market|shop|store|stores|school|office|bank|gate|gates|stadium open|opens|close|closes ;
    on school|market|trading|match|race|game|working day|days ;
    week|weeks|season|term|period|rush|month|months|peak|peaks in january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter ;
    at lunch|dinner|breakfast|noon|midday ; only during .. season|term|semester|week|hours|exam|exams ; season ;
    outside lecture|term|season|office|opening ; evenings? a|per year ;
    closed on|at|overnight|outside|mondays|sundays|saturdays|otherwise|night|weekends ; ${DAYS} closed ;
    we|shop|store|office|branch|they|clinic|lab is|are closed ; we know the? date|dates|when|day|days|hours ; scheduler|timer|cron ; at the open ;
    calendar|date|dates|day|hours|hour|time|times|peak is|are|well? known ; month|quarter end ; at noon|midnight|dawn|night|lunchtime|opening ;
    business|office|working|opening|branch|store|shop|trading|market|school|work|service hour|time ;
    at|on known|fixed|set|regular|the|same hour|time|date|day ; month|quarter|year end ; end of the? month|quarter|year ; month end close ;
    on payday|friday|monday|tuesday|wednesday|thursday|saturday|sunday ;
    idle|zero|quiet|nothing|dead|off|closed night|weekend|on|at|over night|weekend|weekends? ; after the weekend ; seasonal ;
    in december|november|summer|winter ; we know when|the ; during|in the|day day|daytime|term|week|trading|market ; payday ; newsletter on ;
    by|from cron ; timetable
  `,
  'trafficPattern dataset': `
    one time|off only|job|thing|effort ; #size backlog|archive|dump|pile|corpus|collection|history|export|library ;
    processed|scored|classified|embedded|labelled|labeled|transcribed|analysed|analyzed|tagged once|overnight|nightly|weekly|monthly ;
    backlog|pile|stack|archive|collection|library|corpus|dump|catalog|catalogue|inventory of #count ;
    one pass|go|sweep|shot over|only|through|across ;
    whole|entire|full|complete|all the? portfolio|table|history|archive|base|catalog|inventory|stock|backlog|population|dataset|customers|collection|bucket|folder ;
    score|scores|rescore|rescores|process|processes|classify|label|tag|embed|predict|rate|rank|check the|our|all|every|whole|entire|full of|the? .. table|history|archive|portfolio|base|catalog|catalogue|inventory|backlog|population|collection|bucket|folder|stock ;
    reindex*|reindexing ; offline eval* ; #size file|export|dump|extract|table %rhythm ; #rate .. job|run|batch ; file with|of #count ${STORED} ;
    #count historic|historical|legacy|old|existing|archived ; scor*|predict*|inference|batch|transform|classification run|job ; mini|micro job|batch ;
    complete|whole|entire|full|all document|image|photo|video|product|customer? archive|corpus|catalog|catalogue|bucket|base|table|library ;
    score|scores|result|prediction is|are? written|pushed|loaded|synced back|to|into ; archive of #count ; reprocess*|reprocessed ;
    #count .. through %model ; re embed|embedded ; archive of #size ;
    all our|the? #count row|record|customer|document|image|account|product|order|contract|article|policy|member|user|subscriber|household ; whole customer base ;
    weekly|monthly|nightly|daily|quarterly .. report|run|refresh|job|batch|export|scoring|forecast ; stored archive ; run over all|every|the|our ..? ; scored|enriched|labelled|labeled file|list|table|csv|export|extract ;
    one off|shot ..? classif*|scor*|job|run|backfill ; annual|yearly run|job|thing|scoring ;
    classify|score|embed|tag|predict|label #count old|legacy|existing|historical ; no endpoint ;
    scor*|predict*|classif*|tag* of? #count row|record|line|customer|product|account|blurb|policy ;
    %rhythm .. tagging|scoring|classification|embedding of ; #count legacy|historical ..? ; whole lot|catalog|catalogue ;
    refresh #count .. embedding|score|prediction ; rescore ..? ; jede nacht ; chaque trimestre|mois|semaine|nuit ; %rhythm micro? batch of ;
    transform job ; rescore|rescored|rescoring ; re score|scored|scoring ; batch transform|job|scoring|score|inference|run|prediction|process* ;
    batch ; dataset ; nightly scor*|job|run|batch|rescor*|refresh|etl|export|load|process* ;
    %rhythm scor*|job|run|batch|rescor*|refresh|etl|export|process*|backfill ; parquet ; csv %rhythm ;
    score|scored|rescore|rescored|predict|embed|classify|label|run through|over? the? all|whole|entire|every|our|full ..? table|base|database|catalog|catalogue|archive|warehouse|customers|products|corpus|library|history|records|portfolio|accounts|users|everything|rows ;
    scored once|every|nightly|weekly|monthly|daily|overnight|in|as ; no request* at|come|arrive ; nobody calls it ; one off|time job|run|backfill ;
    whole|entire|full|all table|database|catalog|catalogue|archive|customer base|corpus ;
    loaded|written|results|predictions into|back|to? redshift|warehouse|snowflake|bigquery|s3 ; backfill ; airflow|dbt|dag
  `,
  'coldStarts unacceptable': `
      also|even|including|incl for|on|in|at? the? ${FIRST} ;
      ${coldStart(`
        no|never|without|zero|avoid|hate|not|prevent COLD ; no|never|without any|more? COLD ;
        not|never|cannot accept|tolerate|allow|want|have|afford|risk|permit|live|like with? any|a|the|no? COLD ;
        COLD .. avoided|prevented|eliminated|excluded|unacceptable|forbidden|taboo|prohibited|intolerable ;
        COLD is|are|would|will|were|may|can|must|should not|never|be not|never? be? ${ACCEPTED}|option|an|possible|happen|unacceptable ;
        COLD not|never|cannot be? ${ACCEPTED}|happen ; COLD is|are|would out|bad|deadly|fatal ;
        COLD is|are|would be? a|an? no go ; COLD no go ; COLD is|are|would be? a|an? problem|killer|dealbreaker|issue|showstopper|catastrophe|nogo|nightmare|pain ; COLD out of the? question ;
        COLD would|will|really|do? kill|hurt|break|ruin|annoy|harm|spoil us|the|our|it|everything? ; complain* .. COLD ;
        nobody|none|no|never .. wait for a? COLD ;
        nobody|noone|none|never accept*|tolerate*|want*|stand*|forgive*|excuse*|take*|put up? with? a|any|the? COLD ;
        no one|user|caller|customer|client accept*|tolerate*|want*|stand*|forgive*|excuse*|put up? with? a|any|the? COLD ; no|without any? COLD penalty|delay|time|lag|period? .. ${ACCEPTED} ; COLD tolerance|tolerated|allowed|ok|acceptable? : no|never|none|false|low|zero ; tolerate* COLD : no|false
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
      cold .. kill* us|the ; warm|hot %word? at all ; must not stutter ; #time is|are a|an? no go
    `,
  'coldStarts acceptable': `
      ${coldStart(`
        COLD .. is|are|would|will|be|were be? ${ACCEPTED} ; COLD time|delay|delays|penalty|lag|hiccup? is|are? ${ACCEPTED} ; COLD tolerance? : yes|true|high|${ACCEPTED} ;
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
  'coldStarts minutes-acceptable': `
    caller|client|we|app|job|it|worker retries|retry|retrys|repeat|repeats after|until|on|anyway a|the? failure|error|timeout|anyway|up|ok ;
    failure for .. minute ; minute after idle|the|a ; cold start of|in|up .. minute ..? ok|okay|fine|acceptable|allowed|tolerable ;
    may|can|could|might take|need|last|require .. minute to|for|until|before come|wake|start|spin|boot|warm|it|up
  `,
  // Must-haves
  'requiresGpu true, denied false': `
    #size .. on|of the|one|a? card ;
    too? slow|slower|sluggish|unusable|hopeless|painful|crawls on|with|without a? cpu|gpu ; cpu is|are|was too? slow|hopeless|unusable|not ;
    cpu is|are a? no go ; cuda ; #size card|gpu ; gpu|tensorrt|nvidia ; t4|a10|a10g|a100|h100|h200|l4|l40s|v100|b200|p4d|g4dn|g5|g6|l40|k80|a40|rtx ;
    vram ; p3|p5 instance|box|node|machine ; accelerator ; graphic card ; need|needs|on|only|require*|with cuda ;
    cuda only|required|needed|kernel|model|core|mandatory ; video card
  `,
  'requiresGpu false': `
    cpu it is ; back to cpu|m5|c5|c6i ; cpu only|is|would|will|ok|fine|enough|suffices|works|does|runs? ; cpu ; only cpu ; gpu free|less ; on cpu ;
    cpu bound ; no need for gpu ; cpu based ; not need|require ..? gpu ; nothing .. gpu ; not justify .. gpu ; without any gpu ; gpu not worth ;
    zero gpu
  `,
  'requiresVpc true, denied false': `
    no|never traffic|data|request|call over|through|via the? public|open internet ;
    attached|connected|joined|plugged|wired|linked to|into our|the|corporate|company|internal? network|vpc|subnet|lan ;
    access|connection|connectivity|line to an?|the|our|some|internal|private|on-prem|corporate database|db|warehouse|redis|rds|aurora|network ;
    direct connect ; vpn ;
    database|db|store|cache|service|api|system in|inside|behind|on our|the|a? private|internal|corporate|own|company? network|vpc|subnet|subnets|firewall ;
    behind our|the|a|corporate? firewall|vpn ; privatelink ; vpc endpoint ; eni|enis ; own subnet|subnets|vpc ; our|the private? subnet|subnets ;
    vpc ; vpc only|required|config ;
    private subnet|resource|network|database|link|endpoint|db|redis|rds|postgres|mysql|aurora|elasticache|opensearch ;
    private|internal feature|graph|document|vector|lookup? store|cache|database|db ;
    inside|within|in|behind our|own|the|corporate|company own? network|perimeter ;
    talk|talks|connect|connects|read|reads|speak|speaks to|from|with an?|our|the? ..? rds|redis|elasticache|aurora|postgres|internal ;
    talk|talks|connect|connects to an?|our|the? ..? database|db ; look* up .. internal|private|rds|redis|aurora|elasticache|postgres ;
    reach* our|the|an? internal|private|rds|database|redis|db|on-prem ; own network ; feature store in ;
    internal|on-prem database|db|postgres|mysql|redis|oracle|service ; security group ; not .. leave our|the network|perimeter ;
    no public internet|route|path|traffic ; not .. over the? public internet ; through the? vpn ; not .. public internet
  `,
  'requiresNetworkIsolation true, denied false': `
    have|has|get|gets|with no|zero network|internet ; no network|internet for the? container|model ;
    not|never|no .. make|open|have|allow|do any? outbound|outgoing|external|network call|connection|request|traffic|access ; without any|a network ;
    fully|completely|totally|strictly isolated container|sandbox ; sandboxed ;
    no|without any? outbound|outgoing|external call|connection|traffic|request ; cut off from everything|outside|the ; offline container ;
    no network|internet|web access|connection|connectivity ;
    cannot|not|never|no reach|access|touch|see|contact the|any? internet|network|outside|web ; isolated from everything|the ;
    internet|network|web is|must|be|has? .. blocked|off|forbidden|cut|disabled ; cut off from any|all|every|the network|internet ;
    enable network isolation ;
    egress|outbound|internet ..? is|are|must|be|stay|stays|has ..? ..? forbidden|blocked|denied|disabled|closed|prohibited|banned|off|shut ;
    egress|outbound|internet .. forbidden|blocked|denied|disabled|closed|prohibited|banned ; outbound .. must be|stay blocked|off|closed|denied ;
    egress|outbound not allowed|permitted ; deny|denies all? outbound|egress ; zero|no egress ; no network at|whatsoever|whatever ; ( no network ) ;
    no way out ; sealed|locked off|down? container|box|sandbox ; hermetic* ; cannot|not|never|nothing|no ..? call|talk|dial|connect out|outside|home ;
    no .. phone* home ; not .. phone* home ; isolated from the? network|internet|outside ; cannot|not|never .. .. talk to the? internet|outside ;
    disconnected from the? network|internet ; no call* out|home|outside ; without any? internet ; without any? network access|connection ;
    outbound .. blocked|forbidden|off|denied ; isolation on|enabled|required|mandatory ; no egress ; block* outbound|egress|internet ;
    network isolation|isolated ; isolated network ; cut off from the? network|internet ;
    no|without internet|outbound|egress access|traffic|connectivity? ; no|without network access|traffic|connectivity ;
    must|may|cannot not? .. reach|access|call|touch .. internet ; air gapped|gap ; airgapped ; never|not phone* home ; no outbound|egress ..?
  `,
  'requiresDataCapture true, denied false': `
    save|store|keep|write|dump the|all|every|our|these? payload|payloads|request|requests|input|inputs|prediction|predictions to|in|into|for s3|later|retraining|training|audit|review|analysis ;
    log everything ; traffic capture ; captured traffic ; monitor* for drift|bias ; drift|bias monitor*|detection|alert*|report ;
    every|all|each .. request|prediction|input|output|response|decision|inference|call|answer|verdict|score|traffic .. stored|logged|archived|recorded|saved|retained|captured|kept|persisted ;
    log|store|record|retain|save|archive|persist|capture every|all|each .. request|prediction|input|output|response|decision|inference|call|answer|verdict|score|traffic|payload ;
    save|store|keep|record|log #percent of .. traffic|requests|calls|predictions ; prediction log ; inference log ;
    request .. archived|stored|retained|recorded|captured for ; audit trail|log ; auditable prediction|decision ; auditor* .. record|copy|log|trail ;
    model|concept|feature|prediction drift ; data|model quality monitor* ;
    request|input|payload|prediction .. for the? audit|auditor|auditors|compliance|regulator ; drift track*|report*|dashboard|job|metric ;
    watch*|check*|look*|track* .. for|on drift ;
    inputs|input and|+|& outputs|output|prediction|predictions|result|results .. captured|kept|stored|saved|logged|archived|recorded ;
    data capture config ; each|every input and|+|& prediction|output|answer .. kept|stored|logged ; input + prediction .. kept ;
    every|all|each request and reply|response|answer|output kept|stored|logged|saved|archived ;
    request and reply|response|answer kept|stored|logged|saved|archived|recorded ;
    input .. and .. score|output|answer .. archived|kept|stored|logged ; sagemaker own? capture ; archive .. every|each|all ; model monitor* ;
    data capture ; capture data|requests|request|inputs|all|every|the ; captur* .. requests|request|traffic|inputs|input ;
    drift detection|monitor*|alert*|alarm|check* ; monitor* .. drift ;
    record*|log|store|keep|save|archive .. input*|request and|+|& output|answer|response|prediction ;
    record|log|store|keep every|all|each request|prediction|input|call|inference ; audit trail of|with|for? ..? request|prediction|input ;
    captured for ; data drift ; monitoring of ; detect drift
  `,
  'requiresMultipleVariants true, denied false': `
    v1|v2|v3|v4 .. next|beside|alongside|against|vs|versus to? v1|v2|v3|v4|the ;
    new .. next|beside|alongside|against to? the? old|current|existing|live ; in shadow ; shadow first|only ; canaries ; canary ;
    rolling|staged rollout|release ; a|b|ab split|testing|experiment|experiments ; pit .. against ; one against the other|another ;
    weighted routing|traffic ; both version|versions|models ; blue .. green ; blue .. #percent ; #percent of .. traffic|calls|requests to ;
    several|multiple|production|different|model|endpoint|many variant ; two|2|three|3 variant ; variant a|b|weight ;
    variants required|needed|yes|true|on|behind ; variant of the? model|endpoint|ranker|recommender ; a/b ; ab test* ; a / b test*? ;
    multi|multiple variant ; shadow test*|traffic|variant|mode|deploy* ; shadow .. new|candidate|next|model|version ; canary ;
    #count / #count split|between|traffic|on|for ; champion challenger ; champion / challenger ; champion and challenger ; champion vs challenger ;
    challenger gets|model|variant|takes|receives ; side by side ; traffic split* ; split* traffic|the ; blue green ; old and the? new ..? side|test ;
    v1 and v2 ; v1 vs v2 ; %quantity of? traffic to|on|for the? new|v2 ; #percent to|on|for|into the? new|v2|challenger|candidate|canary|next|other ;
    new|next model|version|one|release .. #percent ; weight #count / #count ; gradual|progressive rollout ; experiment* between .. version|model ;
    two|both|2 version live|parallel|in|at ; compare .. version* .. live|real|production|traffic ; compare v1 ; compare two|both|old versions? ;
    old and new version|model live|at|behind|on
  `,
  'requiresMarketplaceModel true, denied false': `
    aws marketplace ; marketplace model|package|algorithm|subscription|arn ; marketplace yes|true|required ;
    model|algorithm|package|bought|subscribed|purchased|licensed|ours|comes from|on|in|via|through the? aws? marketplace ;
    subscri*|bought|purchased|licensed|buy|buying .. .. marketplace ; third party .. .. marketplace
  `,
  // Idle times, streaming, outages and cost
  'requiresScaleToZero true, denied false': `
    pay|pays|charged|billed per use|call|request only ; pay per use ; pay as you|we go ;
    pay|pays|charged|billed only|just|for? for? what|when we|is|it ; only|just pay|charged|billed for? what|when|per ;
    scal* in|back|down|all? the? way? to zero|0|nothing|none ; must|should|shall|has|have|need|needs to? drop|go|fall|shrink down? to zero|0|nothing ;
    need to drop to zero|0|nothing ; drop|go|fall|shrink down? to zero|0|no instance|instances|box|boxes|node|machine|server ;
    shut|shuts|wind|winds down|back? all? the? way? to nothing|none|zero|0 ;
    disappear|vanish|stop|off|gone|away when|while|if there? no|nobody|idle|unused ; when|while|if nobody|idle|unused|no .. cost* nothing|zero ;
    must cost nothing ; min|minimum instance|count|capacity|replica|size count|of|=|is? 0|zero ;
    zero|no instance|box|node|machine while|when|overnight|outside|if|at ; not .. pay for? when|while|if idle|unused|nobody|nothing|not ;
    not .. pay for|during idle|night|downtime ; not .. pay .. .. idle ; not .. cost anything|money|us overnight|when|while|at|outside|if ;
    not .. cost a|one cent|dime|penny ; only pay when|while .. use*|run*|call* ; pay only when|while .. use*|run*|call* ;
    shut|turn|switch it|them|everything|all? off|down .. nobody|night|idle|unused|weekend|weekends|outside|overnight ;
    shut|turn|switch it|them|everything? off|down completely ; spin* down to nothing|zero ; nothing .. run* at|on|over night|weekend|idle ;
    nothing .. run* overnight ; no idle instance|hardware|box|machine|spend|charge|bill ; to nothing when|if|while idle|nobody ;
    idle .. cost nothing|zero ; free when|while idle ; not .. burn|waste money .. idle|nobody|night ; down to nothing when|at|overnight ;
    zero spend|bill when|while|at|overnight ; off when|while idle|unused|nobody ; cost nothing|zero when|while|at|overnight ; min capacity .. 0|zero ;
    nothing run* while|when nobody|idle|unused|no ; zero mean* zero ; idle cost* nothing ; idle must cost nothing ; zero cost idle ; must be at zero ;
    be at zero ; be zero outside|when|at ; at zero not one ; scale* down? to zero|0 ; go* to zero|0 ; to zero instance ; down to zero|0 ;
    zero when idle ; pay* nothing when|while|at|if idle|unused|nobody|night ; cost* nothing when|while|if|at idle|unused|nobody|nothing|night ;
    no cost when|while|if idle|unused ; not|never pay .. idle ; no idle cost ; not pay .. when|while nobody|idle|nothing|unused ;
    zero cost when|while ; nothing running when|while|at ; $0 when|while|at idle ; shut down when|if idle
  `,
  'requiresStreaming bidirectional, denied none': `
    two|2 way audio|speech|voice|streaming|stream ; audio|speech|voice both|two way ; speech to speech ; duplex audio|voice|speech ;
    both .. at the same time audio|speech|voice ; mic|microphone stays open ; partial transcript* while|as ; bidirectional|bidi ..? ; bi directional ;
    both way|direction ; full duplex ; duplex ; two way stream* ; in and out at the same time ; go up while .. come down ;
    stream* in|up|down and|while|as .. stream*|come|go out|up|down|in|back ; stream* in and out ; live audio|caption|transcri*|speech|captions|translation ;
    simultaneous audio ; mic|audio|speech stream*|in while ; while the? user|caller|speaker is|still? speak*|talk*
  `,
  'requiresStreaming response, hint':
    'chatbot ; chat bot|app|assistant|window|ui|product|feature|interface|service|tool|frontend|widget ; %model ,? chat ; copilot ; co pilot',
  'requiresStreaming response, denied none': `
    as|while it|they is|are|gets? being? generated|written|produced|typed|created|composed|synthesised|synthesized|spoken|rendered ;
    typing effect|animation ; type|types|typed out|itself ;
    appear|appears|show|shows|display|displayed|see|arrive|arrives|come word|token|letter|line by word|token|letter|line ;
    partial|incremental result|results|output|answer|answers|response ; chunk by chunk ; start* typing|writing ; as generated ; trickle out ;
    word trickle ; stream*|streaming token|response|answer|output|reply|result|back|the|word|text|its? ; token|word by token|word ;
    token|response|answer|output|word stream* ; streaming ; streamed|stream ; sse ; server sent event ; as it types|type|writes ; token by token ;
    word by word ; typing|typewriter effect ; typewriter ; appear* as|while it|they|the ; see .. word|text|token as they|it ; incrementally ;
    piece by piece ; chunk by chunk ; as they|it are|is|get|gets generated|produced ; partial result|response|answer ; chunked response ;
    stream* part ; must stream|streaming ; ttft ; time to first token|word|chunk|byte ; first|1st token|tokens|word|words|chunk|byte .. #time ; #time .. first|1st token|word|chunk|byte ;
    start|starts|begin|begins to answer|respond|reply|write|type ;
    answer|answers|reply|replies|response|responses should|must|can|may|has|have? to? start|starts|begin|begins .. #time
  `,
  'availability multi-az, denied single-instance': `
    two|three|2|3 zone or|required|please|minimum|min|at|needed|is|are ;
    uptime|availability|reliability is|are? .. critical|crucial|essential|paramount|vital|important|key|everything|mandatory ;
    high|highest|maximum uptime|availability|reliability ; four|three|five|4|3|5 nine|nines ; not|never|without|avoid|cannot .. single point ;
    not|never .. go|be|taken offline|down|unavailable ; always on|available ; zone|az die|fail|lost|dark ; zone|az goes|go away|down|dark ;
    stay* up|alive .. zone|az ; lose|losing an? az|zone ; cannot|not|never .. afford .. downtime|outage ; no outage ; zero downtime ;
    more than one az|zone|instance|availability ; no fewer|less than two|2 zone|az ; across two|three|2|3|several|multiple|both zone|az ; at least|minimum|min 2|two instance|box|node|machine ; hot standby ; in two|three|3|2 zone ;
    survive* .. an? az ; resilient .. zone|az|outage ; zone redundan* ; must never|not be|go unavailable|down|dark ; fault tolerant ;
    spread|deployed|run* .. across .. zone|az|azs ; across az|azs ; separate|different data center|centre|centres|az|azs ; outlive .. zone|az ;
    different az|azs|zone|zones ; #count box|instance|node|machine minimum|min|across ; minimum #count box|instance|node|machine ;
    survive .. loss of an? az|zone|instance|data ; two azs required ; zone failure|outage ; multi az|zone|availability ; multiaz ; az|azs|zone|zones 2|3|two|three ;
    multiple|several|two|three|2|3 az|azs|availability zone? ; in|across|over multiple|several|two|three|2|3 zone ;
    %quantity az|azs|availability zone? ; highly available ; high availability|available ; ha ; cannot|not|never go|be|allowed|afford down|outage ;
    redundan* ; at least two instance ; at least %quantity instance ;
    across availability|two|three|several|multiple|2|3 zone|az|azs|availability|instance ; survive* .. loss|outage|failure|az|zone ; failover ;
    no single point ; zonal outage|failure ; no downtime ; mission critical
  `,
  'availability multi-region': `
    survive*|outlive .. region ; lose|loses|losing|loss of? a|an|one|the? whole|entire? aws|single? region ; regional outage|failure|failover ;
    region fail*|outage|loss|die|dies|lost|dark|down ; region goes|go|is|are away|down|dark|offline|unavailable|lost|gone ; multi region with failover ; multi region ;
    outage|failure|downtime of a|an|one|the? whole|entire? aws|single? region ; multiregion ; cross region failover ;
    fail*|failover|switch over? to a|an|the? second|other|another|backup region ; deploy*|host*|serve*|run|runs|live .. across|in|over two|three|several|multiple|2|3 region
  `,
  'availability single-instance, denied multi-az': `
    lone instance|box|machine ; instance|box|machine will do ; one|single|1 availability? zone|az is|would|will|be? fine|ok|okay|enough|plenty|sufficient|do|suffice|suffices ;
    skip|forget|drop|lose|without the|a? second|2nd|other|extra|third availability? zone|az ; no need for the|a? second|2nd|other|extra zone|az ;
    not need|require the|a? second|2nd|other|extra zone|az any? ; not need|require|want two|2|three|3|several|multiple availability? zone|az ;
    live|cope|happy|fine|ok|okay with one|a|single single? availability? zone|az ;
    an? outage .. is|are|would ..? ok|okay|fine|acceptable|tolerable|tolerated ; live|cope with an|some|short|brief? outage|downtime ;
    go* down .. nobody|fine|ok|okay|acceptable ; some downtime|outage is|ok|fine|acceptable|tolerable ; one|1|single az ;
    short outage are|is|ok|fine ; no need for? redundan*|ha|failover ; not .. need .. redundan*|failover|ha ; best effort availability ;
    no failover needed ; single instance ;
    one|1|a|single instance|box|machine|node is|will|would|should|suffices ..? enough|ok|fine|do|sufficient|suffice? ; if it dies it dies ;
    downtime .. is|are? ok|fine|acceptable|tolerable|tolerated ; an? outage is ok|fine|acceptable ; no ha|redundancy|failover ; no high availability ;
    one|single instance|box|node only|ok|enough|fine ; can be down ; best effort
  `,
  'costPriority lowest-cost': `
    hardly|barely|little|without any|much? money|cash|funds ; not much|a money|cash|budget ; broke ; not afford much|to|expensive ;
    cheap|cheapest option|solution|choice|setup|way|thing|one ; cost|costs|price|spend|bill .. minimum|minimal|low|lowest|down ; as little as|money ;
    not cost much|a ; low budget ; stay|keep|be cheap ; cheap is|matters|wins|first ; money|price|cost is|are the? only thing ; money is what counts ;
    price|cost is|are everything ; cost|price|money first ; get|bring|push|drive that|cost|bill|it|this down ; reduce|cut|slash .. cost|bill|spend ;
    every|each cent|penny|dollar|dime|buck ; cost cutting ; cheap|cheapest|cheaply ..? possible? ; as cheap|cheaply as|a|it possible|can|it? ;
    low|lowest|minimal|minimum|least|smallest cost|price|bill|spend ; minimi* .. cost|bill|spend ;
    cost|price|budget sensitive|first|conscious|optimi*|constrained|driven|aware ; budget is|very tight|small|limited|low ;
    tight|low|small|shoestring|limited|tiny budget ; save|saving money|cost ; money|cash|budget is|are tight|short|scarce ;
    cost|price|money|budget matter*|is|are ..? most|more|important|everything|king|critical|main|primary|biggest|first|top|key|number ;
    cost|price|money is|are .. main|primary|biggest|first|top|key|number ;
    main|primary|biggest|top|first concern|driver|goal|priority|criterion|factor is cost|price|money|cheap ;
    priority is|are? cost|price|cheap|lowest|cheapest|low ; cost priority|tolerance|sensitivity is? low|lowest|high ;
    rather|prefer .. cheap|cheaper than fast|quick|snappy|quicker|faster ; on a shoestring ; price matter* ;
    cost|price|cheap|money > latency|speed|performance ; shoestring ; frugal* ; penny pinch* ; keep .. cost|bill|spend low|down|minimal|small ;
    cost|price over|before|above|beat performance|latency|speed ; cheap|cost over|beat|before fast|speed|latency ; prefer cheap* ; not .. cost much ;
    inexpensive ; economical* ; thrifty
  `,
  'costPriority balanced': 'golden mean ; neither cheap* nor fast* ; cost and|& speed|performance|latency .. equal*',
  'costPriority performance': `
    latency|speed|performance is|are all|what that? counts|count|matters|matter ; never mind the? bill|cost|costs|price|money ;
    rather pay|spend more|extra ; pay|spend more and|to|for be? fast|faster|speed|quick ; speed|latency|performance beats|trumps|wins|rules|matters ;
    need|want|prefer the? speed|fastest|performance|quickest ; cost|costs|price|money second|secondary|later|whatever ;
    money comes? second|later|last ; quality of service first ; quality first ;
    money|cost|price|budget no object|issue|concern|problem|matter|constraint ; shave .. millisecond ; fastest you have ;
    money|cost|price|budget is|do|are? not|no .. issue|object|problem|concern|matter|constraint|limit ; money|cost|price is|are secondary ;
    not the issue money ; not about money|cost ; not care .. cost|price|money ; whatever it costs|takes ;
    performance|speed first|matter*|critical|important|trumps|wins ;
    performance|speed|latency over|before|beats|trumps|above cost|price|money|everything ; latency first ;
    performance|speed is more|most|everything|king|all|critical|important|key|crucial|paramount ; latency is everything|king|paramount ;
    performance|speed > cost|price|money ; latency > cost|price|money ; best|maximum|max|high performance ; fastest ..? ; lowest latency|possible ;
    cost|price be damned ; cost|price|money not matter|important ; cost|price secondary ; whatever it cost ; spare no expense ; no expense spared ;
    speed over cost|price|money ; speed first ; price is no|not ; as fast as possible|it ; priority is? performance|speed|latency ;
    latency .. over cost|money|price ; latency|speed matter* more than cost|price|money ;
    will|happy|willing|glad|ready to? pay more|extra|for|premium ..? .. speed|latency|fast|faster|performance ; pay for speed|performance|latency ;
    pay extra|more for ; performance over cost ; cost priority is? performance
  `,
  // The models, their containers, and how requests reach them
  'payloadByReference true, denied false': `
    with|by|via only|just the|a|an|its? key|path|uri|url|pointer|object ; put to|in|into a|the|our? bucket|s3 .. then|and call|calls|invoke|invokes ;
    only|just the key|path|uri ;
    pass|passes|send|sends|give|gives|hand|hands|get|gets|post|posts|include|includes only|just? the|a|an|us|its|their|it? key|path|uri|pointer|location|reference|address ;
    upload* to s3 and|then|& pass|send|post|give|hand|invoke|call ; bucket and|+|&|,|/ key ; bucket name|path|key ;
    request|body|payload|json|message|event|call contain|contains|has|have|hold|holds|carry|carries|is|with only|just? the|a|an? s3? location|path|key|uri|pointer|link|address|reference ;
    path|key|uri|url|link|pointer|location|address in|inside|within the? payload|request|body|json|message|event ;
    model|container|code|worker|handler|script|server|service|endpoint|it|function|inside downloads|download|fetches|fetch|pulls|pull|loads|load|reads|read|gets|grabs|streams a|an|it|the|them|that object|file|rest|data|it|image|video|from|itself|s3 ;
    %link .. download*|fetch*|pull*|load*|read* ;
    worker|container|handler|code|script|inside pulls|pull|fetch|fetches|downloads|download it|them|itself ;
    container pull*|fetch*|download*|get*|load* .. .. itself|bucket ;
    model|container|code|worker|handler|script|server|service|endpoint|it can|could|will|would|should? fetch*|pull*|download*|get|gets|grab*|read*|load* the|each|every|a|an|its|their? ${SENT} from|out|itself ;
    send|sends|sending|passing|pass|post only|just the? s3 key|path|uri|url|link ; on its own from ..? s3|bucket ; from the? bucket on its|itself ;
    body is just|only .. key|path|uri|link ; request is just|only .. key|path|uri|link|pointer ;
    %link .. container|endpoint|model fetch*|pull*|read*|load*|download* ; object key ; hand* over .. key|path|uri|url|address ;
    only .. key|path|pointer ; never goes|go through the request ; s3 link|uri|url|address|path|key|reference|pointer|location|ref|object ; s3 uris ;
    by reference ; pass|send|sends|passes|hand|give|gets|receive* .. s3|presigned|uri|url .. ; link|pointer|uri|url|key|reference to .. s3 ;
    presigned|signed url ; read .. from s3 itself ; container|model|endpoint|it|code|server download*|fetch*|pull*|read* .. from|via|in s3 ;
    only .. url|uri|key|link is|are|gets? sent|passed|in ; request carries|contains|has .. s3|uri|url|key|path ; fetch* .. itself .. s3 ;
    pull* .. itself ; s3 %thing
  `,
  'modelsShareContainer true, denied false': `
    one|single|1|same|common|a serving|inference|docker|sagemaker|triton|vllm|sklearn|base? container|image|runtime|framework for|serves|serve|runs|hosts all|each|everything|every|any|them|the ;
    single .. image|container ; all on the same .. image|container ; same vllm|tgi image ;
    same sklearn|xgboost|triton|pytorch|tensorflow|onnx|custom|docker|serving|inference image|container ;
    one and the same ..? image|container|framework ; one image|container|framework for all|each|everything ;
    identical image|container|framework|images|containers ; 1 image|container|framework ;
    same|one|single|shared|common|identical container|framework|image|docker|runtime|base|architecture|server ..? ;
    share* .. container|image|framework|docker|runtime ; all|every|they|each .. same framework|container|image|runtime|architecture ;
    all|every|they are|is|in|on|use? sklearn|xgboost|pytorch|tensorflow|lightgbm|torch|onnx|prophet|scikit|catboost ; same framework|image|container ;
    identical architecture ; triton for all ; inside|in one container ; one docker ; same docker ; same code ..? ; only .. weights differ ;
    differ only in ; same network architecture ; same .. architecture
  `,
  'modelsShareContainer false': `
    two|three|some|one|half|others|rest|the|third|second use|uses|run|runs|in|on|is|are tensorflow|pytorch|torch|tf|xgboost|sklearn|onnx|lightgbm|catboost|keras|r|spark .. others|rest|other|third|second|one|half|two|some .. tensorflow|pytorch|torch|tf|xgboost|sklearn|onnx|lightgbm|catboost|keras|r|spark ;
    in|across|over|of #count framework|runtime ; each|every|all in|on|with|using another|different|a? own|other framework|runtime|image|container ;
    one|an|a? docker? image|container per|for each|every? framework|model|library ; each needs|need an? image|container of its|their own ; image|container of its|their own ; own image|container|framework each ;
    cuda versions? differ ; #count docker image|images between them ;
    different|mixed|various|separate|distinct|own framework|container|image|runtime|docker|library|stack ;
    each .. own container|image|docker|framework|runtime|dependencies ; its|their own container|image|docker ; framework differ|mixed|vary|varies ;
    framework all over the place|map ; tf and pytorch|torch ; pytorch and tf|tensorflow|xgboost|sklearn ; tensorflow and pytorch|xgboost|sklearn ;
    xgboost and pytorch|tensorflow|torch ; sklearn and pytorch|tensorflow|torch ; cannot|not|never .. the? same|one framework|container|image|runtime ;
    incompatible dependencies|libraries|frameworks ; half .. half pytorch|tensorflow|xgboost ; two|three|2|3|four|five framework ; so|thus|hence|need two|three|2|3|four|five image ; two|three|2|3|four|five different|separate image
  `,
  'modelsShareEndpoint true, denied false': `
    one|1|single|same|shared|common endpoint|url ; share* .. endpoint ; behind one|a|single|the endpoint|url|address ; from one endpoint ;
    not .. endpoint per|each|for ; one url
  `,
  'modelsShareEndpoint false': `
    endpoint for each|every model|customer|tenant|client ; own url|address ; endpoint of its|their own ; separate endpoints? ; own endpoint ; separate endpoint ; endpoint each|per|apiece model|customer|tenant|each?
  `,
  'modelsScaleIndependently true, denied false': `
    each|every|all|both|they|models|them one|model|of|them? .. scale|scales|autoscale|grow|grows|autoscales by|on|alone|separately|independently|individually|apart itself|themselves|its|their? own? ;
    scale|scaled|scales|scaling alone|by|independently|separately|individually itself|themselves? ; scale independently|individually|separately of? ;
    own scaling|instances|capacity|autoscaling ; own autoscaling|scaling|autoscaler ; grow without dragging ; grow and shrink by|on|alone ;
    grow* on its own ; sized separately|independently ; scale* independent*|separately|individually|alone|apart ;
    scaling|autoscaling of its|their own ; scale* on|by its|their own ; scale* .. own ; independent* scal* ; own scaling|autoscaling|share ;
    own share of|in ; dedicated|reserved|guaranteed .. share|slice|accelerator|capacity|gpu of|per? ; separate scaling ;
    each .. scale* .. own|independent*|differently|separately ; scale* each separately|independent*|on ; separate* scal* ; different scaling ;
    one .. surge|spike|peak .. other .. idle|sleep|quiet|not ; individual scaling ; autoscale* .. alone|itself|independent*|separately ;
    autoscaled by itself ; per model scaling
  `,
  'modelAdapters true, denied false': `
    low rank ; shared backbone ; loras ; lora|qlora|peft ; adapter ; over|on one|a|same|single|shared|common base model? ; finetuned heads
  `,
  'modelInvocationFrequency rare': `
    once in a blue moon ; asked|used|called only when ; asked .. only when ;
    each|typical|most|any|single|every|them|one|models|model|customer|tenant .. rarely|seldom|infrequently|barely|hardly|occasionally ;
    rarely|seldom|infrequently|hardly|barely ever? called|hit|used|invoked|touched|asked|queried|requested|needed|accessed ; long tail ;
    typical|single|given|one|most|any .. once|twice %rhythm? ; most .. cold|idle|asleep|unused|dormant|sleep* ; mostly idle|cold ;
    each .. gets? .. day|week|month ; rarely
  `,
  'modelInvocationFrequency frequent': `
    called|used|hit|busy|queried|invoked all day|time|long|the ; each|every one|model .. all day|time ; every .. hammered|busy|hot ;
    every one hammered ; all of them hammered|busy|hot|used ..? ; hammered nonstop ; each .. hammered ;
    each .. constant*|frequent*|often|continuous*|heavily|always|steadily|busy ; all .. busy|hot|active|time|constant* ;
    often|frequently|constantly|heavily called|hit|used|invoked each? ; every model .. busy|hot|constantly ; all of them hot|busy|active ; all hot ;
    each one busy ; most of them .. busy|hot
  `,
  'containerInvocation serial': `
    feed|feeds %word feed|feeds ; first .. then .. then ; first .. next .. finally ; first .. then .. finally|last ;
    one feed|feeds|passes|hands the? next ; step 1 .. step 2 ; each step|stage|container .. next ;
    result|output|answer of the? first|1st .. second|2nd|next ; in this|that order ; always in .. order ; feed* the next ; each .. feed* ;
    back to back ; goes straight in|into|to ; straight in|into the next|nth|second ; request passes|pass|runs|goes|flows|visits ..? ; whole chain ;
    > read|classify|detect|rank|score ; a chain of ; in|as a? series|sequence|chain|row|pipeline ;
    model|container|step|stage|framework|network .. one after the? other|another ; call|run|invoke|chain* .. one after the? other|another ;
    model|container|step|stage|framework , one after the? other|another ; serial* ; chained ; model|container chain ; inference pipeline|chain ;
    go|goes|pass|passes|run|runs|flows|travels through all|both|each|every|them|the ; goes into ;
    then|followed by a|the? classifier|reranker|postprocess*|model|detector|ranker|scorer|encoder|decoder|ocr|llm|tts|predictor|regressor ;
    preprocess* .. model|xgb|predict|inference|post* .. ; pre and post|postprocess* process*? ; preprocess* container|step|image|stage ;
    output of .. is|feeds|goes|input ; feed into ; fed to|into the ; in that order ; in order ; #count step|stage|container pipeline|chain ; feature .. then predict* ; step in a row ;
    step by step ; fixed order|sequence ; > %word > ; always in sequence ; pipeline of ; linear pipeline|chain ; sequentially ; one by one in order
  `,
  'containerInvocation direct': `
    targetcontainerhostname ; target container hostname ; caller|client decides|decide ; client|caller names|name|picks|choose .. one|which|model ;
    chosen by the? caller|client|request ; never in sequence ; not chained ; in our|the client|python|application? code not ; call* direct* ;
    direct* call*|invoked|invocation|addressed ;
    caller|client|app|request|api|user|header|service pick*|choose*|chooses|select*|says|decide*|name*|specif*|tell* .. the? one|which|model|container|by|directly ;
    pick* by|which .. caller|client|name|container|model ; target* container|model ; route* by|to name|header|one|the ; by name ;
    invoked|called|addressed independently|individually|directly|separately|one ; invoked|called|addressed by one|name ; caller says which ;
    select* by|per header|request|name ; each called separately|directly|individually
  `,
  // Precision of the weights
  // "Q4" alone is a quarter of the year.
  'modelPrecisionBits 4': `
    int4|awq|gptq|nf4|mxfp4|nvfp4|fp4|w4a16 ; q4 k|0|1 ; %model q4 ; gguf|quantized|quantised|quant q4 ; q4 gguf|quant*|weight ; 4bit ; four bit
  `,
  'modelPrecisionBits 8': `
    int8|fp8|w8a8 ; q8 k|0|1 ; %model q8 ; gguf|quantized|quantised|quant q8 ; q8 gguf|quant*|weight ; 8bit ; eight bit
  `,
  'modelPrecisionBits 16': 'fp16|bf16|float16|bfloat16 ; half precision ; 16bit',
  'modelPrecisionBits 32': 'fp32|float32',
  'responseTimeSeconds 1, hint': 'sub second ; subsecond',
  // API Gateway ends an integration after 29 s unless its quota is raised.
  // Source: https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html (read 2026-11)
  'callerTimeoutSeconds 29, hint': 'behind|via|through .. api gateway|gw ; behind apigw',
} satisfies Readonly<Partial<Record<StatementKey, string>>>;

/** Phrases that state nothing. */
export const NO_FACTS = {
  /** Words of them would state a fact elsewhere. */
  nothing: `
    #percent cpu|gpu|idle ; cpu|gpu at|is|hits|on|sits|usage|load|utilization|utilisation .. #percent ; cpu|gpu usage|load|utilization|utilisation ;
    table|csv|row|record|data|file|export > score|classify|rank|detect ; #time idle timeout ; batch #count ; batch of #count ; cuda #count ;
    cuda version|lib|differ|toolkit|driver ; rent|rents|rented|renting|pay|paid|book|reserve|reserved|support|staff|helpdesk .. 24/7 ; 24/7 support|helpdesk|staff|hotline ; already batch ; batch size|norm|normalization ; batch of request|requests|20 ; micro|dynamic batch* ;
    batching ; real time inference|endpoint|option|hosting ; marketplace app|place|seller|sellers|website|site ; train* dataset|set ;
    nobody calls it outside|at|on|in|after|before|during|between|then ;
    go|goes|sent|comes|come|upload|uploaded|uploads|arrives in|up chunk|piece by chunk|piece ; not need* gpu answer|result|response|prediction ;
    gpu quota|limit|price|pricing|cost|budget|shortage|team|cluster ;
    kafka|kinesis|spark|flink|video|music|movie|data|event|live|sensor|log|click|rtsp|twitch|game|camera|telemetry|message|film|tv stream*|streaming ;
    stream|streaming service|platform|app|job|subscriber|provider|site|company|pipeline|process*|ingest*|data|event|customer|user|tv|box|catalog*|title|content|room|quality|media|giant|startup|analytics|etl ;
    traffic|load|request|call|volume|usage|demand|rate|rps|activity .. zero|0|nothing ;
    stream|streams|streaming it|them|data|file|files from|out|off ; stream|streams ..? event|log|click|metric|telemetry|data into|to|from ; right now|currently|today|presently on|in|with|it|runs? cpu|gpu ;
    right now|currently|presently cpu|gpu ; product|colour|color|size|spelling|gene|genetic variant ;
    supply|cold|retail|shop|hotel|pizza|grocery|store|restaurant|pharmacy|supermarket|food|coffee|cinema|gym|value|fashion|bakery|burger|crematorium chain ;
    one|single|1|two|2|three|3|an image per|/|each|every|a|with|in|for a|an|one|the|each|every? request|req|prompt|call|message|question|query|inference|invocation|turn|second|minute ;
    streamlit|gradio ; websocket ; with? #count image each ; one|single|1 image take|took|need|weigh|has|go|come|arrive
  `,
  /** Wishes that name no number: how long a caller may wait has to be asked. */
  vague: `
    realtime ; real time ; near real time ; instant|instantly|instantaneous ; fast|quick|quickly|snappy|responsive enough? ; interactive ;
    feel like|natural|smooth|live ; not .. fast ; latency sensitive|critical ; latency is|are .. critical|important|key|crucial|vital|everything ;
    slow is|ok|fine ; while the|our|a user|caller|customer|client|clerk|agent|doctor wait|waits ; nobody|none is? wait|waits|waiting ;
    by|for the? next|following morning|day|evening ; result|answer|transcript|report|ready|back|due|looks .. next|same morning|day|evening|afternoon|working ;
    than a coffee ; coffee break
  `,
  /** Places that are larger than a Region: which one has to be asked. */
  places: `
    eu|europe|us|usa|emea|apac|asia only|region|residency ; gdpr ; stay|leave|in|inside|within|hosted canada|japan|australia|india|asia|america
  `,
};
