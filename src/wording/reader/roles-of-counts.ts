import { PICTURE } from './nouns.ts';
import type { RoleTable } from './types.ts';

export const COUNT_ROLES: RoleTable = {
  'modelCount after 1.2': `
    .. sklearn|xgboost|lightgbm|onnx|pytorch|tensorflow|prophet|catboost|scikit pipeline|artifact|estimator ; pickle ; .. pickle ;
    model|models ; .. model|models ; .. .. model ;
    finetuned|small|separate|different|distinct|individual|per|tenant|customer|xgboost|.. .. .. models ; finetune ;
    .. finetune ; fine tune ; variants of the? model ; classifier ; .. classifier ; regressor ; forecaster ; predictor ;
    checkpoint ; .. checkpoint ; llms ; detector ; ranker ; net ; .. net ; booster ; estimator ; glm ; gbm ; svm ; arima ; lstm ; cnn
  `,
  'modelCount after 1.3': `
    lora|peft|qlora? adapter ; .. adapter ; lora ; .. lora ; head ; .. head ; qlora ; finetuned .. head
  `,
  'modelCount before 1.25': `
    number of model ; model count ; how many model ; model zoo|fleet|collection|portfolio|set of|with|is|has? ;
    model total|in total|now|: ; fleet of ; mdl ; model number|num|qty
  `,
  'modelCount after 1.25': `
    fine tuned variant|version|checkpoint|model|copy|copies ; .. of these|those|such model|models ;
    mdl|mdls ; finetuned variant ; variant of the same ; artefact|artifact to serve ; checkpoint to serve
  `,
  'activeModels after 1.5': `
    alive|awake ; of them|these|those ..? ..? busy|hot|used|active|called|in|get|are|at|live|warm|hit|concurrently ;
    get|see|have|receive traffic|calls|requests|hits|called|used|asked ; hot one|model|models|ones ; active ; active model|models|ones|at|per|in ;
    are|is|get|see used|hot|active|called|hit|busy|in|invoked ; .. hot ; .. active ;
    models? are|is? hot|active|used|called|busy|live|hit ..? in|at|per|during|within any|a|one|given|the|an? .. hour|time|moment|day ;
    in use ; busy ; used|called|hit|active|invoked|queried|touched ..? ..? hour ; warm ; live at|in
  `,
  'activeModels before 1.3': `
    of which|them|these ..? ; only ..? active|hot ; active models ..? ; hot ; active ; maybe only
  `,
  'images after 1.9': `
    ${PICTURE} per|/|a|an|each|every request|prompt|call|message|question|query|turn ;
    ${PICTURE} in|with|for a|an|each|every|one|the request|prompt|call|message|question|query|turn ;
    ${PICTURE} each|apiece
  `,
  'images before 1.6': `
    request|prompt|call|message|question has|have|carry|carries|contain|contains|include|includes|with about|up|around? to?
  `,
  'containerCount after 0.85': 'image',
  'containerCount after 1.3': `
    container ; framework ; different|separate|distinct|docker|custom container ; .. container ; docker image ;
    image .. chain|sequence|pipeline ; container step ; stage ; step ; .. step ; step pipeline
  `,
  'concurrentRequests after 1.75': `
    .. typing|chatting|working|talking together ;
    user|agent|people|session|caller|client|chat|conversation|stream|connection|player|operator|customer|student at once|the|a|one|any|same time|moment ;
    user|agent|people|session|caller|client|chat|conversation|stream|connection|player|operator|customer|student .. at once|together ;
    user|agent|people|session|caller|client|chat|player|operator|dev|analyst .. typing|online|active|logged|connected|working ;
    request|call|query|inference in|under progress|flight|process* ; .. request|call in progress|flight ;
    request|call parallel ; parralel|paralel ..? ; user|agent|people|analyst|dev .. in parralel|paralel|parallel ;
    hit|press|click .. at the same ; concurrent .. ; concurrent ; in parallel ; simultaneous* ..? ; parallel ;
    .. at the same time ; .. in parallel ; .. simultaneous* ; .. concurrent* ; .. at a time ; .. typing at ; in flight ;
    concurrently ; .. in flight ; at any one|given time|moment ; .. at any one|given|time time|moment? ;
    live session|stream|user ; stream ; agent|dev|user|people|clerk|operator in paralel|parallel ;
    of them .. at the same|once ; open session ; .. online at
  `,
  'concurrentRequests before 1.4': `
    user|session|people|caller|chat at once|the? same? time? ;
    at any|a|one given? moment|time|point|instant ; max num seq* ; max_num_seq* ; agents? in parallel ; concurrency ;
    concurrency of|is|about|around|:|max|up|level|to? ; concurrent user|request|session|call|stream|connection|client* ..? ;
    in parallel ; simultaneous* ..? ; parallel request|call ; in flight ; max concurrency ; concurrent
  `,
  'peakRequestsPerSecond before 1.6': `
    busiest|worst|highest second|sec is|has|see|:? ; peak|max|maximum rps|qps|tps is|of? ; rps|qps|tps at? peak is?
  `,
  'burstRequests after 1.6': `
    at the same time|instant|moment|second ;
    request|image|call|event|message|file|doc|document|picture|scan|photo|job|.. image|request|call|event|document arrive|come|land|hit|drop|in together|at|in|within once|the|one|a go|same|single|instant|second|moment? second|time|go|moment? ;
    .. arrive|come|land|hit|drop .. together ; .. in the same second ; in one go|burst|shot ; together ; at once ; burst ;
    .. burst ; request at once|together ; .. image|scan|file|document|photo at once|together
  `,
  'burstRequests after 1.85': `
    .. report|reports|fire|fires|call|calls|post|posts|send|upload|uploads|ping|pings in|at the very? same|exact|one|identical ;
    .. arrive|arrives|come|land|hit|drop|fire|fall .. in|at|within the very|exact|exactly same second|moment|instant ;
    .. at the very|exact|exactly same|exact|one? second|moment|instant ; .. .. at the very same ;
    .. .. in|at one go|shot|burst|swoop|stroke ; %word arrive|come|land|drop|fire|pile|fall simultaneous*|concurrently|together ;
    .. arrive|come|land|drop|fire|pile|upload .. at|in the? same|once|one|exactly ; .. in the same breath|instant|moment ;
    camera|sensor|device|store|meter|machine .. fire|report|send|call|post at|in|together the? same|once|one? ;
    .. in one go|shot|burst|swoop ; .. on us at once
  `,
  'burstRequests before 1.5': `
    burst ; burst size|of|up|to|as|about|around|with? of? ; volley|flood|storm|salvo|clump|flurry of|up? to? ;
    all at once : ; spike of|up? to? ; wave of ; in batch of ; batch of ; group of
  `,
  'ignore before 1.5': `
    compared|tried|evaluated|benchmarked|considered|assessed|reviewed|shortlisted|trained|built|looked at? ..? ;
    max_length ; batch size of|is? ; batch_size ; max length ; top k|p ; version ; python ; year|since|in year ; port ;
    vocab* of|size|is? ; train*|finetuned|pretrained|tuned on|with ..? ; price per ; per million ; epoch ; gpt ; replica ;
    shard ; v ; cuda ; ubuntu ; epochs ; seed ; beam ; k = ; r ; default|defaults is|of|to|are? ; on|of|in team ; quantile ;
    percentile ; cuda
  `,
  'ignore after 1.2': `
    epoch ; class|classes ; label ; feature|features ; dimension|dim|dims ; float ; column ; layer ;
    engineer|people|person|developer|dev|scientist|employee ;
    hospital|clinic|shop|store|branch|site|plant|team|office|country|city|farm|warehouse|language|category|page ; hour ;
    replica ; gpu|gpus ; cpu|cpus|core|vcpu ; accelerator ; instance|box|node|machine|server|pod|worker ; x ; azs|az|zone ;
    word|char|character ; pixel|px ; fps ; hz|khz|mhz ; stars ; percent ; degree ; point ; floor ; billion token ; token/s ;
    tokens? per|/|a second|sec|s|minute|min|day|hour|month ; vocab* ; bit ; step ; hidden ;
    sensor|camera|device|vehicle|truck|turbine|meter
  `,
  'datasetRecordsPerRun after 1.35': 'row ; record ; line ; zeilen ; .. row ; .. record',
  'datasetRecordsPerRun after 0.7': '%word',
  'datasetRecordsPerRun after 1.1': `
    row|record|line|entry|customer|account|document|doc|image|file|text|item|product|sample|transaction|user|contract|pdf|photo|page|email|review|article|listing|profile|member|policy|loan|sku|event|picture|article|molecule|sequence|scan|video|claim|invoice|policyholder|household|subscriber|lead|tweet|ticket|meter|patient|prediction|inference|address|job|resume|title|song|recording|tile|household|compound|query|score|example|instance|report ;
    .. row|record|line|customer|document|image|contract|item|file|text|product|account|pdf|transaction|user|photo|ticket|profile|policy
  `,
  'datasetRecordsPerRun before 1': 'batch of ; row ; record ; record|row count|is|of? ; score',
  'modelParametersBillion after 1.5': 'param* ; parameter model ; weight ; learned|trainable weight|param*',
  'modelParametersBillion before 1.5': 'param* ; param* count|number|total|size|are|is|of|:? is|of|:?',
  'monthlyBudgetUsd before 1.35': 'monthly? budget of|is|:|about|max|around|cap|up|limit? to?',
  'activeModels after 1.75': `
    of them|these|those ..? ..? busy|hot|used|active|called|live|warm|hit|needed at|in|during any|a|one|once|the? ; ever|really|actually hot|active|busy|used|called|warm ; hot|active|busy|called|warm|used at the? same|once|any|one time|moment|hour?
  `,
};

/** Of language models: a prompt, an answer, and both together. */
export const TOKEN_ROLES: RoleTable = {
  'inputTokens after 1.2': `
    token? go|goes|going in ; token? of? prompt|question|instructions ;
    token prompt|input|in|long|per|request|context|chunk|document ; token? in ; token for|of|in|as|long|per? the|an|a|each|our? prompt ; tok in|prompt|input ; in ;
    input token ; prompt token ; tokens|token|tok of? prompt|input ; input tok ; tok max input ;
    token passage|text|document ; token|tok each|apiece ;
    token per|a|each? document|doc|text|passage|chunk|input|prompt|request|query
  `,
  'inputTokens before 1.2': `
    prompts run|runs|go to|up ;
    prompt|prompts|input|inputs|request|document|text go|goes|get|gets|run|runs|come|comes up? to|in|at? ;
    prompt ; prompt of|is|are|about|around|up|to|typically|has|have|length|size|typical|with? ;
    input of|is|are|length|tokens|about|around? ; input token ; in ; typical prompt ; prompt token|length ; input up? to? ;
    prompts ..? ; send ; isl ; prefill ; input length|len|size|seq* is|of|about|:? ; prompt length|len|size is|of|about|:? ;
    question|query|message|instruction|article|document|passage|text|email|ticket|chunk|abstract|review|transcript of|is|are|about|around|have|has|with|some|averag*|run ..? ;
    read|reads|takes|ingest|ingests in|about? ; user|system|few prompt|message|shot ..? ; retrieved context is|of|about? ;
    input averag* ; text in
  `,
  'inputTokens after 0.75': 'token ; tok',
  'outputTokens after 1.35': `
    come|comes|coming out|back ;
    token? come|comes|coming out|back ; token? of? reply|answer|text back ; generated ;
    token verdict|caption|title|label|explanation|story|translation|letter|report|description|snippet|code ;
    token long answer|reply|summary|response ; token? out ;
    token for|of|in|as|long|per? the|an|a|each|our? answer|reply|response|output|completion|summary|generation|back|generated ; tok out|output ; out ;
    output token ; token generated|output|out|back|answer|reply|response|completion|summary ; new token ; generated token ;
    token? of? output|answer|reply|response|completion ; output tok
  `,
  'outputTokens before 1.35': `
    answer|answers|reply|replies|output|outputs|completion|response|summary run|runs|go|goes|get|gets|come|comes up? to|at|in? ;
    answer|reply|output|completion|response|summary|generation of|is|are|about|around|up|to|length|tokens|max|typically|has|with? ;
    out ; output token|length ; generate* ; generate* up? to? ; max new token* ; max_new_token ; max_token ; max token ;
    answer* ; produce ; write ; osl ; decode ; emit ;
    generation|completion|answer|reply|response|output|summary len|length|size|limit is|of|about|:? ;
    answer|reply|output|completion|response|summary some|about|around|~|never|rarely|max|under|averag*|run ..? ; spit out ;
    back ; return* ; verdict of|is|are? ; max_completion_token ; writes|write about|around|up|some? to?
  `,
  'contextTokens after 1.5': `
    ctx ; context ; token context|window|ctx ; context window|length ; tok ctx|context ; token window ; window ;
    incl|including the? reply|answer|output|completion ; token incl|including|with the? reply|answer|output|completion ;
    token long context ; token must|have|needs fit|to ; token of context|history ; tok context|window ;
    context needed|required|is|max ; total context ; token conversation|history|thread|book|contract
  `,
  'contextTokens before 1.5': `
    context ; ctx ; context window|length|size|of|is|up|to|max|about|len? up? to? ; max model len* ; max_model_len ;
    window of? ; longest prompt|doc|document|input|one|chat|conversation|file|contract|thread|text|email|transcript|article|message ; max context ; total token* ..? ;
    prompt and|+|&|plus answer|completion|reply|output|response ..? ..? ; max_seq_len ; max_input_length ;
    max_total_tokens ;
    conversation|chat|thread|session|history|dialog|transcript|doc|document|contract|book run|go|grow|get|reach|can|may ..? up? to? ;
    as long as ; needs|need context .. ; max model len ; max seq* len* ; window is|of|:? ; up to .. context ; cap at ;
    sequence length ..? ; seq len ; context .. up? to? ; num_ctx
  `,
};

export const FACTOR_ROLES: RoleTable = {
  'modelCount after 1.2': '#size model ; .. model',
};

export const PARAMETER_ROLES: RoleTable = {
  'modelParametersBillion either 0.9': 'model ; param* ; llm ; parameter ; dense ; .. model ; code model',
  'modelParametersBillion after 1.5': 'weight',
  'ignore before 1.3': 'raised ; valuation ; revenue ; series b ; funding ; worth ; market',
};

export const MONEY_ROLES: RoleTable = {
  'monthlyBudgetUsd either 1': `
    budget ; month ; mo ; max ; at most ; under ; below ; cap ; up to ; spend* ; limit ; less than ; < ; no more than ;
    ceiling ; monthly ; afford ; allowed ; approved ; tops ; not more than ; exceed ; gave us|me ;
    may|can|must|should not? cost ; can|could|may|will pay|spend ; all in ; envelope ; pot of ; allowance ; allot* ;
    allocat* ; earmark* ; set aside ; available ; at our disposal ; not cost|be over|more|above|beyond? than?
  `,
  'ignore after 1.7': 'per|/ device|unit|head|seat|customer|order|employee|shop|store',
  'ignore either 1.3': `
    sell|sells|sold .. for|at ; vendor|supplier|provider|they|competitor|agency ask|asks|want|wants|quote|quotes|charge ..? ;
    currently ; spent ; we pay ; paying ; paid ; today ; bill is|was ; revenue ; charge* ; each sale ; per sale ; competitor ;
    vendor charge* ; cost us ; save us|about|around? ; price of ; worth ; cost* now ; burn ; right now ; commit ;
    commitment ; last month ; per image|call|request|token|hour|transaction|user ; / call|request|image|hour|h|hr ;
    fine of ; loss of ; setup|endpoint|instance|box|cluster|server|system|fleet|one cost ; price* at|around|about|from? ;
    transaction|purchase|loan|order|house|home|claim|payment|invoice|cart|basket over|above|under|of|below|worth|around|up ;
    cost company|firm|clinic|shop ; each|every .. cost ; worth of ; fraud of ; sell* for|at ;
    average basket|order|sale|ticket ; per hour|request ; salary ; raised|funding ; per|an hour ; openai ; hourly
  `,
};

export const BIT_ROLES: RoleTable = {
  'ignore before 1.5': 'khz|hz ; sampl* .. ; pcm ; wav ; audio',
  'ignore after 1.5': `
    image|picture|pcm|audio|sample|wav|grayscale|grey|gray|tiff|float|png|color|colour|depth|rgb|pixel|mono|scan|dicom|integer|id|hash|key|register|windows|os ;
    integer|unsigned|per pixel|channel|sample? ; per|/ pixel|channel|sample
  `,
};
