import { wordSet } from '../../text.ts';

/** Words by what they have in common, in their stem: one list for each module that reads them. Add a word. */
const wordSets = <Name extends string>(
  lists: Readonly<Record<Name, string>>,
): Readonly<Record<Name, ReadonlySet<string>>> =>
  Object.fromEntries(Object.entries<string>(lists).map(([name, words]) => [name, wordSet(words)])) as Record<
    Name,
    ReadonlySet<string>
  >;

export const ASIDES_WORDS = wordSets({
  served: 'but serve inference predict served serving score scored scoring model artifact weight',
  past: 'was were had did saw hit got took ran needed used handled reached served processed peaked',
  instead: 'instead than if unlike',
  others: 'competitor competition rival colleague friend theirs elsewhere predecessor',
  ours: 'our ours we us my mine i but so here new',
  /** What runs next to the endpoint, and who or what works before it is asked. Add a word. */
  beside: `
    redis memcached dynamo dynamodb database db postgres postgresql mysql mongo mongodb elasticsearch opensearch cassandra snowflake redshift bigquery
    oracle cache cdn edge queue kafka kinesis topic log logfile backup dashboard grafana datadog splunk prometheus repo repository git github gitlab
    jenkin ci build terraform notebook jupyter laptop excel spark etl glue emr hadoop dbt website webshop crawler scraper store link uplink vpn wifi
    internet bandwidth firewall labeler labeller labeling labelling annotation meeting workshop sprint onboarding audit auditor retention helpdesk
    hotline engine rule simulation experiment lake
  `,
  within: `
    model endpoint request req call inference prediction predict invocation payload input it ours classifier scorer detector answer reply response
    output server service api gpu cpu container image
  `,
  us: 'we us i',
  /** Sellers, whose prices are no budget, and words that make an amount ours. */
  sellers:
    'vendor supplier provider competitor agency bureau reseller offer licence license subscription today currently current cluster node',
  budgets: 'budget max maximum most cap limit ceiling spend afford',
  /** In front of a status of HTTP, and what may stand behind one. */
  answered: 'get got return returned status code error http throw threw raise raised fail failed answer see response',
  turns: 'or and error when on if for from after with but from because status response',
  /** Behind these a name is no subject, and in front of these it has no verb. */
  joins: 'of in for with from to on via per and or at up about around : show say',
  hearsay: 'told rumour rumor hearsay supposedly allegedly apparently rumoured rumored',
});

export const ASSIGN_ROLES_WORDS = wordSets({
  /** What stands between a quantity and what says its role, and weakens nothing. */
  light: `
    a an the of is are be at about around roughly approx approximately circa ca up to max most maximum only just like say something some than less
    more over under below within ~ < > = : - " ' ( ) it its our their us we well total or so | höchstens usually typically normally each will would
    should must can may takes max. currently now
  `,
  /** Begins what a quantity is for, and not what it is. */
  apart: 'per / each a an for to every of is on at',
  noNoun: `
    and but or in on for with when if then so because that which while every once twice nightly daily weekly monthly hourly already we they it not no
    vs as per today later ago please pls have has they there by from gpu cpu p50 p99 p95 sporadic steady within under batch stateless busy idle
  `,
  correcting: 'sorry correction oops meant typo',
  /** What may stand behind a number that leaves out its unit. */
  free: `
    and but or max avg average peak normally usually typical typically on at when whenever if during while because so then tops of once in sometimes
    for as though which today
  `,
  judged: 'ok okay fine good enough plenty acceptable max maximum alright',
  /** What ties a number to the words before it. */
  ties: `
    is are was be to of about around only at max answer output reply out peak sometimes usually normally avg average up like more spike burst say
    budget limit cap target sla slo latency timeout ceiling pass take took need run last crunch use eat spend cost for within under below than reach
    hit weigh go sorry correction meant typo seen saw model inference network itself alone has become get our ours your yours mine
  `,
  /** What stands between two rates of one sentence. */
  turns: ', ; but and or then otherwise else ( / - while',
  occasions: 'when whenever if on during in while once as at',
  peaks: `
    ordinary otherwise usual regular calm quiet else peak avg average mean max normally usually sometimes spike burst normal typical typically worst
    up surge top rush seen saw p95 p99
  `,
  /** Of two amounts of a kind, the one that is of the present system counts.*/
  was: 'was were had did took used ran answered needed handled got weighed sent',
  now: 'is are now today has have new takes needs uses currently',
  accepts: 'ok okay fine acceptable accepted tolerable',
});

export const AT_ONCE_WORDS = wordSets({
  notPeople: `
    model adapter lora container token tok instance gpu worker shop request stream connection camera sensor alert
  `,
  /** What people do in one moment, and not for a while. */
  /** What is still going on. */
  open: 'waiting open active running pending',
  people: 'user people person employee staff colleague customer agent member student developer dev teacher mau dau',
  presses: 'press click submit upload send fire arrive come land drop post ping report tap',
});

export const CLAIM_ROLE_WORDS = wordSets({
  accepts: `
    ok okay fine acceptable accepted may can could live within allowed tolerate tolerable care notice mind accept good cool alright problem wait
    lukewarm nothing forgiven tolerated happy drama matter promised permitted
  `,
  using: 'use the our call share query hit on this train build built',
  images: 'image container docker ecr registry dockerfile img layer',
  tokenWords: `
    token tok in out ctx context prompt input output window max per each long and or for completion answer reply new generated total typical on avg of
    word back then with when but response summary at come go
  `,
});

export const DATASET_WORDS = wordSets({
  /** Words of requests that somebody or something waits for. */
  asked: `
    rps qps tps latency endpoint user caller chat realtime interactive online api click p99 p95 lambda webhook invoke req request invocation call
  `,
  /** What data lies in. */
  stored: `
    row record line csv parquet jsonl avro orc tfrecord table dataset dump extract export archive folder bucket lake warehouse snapshot corpus catalog
    catalogue backlog portfolio ledger
  `,
  /** A day or a night by name: a job's rhythm more often than a caller's. */
  runTimes: 'night monday tuesday wednesday thursday friday saturday sunday weekend semester term evening',
  due: `
    done through ready finished finish complete completed back due out loaded written results return within inside
  `,
  days: 'day weekday workday',
  loaded: `
    model adapter lora container ram gpu vram memory weight checkpoint disk load loaded resident docker database db card
  `,
  others: `
    model adapter lora user token tok tenant request req call query hit invocation prediction inference click visitor word char employee install
    download table people person colleague visitor guest student
  `,
});

export const JOB_TIMES_WORDS = wordSets({
  starts: 'start begin from at kick drop land arrive ready available after complete come',
  ends: `
    done finish finished ready by before until complete completed back due till loaded needed wanted expected delivered out there through
  `,
  wanted: 'need must has have should',
  at: 'at from by to - until till before after about around start begin done ready finished',
});

export const KINDS_WORDS = wordSets({
  tokenWords: 'token tok ctx context prompt llm chat chatbot copilot rag vllm tgi seq len isl osl prefill',
  seeing: 'vlm vl vision multimodal llava pixtral internvl molmo idefics cogvlm minicpm prompt',
});

export const LEFTOVERS_WORDS = wordSets({
  /** Words that state nothing by themselves, so that nobody misses them in what was used. */
  small: `
    a an the and or but of to in on at for from by with within without as is are be been being was were am it its this that these those there here i
    we you they he she our your their my me us them who which what when where how why than then so if else not no yes do does did done have has had
    having can could will would shall should may might must need want get got gets make made let lets just only also too very really quite about
    around roughly approx some any each every all both per up down out over under into onto off more most less least many much few lot lots please pls
    thx thanks hi hey hello all folks guys team help advise question basically honestly actually like well ok okay right now today currently still
    even ever maybe perhaps probably say said thing things stuff kind sort one ones use used using run runs running go goes going come comes coming
    work works working serve serving model request traffic endpoint sagemaker inference api service data answer result output input call caller user
    load size time latency think know sure new old own same other because since while after before until during it's we're there's i'm small big large
    good fine great see try looking look way put take takes taking give gives plus etc e.g i.e vs via ca ml ai max min avg typical typically usually
    normally mostly often sometimes never always currently
  `,
});

export const MOODS_WORDS = wordSets({
  /** Words that negate, hedge or doubt their neighbours.*/
  negators: `
    no not nobody without never pas sin sans senza none neither nor non zero w/o cannot keine kein ohne nicht avoid skip remove excluding ain't
  `,
  drops: 'drop dropped lose lost dropping ditch ditched scrap scrapped waive waived lift lifted',
  /** Words between a "no" and what it denies. */
  between: `
    need needed require required requirement any a an the of for to have has want use be been is are must really actually strictly special or nor and
    either even on run do get it we necessarily at all support needing requiring currently yet by that kind our de
  `,
  hedges: `
    maybe perhaps possibly might could ideally optionally someday considering consider considered thinking evaluating hopefully unless if instead rather than
    unlike versus vs later wish hope hoping dream love
  `,
  /** Hedges that mean nothing where everything is supposed. */
  supposing: `
    if might could maybe perhaps possibly later considering consider considered thinking someday hopefully wish hope
  `,
  /** After a word of what is had or done, an earlier "no" is about something else. */
  verbs: 'with use on run over then just only still sit from in because since as when while',
  interrogatives: `
    is are can could do does should would which what why how will when not or any must may shall has have who where did possible really
  `,
  served: `
    but serve served serving inference inferencing predict prediction production hosting live score scored scoring rescore
  `,
  unsure: 'unsure unclear whether wonder wondering undecided unknown dunno',
});

export const MULTIPLIED_WORDS = wordSets({
  requests: 'request req call prompt query inference invocation',
  /** What stands between a count of things and the size of each. */
  times: 'of x × * à @',
  about: '~ about around roughly',
  /** What says of how many parts a whole is. */
  each: 'per each every /',
  has: 'has have bring contain include yield deliver hold carry produce with',
  noParts: 'model adapter lora record row line customer',
  who: `
    manager translator developer planner hotel hub user customer agent people employee device camera sensor store shop branch clinic hospital doctor analyst client member driver vehicle truck
    machine turbine meter site plant seller engineer teacher student person nurse farm farmer lawyer team tenant subscriber patient player courier
    phone kiosk warehouse factory line trader dealer station visitor clerk merchant technician worker robot drone car bus train ship plane house
    building room bed school restaurant pharmacy office partner reviewer inspector rep operator locker gate pump inverter collar cam tracker wearable
    router server lift elevator antenna chimney panel valve fridge scanner terminal till register tram watch
  `,
});

export const NAME_WORDS = wordSets({
  /** What is served, by a word that says so alone. */
  alone: `
    ocr ner tts asr stt fraud churn sentiment spam moderation translation translator transcription transcriber diarization diarisation summarization
    summarisation summarizer captioning upscaling upscaler text2sql anonymization redaction deduplication chatbot copilot autocomplete plagiarism toxicity
    personalization personalisation recommender reranker ranker classifier detector forecaster embedding autoencoder lipsync dubbing subtitling
  `,
  /** What is served, where the word in front of it says of what: "credit scoring". */
  heads: `
    scoring anomaly detection classification segmentation recommendation prediction extraction generation recognition estimation identification verification
    completion localization reconstruction attribution inspection matching parsing tagging forecasting forecast pricing ranking reranking rerank
    labeling labelling routing triage search lookup analysis analytic review screening scanning monitoring captioning removal valuation planning
    planner optimizer optimization attention imputation clustering tracking counting grading match dubbing coding writing editing retrieval qa check checker
    filter parser tagger scorer predictor estimator generator finder reader helper matcher segmenter writer counter translator recognizer recogniser
    generation gen diagnosis simulation underwriting reading synthesis assessment evaluation profiling chat network net
  `,
  /** "Speech to text" */
  media: 'text speech image video audio voice music code sql 3d',
  /** Says that something is served, and not what: "churn model", "pd api". */
  served:
    'model api service svc endpoint engine bot app assistant agent tool pipeline system platform feature job workload demo prototype backend',
  /** Says nothing of what is served. */
  noModifier: `
    batch realtime serverless async asynchronous multi single one two three half first second last next another other own new old big bigger biggest
    small smaller tiny little large larger huge trained pretrained finetuned tuned untrained custom different several same such existing whole entire
    current simple basic ml ai dl deep learning sagemaker aws ec2 lambda kubernetes docker container gpu cpu host hosting deploy deploying serve
    serving run running build building launch move moving migrate use using want need ask asks tell told gave give gonna wanna gotta lemme idea
    nobody someone somebody everyone anybody copy boss colleague vendor team department company competitor purple top night day
    morning evening hot warm cold idle busy active available needed share shared separate individual per tenant pls thx why whats what cost cheap
    cheaper cheapest fast faster slow slower expensive enough better best good ok okay great free real time traffic load payload latency response
    request budget memory weight timeout deadline burst concurrency region context size max min average accuracy require requires takes took go
    goes going works working see think know like just only also still maybe please help advise trying looking called calling measured measure currently
    finish finished start starts stop wait waits answer answers return returns upload uploads send sends pay paying paid replace replacing test tested
    no not never without public private internal internet production prod dev staging live main every each all any once sometimes usually
    typical typically mostly roughly base open source behind sit pull sent feature nothing between req rps qps p50 p90 p95 p99 within innerhalb realtime preprocessing postprocessing preprocess postprocess follow large-scale input output json image-based version variant v1 v2 v3 copy another legacy of python vllm jira
  `,
  /** What a line begins with that says what follows. */
  labels: 'name workload service title ticket subject job peak token',
  /** Small words that stand inside of a name. */
  joining: 'of for in on to and with from by at the a an per our',
  /** Small words that a name may begin or end with. */
  nouns:
    'data user caller call service request answer result output input load time model endpoint traffic api inference',
  /** What a sentence about a workload begins with, and no name. */
  measured: `
    payload latency response request memory context budget timeout weight deadline burst concurrency region size max min average peak traffic input
    output answer result time model endpoint inference
  `,
  greetings: 'hi hello hey hallo dear good morning greetings moin yo bonjour bonsoir boa bom hola ciao guten servus',
  /** Parts of a date. */
  dates: 'mon tue wed thu fri sat sun jan feb mar apr may jun jul aug sep sept oct nov dec q1 q2 q3 q4 week',
  /** "real-time", "multi-model": how something is, in two words. */
  qualifying:
    'real near on off multi single low high per fine pre post self open cold always large long short sub non half peak business office full',
  qualified: `
    time demand prem model container tenant region az zone variant latency volume traffic throughput load availability cost memory tuned trained
    processing hosted source managed peak scale running lived term second critical hour start precision
  `,
  /** "customer-facing", "cpu-only" */
  endings:
    'based only level specific facing critical ready aware driven heavy wide end ahead up ish hour traffic state sent on live',
});

export const RATE_SCENE_WORDS = wordSets({
  hedges: 'maybe perhaps might could possibly',
  films: 'camera cam stream webcam cctv drone microscope scope feed',
  errors: 'error alarm alert exception failure timeout',
  spent: 'budget spend afford',
  priced: 'licence license fee expensive salary rent',
});

export const READ_MODELS_WORDS = wordSets({
  hot: 'touched active hot used alive live busy hit queried invoked',
  having: 'with has have get need own',
  notAPlace: `
    agreement airport exchange symphony times university police fashion marathon startup company city weather market price demand sale shop tourist
    trip flight train hotel citizen farm university user customer office player patient driver guest student speaker farmer developer dev engineer
    reader visitor fleet vehicle truck robot drone camera sensor store factory team hospital branch client shop store people based headquarter
    colleague mostly daytime hour doctor traffic time agent people staff
  `,
  priced: 'cost price pricing expensive',
  inUse: `
    current currently existing replace replaces replacing idle ec2 legacy old gave sits handles migrate migrating moving away
    paying
  `,
  wished: 'want plan prefer choose chose must should will would target like thinking considering wish',
  measuredOn: 'on with using @ (',
  tried: 'took needed ran was measured tested tried test benchmark',
  tests: 'test testing staging dev development lab demo pilot old',
  machines: 'machine box server cluster instance environment env rig account setup',
  frameworks: `
    sklearn scikit xgboost xgb lightgbm lgbm catboost pytorch torch tensorflow tf keras mxnet onnx prophet spacy jax huggingface fasttext mlflow r
    spark
  `,
  sits: 'sit work live seated located',
  joinsRegions: 'and & + with standby failover backup secondary replica dr also plus both mirrored copy',
  partsRegions: 'or vs versus not maybe later if from',
});

export const RELATIVE_WORDS = wordSets({
  large: 'large big bigger larger heavy heavier small smaller size',
  count: 'many fewer',
  they: 'they them those these',
  season: 'next last this coming previous each every per',
  more: 'more higher larger bigger longer grow growth rise increase up extra slower',
  less: 'less fewer lower smaller shorter drop fall decrease shrink down faster quicker reduce cut',
});

export const RESOLVE_WORDS = wordSets({
  marks: 'wait sorry correction scratch mean meant typo edit actually oops rather',
});

export const SECOND_LOOK_WORDS = wordSets({
  noNoun: 'and but or in on for with when if then so today now of by to at each which that all',
});

export const SPELLING_WORDS = wordSets({
  /** Words that decide what is read. A slip in one of them is mended; other words stay as they are typed. */
  deciding: `
    about accept acceptable adapter answer around average availability balanced batch before bidirectional budget burst business busy caller cheapest
    client concurrent concurrently constant container context daily dataset deadline document endpoint every frequently frankfurt gigabyte gpu hourly
    idle image inference input instance intermittent isolation kilobyte latency maximum megabyte memory message millisecond million minute model
    monthly nightly occasionally output parallel parameter payload peak pipeline prediction process processing prompt quarterly rarely record region
    request requirement response second sequence serverless simultaneous simultaneously sporadic steady stream streaming summarization support token
    traffic unpredictable variable virginia weekly weight within
  `,
  /** Words by which a question is known. Shorter ones are too near to others: "host" is no slip of "cost". */
  ofQuestions: `
    serverless asynchronous transform realtime compare comparison assumption assumptions expensive cheaper cheapest instance instances payload
    payloads traffic requests frankfurt pricing monthly deploy status decided suppose difference alternatives streaming latency container containers
  `,
  /** Real words that are one letter away from those. */
  others: `
    adapted adopter bust burnt calmer content contest dairy mode modal modem motel steam strem taken token weakly averaged wight minuet prompter
    recorded
  `,
});

export const STATEMENTS_WORDS = wordSets({
  several: 'model adapter tenant lora customer pipeline classifier forecaster net pickle',
  adjectives: 'steady flat stable even uniform irregular spiky wavy uneven constant',
  /** What may stand behind a word about traffic: what varies, or a word that goes on with something else. */
  traffic: `
    traffic load rate use usage call request req volume demand query flow stream trickle around at on in over all and but with through during most
    mostly by from to as for the a we it no or not day night 24/7 rps qps about approx roughly per throughout gpu cpu since because so if until
    otherwise pattern access inference basis throughput only stateless vpc behavior behaviour
  `,
});

export const THINGS_WORDS = wordSets({
  /** How names of models begin where they name who made them. */
  organizations: `
    meta mistralai google microsoft openai deepseekai tiiuae baai intfloat nvidia sentencetransformers stabilityai blackforestlabs facebook bigscience
    eleutherai moonshotai zaiorg alibabanlp jinaai nomicai snowflake huggingfacetb ultralytics unsloth thebloke casperhansen
  `,
  /** Algorithms in the table: naming one says nothing about a model. */
  algorithms: 'xgboost',
  /** Families whose sizes are named like "gpt-j 6b", where the table of known models has no such row. */
  families: `
    alpaca aya baichuan bloom bloomz cerebras codellama codegen codegen2 cogvlm command dbrx dolly exaone gemma gpt-j gptj gpt-neo gpt-neox granite internlm
    internvl jais jamba llama llama2 llama3 llava minicpm mistral mixtral mosaic mpt nemotron olmo openhermes opt orca palmyra persimmon phi pixtral
    pythia qwen qwen2 qwen3 solar stablelm starcoder starcoder2 vicuna wizardcoder wizardlm xgen yi zephyr falcon deepseek deepseek-coder molmo
    idefics
  `,
  /** A known name with one of these behind it is that of another model. */
  variants: 'distill distilled coder vl vision math guard mini nano nemo omni audio reranker like style sized',
  /** Names of the table that are ordinary words, too. */
  plain: 'clip sam base large small scout maverick solar command opt palm',
});

export const TOKEN_RATES_WORDS = wordSets({
  tokens: 'token tok',
});

/** Words that name a field. */
export const FIELD_NAMES = wordSets({
  payloadSizeMB: 'payload payloads request requests body call calls invocation per each',
  monthlyRequests: 'request requests call calls invocation invocations prediction predictions',
  processingTimeSeconds: 'processing inference compute latency runtime',
  modelSizeGB: 'model models weights',
  datasetSizeGB: 'dataset',
  concurrentRequests: 'concurrent request requests',
  burstRequests: 'burst bursts request requests call calls',
  monthlyBudgetUsd: 'budget budgets cap limit',
});

/** Slips in short words, by what was meant. */
export const SLIPS: Readonly<Record<string, string>> = {
  what: 'waht wht wat hwat wath whta wut',
  'what is': 'whats',
  how: 'hwo hw',
  why: 'whu wy',
  can: 'cna',
  if: 'fi',
  the: 'teh',
  would: 'woudl wuold',
  could: 'coudl cuold',
  cost: 'cots csot',
  async: 'asycn ansync',
  batch: 'bacth',
};
