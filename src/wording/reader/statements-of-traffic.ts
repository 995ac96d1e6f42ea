import type { Line } from './statement-types.ts';

export const TRAFFIC_STATEMENTS: readonly Line[] = [
  // Traffic
  [{ trafficPattern: 'steady' }, '24/7', 'hint'],
  [
    { trafficPattern: 'steady' },
    `
      no let up ; without let up ; never lets up ; no peaks or lulls ;
      steady|steadily|constant|constantly|sustained|continuous|continuously|uniform|evenly|flat|stable .. traffic|load|rate? ;
      around|round the clock ; all day|night long ; load|traffic all day ; #rate all day ; never stop ; non stop ;
      nonstop ; no quiet|idle time|period|hour ; always busy ; same rate all ; without pause|peak ;
      hardly any variation ; hammer* nonstop ; pretty even ; never idle ; hum* along
    `,
  ],
  [
    { trafficPattern: 'variable' },
    `
      surge|surges to ; comes in waves ; on launch|sale|promo|match|game|election day|days|night ; sawtooth ;
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
      nobody can .. forecast|predict|foresee|tell ; cannot be planned ; no way to know|tell|say|predict ;
      whenever .. gets|feels|happens ; out of nowhere ; unpredictable|unpredictably|randomly|unplannable ;
      cannot|not|never predict|know|tell|plan|foresee|say when|predictable|foreseeable|plannable ; no idea when ;
      nobody knows when ; at random|any time|times ; without warning|notice ; no pattern ; whenever someone ;
      random time|moment|interval|burst|spike ; out of the blue ; no schedule ; not predictable|foreseeable ;
      no way .. know|predict ; no visible|clear|real pattern|rhythm
    `,
  ],
  [
    { trafficPredictable: true },
    `
      only during .. season|term|semester|week|hours|exam|exams ; every weekday|monday|morning|evening ; season ;
      outside lecture|term|season|office|opening ; evenings? a|per year ; closed on|mondays|sundays ; closed ;
      we know the? date|dates|when|day|days|hours ; full hour ; scheduler|timer|cron ; fixed time|times|schedule ;
      every full hour ; at the open ; noon and midnight ; at noon|midnight|dawn|night|lunchtime|opening ;
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
      #size file|export|dump|extract|table %rhythm ;
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
      rescore ..? ; jede nacht ; transformation job ; %rhythm micro? batch of ; transform job ;
      rescore|rescored|rescoring ; re score|scored|scoring ;
      batch transform|job|scoring|score|inference|run|prediction|process*|of ; batch ; dataset ; data set ;
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

  // Cold starts
  [
    { coldStarts: 'unacceptable' },
    `
      not one sluggish|slow|cold first ..? ; no sluggish first ; never unload ..? ; never hit the? load|cold ;
      must never .. load|cold ; no hiccup ; nobody may .. wait for a? load ; is a no go ; warm at|by ; needs it warm ;
      load* while .. wait* not ; never wait for a? load* ; no|never|without|zero|avoid|hate|not cold start|boot ;
      no|never|without warm|warmup|wake|spin up|penalty|delay? ; never slow|cold ; always warm|hot|ready|on|up ;
      must be|stay|remain always? warm|hot ;
      cold start is|are|would|be|were not|never|unacceptable|forbidden|bad|killer|deadly|a|an|out ok|acceptable|allowed|tolerable|accepted|problem|dealbreaker|killer|issue|no|of|fatal|question? ;
      cannot|not accept|tolerate|afford|live|have|allow|risk|with? cold start ; complain* about the? cold|warm ;
      first request|call|click|hit|user|one must|has|should .. fast|quick|snappy|same|normal|instant ;
      cannot be cold ; first click must be as fast ; no lag|delay after|on|for idle|first|the ; no slow first ;
      cold start unacceptable|forbidden|not|kill* ; kill* us|the cold ; warm at all ; kept warm ; keep warm
    `,
  ],
  [
    { coldStarts: 'acceptable' },
    `
      first call|request|one|hit .. sluggish|slow|slower ; can|may be sluggish ; no drama ; cs ok ; sleep* .. fine ;
      may|can go to sleep ; some warmup|delay is|ok ; wake up time is? ok|fine ;
      cold start is|are|would|be ok|okay|fine|acceptable|accepted|allowed|tolerable|no|not problem|issue|a? ;
      cold start ok|okay|fine|acceptable|accepted|allowed|tolerable|welcome ;
      accept*|tolerate*|allow*|ok|okay|fine|live|happy|good|cool with? ..? cold|lukewarm|slow start|boot|starts ;
      do not|not|never mind|care .. cold|warm|first start? ;
      some|a few second|seconds|delay after|on|for|the first|idle|start* ; cold start do not|not matter|hurt|bother ;
      first one|call|request|hit|user may|can be slow|slower|late ;
      slow first request|call|answer .. ok|fine|acceptable ; slow start ok|fine|acceptable ;
      cold start .. does|not matter ; slow* first .. is ok|fine ; warm up is|time ok|fine|acceptable ;
      a cold start is|now ok|fine ; no problem with cold ; cold start* .. no problem ; can|could|may be cold ;
      not mind .. waking|wake|warm|warming
    `,
  ],
  [
    { coldStarts: 'minutes-acceptable' },
    `
      failure for .. minute ; fail* at first ; retry* .. until .. up ; few minutes to come up|back ;
      minute .. cold start .. ok|okay|fine|acceptable ;
      cold start of|in|up .. minute ..? ok|okay|fine|acceptable|allowed|tolerable ;
      few minutes to|of wake|warm|start|spin|boot .. ok|fine|acceptable ; minutes acceptable ;
      minute to wake|warm|start|boot|spin ..? ; first|one may|can|could|might wait|take minute|minutes ;
      minutes|minute after idle|the
    `,
  ],
];
