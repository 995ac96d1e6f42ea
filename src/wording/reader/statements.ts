import type { Workload } from '../../recommender/index.ts';

/** What words without a number state, what "no" before them states, and how they are meant. */
export interface StatementRow {
  says: Partial<Workload>;
  /** After "no", "without" and their like; without it, nothing is read there. */
  denied?: Partial<Workload>;
  /** A weaker hint, which gives way where the same field is stated otherwise. */
  hint?: true;
}

type Line = readonly [says: Partial<Workload>, phrases: string, denied?: Partial<Workload> | 'hint'];

/** One line for each fact. Add a phrase to a line. Words are in their stem; ` ; ` stands between phrases. */
const LINES: readonly Line[] = [
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

  // Must-haves
  [
    { requiresGpu: true },
    `
      #size card|gpu ; gpu|tensorrt|nvidia ;
      t4|a10|a10g|a100|h100|h200|l4|l40s|v100|b200|p4d|p5|p3|g4dn|g5|g6|l40|k80|a40|a40|h200|rtx ; vram ;
      accelerator|inferentia|trainium
    `,
    { requiresGpu: false },
  ],
  [
    { requiresGpu: false },
    `
      cpu it is ; back to cpu|m5|c5|c6i ; cpu only|is|would|will|ok|fine|enough|suffices|works|does|runs? ; cpu ;
      only cpu ; gpu free|less ; on cpu ; cpu bound ; no need for gpu ; cpu based
    `,
  ],
  [
    { requiresVpc: true },
    `
      eni|enis ; own subnet|subnets|vpc ; our|the private? subnet|subnets ; vpc ;
      private subnet|resource|network|database|link|endpoint|db ; inside our network ;
      talk to an? rds|redis|elasticache|aurora|postgres|database|internal ;
      reach* our|the|an? internal|private|rds|database|redis|db|on-prem ; own network ; feature store in
    `,
    { requiresVpc: false },
  ],
  [
    { requiresNetworkIsolation: true },
    `
      cut off from any|all|every|the network|internet ; enable network isolation ;
      outbound .. blocked|forbidden|off|denied ; isolation on|enabled|required|mandatory ; no egress ;
      block* outbound|egress|internet ; network isolation|isolated ; isolated network ;
      cut off from the? network|internet ; no|without internet|outbound|egress access|traffic|connectivity? ;
      no|without network access|traffic|connectivity ; must|may|cannot not? .. reach|access|call|touch .. internet ;
      air gapped|gap ; airgapped ; never|not phone* home ; no outbound|egress ..?
    `,
    { requiresNetworkIsolation: false },
  ],
  [
    { requiresDataCapture: true },
    `
      data capture config ; each|every input and|+|& prediction|output|answer .. kept|stored|logged ;
      input + prediction .. kept ;
      every|all|each request and reply|response|answer|output kept|stored|logged|saved|archived ;
      request and reply|response|answer kept|stored|logged|saved|archived|recorded ;
      input .. and .. score|output|answer .. archived|kept|stored|logged ; sagemaker own? capture ;
      archive .. every|each|all ; model monitor* ; data capture ; capture data|requests|request|inputs|all|every|the ;
      captur* .. requests|request|traffic|inputs|input ; drift detection|monitor*|alert*|alarm|check* ;
      monitor* .. drift ;
      record*|log|store|keep|save|archive .. input*|request and|+|& output|answer|response|prediction ;
      record|log|store|keep every|all|each request|prediction|input|call|inference ;
      audit trail of|with|for? ..? request|prediction|input ; captured for ; data drift ; monitoring of ; detect drift
    `,
    { requiresDataCapture: false },
  ],
  [
    { requiresMultipleVariants: true },
    `
      blue .. green ; blue .. #percent ; #percent of .. traffic|calls|requests to ; variant ;
      several|multiple|two|production|different variant ; a/b ; ab test* ; a / b test*? ;
      shadow test*|traffic|variant|mode|deploy* ; canary ; #count / #count split|between|traffic|on|for ;
      champion challenger ; champion / challenger ; side by side ; traffic split* ; split* traffic|the ; blue green ;
      old and the? new ..? side|test ; v1 and v2 ; v1 vs v2 ; %quantity of? traffic to|on|for the? new|v2 ;
      compare two versions
    `,
    { requiresMultipleVariants: false },
  ],
  [
    { requiresMarketplaceModel: true },
    `
      aws marketplace ; marketplace model|package|algorithm|listing|subscription|product ;
      model|algorithm|package|bought|subscribed from|on|in|via|to the? marketplace
    `,
    { requiresMarketplaceModel: false },
  ],
  [
    { requiresScaleToZero: true },
    `
      min capacity .. 0|zero ; nothing run* while|when nobody|idle|unused|no ; zero mean* zero ; idle cost* nothing ;
      idle must cost nothing ; zero cost idle ; must be at zero ; be at zero ; be zero outside|when|at ;
      at zero not one ; scale* down? to zero|0 ; go* to zero|0 ; to zero instance ; down to zero|0 ; zero when idle ;
      pay* nothing when|while|at|if idle|unused|nobody|night ;
      cost* nothing when|while|if|at idle|unused|nobody|nothing|night ; no cost when|while|if idle|unused ;
      not|never pay .. idle ; no idle cost ; not pay .. when|while nobody|idle|nothing|unused ; zero cost when|while ;
      nothing running when|while|at ; $0 when|while|at idle ; shut down when|if idle
    `,
    { requiresScaleToZero: false },
  ],
  [
    { requiresStreaming: 'bidirectional' },
    `
      bidirectional|bidi ..? ; bi directional ; both way|direction ; full duplex ; duplex ; two way stream* ;
      in and out at the same time ; go up while .. come down ; stream* in and out ;
      live audio|caption|transcri*|speech|captions|translation ; simultaneous audio ;
      mic|audio|speech stream*|in while ; while the? user|caller|speaker is|still? speak*|talk* ; websocket
    `,
    { requiresStreaming: 'none' },
  ],
  [
    { requiresStreaming: 'response' },
    `
      as generated ; trickle out ; word trickle ;
      stream*|streaming token|response|answer|output|reply|result|back|the|word|text|its? ;
      token|response|answer|output|word by|stream* token|word|stream*? ; streaming ; streamed|stream ; sse ;
      server sent event ; as it types|type|writes ; token by token ; word by word ; typing effect ;
      as they|it are|is|get|gets generated|produced ; partial result|response|answer ; chunked response ;
      stream* part ; must stream|streaming
    `,
    { requiresStreaming: 'none' },
  ],
  [
    { availability: 'multi-az' },
    `
      separate|different data center|centre|centres|az|azs ; outlive .. zone|az ; different az|azs|zone|zones ;
      #count box|instance|node|machine minimum|min|across ; minimum #count box|instance|node|machine ;
      survive .. loss of an? az|zone|instance|data ; two azs required ; zone failure|outage ;
      multi az|zone|availability ; multiaz ; multiple|several|two|three|2|3 az|azs|availability|zone zone? ;
      %quantity az|azs|availability zone? ; highly available ; high availability|available ; ha ;
      cannot|not|never go|be|allowed|afford down|outage ; redundan* ; at least two instance ;
      at least %quantity instance ; across|in az|zone|availability|azs|two|zones ;
      survive* .. loss|outage|failure|az|zone ; failover ; no single point ; zonal outage|failure ; no downtime ;
      mission critical
    `,
    { availability: 'single-instance' },
  ],
  [
    { availability: 'single-instance' },
    `
      lone instance|box|machine ; instance|box|machine will do ; one|single zone|az is? fine|ok|okay|enough ;
      no failover needed ; single instance ;
      one|1|a|single instance|box|machine|node is|will|would|should|suffices ..? enough|ok|fine|do|sufficient|suffice? ;
      if it dies it dies ; downtime is? ok|fine|acceptable|tolerable ; an? outage is ok|fine|acceptable ;
      no ha|redundancy|failover ; no high availability ; one|single instance|box|node only|ok|enough|fine ;
      can be down ; best effort
    `,
    { availability: 'multi-az' },
  ],
  [
    { costPriority: 'lowest-cost' },
    `
      money is the? only thing ; money is what counts ; price is everything ; costs? first ;
      get|bring|push|drive that|cost|bill|costs|it|this down ; reduce|cut|slash .. cost|costs|bill|spend ;
      every cent|penny ; cost cutting ; cheap|cheapest|cheaply ..? possible? ; as cheap as ;
      low|lowest|minimal|minimum|least cost|price|bill|spend ; minimi* .. cost|bill|spend ;
      cost sensitive|first|conscious|optimi* ; budget is|very tight|small|limited ; tight budget ; save money ;
      cost matter*|is most|more|important|everything|king|critical ; on a shoestring ; price matter* ;
      keep .. cost|bill low|down ; cost over performance|latency|speed ; shoestring
    `,
  ],
  [
    { costPriority: 'balanced' },
    `
      balanced ; cost and|& speed|performance|latency .. equal* ; both matter ;
      balance of|between cost|performance|price ; balance cost ; cost and performance equally
    `,
  ],
  [
    { costPriority: 'performance' },
    `
      money no object|issue ; shave .. millisecond ; fastest you have ; money is no object|issue ;
      money is not the? issue ; not the issue money ;
      performance first|over|matter*|is|critical|before ..? cost|money|everything|king|important? ;
      best|maximum|max|high performance ; fastest ..? ; lowest latency|possible ;
      money is|not no|an|a? issue|object|problem|concern ;
      cost is|does|do not|no|secondary matter|issue|an|object|concern|a? ; whatever it costs ;
      speed over cost|matters ; speed first ; price is no|not ; as fast as possible ;
      latency .. over cost|costs|money|price ; budget is|not no|an|a? issue|problem|concern ; cost be damned ;
      performance over cost
    `,
  ],
  [
    { payloadByReference: true },
    `
      container pull*|fetch*|download*|get*|load* .. .. itself|bucket ; on its own from ..? s3|bucket ;
      from the? bucket on its|itself ; body is just|only .. key|path|uri|link ;
      request is just|only .. key|path|uri|link|pointer ;
      %link .. container|endpoint|model fetch*|pull*|read*|load*|download* ; object key ;
      hand* over .. key|path|uri|url|address ; only .. key|path|pointer ; never goes|go through the request ;
      s3 link|uri|url|address|path|key|reference|pointer|location|ref|object ; s3 uris ; by reference ;
      pass|send|sends|passes|hand|give|gets|receive* .. s3|presigned|uri|url .. ;
      link|pointer|uri|url|key|reference to .. s3 ; presigned|signed url ; read .. from s3 itself ;
      container|model|endpoint|it|code|server download*|fetch*|pull*|read* .. from|via|in s3 ;
      only .. url|uri|key|link is|are|gets? sent|passed|in ; request carries|contains|has .. s3|uri|url|key|path ;
      fetch* .. itself .. s3 ; pull* .. itself ; s3 %thing
    `,
    { payloadByReference: false },
  ],
  [
    { modelsShareContainer: true },
    `
      single .. image|container ; all on the same .. image|container ; same vllm|tgi image ;
      same sklearn|xgboost|triton|pytorch|tensorflow|onnx|custom|docker|serving|inference image|container ;
      one and the same ..? image|container|framework ; one image|container|framework for all|each|everything ;
      identical image|container|framework|images|containers ; 1 image|container|framework ;
      same|one|single|shared|common|identical container|framework|image|docker|runtime|base|architecture|server ..? ;
      share* .. container|image|framework|docker|runtime ;
      all|every|they|each .. same framework|container|image|runtime|architecture ;
      all|every|they are|is|in|on|use? sklearn|xgboost|pytorch|tensorflow|lightgbm|torch|onnx|prophet|scikit|catboost ;
      same framework|image|container ; identical architecture ; triton for all ; inside|in one container ;
      one docker ; same docker ; same code ..? ; only .. weights differ ; differ only in ; same network architecture ;
      same .. architecture
    `,
    { modelsShareContainer: false },
  ],
  [
    { modelsShareContainer: false },
    `
      each needs|need an? image|container of its|their own ; image|container of its|their own ;
      own image|container|framework each ; cuda versions? differ ; #count docker image|images between them ;
      different|mixed|various|separate|distinct|own framework|container|image|runtime|docker|library|stack ;
      each .. own container|image|docker|framework|runtime|dependencies ; its|their own container|image|docker ;
      framework differ|mixed|vary|varies ; tf and pytorch|torch ; pytorch and tf|tensorflow|xgboost|sklearn ;
      tensorflow and pytorch|xgboost|sklearn ; xgboost and pytorch|tensorflow|torch ;
      sklearn and pytorch|tensorflow|torch ; not the? same framework|container|image ;
      incompatible dependencies|libraries|frameworks ; half .. half pytorch|tensorflow|xgboost ;
      two|three|2|3|four|five framework|images
    `,
  ],
  [
    { modelsShareEndpoint: true },
    `
      one|single|same|shared|common endpoint|url ; share* .. endpoint ; behind one|a|single|the endpoint|url|address ;
      from one endpoint ; not .. endpoint per|each|for ; one url
    `,
    { modelsShareEndpoint: false },
  ],
  [
    { modelsShareEndpoint: false },
    `
      endpoint of its|their own ; separate endpoints? ; endpoint each ; own endpoint ; separate endpoint ;
      endpoint each|per|apiece model|customer|tenant|each? ; dedicated endpoint ; different endpoint
    `,
  ],
  [
    { modelsScaleIndependently: true },
    `
      own autoscaling|scaling|autoscaler ; grow without dragging ; grow and shrink by|on|alone ; grow* on its own ;
      sized separately|independently ; scale* independent*|separately|individually|alone|apart ;
      scale* on|by its|their own ; scale* .. own ; independent* scal* ; own scaling|autoscaling|share ;
      own share of|in ; dedicated|reserved|guaranteed .. share|slice|accelerator|capacity|gpu of|per? ;
      separate scaling ; each .. scale* .. own|independent*|differently|separately ;
      scale* each separately|independent*|on ; separate* scal* ; different scaling ;
      one .. surge|spike|peak .. other .. idle|sleep|quiet|not ; individual scaling ;
      autoscale* .. alone|itself|independent*|separately ; autoscaled by itself ; per model scaling
    `,
    { modelsScaleIndependently: false },
  ],
  [
    { modelAdapters: true },
    `
      low rank ; shared backbone ; loras ; lora|qlora|peft ; adapter ;
      over|on one|a|same|single|shared|common base model? ; finetuned heads
    `,
    { modelAdapters: false },
  ],
  [
    { modelInvocationFrequency: 'rare' },
    `
      once in a blue moon ; asked|used|called only when ; asked .. only when ;
      each asked|called|used|hit .. a|per|every day|week|month ;
      each|typical|most|any|single|every|them|one|models|model|customer|tenant .. rarely|seldom|infrequently|barely|hardly|occasionally ;
      rarely|seldom|infrequently|hardly|barely ever? called|hit|used|invoked|touched|asked|queried|requested|needed|accessed ;
      rarely|seldom|infrequently each ; long tail ; each .. once|twice|few|couple .. day|week|month|hour ;
      typical|single|given|one|most|any .. once|twice %rhythm? ; most .. cold|idle|asleep|unused|dormant|sleep* ;
      mostly idle|cold ; some .. call* .. month|week ; called once in a ; each .. sporadic* ; sparse traffic each ;
      a few calls|requests each ; rare calls ; each .. a few ; each .. gets? .. day|week|month ; rarely
    `,
  ],
  [
    { modelInvocationFrequency: 'frequent' },
    `
      every .. hammered|busy|hot ; every one hammered ; all of them hammered|busy|hot|used ..? ; hammered nonstop ;
      each .. hammered ; each .. constant*|frequent*|often|continuous*|heavily|always|steadily|busy ;
      all .. busy|hot|active|time|constant* ; often|frequently|constantly|heavily called|hit|used|invoked each? ;
      every model .. busy|hot|constantly ; all of them hot|busy|active ; all hot ; each one busy ;
      most of them .. busy|hot
    `,
  ],
  [
    { containerInvocation: 'serial' },
    `
      feed* the next ; each .. feed* ; back to back ; goes straight in|into|to ;
      straight in|into the next|nth|second ; request passes|pass|runs|goes|flows|visits ..? ; whole chain ;
      > read|classify|detect|rank|score ; a chain of ; in|as a? series|sequence|chain|row|pipeline ;
      one after the? other|another ; serial* ; chained|chain ; inference pipeline|chain ;
      go|goes|pass|passes|run|runs|flows|travels through all|both|each|every|them|the ; goes into ;
      then|followed by a|the? classifier|reranker|postprocess*|model|detector|ranker|scorer|encoder|decoder|ocr|llm|tts|predictor|regressor ;
      preprocess* .. model|xgb|predict|inference|post* .. ; pre and post|postprocess* process*? ; preprocess* ;
      output of .. is|feeds|goes|input ; feed into ; fed to|into the ; in that order ; in order ;
      feature .. then predict* ; step in a row ; step by step ; fixed order|sequence ; > %word > ;
      always in sequence ; pipeline of ; linear pipeline|chain ; sequentially ; one by one in order
    `,
  ],
  [
    { containerInvocation: 'direct' },
    `
      targetcontainerhostname ; target container hostname ; caller|client decides|decide ;
      client|caller names|name|picks|choose .. one|which|model ; chosen by the? caller|client|request ;
      never in sequence ; not chained ; in our|the client|python|application? code not ; call* direct* ;
      direct* call*|invoked|invocation|addressed ;
      caller|client|app|request|api|user|we|header|service pick*|choose*|chooses|select*|says|decide*|name*|specif*|tell*|want* .. one|which|model|container|by|directly? ;
      pick* by|which .. caller|client|name|container|model ; target* container|model ;
      route* by|to name|header|one|the ; by name ;
      invoked|called|addressed independently|individually|directly|separately|one|by one|name? ; caller says which ;
      select* by|per header|request|name ; each called separately|directly|individually
    `,
  ],
  // Precision of the weights
  [{ modelPrecisionBits: 4 }, 'int4|awq|gptq|nf4|mxfp4|nvfp4|fp4|q4|w4a16 ; q4_k_m ; 4bit ; four bit'],
  [{ modelPrecisionBits: 8 }, 'int8|fp8|q8|w8a8 ; 8bit ; eight bit'],
  [{ modelPrecisionBits: 16 }, 'fp16|bf16|float16|bfloat16 ; half precision ; 16bit'],
  [{ modelPrecisionBits: 32 }, 'fp32|float32 ; full|single precision ; 32bit'],
];

export const STATEMENTS: readonly (readonly [phrases: string, row: StatementRow])[] = LINES.map(
  ([says, phrases, denied]) => [
    phrases,
    { says, ...(denied === 'hint' ? { hint: true as const } : denied && { denied }) },
  ],
);

/** Phrases that no fact is read from, though words of them would state one elsewhere. */
export const NO_STATEMENT = `
  batch #count ; batch size|norm|normalization ; mini batch ; batch of request|requests|20 ; batch_size ;
  micro|dynamic batch* ; batching ; real time inference|endpoint|option|hosting ;
  marketplace app|place|seller|sellers|website|site
`;

/** Wishes that name no number: how long a caller may wait has to be asked. */
export const VAGUE_WAIT = `
  realtime ; real time ; realtimeish ; near real time ; instant|instantly|instantaneous ; immediate|immediately ;
  fast|quick|quickly|snappy|responsive enough? ; asap ; interactive ; feel like|natural|smooth|live ; no lag ;
  low latency ; not .. fast ; latency sensitive|critical ; as soon as possible ; without delay ;
  latency matter|matters ; slow is|ok|fine
`;

/** Places that are larger than a Region: which one has to be asked. */
export const VAGUE_REGION = `
  eu|europe|us|usa|emea|apac|asia only|region|residency ;
  stay|remain|kept|hosted|live|must in|inside|within the? eu|europe|us|usa ; gdpr ; data residency|sovereignty ;
  within the? eu|europe ; legal has not answered|decided
`;
