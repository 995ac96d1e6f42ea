import type { Dimension, RoleTable } from '../types.ts';
import { NOUNS } from './nouns.ts';

const { ANSWER, CALLER_SIDE, FIRST, MEDIA, NET, PICTURE, SENT, WAITER, WORK } = NOUNS;

/** Callers that are people, who lose patience; what gives up for them is software. */
const PEOPLE =
  'user|people|customer|agent|clerk|operator|driver|doctor|developer|dev|employee|colleague|seller|visitor|player|shopper|guest|analyst|dispatcher|radiologist|reviewer|student|nobody|patient|trader|patience|they|rider|buyer|patron|viewer|listener|reader';

const ACCEPTED =
  'ok|okay|fine|good|great|enough|acceptable|accepted|cool|alright|tolerable|sufficient|plenty|perfect|max|tops|allowed';

const MODEL =
  'model|inference|net|network|classifier|detector|ranker|solver|renderer|encoder|forward|predict|prediction';

const WHOLE = 'whole|entire|full|complete';
/** What an answer is called that somebody waits for; a prediction or a forecast is worked on. */
const SAID = 'answer|antwort|reply|response|result|feedback|decision|outcome|quote';
const TEXT = 'answer|reply|response|text|generation|completion|output|summary';
/** What is heard and lasts; a call may be a request, too. */
const HEARD = `${MEDIA}|voicemail|lecture|dictation|memo|webinar|broadcast`;

/**
 * Evidence for what a quantity is. Add a phrase to the row that has the role, the side of the quantity it stands on and its
 * weight. Words are in their stem; ` ; ` stands between phrases.
 */
export const ROLES: Readonly<Partial<Record<Dimension, RoleTable>>> = {
  time: {
    // Where an answer is streamed, its end
    'answerSeconds before 2.1': `
      ${WHOLE} ${TEXT} in|within|under|below|after|by|inside|over|at|max|maximum|up|:|= most|to|than? ;
      ${WHOLE} ${TEXT} .. in|within|under|below|after|by|inside ; ${WHOLE} ${TEXT} may|can|could|should|must ..? take|arrive|last|be ..? up? to? ;
      ${TEXT} .. complete|completed|finished in|within|under|after|by ; last token|word in|within|under|after|by ;
      time to the? last token|word is|of|:?
    `,
    'answerSeconds after 2': `
      for|until|till|to the|a|an? ${WHOLE} ${TEXT} ; is|are ok|okay|fine|enough for the|a|an? ${WHOLE} ${TEXT}
    `,
    // What is heard for one request
    'audioSeconds after 2.05': `
      long? ${HEARD} ; long ; window|segment|chunk of ..? audio|speech|voice ; of audio|speech|recording ; of audio|speech|recording each|apiece ; of audio|speech per|each|in|a|an|for a|an|one|each|every? request|file|call|clip|upload|recording
    `,
    'audioSeconds before 2.1': `
      ${HEARD}|letter|file|note|call ,? each|every up|about|around|roughly? to? ;
      average|averages|averaging ; ${HEARD} of up? to? ; call|${HEARD} (? ~|about|around|roughly|approx? ; ${HEARD} length|duration|file|clip? ;
      clip|audio|recording|podcast|meeting|voicemail|lecture|interview|episode|dictation|memo|webinar|broadcast is|are|last|average|averaging|up|around|about|between up|max|maximum|most|least? to?
    `,
    // How long the model works for one request
    'responseTimeSeconds before 1.1': 'accept|tolerate|endure ; user|customer|caller accept|tolerate',
    'processingTimeSeconds after 1.3': `
      of? work|compute|inference|processing|gpu|cpu each|apiece|per ; per|/|each|a|an|for|every each|one|a|single|every? ${WORK} ;
      per|/|pro|je %word ; each ; apiece ; a piece ; a pop ; of? gpu|cpu|compute|processing|work time? per|for|each|/ a|an|one|each? %word ;
      rechenzeit
    `,
    'processingTimeSeconds before 1.05': `
      take|taking|took ; takes? up? to? ; need|require|spend about|around|roughly? ; processing time? ; process* ; run|running|finish* in|for ;
      runtime ; compute time? ; computation ; gpu time ; inference ; model itself ; model time ; forward pass ; per|each|every|one|a|single .. take* ;
      execution time? ; exec time? ; generation time ; duration ; work for ; think for a? good? ; chew|chews on it|them|that for? ; measured ;
      handle|handles|process|processes|score|scores one|a|an|each ${WORK} in ; crunch* ; chew* ; prediction time ; model alone ; service time ;
      eat|chew|burn|crunch ; infer ; compute* for|about|around|roughly ; ${WORK} .. cost|costs us? ; tarda ; dauert ; prend ;
      keep* .. busy|occupied for? ; occupy|occupied for? ; busy for ; spend .. on ; average* ; need .. for|per
    `,
    'processingTimeSeconds before 1.45': `
      is|are|was|were|get|gets analysed|analyzed|processed|scored|classified|transcribed|rendered|segmented|embedded|translated|generated|computed in ;
      model|net|network|classifier|detector|ranker|scorer answer|answers|reply|replies|respond|responds in ;
      finder|reader|checker|tagger|scorer|solver run|runs|take|takes for? ; our|mine run ; model|inference|compute p50|p90|p95|p99|latency|time ; on|with a|an|our|one|the? %instance a|an|one|each|every %word is|are? done|ready|finished? in|takes|needs|took ;
      busy with it|them|that|one|each for? ;
      chew|chews|crunch|crunches|work|works|spend|spends|grind|grinds|calculate|calculates|think|thinks on|through|over|about? each|every|a|an|one|the %word for? ;
      keep|keeps .. busy|occupied|loaded for? ;
      inference|forward|model|compute itself|alone|pass? takes|take|needs|need|is|costs|eats|runs about|around? ; serving is|takes ;
      burns|burn|consumes|eats ..? ; model|inference|prediction|compute|processing|scoring|forward time|latency|duration is|of|p50|p95|p99? ;
      latency of the model ; model|inference latency ( p50|p95|p99 ) ; p95|p99 inference|model|compute|processing time|latency? is?
    `,
    'processingTimeSeconds before 2': `
      processing|inference|computation|compute|scoring|analysis|segmentation|transcription|generation of|for .. not|never|no take|last|need|run|exceed longer|more? than?
    `,
    'processingTimeSeconds before 0.95': `
      per|each|every|one|a|single|an ${WORK} ; #count ${WORK} = ; #count ${WORK} take|need|run|last ; ${MODEL} is|are|run|need ; it is|'s fast|slow ;
      swear .. fast ; laptop ; transcription ; transcode ; train* of? thought ; ${WORK} run|last ; run|simulation|job last|run ; run last ;
      on a|an? laptop|workstation|t4|a10g|g4dn|g5|l4|a100|h100|cpu|gpu ; embed* .. : ; slow|quick|fast (
    `,
    'processingTimeSeconds after 1.05': `
      on one|1|single|some cpu|gpu|t4|a10g|a100|v100|h100|l4|core|vcpu|accelerator ; model ; inference ; of? compute ; of? processing ;
      of? gpu time? ; of work ; infer ; of? gpu each|time ; of crunch* ;
      to process|infer|run|compute|score|generate|render|transcribe|classify|embed|summarize|summarise|predict|crunch ; processing time? ; runtime ;
      on a|an|our|the|their|my|her|his? cpu|gpu|t4|a10g|a100|v100|h100|l4|m1|m2|laptop|thing|box ; on %instance ; model latency ; model time ;
      inference time ; compute time ; per|each|a ; cpu time? ; gpu time ; on her|his|my|their .. laptop ; on a g4dn|g5|g6|c5|m5
    `,
    'processingTimeSeconds before 0.78': MODEL,
    // How long a caller waits
    'responseTimeSeconds before 1.05': `
      within ; innerhalb ; binnen ; sous ; en menos de ; moins de ; unter ; resp ; lat ; under|undre ; below ; less|fewer than ; < ; in less|under than? ;
      not|no|never more|longer|later|slower|over than? ; at most ; max|maximum|max. ; in|of maximum|max ; höchstens ; up to ; faster|quicker than ;
      inside ; no later than ; latest|late after|in? ; sub ; cap* at ; needed|required|wanted|due|expected : ;
      must be|stay|remain|not exceed under|below? ; exceed ; not over ; by at most ; tops ; ${WAITER} .. inside|within ;
      we|you have|get about|around|roughly|only|just? ; have|has only|just ; there|done|finished|out|back|in in|by|within|inside ; tolerance
    `,
    'responseTimeSeconds before 1.2': `
      response time|latency? ; responsetime ; latency ;
      latency|response|time budget|target|slo|sla|goal|limit|requirement|bound|ceiling|cap|need|allowance ; p90|p95|p98|p99|p99.9|p999|tp99 latency? ;
      ttft ; time to first token|byte|word|chunk ; first token|word|byte|chunk in|within|under? ; end to end ; e2e ; round trip|turnaround ;
      turnaround time? ; respond* in|within? ; ${ANSWER} ..? in|within|under|after|back|due|by|is|are|should|must|at|inside|until ;
      ${SAID} ..? take ; answer|reply|response need ; back in|within|after|inside ; ready in|within ; wait ;
      wait* up to|for|at most|max|no|not|under? ; need* .. in|within|under ; waiting time ; due in|within|after? ; deadline ; deadline of|is ;
      get .. in|within|inside|after ; patience ..? ; expect* .. in|within ; willing|prepared|happy|ready|able to? wait ..? ; wait .. than ;
      longer than ; want .. in|within ; return* in|within ; deliver* in|within ; respond* under ; tolerate ; live with a|an? ;
      happy with|if .. in|within? ; come back in|within|after ; see .. in|within ; done .. in|within ; notified in|within|after ;
      get .. back in|within|after|inside max? ; must|has|have|need to? be in|back|there|out|up|raised|visible|sent by|within|in|inside? ;
      answer|reply|respond|react|decide before ; anything|everything|something|if|when .. above|over|beyond|past|slower ;
      anything|longer|slower|later above|over|than ; complain* .. over|after|beyond|above ; moan|leave|bounce|complain|annoyed|angry after ;
      instant* say|like|meaning ; snappy say|like|meaning ; feel .. say|like|meaning ; speed over cost ;
      hang|hold|stick|wait|stay|sit on|in|around|about|tight? for|only|just? ; stick around for|only|just|more? ; put|puts up with up? to? ; bear with .. for ;
      not|never|nobody|no mind|minds about|around|roughly? ; ok|okay|fine|happy|good|cool|alright with|at|within
    `,
    'responseTimeSeconds before 1.8': `
      ${ANSWER} should|must|can|may|has? to? starts|start|begins|begin in|within|after|under? < ; ${ANSWER} should|must|can|may|has? to? starts|start|begins|begin in|within|after|under? ;
      ${ANSWER} .. can|may|could|should .. up? to? ; can|may|could arrive|come|follow|land|appear|be ..? up to
    `,
    'responseTimeSeconds after 1.1': `
      is|are|was|would|will? be? ${ACCEPTED} ; will do ; hard? ceiling|limit|cap ; hard stop ; works ; work ; max ; maximum ; at most ; tops ; sla ;
      slo ; would do ; latency ; response time? ; deadline ; budget ; end to end ; e2e ; or less ; or faster|better|quicker ;
      until|till|before the %word must|has|can|may|opens|closes ; to answer|respond|reply|first|get|see ; first token ;
      for first|the token|first|answer|reply|response ; till|until|to the? first one|word|token|chunk|bit|sound ;
      after upload|upload*|submit*|submission|arrival|they|he|she|the ; turnaround ; round trip ; ttft ; p99|p95|p90|p99.9 ; target ; limit ; wait ;
      of waiting ; for the? whole|complete|entire call|request|round|thing|trip ;
      is what .. give* us|me|him|her|it ; or people|users|customers|the .. leave|drop|bounce|gone ; for the? ${WAITER} ;
      is|are already? .. useless|late|much|long|lot ; tolerance ; patience ; for everything|all|it all ; in total|all|sum|together for
    `,
    'responseTimeSeconds after 1.45': `
      is|are the? max|limit|target|maximum|cap|absolute|upper ;
      when|once|if it|already? is? warm|hot ;
      no|not more|longer ; , no|not more|longer|later ; before he|she|it|they|we|i|the must|has|have|needs|need|can|should|answers|speaks ;
      is|are all|what we|you|there|i have|get|is|can|need|want ;
      or|otherwise|else|and the? ${WAITER}|page|search|order|deal|customer|player|sale is|are? gone|lost|out|away|drop|drops|leave|leaves ;
      to decide|react|answer|respond|reply ; of patience ; and not|no more|longer ; to be on the safe side ;
      for|until a|an|the|his|her|their ${ANSWER} .. is|are|would|be? ${ACCEPTED} ; antwort|antwortzeit|respuesta ;
      or|otherwise|else the? ${WAITER}|page|search|order|deal drop|leave|walk|gone|lost ; ${WAITER} patience ;
      or|otherwise|else the|a|our %word %word ; is what .. accept*|tolerate*|promise* ; is what the|our .. accept*|tolerate*
    `,
    'responseTimeSeconds before 1.5': `
      if|when it|this|that takes|take more|longer|over than? ; aim|aims|aiming for|at ;
      budget of|is? ; p99|p95|p90 pct ; 99th|95th|90th|nth pct|percentile|perc : ; 99th|95th|90th|nth pct|percentile|perc is? ;
      ok|okay|fine|acceptable|alright if|when .. wait|waits up? to? ; if|when he|she|they|it|user|someone waits|wait up? to? ;
      spare|spares|afford|affords only|just|about|us? ;
      give|gives|allow|allows|leave|leaves|allot|grant us|me|you|them|it|only about|around|just|only? ;
      expect|expects|expected .. within|in|inside|under|after ; ${ANSWER} .. ready|there|due|expected|needed|delivered in|within|inside|after|by? ;
      want|wants|need|needs|expect|expects the? ${ANSWER} ..? ; we|you|i got about|around|roughly|only|just? ;
      ${WAITER} want|wants|need|needs|expect|expects .. within|in|inside|under|after ;
      not|never|cannot|nobody .. wait|take|last|exceed|need longer|more|over|above|beyond? than? ; hard limit|cap|stop|deadline is|of|at? ; sla ;
      slo ; sla of|is ; promise* ; guarantee* ; contract says|says? ;
      absolute|hard|upper|outer|firm|strict ceiling|cap|limit|max|maximum|bound|stop is|of|at? ; promise* .. a|an
    `,
    'responseTimeSeconds before 0.6': 'in ; after ; p50 ; median ; average ; usually',
    // How long the caller's side holds the connection
    'callerTimeoutSeconds before 1.7': `
      kick|kicks|throw|throws us|me|it|them|you out|off after|at ;
      webhook|gateway|gw|apigw|lambda|proxy|nginx|alb|elb|nlb|connection|socket|upstream wait|waits|hold|holds for|up|only|just? to?
    `,
    'responseTimeSeconds before 1.75': `
      ${PEOPLE} .. give|gives|giving|gave up after|at ; ${PEOPLE} .. stop|stops waiting|reading|looking after|at ; ${PEOPLE} .. leave|leaves|bounce|bounces|walk|walks away? after|at ;
      ${PEOPLE} .. lose|loses patience|interest after|at
    `,
    'callerTimeoutSeconds before 1.6': `
      time* out after|at|in|of|with? ; cut* .. off? at|after ; timeout ; timeout of|is|after|at|set|to ; time out ; give* up after|at? ;
      hang* up after|at? ; run* into the ; api gateway|gw limit|cap|timeout|of|has|hard? ; gateway limit|timeout ;
      drop|kill|abort|close|closed|terminate|disconnect|sever|reset|quit|bail|break .. after|at ; stop* wait* after|at? ;
      ${CALLER_SIDE} .. stop|abort|end|fail|drop|give|bail|close|kill|cut|die|break .. after|at ;
      ${CALLER_SIDE} has|have|give|allow|grant|impose|enforce a|an|us|you|me|them|it? hard? ; ${CALLER_SIDE} .. timeout|limit|cap|maximum ;
      client|connection hold|wait* for|up? to? ; caller hold|holds for|up? to? ; max time ; max - time ; timeout for ; keep|keeps|hold|holds a|the|its|their|our? connection|request|socket|line|session open|alive for|up|at|only|about? to|most? ; kill|kills|drop|drops|abort|aborts|cancel|cancels|reject|rejects any|every|all|each|a request|call|connection ..? over|longer|above|beyond|after than?
    `,
    'callerTimeoutSeconds after 1.75': `
      idle timeout|time ; before .. hang|time|give|drop|disconnect*|abort* ; then .. give* up ; then|and .. abort*|disconnect*|hang|quit|bail|drop ;
      on the? caller|client side
    `,
    // What the first request after idle meets
    'coldStart before 1.5': 'first %word .. may|can|could|might|should? wait|take|took|takes|need|hang',
    'coldStart before 1.6': `
      instance|container|machine|node|pod start|boot|launch|startup|provisioning takes|take|needs|need ; cold start|boot|begin ..? ; cold load|loading ; loading take* ; cold start* take|of|is|up|around|about|for|may|can|could ; warm up ; warmup ;
      wake* up? within|in|after? ; waking|wake takes|take|needs|up ; spin* up in|within|of? ; startup time|of? ; hang around|about ; asleep for? ;
      after idle|weekend|lunch|night|the a|an|longer? break|weekend|night|pause|idle|period? .. wait|take ; boot* for|in? ; model load* ;
      scale up|out takes? ; wak* .. take|last|need ; yawn of
    `,
    'coldStart after 1.75':
      "for a|an|the model|container|instance|machine .. not|wasn't|loaded|start*|load*|warm*|wake*",
    'coldStart after 1.55': `
      until|till|before it|everything is|model? up|ready|awake|warm|running|loaded|back ; on|for the first %word ; extra on|for the first ;
      cold start ; coldstart ; warm up ; warmup ; extra ; for|of wak*|warm*|start*|spin*|boot* ; while it|he|she boot*|wake*|start* ;
      to wake|warm|boot|spin|load|start ; to get|be|become going|up|running|started|ready ; startup ; start up ; for the? ${FIRST} ; for waking ;
      of? cold ; wake up ; spin up ; delay .. first ; to come|get back|up ; on|at wak*|wake ; after idle|a
    `,
    'ignore before 1.6': `
      feature|vector|document|key store .. .. answer*|respond*|return* in|within|under? ;
      latency|p99|p95|response time? today|currently|now|presently is|at|of? ; latency|p99|p95|response today|currently|now is|at? ;
      train|training for|in|took|takes|time|run|last? ; docs|doc|documentation|page say|mention|state|claim ..? ; last ; previous ; retrain* ..? ;
      finetun* took|takes|for? ; since ; lookback of? ; horizon of? ; cache* for ; deploy* in|within|takes? ; launch in ; retention of? ;
      retry|retries|backoff after|of|every? ; polls? every ; project ; uptime ; kept|store|stored|retain .. for ; every ;
      meeting|session|lesson|match|shift|visit|trip|flight|drive|exam last|lasts|take|takes|start|starts in|for? ; starts in ;
      ${MEDIA} of|is|are|up|last|with|under|over up? to? ; drive* for ;
      including|incl|plus|without|excluding network|transfer|overhead|queueing|queue|upload|download ..? ;
      docker|container|image|ci? build|builds|compile|compilation|install*|deploy*|rollout|migration|labelling|labeling|backup|approval|onboarding ..? take*|took|need*|needed|last*
    `,
    'datasetDeadlineHours before 1.1': `
      finish* in|within|under|by|inside? ; has|have|get ; through in|within ; done in|within|under ; complete* in|within|under? ;
      job|run|batch|it|scoring must|has|should|needs? .. in|within|under ; within ; inside ; deadline ; window of|is? ; ready in|within ;
      over* within ; loaded in|within ; limit|max|maximum of? ; must not? take|run|last more|longer|than ; in under|less|at ; sla ;
      through|out|back|there .. in|within|after
    `,
    'datasetDeadlineHours after 1.2': `
      deadline ; to finish|complete|do|run|get|score|process ; sla ; later|after at latest|most ; max ; at most ; is|are ok|fine|enough ;
      time to|for|till|until ; time
    `,
    'datasetDeadlineHours after 1.75': 'window ; batch|job|time|processing|nightly window',
    'ignore after 1.9': 'of ..? data|signal|reading|history|telemetry|log|measurement|footage|video|weather',
    'ignore before 1.9': `
      session|token|cookie|otp|certificate|lease|login|voucher .. expire|expires|expired|out|valid|live|lives after|in|for? ; human|manual|manually|hand ..? spend|spends|take|takes|need|needs ; reviewer|expert|annotator|editor|underwriter|adjuster|analyst|clerk|doctor spend|spends ; of them are|is? called|used|hit|active|asked|touched within|in|during ; valid|fresh|usable|relevant for ;
      #count .. arrive|arrives|come|comes|land|lands|drop|drops|pour|pours|roll|rolls|report|reports|send|sends|post|posts|fire|fires in? within|inside|in ;
      sagemaker .. .. time|times|timeout out? after|at|of|is ; down|offline|unavailable|unreachable|away|outage for|of? ; rto|rpo|mttr|mtbf of|is? ; #rate within|inside|in|over ;
      async|asynchronous|serverless|sagemaker|aws|docs|documentation|quota .. has|have|allow|allows|limit|limits|cap|caps|max|says|time|times|dies|stop|stops a|an|at|out|after|of|is?
    `,
    'ignore after 1.6': 'according to the? aws|docs|documentation|manual|brochure|website|datasheet',
    'responseTimeSeconds after 1.6': `
      always ; also|even for the? ${FIRST} ; overall ; altogether ; in total|all ; all in ; including|incl|with everything|network|all ;
      from click|request|upload to ; later .. ${ACCEPTED} ; later|after at most|latest|max|tops ; later at the? latest|most ;
      later is ..? ${ACCEPTED}
    `,
  },
  size: {
    'payloadSizeMB after 0.6': '%word',
    // Sizes
    'payloadSizeMB after 1.05': `
      ${SENT} ; of? ${SENT} ; ${SENT} size ;
      large|big|sized|long|mono|grayscale|raw|compressed|color|4k|hd|scanned|json|satellite|medical|audio|csv|avg|input|output|request|response ${SENT} ;
      max payload|request|input|body|file ; in ; out
    `,
    'payloadSizeMB before 1.1': `
      payload size|is|of|max|up|to|about|are|approx|roughly? ; ${SENT} ; ${SENT} size ;
      ${SENT} of|is|are|at|can|may|be|get|avg|average|max|up|to|about|around|under|below|weigh|come|ranging|vary|grow|reach|under|was|were|could|worst|go|sized|from|between|typically|usually|run|until|max|maximum|small|large|tiny|big|large|hit ;
      send|sends|sending ; post|posting ; odd one ; max we must|need support*|handle|cope ; must|need support* ;
      outlier|outliers are|is|of|at|up|reach? ; at worst ; occasionally|sometimes up? to? ; some|few are|reach|hit ; upload* ; body size|is|of? ;
      request|response|input|output size|body|is|of ; worst case ; return* ; in the body ; ship* us ; largest ..? ; biggest ..? ; weigh* ;
      input|output can ..? be? up? ; ${SENT} top|max|average|peak out|at? ; ${SENT} .. as large|big as ; as large|big as ; get|receive a|an|in|up? ;
      feed it|them|in ; never above|over|exceed* ; no request|file|input|payload .. over|above|larger|bigger|more than? ; ${SENT} : up? to? ;
      ${SENT} have|has|measure|total
    `,
    'sizeEach after 0.95': 'each ; apiece ; a piece',
    'sizeEach before 0.9': 'each',
    'modelSizeGB after 1.25': `
      ${NET} ; gradient|random|decision|neural booster|forest|net|network|tree ; model|models ; of? weight ; checkpoint ; of? vram ; of? ram ;
      of? memory ; model artifact|file|weight|size|each|apiece|in|on ; artifact ; of? gpu memory|ram|mem ; model.tar.gz ; onnx ; safetensor ; gguf ;
      resident ; mem ; weight ; llm ; pickle ; when loaded ; once loaded ; loaded ; after load* ; in memory ; in ram ; footprint ;
      embedding table|matrix ; params ;
      xgboost|pytorch|sklearn|tensorflow|lightgbm|bert|transformer|keras|torch|fasttext|prophet model|models|artifact ; %model
    `,
    'modelSizeGB before 1.25': `
      artefact ; %model ( ; ${NET} ( ; xgboost|lightgbm|sklearn|pytorch|torch|tensorflow|catboost|keras|unet|resnet|prophet ; net is|itself ; neural net ;
      joblib|pickle|pkl|onnx|safetensor|gguf|h5|pt|savedmodel ;
      rss|modellgröße .. is|at|of? ; model|models|artifact|artefact|checkpoint|weight size|is|are|of|about|around|itself|take|need|needs|file|files|weigh|come|with|at|small|each|tiny|use|inside|loaded|archive|has|averag*|big|under|below|roughly|only? ;
      model ; weight ; weight inside are|is? ; checkpoint ; model* size ; memory* ;
      memory of|is|need|usage|footprint|use|about|requirement|per? model? ; footprint ; vram ; ram use|usage|of|is|about|need? ;
      vram use|usage|of|is|about|need? ; gpu memory|ram ..? ; occup* ; fits in ; resident ; model each|apiece ; loads? into? ;
      need|needs|want about|around|roughly|at|least? ; model .. is|are|at|of|weigh*
    `,
    'modelSizeGB before 1': NET,
    'modelSizeGB after 1.6': `
      embedding|lookup table|matrix|index ; when|once loaded|resident ; of gpu memory|ram|vram ; into|in gpu|the? memory|ram|vram|gpu ;
      of|in the? weight ; artefact ; in ram|vram|memory ; once it|they is|are loaded|up ; on the? gpu|card
    `,
    'containerImageSizeGB after 1.4': `
      torch|pytorch|tensorflow|cuda|conda|triton|tgi|vllm|python image ; container ; docker image|container ; ecr image ; container image ; docker ;
      inference image ; serving image
    `,
    'containerImageSizeGB after 1.8': 'container|docker|ecr image ; in|on ecr',
    'containerImageSizeGB before 1.4': `
      torch|pytorch|tensorflow|cuda|conda|triton|tgi|vllm|sklearn|python|base|onnx image is|of|at|around? ;
      container image|is|of|size|weighs|about|around|are|at? ; docker image|container|is|of|size|weighs|about? ; ecr image|size|is|of? ;
      image on|in ecr ; biggest|largest is ; docker* ..? of|is ; ecr say|says|show|shows|report|reports ;
      image .. cuda|torch|deps .. at|about|is|of|comes? ; container .. is|weigh*|come* to? ; inference|serving|byoc image|container ;
      its own image ..?
    `,
    'containerImageSizeGB before 0.9': 'image ; container',
    'containerImageSizeGB before 1': 'biggest|largest',
    'containerImageSizeGB after 0.9': 'image|img',
    'dataset before 1.3':
      'parquet|csv|jsonl|avro|export|dump|dataset|extract|backlog|corpus export|file|dump? of|is|has|about|:?',
    'dataset after 1.5': `
      parquet ; csv|avro|orc|jsonl|tsv file|files|export|dump|nightly|weekly|daily|monthly|hourly|every|per|each|of|in|total|dump? ; csv ; dataset ;
      data set ; of data ; data ; total ; in total ; altogether ; table ; export ; dump ; extract ; warehouse ; backlog ; archive ; lake ; nightly ;
      worth of ;
      of new|customer|historical|raw|log|telemetry|sensor|transaction|training? data|image|text|document|log|record|imagery|photo|audio|video|history|parquet|csv|json|rows|events ;
      corpus ; per|a|each|every night|run|day|week|month|batch|job ;
      of parquet|csv|tiffs|json|jsonl|files|images|logs|documents|video|audio|rows|pictures|photos|records|pdfs|emails ; %rhythm ; overnight
    `,
    'ignore after 1.6': `
      original ; was|is|were not enough|sufficient ; wasn't|isn't|weren't enough|sufficient ; too small|little|low
    `,
    'ignore before 1.4': `
      limit|quota|cap in|of|on .. .. is|of ;
      async|asynchronous|serverless|sagemaker|aws|lambda|gateway|kafka|sqs|endpoint .. max|maximum|limit|limits|allows|accepts|caps is|of|at? ;
      train* on|set|data|with|is|was? ; limit of|is ; quota of|is ; gzip* to ; could .. to ; can|may|might be compress*|zip* to ; shrink to|it ; disk ; ebs ;
      ssd ; s3 bucket ; bucket of|has|with|is ; bandwidth ; finetuned on ; limited to ; lambda .. limit ; instance with|has ; machine with|has ;
      laptop with|has? ; server with|has ; box with|has ; cache of ; logs of ; download* ; volume size ; max* allowed|out ; hard limit ;
      cap* us|them|me at ; cap|limit|restrict .. .. at|to ; lambda .. .. has|with|is|get|gets|have ; competitor|vendor|rival ..? ..? ;
      tried|tested|testing with|a|an|it? ..? ;
      async|serverless|sagemaker|aws|docs|asynchronous|lambda|gateway|quota|batch allow|allows|take|takes|support|supports|accept|accepts|handle|handles|cap|caps|say|says|stop|stops ..? ..? ;
      train* on ..? ; repo is|of|has ; git ..? ; redis .. of ; originally are|is|were|was? ; original are|is|were|was|at|of ; usb|ram|memory stick|upgrade ;
      tier of|is|has ; phone|tablet|pc|workstation|cluster has|have|with ; a10g|t4|l4|a100|h100|v100|card|gpu|laptop has|with|have ; cap of|is ;
      node with|has ; app|phone|tablet|ipad|browser store|cache|keep|hold ; frontend|app|js bundle ..?
    `,
    'ignore before 2': '%instance .. has|have|had|come|offer',
    'archive before 1.5': `
      same|shared|docker|serving image , ; file itself? is ; zip is|of|file|weighs|about? ; archive is|of|weighs? ; tarball is|of? ; bundle is|of?
    `,
  },
  count: {
    'modelCount after 1.2': `
      .. sklearn|xgboost|lightgbm|onnx|pytorch|tensorflow|prophet|catboost|scikit pipeline|artifact|estimator ; pickle ; .. pickle ; model|models ;
      .. model|models ; .. .. model ; finetuned|small|separate|different|distinct|individual|per|tenant|customer|xgboost|.. .. .. models ; finetune ;
      .. finetune ; fine tune ; variants of the? model ; classifier ; .. classifier ; regressor ; forecaster ; predictor ; checkpoint ;
      .. checkpoint ; llms ; detector ; ranker ; net ; .. net ; booster ; estimator ; glm ; gbm ; svm ; arima ; lstm ; cnn
    `,
    'modelCount after 1.3': `
      %word level .. model ;
      lora|peft|qlora? adapter ; .. adapter ; lora ; .. lora ; head ; .. head ; qlora ; finetuned .. head
    `,
    'modelCount before 1.25': 'how many model ; model total|in total|now|: ; fleet of',
    'activeModels after 1.5': `
      alive|awake ; of them|these|those ..? ..? busy|hot|used|active|called|in|get|are|at|live|warm|hit|concurrently ;
      get|see|have|receive any? traffic|calls|requests|hits|called|used|asked ; hot one|model|models|ones ; active ; active model|models|ones|at|per|in ;
      are|is|get|see used|hot|active|called|hit|busy|in|invoked ; .. hot ; .. active ;
      models? are|is? hot|active|used|called|busy|live|hit ..? in|at|per|during|within any|a|one|given|the|an? .. hour|time|moment|day ; in use ;
      busy ; used|called|hit|active|invoked|queried|touched ..? ..? hour ; warm ; live at|in
    `,
    'images after 1.9': `
      ${PICTURE} per|/|a|an|each|every request|prompt|call|message|question|query|turn ;
      ${PICTURE} in|with|for a|an|each|every|one|the request|prompt|call|message|question|query|turn ; ${PICTURE} each|apiece
    `,
    'images before 1.6': `
      request|prompt|call|message|question has|have|carry|carries|contain|contains|include|includes|with about|up|around? to?
    `,
    'containerCount after 1.3': `
      container ; framework ; different|separate|distinct|docker|custom container ; .. container ; docker image ; image .. chain|sequence|pipeline ;
      container step ; stage ; step ; .. step ; step pipeline
    `,
    'concurrentRequests after 1.75': `
      .. typing|chatting|working|talking together ;
      user|agent|people|session|caller|client|chat|conversation|stream|connection|player|operator|customer|student at once|the|a|one|any|same time|moment ;
      user|agent|people|session|caller|client|chat|conversation|stream|connection|player|operator|customer|student .. at once|together ;
      user|agent|people|session|caller|client|chat|player|operator|dev|analyst .. typing|online|active|logged|connected|working ;
      request|call|query|inference in|under progress|flight|process* ; .. request|call in progress|flight ; request|call parallel ;
      parralel|paralel ..? ; user|agent|people|analyst|dev .. in parralel|paralel|parallel ; hit|press|click .. at the same ; concurrent .. ;
      concurrent ; in parallel ; simultaneous* ..? ; parallel ; .. at the same time ; .. in parallel ; .. simultaneous* ; .. concurrent* ;
      .. at a time ; .. typing at ; in flight ; concurrently ; .. in flight ; at any one|given time|moment ; .. at any one|given|time time|moment? ;
      live session|stream|user ; stream ; agent|dev|user|people|clerk|operator in paralel|parallel ; of them .. at the same|once ; open session ;
      .. online at
    `,
    'concurrentRequests before 1': 'concurrency|parallelism',
    'concurrentRequests before 1.4': `
      user|session|people|caller|chat at once|the? same? time? ; at any|a|one given? moment|time|point|instant ; max num seq* ; agents? in parallel ;
      concurrent user|request|session|call|stream|connection|client* ..? ; in parallel ; simultaneous* ..? ; in flight ; concurrent
    `,
    'burstRequests after 1.6': `
      at the same time|instant|moment|second ;
      request|image|call|event|message|file|doc|document|picture|scan|photo|job|.. image|request|call|event|document arrive|come|land|hit|drop|in together|at|in|within once|the|one|a go|same|single|instant|second|moment? second|time|go|moment? ;
      .. arrive|come|land|hit|drop .. together ; .. in the same second ; in one go|burst|shot ; together ; at once ; burst ; .. burst ;
      request at once|together ; .. image|scan|file|document|photo at once|together
    `,
    'burstRequests before 1.5': `
      burst ; burst size|of|up|to|as|about|around|with? of? ; volley|flood|storm|salvo|clump|flurry of|up? to? ; spike of|up? to? ; batch of
    `,
    'ignore before 1.9': 'may|might|could|hope|want to? someday? grow|expand|scale to|into|beyond about?',
    'ignore after 1.2': `
      epoch ; class|classes ; label ; feature|features ; dimension|dim|dims ; float ; column ; layer ;
      engineer|people|person|developer|dev|scientist|employee ;
      hospital|clinic|shop|store|branch|site|plant|team|office|country|city|farm|warehouse|language|category|page ; hour ; replica ; gpu|gpus ;
      cpu|cpus|core|vcpu ; accelerator ; instance|box|node|machine|server|pod|worker ; x ; azs|az|zone ; word|char|character ; pixel|px|dpi ;
      hz|khz|mhz ; stars ; percent ; degree ; point ; floor ; billion token ; token/s ; tokens? per|/|a second|sec|s|minute|min|day|hour|month ;
      vocab* ; bit ; step ; hidden ; sensor|camera|device|vehicle|truck|turbine|meter
    `,
    'datasetRecordsPerRun after 0.7': '%word',
    'datasetRecordsPerRun before 0.6':
      'row|record ; row|record|item|document|customer per|in|a|each run|job|batch|file|night',
    'datasetRecordsPerRun after 1.1': `
      row|record|line|entry|customer|account|document|doc|image|file|text|item|product|sample|transaction|user|contract|pdf|photo|page|email|review|article|listing|profile|member|policy|loan|sku|event|picture|article|molecule|sequence|scan|video|claim|invoice|policyholder|household|subscriber|lead|tweet|ticket|meter|patient|prediction|inference|address|job|resume|title|song|recording|tile|household|compound|query|score|example|instance|report ;
      .. row|record|line|customer|document|image|contract|item|file|text|product|account|pdf|transaction|user|photo|ticket|profile|policy|page|article|review|event|email|message|scan
    `,
    'modelParametersBillion after 1.5': 'param* ; parameter model ; weight ; learned|trainable weight|param*',
    'modelParametersBillion before 1.5': 'param* ; param* count|number|total|size|are|is|of|:? is|of|:?',
    // Of language models: a prompt, an answer, and both together
    'inputTokens after 1.6': 'ctx|context in',
    'inputTokens before 1.7':
      'prompt|question|query|message with|and|+|plus|incl its|the? context|history|snippet|chunk ..?',
    'inputTokens after 1.2': `
      token? go|goes|going in ; token? of? prompt|input|question|instructions ; token prompt|input|in|long|per|request|context|chunk|document ; token? in ;
      token for|of|in|as|long|per? the|an|a|each|our? prompt ; tok in|prompt|input ; in ; input token ; prompt token ;
      tokens|token|tok of? prompt|input ; input tok ; tok max input ; token passage|text|document ; token|tok each|apiece ;
      token per|a|each? document|doc|text|passage|chunk|input|prompt|request|query
    `,
    'inputTokens before 1.2': `
      prompts run|runs|go to|up ; prompt|prompts|input|inputs go|goes|get|gets|run|runs|come|comes up? to|in|at? ;
      request|document|text go|goes|run|runs|come|comes up? to ; prompt ;
      prompt of|is|are|about|around|up|to|typically|has|have|length|size|typical|with? ; input of|is|are|length|tokens|about|around? ; input token ;
      in ; typical prompt ; prompt token|length ; input up? to? ; prompts ..? ; send ; isl ; prefill ; input length|len|size|seq* is|of|about|:? ;
      input|prompt length|len|size ( token ) ; prompt length|len|size is|of|about|:? ;
      question|query|message|instruction|article|document|passage|text|email|mail|snippet|ticket|chunk|abstract|review|transcript of|is|are|about|around|have|has|with|some|averag*|run ..? ;
      read|reads|takes|ingest|ingests in|about? ; user|system|few prompt|message|shot ..? ; retrieved context is|of|about? ; input averag* ; text in
    `,
    'inputTokens after 0.75': 'token ; tok',
    'outputTokens after 1.35': `
      come|comes|coming out|back ; token? come|comes|coming out|back ; token? of? reply|answer|text back ; generated ;
      token verdict|caption|title|label|explanation|story|translation|letter|report|description|snippet|code ;
      token long answer|reply|summary|response ; token? out ;
      token for|of|in|as|long|per? the|an|a|each|our? answer|reply|response|output|completion|summary|generation|back|generated ; tok out|output ;
      out ; output token ; token generated|output|out|back|answer|reply|response|completion|summary ; new token ; generated token ;
      token? of? output|answer|reply|response|completion ; output tok
    `,
    'outputTokens before 1.35': `
      answer|answers|reply|replies|output|outputs|completion|response|summary run|runs|go|goes|get|gets|come|comes up? to|at|in? ;
      answer|reply|output|completion|response|summary|generation of|is|are|about|around|up|to|length|tokens|max|typically|has|with? ; out ;
      output token|length ; generate* ; generate* up? to? ; max new token* ; max_new_token ; max_token ; max token ; answer* ; produce ; write ; osl ;
      decode ; emit ; output|answer|completion length|len|size ( token ) ; generation|completion|answer|reply|response|output|summary len|length|size|limit is|of|about|:? ;
      answer|reply|output|completion|response|summary some|about|around|~|never|rarely|max|under|averag*|run ..? ;
      draft|caption|title|verdict|translation is|of|has|about|around|~|some|up? to? ; spit out ; back ; return* ;
      verdict of|is|are? ; max_completion_token ; writes|write about|around|up|some? to?
    `,
    'contextTokens after 1.5': `
      ctx ; context ; token context|window|ctx ; context window|length ; tok ctx|context ; token window ; window ;
      incl|including the? reply|answer|output|completion ; token incl|including|with the? reply|answer|output|completion ; token long context ;
      token must|have|needs fit|to ; token of context|history ; tok context|window ; context needed|required|is|max ; total context ;
      token conversation|history|thread|book|contract
    `,
    'contextTokens before 1.5': `
      context ; ctx ; context window|length|size|of|is|up|to|max|about|len? up? to? ; max model len* ; max_model_len ; window of? ;
      longest prompt|doc|document|input|one|chat|conversation|file|contract|thread|text|email|transcript|article|message ; max context ;
      total token* ..? ; prompt and|+|&|plus answer|completion|reply|output|response ..? ..? ; max_seq_len ; max_input_length ; max_total_tokens ;
      conversation|chat|thread|session|history|dialog|transcript|doc|document|contract|book run|go|grow|get|reach|can|may ..? up? to? ; as long as ;
      needs|need context .. ; max model len ; max seq* len* ; window is|of|:? ; up to .. context ; cap at ; sequence length ..? ; seq len ;
      context .. up? to? ; num_ctx
    `,
  },
  factor: {},
  params: {
    'modelParametersBillion either 0.9': 'model ; param* ; llm ; .. model ; code model',
  },
  money: {
    'monthlyBudgetUsd either 1': `
      budget ; month ; mo ; max ; at most ; under ; below ; cap ; up to ; spend* ; limit ; < ; no more than ; ceiling ; monthly ; tops ; gave us|me ;
      may|can|must|should not? cost ; can|could|may|will pay|spend ; all in ; not cost|be over|more|above|beyond? than?
    `,
    'monthlyBudgetUsd before 1.6':
      'budget|target|ceiling|cap .. is|of|at ; budget got|was|is|has|have|went|go? been? raised|raise|lifted|cut|up|down to',
    'ignore either 1.3': `
      sell|sells|sold .. for|at ; expensive ; was ; last year|quarter ; vendor|supplier|provider|they|competitor|agency ask|asks|want|wants|quote|quotes|charge ..? ; currently ; spent ;
      we pay ; paying ; paid ; today ; bill is|was ; revenue ; charge* ; each sale ; per sale ; competitor ; vendor charge* ; cost us ;
      save us|about|around? ; price of ; worth ; cost* now ; burn ; right now ; commit ; commitment ; last month ;
      per image|call|request|token|hour|transaction|user ; / call|request|image|hour|h|hr ; fine of ; loss of ;
      setup|endpoint|instance|box|cluster|server|system|fleet|one cost ; price* at|around|about|from? ;
      transaction|purchase|loan|order|house|home|claim|payment|invoice|cart|basket over|above|under|of|below|worth|around|up ;
      cost company|firm|clinic|shop ; each|every .. cost ; worth of ; fraud of ; sell* for|at ; average basket|order|sale|ticket ; per hour|request ;
      salary ; raised|funding ; per|an hour ; openai ; hourly
    `,
  },
  bits: {},
};
