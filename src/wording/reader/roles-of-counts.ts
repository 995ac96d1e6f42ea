import type { Line } from './role-types.ts';

export const COUNT_ROLES: readonly Line[] = [
  // Counts
  [
    'modelCount',
    'count',
    'after',
    1.2,
    `
      model|models ; .. model|models ; .. .. model ;
      finetuned|small|separate|different|distinct|individual|per|tenant|customer|xgboost|.. .. .. models ; finetune ;
      .. finetune ; fine tune ; variants of the? model ; classifier ; .. classifier ; regressor ; forecaster ;
      predictor ; checkpoint ; .. checkpoint ; llms ; detector ; ranker ; net ; .. net ; booster ; estimator
    `,
  ],
  ['modelCount', 'factor', 'after', 1.2, '#size model ; .. model'],
  [
    'modelCount',
    'count',
    'after',
    1.3,
    'lora|peft|qlora? adapter ; .. adapter ; lora ; .. lora ; head ; .. head ; qlora ; finetuned .. head',
  ],
  [
    'modelCount',
    'count',
    'before',
    1.25,
    `
      number of model ; model count ; how many model ; model zoo|fleet|collection|portfolio|set of|with|is|has? ; model total|in total|now|: ; fleet of ; mdl ;
      model number|num|qty
    `,
  ],
  [
    'modelCount',
    'count',
    'after',
    1.25,
    'mdl|mdls ; finetuned variant ; variant of the same ; artefact|artifact to serve ; checkpoint to serve',
  ],
  [
    'activeModels',
    'count',
    'after',
    1.5,
    `
      alive|awake ; of them|these|those ..? ..? busy|hot|used|active|called|in|get|are|at|live|warm|hit|concurrently ;
      hot one|model|models|ones ; active ; active model|models|ones|at|per|in ;
      are|is|get|see used|hot|active|called|hit|busy|in|invoked ; .. hot ; .. active ;
      models? are|is? hot|active|used|called|busy|live|hit ..? in|at|per|during|within any|a|one|given|the|an? .. hour|time|moment|day ;
      in use ; busy ; used|called|hit|active|invoked|queried|touched ..? ..? hour ; warm ; live at|in
    `,
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
    `
      container ; framework ; different|separate|distinct|docker|custom container ; .. container ; docker image ;
      image .. chain|sequence|pipeline ; container step ; stage ; step ; .. step ; step pipeline
    `,
  ],
  [
    'concurrentRequests',
    'count',
    'after',
    1.75,
    `
      user|agent|people|session|caller|client|chat|conversation|stream|connection|player|operator|customer|student at once|the|a|one|any|same time|moment ;
      user|agent|people|session|caller|client|chat|conversation|stream|connection|player|operator|customer|student .. at once|together ;
      user|agent|people|session|caller|client|chat|player|operator|dev|analyst .. typing|online|active|logged|connected|working ;
      request|call|query|inference in|under progress|flight|process* ; .. request|call in progress|flight ; request|call parallel ; parralel|paralel ..? ;
      user|agent|people|analyst|dev .. in parralel|paralel|parallel ; hit|press|click .. at the same ;
      concurrent .. ; concurrent ; in parallel ; simultaneous* ..? ; parallel ; .. at the same time ; .. in parallel ;
      .. simultaneous* ; .. concurrent* ; .. at a time ; .. typing at ; in flight ; concurrently ; .. in flight ;
      at any one|given time|moment ; .. at any one|given|time time|moment? ; live session|stream|user ; stream ;
      agent|dev|user|people|clerk|operator in paralel|parallel ; of them .. at the same|once ; open session ;
      .. online at
    `,
  ],
  [
    'concurrentRequests',
    'count',
    'before',
    1.4,
    `
      at any|a|one given? moment|time|point|instant ; max num seq* ; max_num_seq* ; agents? in parallel ; concurrency ;
      concurrency of|is|about|around|:|max|up|level|to? ;
      concurrent user|request|session|call|stream|connection|client* ..? ; in parallel ; simultaneous* ..? ;
      parallel request|call ; in flight ; max concurrency ; concurrent
    `,
  ],
  [
    'peakRequestsPerSecond',
    'count',
    'before',
    1.6,
    'busiest second is|has|see? ; peak|max|maximum rps|qps|tps is|of? ; rps|qps|tps at? peak is?',
  ],
  ['burstRequests', 'count', 'after', 1.6, 'at the same time|instant|moment|second'],
  [
    'burstRequests',
    'count',
    'after',
    1.85,
    `
      .. arrive|come|land|drop|fire|pile|upload .. at|in the? same|once|one|exactly ; .. in the same breath|instant|moment ;
      camera|sensor|device|store|meter|machine .. fire|report|send|call|post at|in|together the? same|once|one? ;
      .. in one go|shot|burst|swoop ; .. on us at once
    `,
  ],
  [
    'burstRequests',
    'count',
    'after',
    1.6,
    `
      request|image|call|event|message|file|doc|document|picture|scan|photo|job|.. image|request|call|event|document arrive|come|land|hit|drop|in together|at|in|within once|the|one|a go|same|single|instant|second|moment? second|time|go|moment? ;
      .. arrive|come|land|hit|drop .. together ; .. in the same second ; in one go|burst|shot ; together ; at once ;
      burst ; .. burst ; request at once|together ; .. image|scan|file|document|photo at once|together
    `,
  ],
  [
    'burstRequests',
    'count',
    'before',
    1.5,
    'burst ; burst size|of|up|to|as|about|around|with? of? ; volley|flood|storm|salvo|clump|flurry of|up? to? ; all at once : ; spike of|up? to? ; wave of ; in batch of ; batch of ; group of',
  ],
  [
    'ignore',
    'count',
    'before',
    1.5,
    `
      max_length ; batch size of|is? ; batch_size ; max length ; top k|p ; version ; python ; year|since|in year ;
      port ; vocab* of|size|is? ; train*|finetuned|pretrained|tuned on|with ..? ; price per ; per million ; epoch ; gpt ; replica ; shard ; v ; cuda ; ubuntu ; epochs ; seed ; beam ; k = ; r ;
      default|defaults is|of|to|are? ; on|of|in team ; quantile ; percentile ; cuda
    `,
  ],
  [
    'ignore',
    'count',
    'after',
    1.2,
    `
      epoch ; class|classes ; label ; feature|features ; dimension|dim|dims ; float ; column ; layer ;
      engineer|people|person|developer|dev|scientist|employee ;
      hospital|clinic|shop|store|branch|site|plant|team|office|country|city|farm|warehouse|language|category|page ;
      hour ; replica ; gpu|gpus ; cpu|cpus|core|vcpu ; accelerator ; instance|box|node|machine|server|pod|worker ; x ;
      azs|az|zone ; word|char|character ; pixel|px ; fps ; hz|khz|mhz ; stars ; percent ; degree ; point ; floor ;
      billion token ; token/s ; tokens? per|/|a second|sec|s|minute|min|day|hour|month ; vocab* ; bit ; step ; hidden ; sensor|camera|device|vehicle|truck|turbine|meter
    `,
  ],
  ['datasetRecordsPerRun', 'count', 'after', 1.35, 'row ; record ; line ; zeilen ; .. row ; .. record'],
  ['datasetRecordsPerRun', 'count', 'after', 0.7, '%word'],
  ['payloadSizeMB', 'size', 'after', 0.6, '%word'],
  [
    'datasetRecordsPerRun',
    'count',
    'after',
    1.1,
    `
      row|record|line|entry|customer|account|document|doc|image|file|text|item|product|sample|transaction|user|contract|pdf|photo|page|email|review|article|listing|profile|member|policy|loan|sku|event|picture|article|molecule|sequence|scan|video|claim|invoice|policyholder|household|subscriber|lead|tweet|ticket|meter|patient|prediction|inference|address|job|resume|title|song|recording|tile|household|compound|query|score|example|instance|report ;
      .. row|record|line|customer|document|image|contract|item|file|text|product|account|pdf|transaction|user|photo|ticket|profile|policy
    `,
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
  ['modelParametersBillion', 'count', 'before', 1.5, 'param* ; param* count|number|total|size|are|is|of|:? is|of|:?'],
  [
    'monthlyBudgetUsd',
    'money',
    'either',
    1,
    `
      budget ; month ; mo ; max ; at most ; under ; below ; cap ; up to ; spend* ; limit ; less than ; < ;
      no more than ; ceiling ; monthly ; afford ; allowed ; approved ; tops ; not more than ; exceed ; gave us|me ; may|can|must|should not? cost ;
      can|could|may|will pay|spend ; all in ; envelope ; pot of ; allowance ; allot* ; allocat* ; earmark* ; set aside ; available ; at our disposal ;
      not cost|be over|more|above|beyond? than?
    `,
  ],
  ['monthlyBudgetUsd', 'count', 'before', 1.35, 'monthly? budget of|is|:|about|max|around|cap|up|limit? to?'],
  [
    'ignore',
    'bits',
    'after',
    1.5,
    'image|picture|pcm|audio|sample|wav|grayscale|grey|gray|tiff|float|png|color|colour|depth|rgb|pixel|mono|scan|dicom|integer|id|hash|key|register|windows|os ; integer|unsigned|per pixel|channel|sample? ; per|/ pixel|channel|sample',
  ],
  ['ignore', 'params', 'before', 1.3, 'raised ; valuation ; revenue ; series b ; funding ; worth ; market'],
  [
    'ignore',
    'money',
    'either',
    1.3,
    `
      currently ; we pay ; paying ; paid ; today ; bill is|was ; revenue ; charge* ; each sale ; per sale ;
      competitor ; vendor charge* ; cost us ; save us|about|around? ; price of ; worth ; cost* now ; burn ; right now ; commit ;
      commitment ; last month ; per image|call|request|token|hour|transaction|user ; / call|request|image|hour|h|hr ;
      fine of ; loss of ; setup|endpoint|instance|box|cluster|server|system|fleet|one cost ; price* at|around|about|from? ; transaction|purchase|loan|order|house|home|claim|payment|invoice|cart|basket over|above|under|of|below|worth|around|up ;
      cost company|firm|clinic|shop ; each|every .. cost ; worth of ; fraud of ; sell* for|at ; average basket|order|sale|ticket ; per hour|request ; salary ; raised|funding ; per|an hour ; openai ; hourly
    `,
  ],
];
