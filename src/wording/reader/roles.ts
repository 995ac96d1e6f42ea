import type { WorkloadField } from '../../recommender/index.ts';
import type { Dimension } from './types.ts';

/** What a quantity can be: a field, or something that no field holds. `ignore` keeps a video's length from being a deadline. */
export type Role =
  | WorkloadField
  | 'coldStart'
  | 'activeModels'
  | 'sizeOnDisk'
  | 'dataset'
  | 'idleHours'
  | 'ignore'
  | 'archive'
  | 'sizeEach';

export interface RoleRow {
  role: Role;
  dimensions: readonly Dimension[];
  side: 'before' | 'after' | 'either';
  weight: number;
}

type Line = readonly [
  role: Role,
  dimensions: string,
  side: 'before' | 'after' | 'either',
  weight: number,
  phrases: string,
];

const WORK =
  'request|req|call|image|img|picture|photo|pic|page|document|doc|file|scan|inference|prediction|pair|row|record|sequence|item|clip|video|query|message|text|frame|sample|job|input|slide|volume|study|recording|transaction|event|patient|ticket|email|song|track|report|invoice|molecule|protein|run|invocation|one|each|image|pdf|tile|utterance|book|chapter|conversation|line|batch|audio|minute|article|sentence|generation|completion|answer|simulation|trajectory|claim|form|statement|receipt|resume|cv|product|customer|user|order|forward|graph|point|chunk|transcript|case|artifact|instance';

const SENT =
  'payload|request|req|body|input|upload|file|image|img|picture|photo|pic|pdf|document|doc|scan|audio|wav|mp3|video|clip|recording|json|png|jpeg|jpg|tiff|tif|geotiff|dicom|frame|message|text|page|response|answer|output|result|vector|feature|record|row|call|attachment|email|selfie|screenshot|sample|post|volume|slide|mri|ct|xray|mesh|cloud|netcdf|hdf5|xml|protobuf|tensor|invocation|object|ticket|transcript|contract|invoice|receipt|form|study|utterance|snippet|string|blob|series|event|tile|photograph|fastq|bam|zarr|sentence|query|prompt|html|stl|mask|sketch|waveform|spectrogram|log|book|study|posting|article|product|listing|binary|meg|drawing|track|song|signal|packet|reading|chip';

/**
 * Evidence for what a quantity is, one line for each kind: which role, of which dimensions, on which side of it, how much it
 * weighs, and the words. Add a phrase to a line. Words are in their stem; ` ; ` stands between phrases.
 */
const LINES: readonly Line[] = [
  // How long the model works for one request
  [
    'processingTimeSeconds',
    'time',
    'after',
    1.3,
    `per|/|each|a|an|for|every each|one|a|single|every? ${WORK} ; per|/|pro|je %word ; each ; apiece ; a piece ; a pop`,
  ],
  [
    'processingTimeSeconds',
    'time',
    'before',
    1.05,
    'take|taking|took ; take|need|require|spend about|around|roughly? ; processing time? ; process* ; inference time? ; run|running|finish* in|for ; runtime ; compute time? ; computation ; gpu time ; inference ; model itself ; model latency ; model time ; forward pass ; per|each|every|one|a|single .. take* ; latency of the model ; execution time? ; exec time? ; generation time ; duration ; work for ; crunch* ; chew* ; prediction time ; model alone ; service time ; eat|chew|burn|crunch',
  ],
  [
    'processingTimeSeconds',
    'time',
    'before',
    0.95,
    `per|each|every|one|a|single|an ${WORK} ; model is|are|run|need ; it is|'s fast|slow ; swear .. fast ; laptop ; transcription ; transcode ; train* of? thought`,
  ],
  [
    'processingTimeSeconds',
    'time',
    'after',
    1.05,
    'model ; inference ; of? compute ; of? processing ; of? gpu time? ; of work ; infer ; of? gpu each|time ; to process|infer|run|compute|score|generate|render|transcribe|classify|embed|summarize|summarise|predict|crunch ; processing time? ; runtime ; on a|an|our|the|their|my? cpu|gpu|t4|a10g|a100|v100|h100|l4|laptop|thing ; on %instance ; model latency ; model time ; inference time ; compute time',
  ],
  // How long a caller waits
  [
    'responseTimeSeconds',
    'time',
    'before',
    1.05,
    'within ; innerhalb ; binnen ; resp ; lat ; under ; below ; less|fewer than ; < ; in less|under than? ; not|no|never more|longer|later|slower|over than? ; at most ; max|maximum|max. ; up to ; faster|quicker than ; inside ; no later than ; sub ; cap* at ; must be|stay|remain|not exceed under|below? ; exceed ; not over ; by at most ; tops',
  ],
  [
    'responseTimeSeconds',
    'time',
    'before',
    1.2,
    'response time|latency? ; responsetime ; latency ; latency budget|target|slo|sla|goal|limit|requirement|bound|ceiling|cap|need ; p90|p95|p98|p99|p99.9|p999|tp99 latency? ; ttft ; time to first token|byte|word|chunk ; first token|word|byte|chunk in|within|under? ; end to end ; e2e ; round trip|turnaround ; turnaround time? ; respond* in|within? ; answer|antwort|réponse|reply|result|response|verdict|score|output|decision|feedback|suggestion|transcript|summary|report|map|picture|prediction|outcome|quote|diagnosis|caption ..? in|within|under|after|back|due|by|is|are|should|must|takes? ; back in|within ; ready in|within ; wait ; wait* up to|for|at most|max|no|not|under? ; need* .. in|within|under ; due in|within|after? ; deadline ; deadline of|is ; get .. in|within ; patience ; expect* .. in|within ; want .. in|within ; return* in|within ; budget of? ; deliver* in|within ; respond* under ; tolerate ; live with ; happy with ; come back in|within|after ; see .. in|within ; done in|within ; notified in|within|after',
  ],
  [
    'responseTimeSeconds',
    'time',
    'after',
    1.1,
    'is|are|was|would|will? be? ok|okay|fine|good|great|enough|acceptable|cool|alright|tolerable|sufficient|plenty|perfect|max|tops ; will do ; hard? ceiling|limit|cap|stop ; will do ; works ; work ; max ; maximum ; at most ; tops ; sla ; slo ; latency ; response time? ; deadline ; budget ; end to end ; e2e ; or less ; or faster|better|quicker ; to answer|respond|reply|first|get|see ; first token ; for first|the token|first|answer|reply|response ; turnaround ; round trip ; ttft ; p99|p95|p90|p99.9 ; target ; limit ; wait ; is|are the? max|limit|target|maximum|cap|absolute|upper',
  ],
  [
    'responseTimeSeconds',
    'time',
    'before',
    1.5,
    'hard limit|cap|stop|deadline is|of|at? ; sla ; slo ; sla of|is ; promise* ; guarantee* ; contract says|says?',
  ],
  ['responseTimeSeconds', 'time', 'after', 1.2, 'is the? most ; put up with ; .. put up with'],
  ['responseTimeSeconds', 'time', 'before', 0.6, 'in ; after ; p50 ; median ; average ; usually'],
  // How long the caller's side holds the connection
  ['callerTimeoutSeconds', 'time', 'before', 1.9, 'idle timeout is|of|at|set|to? ; alb|elb|nlb .. timeout is|of|at?'],
  [
    'callerTimeoutSeconds',
    'time',
    'before',
    1.5,
    'time* out after|at|in|of|with? ; cut* us|it|them|me off? at|after ; cut* off at|after ; timeout ; timeout of|is|after|at|set|to ; time out ; give* up after|at? ; hang* up after|at? ; drop* .. connection after ; kill* .. after ; cut after ; drop* us|me|it|them after ; run* into the ; close* .. connection|socket after ; abort* after ; api gateway|gw limit|cap|timeout|of|has|hard? ; gateway limit|timeout ; cut* .. off after|at ; lambda .. timeout|limit ; client|connection|caller hold|wait* for|up? to? ; disconnect* after ; idle timeout ; hold|keep .. open for',
  ],
  [
    'callerTimeoutSeconds',
    'time',
    'after',
    1.5,
    'timeout ; time out ; time limit ; gateway|client|connection|http|alb|elb|api|lambda|proxy|caller timeout|limit|cap ; limit of|on|in|at the? api|gateway|client|alb|load|proxy|lambda ; before .. hang|time|give|drop|disconnect* ; max then .. give* up ; or .. give* up|time* out ; then .. give* up',
  ],
  // What the first request after idle meets
  ['responseTimeSeconds', 'time', 'before', 1.7, 'first token|word|byte|chunk take*|in|within|under|after|by'],
  ['coldStart', 'time', 'before', 1.5, 'first %word .. may|can|could|might|should? wait|take|took|takes|need|hang'],
  [
    'coldStart',
    'time',
    'before',
    1.6,
    'cold start|boot|begin ..? ; coldstart ; loading take* ; cold start* take|of|is|up|around|about|for|may|can|could ; warm up ; warmup ; wake* up? within|in|after? ; waking|wake takes|take|needs|up ; spin* up in|within? ; start up in|within|of? ; startup time|of? ; first call|request|user|click|hit|one|time|login|visitor|query|prediction|message|response|caller|sentence|result|answer|page|txn|transaction|thing|load .. may|can|could|might|should? wait|take|takes|need|is|be? up? to? ; after idle|weekend|lunch|night|the a|an|longer? break|weekend|night|pause|idle|period? .. wait|take ; boot* ; load* time ; model load* ; initial* ; provision* ; scale up|out takes?',
  ],
  [
    'coldStart',
    'time',
    'after',
    1.5,
    'cold start ; coldstart ; warm up ; warmup ; extra ; for|of wak*|warm*|start*|spin*|boot* ; to wake|warm|boot|spin|load|start ; startup ; start up ; for the? first call|request|user|hit|one|click ; of? cold ; wake up ; spin up ; delay .. first',
  ],
  // Times that are nothing of these
  [
    'ignore',
    'time',
    'after',
    1.6,
    'ago ; old ; long clip|video|audio|recording|call|track|song|speech|segment|file|meeting|episode ; clip|audio|recording|video|call|speech|segment|track|song|footage|chunk|meeting|episode|utterance|snippet|podcast|film|interview|film|movie|window|interval|lag|cache ; of audio|video|speech|footage|recording|history|data|talk|music|sound|sleep|downtime|logs ; window ; apart ; from now ; sprint ; retention ; later|earlier ; backlog ; to train|finetune|deploy|build|migrate|retrain ; of training ; trial ; sensor|telemetry|candle|bar ; tco|plan|contract ; lookback|horizon ; subscription',
  ],
  [
    'ignore',
    'time',
    'before',
    1.6,
    'train* for|in|took|takes|time? ; docs|doc|documentation|page say|mention|state|claim ..? ; last ; past ; previous ; retrain* ..? ; finetun* took|takes|for? ; since ; older than ; lookback of? ; horizon of? ; cache* for ; deploy* in|within|takes? ; go live in ; launch in ; retention of? ; retry|retries|backoff after|of|every? ; polls? every ; migrat* in|within|over ; project ; for the last|past ; uptime ; scale in|down after ; cooldown of? ; keep|kept|store|retain .. for ; ttl of? ; every ; release* in',
  ],
  [
    'ignore',
    'time',
    'before',
    0.9,
    'for ; over ; another ; audio|clip|video|recording|song|call is|are|of|up? to? ; next ; about .. every',
  ],
  [
    'idleHours',
    'time',
    'before',
    1.7,
    'idle ; sleep* ; dead ; quiet ; silent ; nothing for ; idle for|about|around? ; unused for? ; off for? ; silence for ; sit* idle for?',
  ],
  [
    'idleHours',
    'time',
    'after',
    1.5,
    'idle ; of? idle ; of? silence ; of? nothing|inactivity ; between request|call|burst ; gap ; without a? request|call|traffic|any',
  ],
  [
    'datasetDeadlineHours',
    'time',
    'before',
    1.1,
    'finish* in|within|under|by? ; has|have|get ; through in|within ; done in|within|under ; complete* in|within|under? ; job|run|batch|it|scoring must|has|should|needs? .. in|within|under ; within ; deadline ; window of|is? ; ready in|within ; over* within ; loaded in|within ; must not? take|run|last more|longer|than ; in under|less|at ; sla',
  ],
  [
    'datasetDeadlineHours',
    'time',
    'after',
    1.2,
    'window ; deadline ; to finish|complete|do|run|get|score ; sla ; batch window ; later|after at latest|most ; max ; at most ; is|are ok|fine|enough',
  ],
  [
    'busyHoursPerDay',
    'time',
    'before',
    1.5,
    'busy ; used for|only? ; active for? ; open for? ; awake ; in use for? ; peak* last*|for ; shift of? ; only for',
  ],

  // Sizes
  [
    'payloadSizeMB',
    'size',
    'after',
    1.05,
    `${SENT} ; of? ${SENT} ; ${SENT} size ; large|big|sized|long|mono|grayscale|raw|compressed|color|4k|hd|scanned|json|satellite|medical|audio|csv|avg|input|output|request|response ${SENT} ; max payload|request|input|body|file ; in ; out`,
  ],
  [
    'payloadSizeMB',
    'size',
    'after',
    0.9,
    `per|/|each|a|an|for|every each|one|a|single|every? ${WORK} ; per|/ %word ; in ; in the? body|request|response ; upload* ; sent ; up ; payload* ; zip ; to the? endpoint ; or so each ; csv per|each`,
  ],
  [
    'payloadSizeMB',
    'size',
    'before',
    1.1,
    `payload size|is|of|max|up|to|about|are|approx|roughly? ; ${SENT} ; ${SENT} size ; ${SENT} of|is|are|at|can|may|be|get|avg|average|max|up|to|about|around|under|below|weigh|come|ranging|vary|grow|reach|under|was|were|could|worst|go|sized|from|between|typically|usually|run|until|max|maximum|small|large|tiny|big|large|hit ; send|sends|sending ; post|posting ; odd one ; outlier|outliers are|is|of|at|up|reach? ; at worst ; occasionally|sometimes up? to? ; some|few are|reach|hit ; upload* ; body size|is|of? ; request|response|input|output size|body|is|of ; worst case ; return* ; in the body ; ship* us ; largest ..? ; biggest ..? ; weigh* ; input|output can ..? be? up?`,
  ],
  ['sizeEach', 'size', 'after', 0.95, 'each ; apiece ; a piece'],
  ['sizeEach', 'size', 'before', 0.9, 'each'],
  [
    'modelSizeGB',
    'size',
    'after',
    1.25,
    'model|models ; of? weight ; checkpoint ; of? vram ; of? ram ; of? memory ; model artifact|file|weight|size|each|apiece|in|on ; artifact ; of? gpu memory|ram|mem ; model.tar.gz ; onnx ; safetensor ; gguf ; resident ; mem ; weight ; llm ; pickle ; when loaded ; once loaded ; loaded ; after load* ; in memory ; in ram ; footprint ; embedding table|matrix ; params ; xgboost|pytorch|sklearn|tensorflow|lightgbm|bert|transformer|keras|torch|fasttext|prophet model|models|artifact ; %model',
  ],
  [
    'modelSizeGB',
    'size',
    'before',
    1.25,
    'xgboost|lightgbm|sklearn|pytorch|torch|tensorflow|catboost|keras|unet|resnet|prophet ; net is|itself ; neural net ; joblib|pickle|pkl|onnx|safetensor|gguf|h5|pt|savedmodel ; model|models|artifact|checkpoint|weight size|is|are|of|about|around|itself|take|need|needs|file|files|weigh|come|with|at|small|each|tiny|use|inside|loaded|archive|has|averag*|big|under|below|roughly|only? ; model ; weight ; weight inside are|is? ; checkpoint ; model* size ; memory* ; memory of|is|need|usage|footprint|use|about|requirement|per? model? ; footprint ; vram ; ram use|usage|of|is|about|need? ; vram use|usage|of|is|about|need? ; gpu memory|ram ..? ; occup* ; fits in ; resident ; model each|apiece ; loads? into? ; need|needs|want about|around|roughly|at|least? ; model .. is|are|at|of|weigh*',
  ],
  [
    'containerImageSizeGB',
    'size',
    'after',
    1.4,
    'container ; docker image|container ; image on ecr ; ecr image ; container image ; docker ; inference image ; serving image ; image with .. cuda|torch|deps|baked',
  ],
  ['containerImageSizeGB', 'size', 'before', 0.9, 'image ; container'],
  ['containerImageSizeGB', 'size', 'before', 1.0, 'biggest|largest'],
  ['containerImageSizeGB', 'size', 'after', 0.9, 'image|img'],
  [
    'containerImageSizeGB',
    'size',
    'before',
    1.4,
    'container image|is|of|size|weighs|about|around|are|at? ; docker image|container|is|of|size|weighs|about? ; image size ; ecr image|size|is|of? ; image on|in ecr ; biggest|largest is ; docker* ..? of|is ; image is|weighs|:|size with|in|on ; custom image ; inference|serving|byoc image|container ; its own image ..?',
  ],
  [
    'dataset',
    'size',
    'after',
    1.5,
    'parquet ; csv|avro|orc|jsonl|tsv file|files|export|dump|nightly|weekly|daily|monthly|hourly|every|per|each|of|in|total|dump? ; csv ; dataset ; data set ; of data ; data ; total ; in total ; altogether ; table ; export ; dump ; extract ; warehouse ; backlog ; archive ; lake ; nightly ; worth of ; of new|customer|historical|raw|log|telemetry|sensor|transaction|training? data|image|text|document|log|record|imagery|photo|audio|video|history|parquet|csv|json|rows|events ; corpus ; per|a|each|every night|run|day|week|month|batch|job ; of parquet|csv|tiffs|json|jsonl|files|images|logs|documents|video|audio|rows|pictures|photos|records|pdfs|emails ; %rhythm ; overnight',
  ],
  ['dataset', 'size', 'before', 1.5, 'partition|file|part|shard|chunk of'],
  [
    'dataset',
    'size',
    'before',
    1.4,
    'dataset ; data set ; data ; export ; dump ; dataset|data|export|dump|table|corpus|csv|parquet|extract|backlog|total|archive|lake|batch|snapshot|delta|drop of|is|are|size|about|around|has|weighs|weekly|daily|nightly|grows|now|at|total|with|come|totalling|totaling? ; parquet ; csv ; nightly ; weekly ; whole ; altogether ; total* ; snapshot ; rescore|backfill ..? ; table ; %rhythm ; batch of ; job over|on',
  ],
  [
    'ignore',
    'size',
    'before',
    1.4,
    'train* on|set|data|with|is|was? ; limit of|is ; quota of|is ; gzip* to ; compress* to ; could .. to ; shrink to|it ; resize* to ; disk ; ebs ; ssd ; s3 bucket ; bucket of|has|with|is ; bandwidth ; finetuned on ; limited to ; lambda .. limit ; instance with|has ; machine with|has ; laptop with|has? ; server with|has ; box with|has ; cache of ; logs of ; download* ; volume size ; max* allowed|out ; hard limit ; cap* us|them|me at ; a10g|t4|l4|a100|h100|v100|card|gpu|laptop has|with|have ; cap of|is ; node with|has',
  ],
  ['ignore', 'size', 'either', 1.5, 'adapter ; lora ; adapter .. of|is|are|about|around ; adapter r ..? ..?'],
  [
    'ignore',
    'size',
    'after',
    1.4,
    'limit ; quota ; of? disk ; ssd ; ebs ; volume ; instance ; of? training data|set ; train* set|data ; machine ; laptop ; server ; box ; bucket ; cap ; /s ; per second ; bandwidth ; cache ; gpu|card a100|h100|t4|l4|v100|a10|card|gpu|node ; storage ; tmp ; of? storage ; lambda',
  ],
  [
    'archive',
    'size',
    'before',
    1.5,
    'zip is|of|file|weighs|about? ; archive is|of|weighs? ; tarball is|of? ; bundle is|of? ; package is|of? ; artifact|file zip',
  ],
  ['archive', 'size', 'after', 1.3, 'zip ; archive ; tarball ; bundle'],

  // Counts
  [
    'modelCount',
    'count',
    'after',
    1.2,
    'model|models ; .. model|models ; .. .. model ; finetuned|small|separate|different|distinct|individual|per|tenant|customer|xgboost|.. .. .. models ; finetune ; .. finetune ; fine tune ; variants of the? model ; classifier ; .. classifier ; regressor ; forecaster ; predictor ; checkpoint ; .. checkpoint ; llms ; detector ; ranker ; net ; .. net ; booster ; estimator',
  ],
  ['modelCount', 'factor', 'after', 1.2, '#size model ; .. model'],
  [
    'modelCount',
    'count',
    'after',
    1.3,
    'lora|peft|qlora? adapter ; .. adapter ; lora ; .. lora ; head ; .. head ; qlora ; finetuned .. head',
  ],
  ['modelCount', 'count', 'before', 1.25, 'number of models ; model count ; how many models'],
  [
    'activeModels',
    'count',
    'after',
    1.5,
    'alive|awake ; of them|these|those ..? ..? busy|hot|used|active|called|in|get|are|at|live|warm|hit|concurrently ; hot one|model|models|ones ; active ; active model|models|ones|at|per|in ; are|is|get|see used|hot|active|called|hit|busy|in|invoked ; .. hot ; .. active ; models? are|is? hot|active|used|called|busy|live|hit ..? in|at|per|during|within any|a|one|given|the|an? .. hour|time|moment|day ; in use ; busy ; used|called|hit|active|invoked|queried|touched ..? ..? hour ; warm ; live at|in',
  ],
  [
    'activeModels',
    'count',
    'before',
    1.3,
    'of which|them|these ..? ; only ..? active|hot ; active models ..? ; hot ; active ; maybe only',
  ],
  ['containerCount', 'count', 'after', 0.85, 'image'],
  [
    'containerCount',
    'count',
    'after',
    1.3,
    'container ; different|separate|distinct|docker|custom container ; .. container ; docker image ; image .. chain|sequence|pipeline ; container step ; stage ; step ; .. step ; step pipeline',
  ],
  [
    'concurrentRequests',
    'count',
    'after',
    1.75,
    'user|agent|people|session|caller|client|chat|conversation|stream|connection|player|operator|customer|student at once|the|a|one|any|same time|moment ; user|agent|people|session|caller|client|chat|conversation|stream|connection|player|operator|customer|student .. at once|together ; concurrent .. ; concurrent ; in parallel ; simultaneous* ..? ; parallel ; .. at the same time ; .. in parallel ; .. simultaneous* ; .. concurrent* ; .. at a time ; .. typing at ; in flight ; concurrently ; .. in flight ; at any one|given time|moment ; .. at any one|given|time time|moment? ; live session|stream|user ; stream ; agent|dev|user|people|clerk|operator in paralel|parallel ; of them .. at the same|once ; open session ; .. online at',
  ],
  [
    'concurrentRequests',
    'count',
    'before',
    1.4,
    'max num seq* ; max_num_seq* ; agents? in parallel ; concurrency ; concurrency of|is|about|around|:|max|up|level|to? ; concurrent user|request|session|call|stream|connection|client* ..? ; in parallel ; simultaneous* ..? ; parallel request|call ; in flight ; max concurrency ; concurrent',
  ],
  [
    'burstRequests',
    'count',
    'after',
    1.6,
    'request|image|call|event|message|file|doc|document|picture|scan|photo|job|.. image|request|call|event|document arrive|come|land|hit|drop|in together|at|in|within once|the|one|a go|same|single|instant|second|moment? second|time|go|moment? ; .. arrive|come|land|hit|drop .. together ; .. in the same second ; in one go|burst|shot ; together ; at once ; burst ; .. burst ; request at once|together ; .. image|scan|file|document|photo at once|together',
  ],
  [
    'burstRequests',
    'count',
    'before',
    1.5,
    'burst ; burst of|up|to|as|about|around|with? ; spike of|up? to? ; wave of ; in batch of ; batch of ; group of',
  ],
  [
    'inputTokens',
    'count',
    'after',
    1.2,
    'token prompt|input|in|long|per|request|context|chunk|document ; token? in ; token .. prompt ; tok in|prompt|input ; in ; input token ; prompt token ; tokens|token|tok of? prompt|input ; input tok ; tok max input ; token passage|text|document ; token|tok each|apiece ; token per|a|each? document|doc|text|passage|chunk|input|prompt|request|query',
  ],
  [
    'inputTokens',
    'count',
    'before',
    1.2,
    'prompt ; prompt of|is|are|about|around|up|to|typically|has|have|length|size|typical|with? ; input of|is|are|length|tokens|about|around? ; input token ; in ; typical prompt ; prompt token|length ; inputs? up? to? ; prompts? ..? ; send',
  ],
  ['inputTokens', 'count', 'after', 0.75, 'token ; tok'],
  [
    'outputTokens',
    'count',
    'after',
    1.35,
    'token? out ; token .. answer|reply|response|output|completion|summary|generation|back|generated ; tok out|output ; out ; output token ; token generated|output|out|back|answer|reply|response|completion|summary ; new token ; generated token ; token? of? output|answer|reply|response|completion ; output tok',
  ],
  [
    'outputTokens',
    'count',
    'before',
    1.35,
    'answer|reply|output|completion|response|summary|generation of|is|are|about|around|up|to|length|tokens|max|typically|has|with? ; out ; output token|length ; generate* ; generate* up? to? ; max new token* ; max_new_token ; max_token ; max token ; answer* ; produce ; writes?',
  ],
  [
    'contextTokens',
    'count',
    'after',
    1.5,
    'ctx ; context ; token context|window|ctx ; context window|length ; tok ctx|context ; token window ; window ; token long context',
  ],
  [
    'contextTokens',
    'count',
    'before',
    1.5,
    'context ; ctx ; context window|length|size|of|is|up|to|max|about|len? up? to? ; max model len* ; max_model_len ; window of? ; longest prompt|doc|document|input|one|chat|conversation|file|contract ; max context ; total token* ..? ; cap at ; sequence length ..? ; seq len ; context .. up? to? ; num_ctx',
  ],
  [
    'ignore',
    'count',
    'before',
    1.5,
    'max_length ; batch size of|is? ; batch_size ; max length ; top k|p ; version ; python ; year|since|in year ; port ; epoch ; gpt ; replica ; shard ; v ; cuda ; ubuntu ; epochs ; seed ; beam ; k = ; r ; default|defaults is|of|to|are? ; on|of|in team ; quantile ; percentile ; cuda',
  ],
  [
    'ignore',
    'count',
    'after',
    1.2,
    'epoch ; class|classes ; label ; feature|features ; dimension|dim|dims ; float ; column ; layer ; engineer|people|person|developer|dev|scientist|employee ; hospital|clinic|shop|store|branch|site|plant|team|office|country|city|farm|warehouse|language|category|page ; hour ; replica ; gpu|gpus ; cpu|cpus|core|vcpu ; accelerator ; instance|box|node|machine|server|pod|worker ; x ; azs|az|zone ; word|char|character ; pixel|px ; fps ; hz|khz|mhz ; stars ; percent ; degree ; point ; floor ; bit ; step ; hidden ; sensor|camera|device|vehicle|truck|turbine|meter',
  ],
  ['datasetRecordsPerRun', 'count', 'after', 1.35, 'row ; record ; line ; zeilen ; .. row ; .. record'],
  ['datasetRecordsPerRun', 'count', 'after', 0.7, '%word'],
  ['payloadSizeMB', 'size', 'after', 0.6, '%word'],
  [
    'datasetRecordsPerRun',
    'count',
    'after',
    1.1,
    `row|record|line|entry|customer|account|document|doc|image|file|text|item|product|sample|transaction|user|contract|pdf|photo|page|email|review|article|listing|profile|member|policy|loan|sku|event|picture|article|molecule|sequence|scan|video|claim|invoice|policyholder|household|subscriber|lead|tweet|ticket|meter|patient|prediction|inference|address|job|resume|title|song|recording|tile|household|compound|query|score|example|instance|report ; .. row|record|line|customer|document|image|contract|item|file|text|product|account|pdf|transaction|user|photo|ticket|profile|policy`,
  ],
  ['datasetRecordsPerRun', 'count', 'before', 1, 'batch of ; row ; record ; record|row count|is|of? ; score'],
  [
    'modelParametersBillion',
    'params',
    'either',
    0.9,
    'model ; param* ; llm ; parameter ; dense ; .. model ; code model',
  ],
  [
    'modelParametersBillion',
    'count',
    'after',
    1.5,
    'param* ; parameter model ; weight ; learned|trainable weight|param*',
  ],
  [
    'monthlyBudgetUsd',
    'money',
    'either',
    1,
    'budget ; month ; mo ; max ; at most ; under ; below ; cap ; up to ; spend* ; limit ; less than ; < ; no more than ; ceiling ; monthly ; afford ; allowed ; approved ; tops',
  ],
  [
    'ignore',
    'money',
    'either',
    1.3,
    'currently ; we pay ; paying ; paid ; today ; bill is|was ; revenue ; charge* ; each sale ; per sale ; competitor ; vendor charge* ; costs? us ; saves? ; price of ; worth ; cost* now ; burn ; right now ; commit ; commitment ; last month ; per image|call|request|token|hour|transaction|user ; / call|request|image|hour|h|hr ; fine of ; loss of ; salary ; raised|funding ; per|an hour ; openai ; hourly',
  ],
];

/** {@link LINES}, one row for each set of phrases. */
export const ROLES: readonly (readonly [phrases: string, row: RoleRow])[] = LINES.map(
  ([role, dimensions, side, weight, phrases]) => [
    phrases,
    { role, dimensions: dimensions.split(' ') as Dimension[], side, weight },
  ],
);
