import { WORK } from './role-nouns.ts';
import type { Line } from './role-types.ts';

export const TIME_ROLES: readonly Line[] = [
  // How long the model works for one request
  [
    'processingTimeSeconds',
    'time',
    'after',
    1.3,
    `
      per|/|each|a|an|for|every each|one|a|single|every? ${WORK} ; per|/|pro|je %word ; each ; apiece ; a piece ;
      a pop
    `,
  ],
  [
    'processingTimeSeconds',
    'time',
    'before',
    1.05,
    `
      take|taking|took ; take|need|require|spend about|around|roughly? ; processing time? ; process* ;
      inference time? ; run|running|finish* in|for ; runtime ; compute time? ; computation ; gpu time ; inference ;
      model itself ; model latency ; model time ; forward pass ; per|each|every|one|a|single .. take* ;
      latency of the model ; execution time? ; exec time? ; generation time ; duration ; work for ; crunch* ; chew* ;
      prediction time ; model alone ; service time ; eat|chew|burn|crunch
    `,
  ],
  [
    'processingTimeSeconds',
    'time',
    'before',
    0.95,
    `
      per|each|every|one|a|single|an ${WORK} ; model is|are|run|need ; it is|'s fast|slow ; swear .. fast ; laptop ;
      transcription ; transcode ; train* of? thought
    `,
  ],
  [
    'processingTimeSeconds',
    'time',
    'after',
    1.05,
    `
      model ; inference ; of? compute ; of? processing ; of? gpu time? ; of work ; infer ; of? gpu each|time ;
      to process|infer|run|compute|score|generate|render|transcribe|classify|embed|summarize|summarise|predict|crunch ;
      processing time? ; runtime ; on a|an|our|the|their|my? cpu|gpu|t4|a10g|a100|v100|h100|l4|laptop|thing ;
      on %instance ; model latency ; model time ; inference time ; compute time
    `,
  ],
  // How long a caller waits
  [
    'responseTimeSeconds',
    'time',
    'before',
    1.05,
    `
      within ; innerhalb ; binnen ; resp ; lat ; under ; below ; less|fewer than ; < ; in less|under than? ;
      not|no|never more|longer|later|slower|over than? ; at most ; max|maximum|max. ; up to ; faster|quicker than ;
      inside ; no later than ; sub ; cap* at ; must be|stay|remain|not exceed under|below? ; exceed ; not over ;
      by at most ; tops
    `,
  ],
  [
    'responseTimeSeconds',
    'time',
    'before',
    1.2,
    `
      response time|latency? ; responsetime ; latency ;
      latency budget|target|slo|sla|goal|limit|requirement|bound|ceiling|cap|need ;
      p90|p95|p98|p99|p99.9|p999|tp99 latency? ; ttft ; time to first token|byte|word|chunk ;
      first token|word|byte|chunk in|within|under? ; end to end ; e2e ; round trip|turnaround ; turnaround time? ;
      respond* in|within? ;
      answer|antwort|réponse|reply|result|response|verdict|score|output|decision|feedback|suggestion|transcript|summary|report|map|picture|prediction|outcome|quote|diagnosis|caption ..? in|within|under|after|back|due|by|is|are|should|must|takes? ;
      back in|within ; ready in|within ; wait ; wait* up to|for|at most|max|no|not|under? ; need* .. in|within|under ;
      due in|within|after? ; deadline ; deadline of|is ; get .. in|within ; patience ; expect* .. in|within ;
      want .. in|within ; return* in|within ; budget of? ; deliver* in|within ; respond* under ; tolerate ;
      live with ; happy with ; come back in|within|after ; see .. in|within ; done in|within ;
      notified in|within|after
    `,
  ],
  [
    'responseTimeSeconds',
    'time',
    'after',
    1.1,
    `
      is|are|was|would|will? be? ok|okay|fine|good|great|enough|acceptable|cool|alright|tolerable|sufficient|plenty|perfect|max|tops ;
      will do ; hard? ceiling|limit|cap|stop ; will do ; works ; work ; max ; maximum ; at most ; tops ; sla ; slo ;
      latency ; response time? ; deadline ; budget ; end to end ; e2e ; or less ; or faster|better|quicker ;
      to answer|respond|reply|first|get|see ; first token ; for first|the token|first|answer|reply|response ;
      turnaround ; round trip ; ttft ; p99|p95|p90|p99.9 ; target ; limit ; wait ;
      is|are the? max|limit|target|maximum|cap|absolute|upper
    `,
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
    `
      time* out after|at|in|of|with? ; cut* us|it|them|me off? at|after ; cut* off at|after ; timeout ;
      timeout of|is|after|at|set|to ; time out ; give* up after|at? ; hang* up after|at? ; drop* .. connection after ;
      kill* .. after ; cut after ; drop* us|me|it|them after ; run* into the ; close* .. connection|socket after ;
      abort* after ; api gateway|gw limit|cap|timeout|of|has|hard? ; gateway limit|timeout ; cut* .. off after|at ;
      lambda .. timeout|limit ; client|connection|caller hold|wait* for|up? to? ; disconnect* after ; idle timeout ;
      hold|keep .. open for
    `,
  ],
  [
    'callerTimeoutSeconds',
    'time',
    'after',
    1.5,
    `
      timeout ; time out ; time limit ;
      gateway|client|connection|http|alb|elb|api|lambda|proxy|caller timeout|limit|cap ;
      limit of|on|in|at the? api|gateway|client|alb|load|proxy|lambda ; before .. hang|time|give|drop|disconnect* ;
      max then .. give* up ; or .. give* up|time* out ; then .. give* up
    `,
  ],
  // What the first request after idle meets
  ['responseTimeSeconds', 'time', 'before', 1.7, 'first token|word|byte|chunk take*|in|within|under|after|by'],
  ['coldStart', 'time', 'before', 1.5, 'first %word .. may|can|could|might|should? wait|take|took|takes|need|hang'],
  [
    'coldStart',
    'time',
    'before',
    1.6,
    `
      cold start|boot|begin ..? ; coldstart ; loading take* ;
      cold start* take|of|is|up|around|about|for|may|can|could ; warm up ; warmup ; wake* up? within|in|after? ;
      waking|wake takes|take|needs|up ; spin* up in|within? ; start up in|within|of? ; startup time|of? ;
      first call|request|user|click|hit|one|time|login|visitor|query|prediction|message|response|caller|sentence|result|answer|page|txn|transaction|thing|load .. may|can|could|might|should? wait|take|takes|need|is|be? up? to? ;
      after idle|weekend|lunch|night|the a|an|longer? break|weekend|night|pause|idle|period? .. wait|take ; boot* ;
      load* time ; model load* ; initial* ; provision* ; scale up|out takes?
    `,
  ],
  [
    'coldStart',
    'time',
    'after',
    1.5,
    `
      cold start ; coldstart ; warm up ; warmup ; extra ; for|of wak*|warm*|start*|spin*|boot* ;
      to wake|warm|boot|spin|load|start ; startup ; start up ; for the? first call|request|user|hit|one|click ;
      of? cold ; wake up ; spin up ; delay .. first
    `,
  ],
  // Times that are nothing of these
  [
    'ignore',
    'time',
    'after',
    1.6,
    `
      ago ; old ; long clip|video|audio|recording|call|track|song|speech|segment|file|meeting|episode ;
      clip|audio|recording|video|call|speech|segment|track|song|footage|chunk|meeting|episode|utterance|snippet|podcast|film|interview|film|movie|window|interval|lag|cache ;
      of audio|video|speech|footage|recording|history|data|talk|music|sound|sleep|downtime|logs ; window ; apart ;
      from now ; sprint ; retention ; later|earlier ; backlog ; to train|finetune|deploy|build|migrate|retrain ;
      of training ; trial ; sensor|telemetry|candle|bar ; tco|plan|contract ; lookback|horizon ; subscription
    `,
  ],
  [
    'ignore',
    'time',
    'before',
    1.6,
    `
      train* for|in|took|takes|time? ; docs|doc|documentation|page say|mention|state|claim ..? ; last ; past ;
      previous ; retrain* ..? ; finetun* took|takes|for? ; since ; older than ; lookback of? ; horizon of? ;
      cache* for ; deploy* in|within|takes? ; go live in ; launch in ; retention of? ;
      retry|retries|backoff after|of|every? ; polls? every ; migrat* in|within|over ; project ; for the last|past ;
      uptime ; scale in|down after ; cooldown of? ; keep|kept|store|retain .. for ; ttl of? ; every ; release* in
    `,
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
    `
      idle ; sleep* ; dead ; quiet ; silent ; nothing for ; idle for|about|around? ; unused for? ; off for? ;
      silence for ; sit* idle for?
    `,
  ],
  [
    'idleHours',
    'time',
    'after',
    1.5,
    `
      idle ; of? idle ; of? silence ; of? nothing|inactivity ; between request|call|burst ; gap ;
      without a? request|call|traffic|any
    `,
  ],
  [
    'datasetDeadlineHours',
    'time',
    'before',
    1.1,
    `
      finish* in|within|under|by? ; has|have|get ; through in|within ; done in|within|under ;
      complete* in|within|under? ; job|run|batch|it|scoring must|has|should|needs? .. in|within|under ; within ;
      deadline ; window of|is? ; ready in|within ; over* within ; loaded in|within ;
      must not? take|run|last more|longer|than ; in under|less|at ; sla
    `,
  ],
  [
    'datasetDeadlineHours',
    'time',
    'after',
    1.2,
    `
      window ; deadline ; to finish|complete|do|run|get|score ; sla ; batch window ; later|after at latest|most ;
      max ; at most ; is|are ok|fine|enough
    `,
  ],
  [
    'busyHoursPerDay',
    'time',
    'before',
    1.5,
    'busy ; used for|only? ; active for? ; open for? ; awake ; in use for? ; peak* last*|for ; shift of? ; only for',
  ],
];
