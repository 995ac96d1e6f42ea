import { ANSWER, CALLER_SIDE, FIRST, MEDIA, PERSON, WAITER, WORK } from './nouns.ts';
import type { RoleTable } from './types.ts';

const ACCEPTED =
  'ok|okay|fine|good|great|enough|acceptable|accepted|cool|alright|tolerable|sufficient|plenty|perfect|max|tops|allowed';

const MODEL =
  'model|inference|net|network|classifier|detector|ranker|solver|renderer|encoder|forward|predict|prediction';

const WHOLE = 'whole|entire|full|complete';
const TEXT = 'answer|reply|response|text|generation|completion|output|summary';
/** What is heard and lasts; a call may be a request, too. */
const HEARD = `${MEDIA}|voicemail|lecture|dictation|memo|webinar|broadcast`;

export const TIME_ROLES: RoleTable = {
  // Where an answer is streamed, its end
  'answerSeconds before 2.1': `
    ${WHOLE} ${TEXT} in|within|under|below|after|by|inside|over|at|max|maximum|up|:|= most|to|than? ;
    ${WHOLE} ${TEXT} .. in|within|under|below|after|by|inside ;
    ${WHOLE} ${TEXT} may|can|could|should|must ..? take|arrive|last|be ..? up? to? ;
    ${TEXT} .. complete|completed|finished in|within|under|after|by ; last token|word in|within|under|after|by ;
    time to the? last token|word is|of|:?
  `,
  'answerSeconds after 2': `
    for|until|till|to the|a|an? ${WHOLE} ${TEXT} ; is|are ok|okay|fine|enough for the|a|an? ${WHOLE} ${TEXT}
  `,
  // What is heard for one request
  'audioSeconds after 2.05': `
    long? ${HEARD} ; of audio|speech per|each|in|a|an|for a|an|one|each|every? request|file|call|clip|upload|recording
  `,
  'audioSeconds before 2.1': `
    ${HEARD} of up? to? ;
    clip|audio|recording|podcast|meeting|voicemail|lecture|interview|episode|dictation|memo|webinar|broadcast is|are|last|average|averaging|up|around|about up? to?
  `,
  // How long the model works for one request
  'processingTimeSeconds before 0.9': 'model',
  'processingTimeSeconds before 1.3': 'inference|scoring|model|prediction need*|take* up? to?',
  'responseTimeSeconds before 1.1': 'accept|tolerate|endure ; user|customer|caller accept|tolerate',
  'processingTimeSeconds after 1.3': `
    of? work|compute|inference|processing|gpu|cpu each|apiece|per ;
    per|/|each|a|an|for|every each|one|a|single|every? ${WORK} ; per|/|pro|je %word ; each ; apiece ; a piece ; a pop ;
    of? gpu|cpu|compute|processing|work time? per|for|each|/ a|an|one|each? %word ; rechenzeit
  `,
  'processingTimeSeconds after 1.7': `
    of? gpu|cpu|compute? time? per|/|each ${MEDIA} ;
    to process|infer|run|compute|score|render|transcribe|classify|embed|predict|crunch a|an|one|each
  `,
  'processingTimeSeconds before 1.05': `
    take|taking|took ; takes? up? to? ; need|require|spend about|around|roughly? ; processing time? ; process* ;
    run|running|finish* in|for ; runtime ; compute time? ; computation ; gpu time ; inference ; model itself ; model time ;
    forward pass ; per|each|every|one|a|single .. take* ; execution time? ; exec time? ; generation time ; duration ;
    work for ; think for a? good? ; chew|chews on it|them|that for? ; measured ; handle|handles|process|processes|score|scores one|a|an|each ${WORK} in ; crunch* ; chew* ; prediction time ; model alone ; service time ; eat|chew|burn|crunch ; infer ;
    compute* for|about|around|roughly ; ${WORK} .. cost|costs us? ; tarda ; dauert ; prend ; keep* .. busy|occupied for? ;
    occupy|occupied for? ; busy for ; spend .. on ; average* ; need .. for|per
  `,
  'processingTimeSeconds before 1.45': `
    finder|reader|checker|tagger|scorer|solver run|runs|take|takes for? ; our|mine run ; model|inference|compute p50|p95|p99|latency|time : ; busy with it|them|that|one|each for? ;
    chew|chews|crunch|crunches|work|works|spend|spends|grind|grinds|calculate|calculates|think|thinks on|through|over|about? each|every|a|an|one|the %word for? ; keep|keeps .. busy|occupied|loaded for? ; inference|forward|model|compute itself|alone|pass? takes|take|needs|need|is|costs|eats|runs about|around? ; serving is|takes ; burns|burn|consumes|eats ..? ;
    model|inference|prediction|compute|processing|scoring|forward time|latency|duration is|of|p50|p95|p99? ;
    latency of the model ; model|inference latency ( p50|p95|p99 ) ;
    p95|p99 inference|model|compute|processing time|latency? is?
  `,
  'processingTimeSeconds before 0.96': 'run|runs|ran on .. in',
  'processingTimeSeconds before 0.95': `
    per|each|every|one|a|single|an ${WORK} ; #count ${WORK} = ; #count ${WORK} take|need|run|last ;
    ${MODEL} is|are|run|need ; it is|'s fast|slow ; swear .. fast ; laptop ; transcription ; transcode ;
    train* of? thought ; ${WORK} run|last ; run|simulation|job last|run ; run last ;
    on a|an? laptop|workstation|t4|a10g|g4dn|g5|l4|a100|h100|cpu|gpu ; embed* .. : ; slow|quick|fast (
  `,
  'processingTimeSeconds after 1.05': `
    on one|1|single|some cpu|gpu|t4|a10g|a100|v100|h100|l4|core|vcpu|accelerator ;
    model ; inference ; of? compute ; of? processing ; of? gpu time? ; of work ; infer ; of? gpu each|time ; of crunch* ;
    to process|infer|run|compute|score|generate|render|transcribe|classify|embed|summarize|summarise|predict|crunch ;
    processing time? ; runtime ;
    on a|an|our|the|their|my|her|his? cpu|gpu|t4|a10g|a100|v100|h100|l4|m1|m2|laptop|thing|box ; on %instance ;
    model latency ; model time ; inference time ; compute time ; per|each|a ; cpu time? ; gpu time ;
    on her|his|my|their .. laptop ; on a g4dn|g5|g6|c5|m5
  `,
  'processingTimeSeconds before 0.78': MODEL,
  'processingTimeSeconds before 1.7': `${WORK}|simulation|job last`,
  'processingTimeSeconds before 2.2': 'inference|model|api|endpoint call|run last',
  'ignore before 2': `${MEDIA}|song last ; voice|audio message|memo|note last`,
  // How long a caller waits
  'responseTimeSeconds before 1.05': `
    within ; innerhalb ; binnen ; sous ; en menos de ; unter ; resp ; lat ; under|undre ; below ; less|fewer than ; < ;
    in less|under than? ; not|no|never more|longer|later|slower|over than? ; at most ; max|maximum|max. ;
    in|of maximum|max ; höchstens ; up to ; faster|quicker than ; inside ; no later than ; latest|late after|in? ; sub ;
    cap* at ; needed|required|wanted|due|expected : ; must be|stay|remain|not exceed under|below? ; exceed ; not over ; by at most ; tops ;
    ${WAITER} .. inside|within ; we|you have|get about|around|roughly|only|just? ; have|has only|just ;
    there|done|finished|out|back|in in|by|within|inside ; tolerance
  `,
  'responseTimeSeconds before 1.2': `
    response time|latency? ; responsetime ; latency ;
    latency|response|time budget|target|slo|sla|goal|limit|requirement|bound|ceiling|cap|need|allowance ;
    p90|p95|p98|p99|p99.9|p999|tp99 latency? ; ttft ; time to first token|byte|word|chunk ;
    first token|word|byte|chunk in|within|under? ; end to end ; e2e ; round trip|turnaround ; turnaround time? ;
    respond* in|within? ; ${ANSWER} ..? in|within|under|after|back|due|by|is|are|should|must|at|inside|until ;
    ${ANSWER} ..? take ; answer|reply|response need ; back in|within|after|inside ; ready in|within ; wait ; wait* up to|for|at most|max|no|not|under? ;
    need* .. in|within|under ; waiting time ; due in|within|after? ; deadline ; deadline of|is ;
    get .. in|within|inside|after ; patience ..? ; expect* .. in|within ; willing|prepared|happy|ready|able to? wait ..? ;
    wait .. than ; longer than ; want .. in|within ; return* in|within ; budget of? ; deliver* in|within ; respond* under ;
    tolerate ; live with a|an? ; happy with|if .. in|within? ; come back in|within|after ; see .. in|within ;
    done .. in|within ; notified in|within|after ; get .. back in|within|after|inside max? ;
    must|has|have|need to? be in|back|there|out|up|raised|visible|sent by|within|in|inside? ;
    answer|reply|respond|react|decide before ;
    anything|everything|something|if|when .. above|over|beyond|past|slower ; anything|longer|slower above|over|than ;
    complain* .. over|after|beyond|above ; moan|leave|bounce|complain|annoyed|angry after ; instant* say|like|meaning ;
    snappy say|like|meaning ; feel .. say|like|meaning ; speed over cost ;
    not|never|nobody|no mind|minds about|around|roughly? ; ok|okay|fine|happy|good|cool|alright with|at|within
  `,
  'responseTimeSeconds before 1.35': 'we|i|you|they need|want|require about|only|just?',
  'responseTimeSeconds before 1.4': `
    not .. more|longer|slower|later than ; never .. above|over|beyond|past|exceed|than ; never above|over|beyond|exceed ;
    must|should|may|can not .. more|longer than ; model|inference latency budget|target|slo|sla|limit ; hasta ;
    puede llegar en
  `,
  'responseTimeSeconds before 1.8': `
    ${ANSWER} .. can|may|could|should .. up? to? ; can|may|could arrive|come|follow|land|appear|be ..? up to
  `,
  'responseTimeSeconds after 1.1': `
    is|are|was|would|will? be? ${ACCEPTED} ; will do ; hard? ceiling|limit|cap ; hard stop ; works ; work ; max ; maximum ;
    at most ; tops ; sla ; slo ; would do ; latency ; response time? ; deadline ; budget ; end to end ; e2e ; or less ;
    or faster|better|quicker ; until|till|before the %word must|has|can|may|opens|closes ; to answer|respond|reply|first|get|see ; first token ;
    for first|the token|first|answer|reply|response ; till|until|to the? first one|word|token|chunk|bit|sound ; after upload|upload*|submit*|submission|arrival|they|he|she|the ; turnaround ; round trip ; ttft ; p99|p95|p90|p99.9 ; target ; limit ;
    wait ; of waiting ; is|are the? max|limit|target|maximum|cap|absolute|upper ;
    for the? whole|complete|entire call|request|round|thing|trip ; is what .. give* us|me|him|her|it ;
    or people|users|customers|the .. leave|drop|bounce|gone ; for the? ${WAITER} ;
    is|are already? .. useless|late|much|long|lot ; tolerance ; patience ; for everything|all|it all ;
    in total|all|sum|together for
  `,
  'responseTimeSeconds after 1.45': `
    no|not more|longer ; , no|not more|longer|later ; before he|she|it|they|we|i|the must|has|have|needs|need|can|should|answers|speaks ;
    is|are all|what we|you|there|i have|get|is|can|need|want ; or|otherwise|else|and the? ${WAITER}|page|search|order|deal|customer|player|sale is|are? gone|lost|out|away|drop|drops|leave|leaves ; to decide|react|answer|respond|reply ; of patience ; and not|no more|longer ; to be on the safe side ;
    for|until a|an|the|his|her|their ${ANSWER} .. is|are|would|be? ${ACCEPTED} ; antwort|antwortzeit|respuesta ;
    or|otherwise|else the? ${WAITER}|page|search|order|deal drop|leave|walk|gone|lost ; ${WAITER} patience ;
    or|otherwise|else the|a|our %word %word ; is what .. accept*|tolerate* ; is what the|our .. accept*|tolerate*
  `,
  'responseTimeSeconds before 1.5': `
    ${ANSWER} starts|start|begins|begin in|within|after|under? < ; ${ANSWER} starts|start|begins|begin in|within|after|under? ;
    ok|okay|fine|acceptable|alright if|when .. wait|waits up? to? ; if|when he|she|they|it|user|someone waits|wait up? to? ;
    spare|spares|afford|affords only|just|about|us? ;
    give|gives|allow|allows|leave|leaves|allot|grant us|me|you|them|it|only about|around|just|only? ; expect|expects|expected .. within|in|inside|under|after ; ${ANSWER} .. ready|there|due|expected|needed|delivered in|within|inside|after|by? ; want|wants|need|needs|expect|expects the? ${ANSWER} ..? ; we|you|i got about|around|roughly|only|just? ; ${WAITER} want|wants|need|needs|expect|expects .. within|in|inside|under|after ; not|never|cannot|nobody .. wait|take|last|exceed|need longer|more|over|above|beyond? than? ;
    hard limit|cap|stop|deadline is|of|at? ; sla ; slo ; sla of|is ; promise* ; guarantee* ; contract says|says? ;
    absolute|hard|upper|outer|firm|strict ceiling|cap|limit|max|maximum|bound|stop is|of|at? ; promise* .. a|an
  `,
  'responseTimeSeconds after 1.2': 'is the? most ; put up with ; .. put up with',
  'responseTimeSeconds before 0.6': 'in ; after ; p50 ; median ; average ; usually',
  // How long the caller's side holds the connection
  'callerTimeoutSeconds before 1.9': `
    idle timeout is|of|at|set|to? ; alb|elb|nlb .. timeout is|of|at? ; hold|holds|held|keep|kept|stay .. open for?|up? ;
    hold .. open for up? to? ; stay* open for? ; hold .. longer|more than
  `,
  'callerTimeoutSeconds before 1.7': `
    kick|kicks|throw|throws us|me|it|them|you out|off after|at ;
    webhook|gateway|gw|apigw|lambda|proxy|nginx|alb|elb|nlb|connection|socket|upstream wait|waits|hold|holds for|up|only|just? to?
  `,
  'callerTimeoutSeconds before 1.6': `
    time* out after|at|in|of|with? ; cut* .. off? at|after ; timeout ; timeout of|is|after|at|set|to ; time out ;
    give* up after|at? ; hang* up after|at? ; run* into the ; api gateway|gw limit|cap|timeout|of|has|hard? ;
    gateway limit|timeout ; drop|kill|abort|close|closed|terminate|disconnect|sever|reset|quit|bail|break .. after|at ;
    stop* wait* after|at? ; ${CALLER_SIDE} .. stop|abort|end|fail|drop|give|bail|close|kill|cut|die|break .. after|at ;
    ${CALLER_SIDE} has|have|give|allow|grant|impose|enforce a|an|us|you|me|them|it? hard? ;
    ${CALLER_SIDE} .. timeout|limit|cap|maximum ; client|connection hold|wait* for|up? to? ; caller hold|holds for|up? to? ; max time ; max - time ;
    timeout for
  `,
  'callerTimeoutSeconds after 1.6': `
    timeout ; time out ; time limit ; ${CALLER_SIDE} timeout|limit|cap ; limit of|on|in|at|from the? ${CALLER_SIDE} ;
    because of|due to? the|our? ${CALLER_SIDE} ; max .. then .. give* up ; or .. give* up|time* out
  `,
  'callerTimeoutSeconds after 1.75': `
    idle timeout|time ;
    before .. hang|time|give|drop|disconnect*|abort* ; then .. give* up ;
    then|and .. abort*|disconnect*|hang|quit|bail|drop ; max .. then .. give|abort|drop|quit ; on the? caller|client side
  `,
  // What the first request after idle meets
  'responseTimeSeconds before 1.6': `
    ${WAITER} wait|waits|waiting max|maximum|at|up|for|not? most|to|longer|more? than? ; time|seconds allowed|available for ${ANSWER} ;
    time allowed ; allowed time ; max wait
  `,
  'responseTimeSeconds before 1.7': 'first token|word|byte|chunk take*|in|within|under|after|by',
  'coldStart before 1.5': 'first %word .. may|can|could|might|should? wait|take|took|takes|need|hang',
  'coldStart before 1.65':
    'cold .. wait*|take*|need* ; load* the|its? model|weight in|take*|need* ; first after|in the|a? lunch|weekend|night|break|idle|pause|morning ..?',
  'coldStart before 1.6': `
    cold start|boot|begin ..? ; coldstart ; loading take* ; scal* from|up|out .. take|takes|need ;
    cold start* take|of|is|up|around|about|for|may|can|could ; warm up ; warmup ; wake* up? within|in|after? ;
    waking|wake takes|take|needs|up ; spin* up in|within|of? ; start up in|within|of? ; startup time|of? ;
    ${FIRST} .. may|can|could|might|should? wait|take|takes|need|is|be? up? to? ; hang around|about ; asleep for? ;
    after idle|weekend|lunch|night|the a|an|longer? break|weekend|night|pause|idle|period? .. wait|take ; boot* for|in? ;
    load* time ; model load* ; initial* ; provision* ; scale up|out takes? ; wak* .. take|last|need ; yawn of
  `,
  'coldStart after 1.55': `
    until|till|before it|everything is|model? up|ready|awake|warm|running|loaded|back ; on|for the first %word ; extra on|for the first ;
    cold start ; coldstart ; warm up ; warmup ; extra ; for|of wak*|warm*|start*|spin*|boot* ;
    while it|he|she boot*|wake*|start* ; to wake|warm|boot|spin|load|start ; to get|be|become going|up|running|started|ready ; startup ; start up ; for the? ${FIRST} ;
    for waking ; of? cold ; wake up ; spin up ; delay .. first ; to come|get back|up ; on|at wak*|wake ; after idle|a
  `,
  'idleHours before 1.7': `
    idle ; sleep* ; dead ; quiet ; silent ; nothing for ; idle for|about|around? ; unused for? ; off for ; silence for ;
    sit* idle for?
  `,
  'idleHours after 1.5': `
    idle ; of? idle ; of? silence ; of? nothing|inactivity ; between request|call|burst ; gap ; of? quiet|silent ;
    without a? request|call|traffic|any ; nothing
  `,
  'ignore before 1.6': `
    alert|alarm|pager .. if|when .. over|above|beyond ; alert|alarm|pager .. over|above|beyond ;
    network|internet|vpn|transfer|transport latency|delay|overhead|hop .. .. is|of|are|takes? ; network|internet|vpn|transfer|proxy|hop add ;
    feature|vector|document|key store .. .. answer*|respond*|return* in|within|under? ;
    database|db|redis|dynamodb|postgres|elasticsearch .. .. answer*|respond*|return* in|within|under? ;
    latency|p99|p95|response time? today|currently|now|presently is|at|of? ; today|currently it|we|the takes|take|answer|respond|need in|within? ;
    latency|p99|p95|response today|currently|now is|at? ; train|training for|in|took|takes|time|run|last? ;
    docs|doc|documentation|page say|mention|state|claim ..? ; last ; past ; previous ; retrain* ..? ;
    finetun* took|takes|for? ; since ; older than ; lookback of? ; horizon of? ; cache* for ; deploy* in|within|takes? ;
    go live in ; launch in ; retention of? ; retry|retries|backoff after|of|every? ; polls? every ; migrat* in|within|over ;
    project ; for the last|past ; uptime ; scale in|down after ; cooldown of? ; kept|store|stored|retain .. for ; ttl of? ;
    every ; release* in ;
    meeting|session|lesson|match|shift|visit|trip|flight|drive|exam last|lasts|take|takes|start|starts in|for? ; starts in ;
    deadline extended by ; ${MEDIA} of|is|are|up|last|with|under|over up? to? ; drive* for ;
    including|incl|plus|without|excluding network|transfer|overhead|queueing|queue|upload|download ..? ;
    docker|container|image|ci? build|builds|compile|compilation|install*|deploy*|rollout|migration|labelling|labeling|backup|approval|onboarding ..? take*|took|need*|needed|last*
  `,
  'ignore after 1.6': `
    ago ; old ; long ${MEDIA} ; ${MEDIA} ; window ; film ; cache ; lag ; interval ;
    of audio|video|speech|footage|recording|history|data|talk|music|sound|sleep|downtime|logs ; apart ; from now ; sprint ;
    retention ; later|earlier ; backlog ; to train|finetune|deploy|build|migrate|retrain ; of training ; trial ;
    sensor|telemetry|candle|bar ; tco|plan|contract ; lookback|horizon ; subscription ; long
  `,
  'ignore before 1.35': 'i have|had|got',
  'ignore before 0.9': 'for ; over ; another ; next ; about .. every',
  'datasetDeadlineHours before 1.1': `
    finish* in|within|under|by|inside? ; has|have|get ; through in|within ; done in|within|under ;
    complete* in|within|under? ; job|run|batch|it|scoring must|has|should|needs? .. in|within|under ; within ; inside ;
    deadline ; window of|is? ; ready in|within ; over* within ; loaded in|within ; limit|max|maximum of? ;
    must not? take|run|last more|longer|than ; in under|less|at ; sla ; through|out|back|there .. in|within|after
  `,
  'datasetDeadlineHours after 1.2': `
    deadline ; to finish|complete|do|run|get|score|process ; sla ; later|after at latest|most ; max ; at most ;
    is|are ok|fine|enough ; time to|for|till|until ; time
  `,
  'datasetDeadlineHours after 1.75': 'window ; batch|job|time|processing|nightly window',
  'datasetDeadlineHours before 1.75': 'batch|job|time|processing|nightly window of|is|:?',
  'busyHoursPerDay before 1.5': `
    busy ; used for|only? ; active for? ; open for ; awake ; in use for? ; peak* last*|for ; shift of? ; only for
  `,
  'ignore before 1.9': `
    valid|fresh|usable|relevant for ;
    #count .. arrive|arrives|come|comes|land|lands|drop|drops|pour|pours|roll|rolls|report|reports|send|sends|post|posts|fire|fires in? within|inside|in ;
    sagemaker .. .. time|times|timeout out? after|at|of|is ;
    #rate within|inside|in|over ; async|asynchronous|serverless|sagemaker|aws|docs|documentation|quota .. has|have|allow|allows|limit|limits|cap|caps|max|says|time|times|dies|stop|stops a|an|at|out|after|of|is?
  `,
  'responseTimeSeconds after 1.6': `
    always ; also|even for the? ${FIRST} ; overall ; altogether ; in total|all ; all in ; including|incl|with everything|network|all ; from click|request|upload to ;
    later .. ${ACCEPTED} ; later|after at most|latest|max|tops ; later at the? latest|most ; later is ..? ${ACCEPTED}
  `,
  'callerTimeoutSeconds before 1.35': 'gateway|gw|apigw|alb|elb|nlb|nginx|proxy|cloudfront|envoy|haproxy',
  'responseTimeSeconds before 1.9': `
    ${PERSON} .. drop|leave|bounce|quit|abandon|complain|walk|go|lose|switch|click|close off|away|patience|out|the? tab? after|at|beyond|past
  `,
};
