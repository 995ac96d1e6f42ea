/** What a question can be about, apart from changes and options. Each is one line of {@link ASKS}. */
export type PlainAsk =
  | 'help'
  | 'standing'
  | 'deciders'
  | 'history'
  | 'changes'
  | 'assumptions'
  | 'limits'
  | 'count'
  | 'instance'
  | 'compare'
  | 'cost'
  | 'deploy'
  | 'scaling'
  | 'warnings'
  | 'sources'
  | 'stated'
  | 'concern'
  | 'another';

/** What only a review has: its people, its past, its concerns. */
export type ReviewAsk = Extract<PlainAsk, 'help' | 'standing' | 'deciders' | 'history' | 'another' | 'concern'>;

/** What a question about money asks. */
export type CostAsk =
  | 'total'
  | 'cheaper'
  | 'by-volume'
  | 'break-even'
  | 'per-token'
  | 'per-request'
  | 'breakdown'
  | 'budget';

/** Where a phrase has to stand: at the beginning, behind "and", "ok" and the like, or as all that is said. */
export type Place = 'anywhere' | 'start' | 'whole';

export interface AskRow<Kind> {
  kind: Kind;
  place: Place;
}

type Line<Kind> = readonly [kind: Kind, place: Place, phrases: string];

const MACHINE = 'instance|machine|box|hardware|gpu|server|node|vm|chip|accelerator';
/** Chips and the families that have them. */
const CHIP =
  't4|l4|l40s|a10|a10g|v100|a100|h100|h200|b200|graviton|graviton2|graviton3|inferentia|inferentia2|trainium|inf2|g4dn|g5|g6|g6e|g7e|p4d|p5';
/** A revision by its number, as people shorten it. */
const REVISION = `revision|rev|version|${['v', 'r', 'rev'].flatMap((short) => [1, 2, 3, 4, 5, 6, 7, 8, 9].map((at) => `${short}${at}`)).join('|')}`;
const IT = 'it|this|that|these|we|things|thing|choice|answer|recommendation|endpoint';

/**
 * By which words each kind of question is known, in the notation of `reader/patterns.ts`; the first kind that matches
 * counts. Add a phrase to its line.
 */
export const ASKS: readonly Line<PlainAsk>[] = [
  [
    'help',
    'whole',
    'help me? ; usage ; command ; menu ; hi|hello|hey|hallo|yo there|bot|all? ; help please|pls ; can|could|will|would you please? help me|us? please|here?',
  ],
  [
    'help',
    'start',
    `
      what kind|sort|type|kinds|sorts|types of? question|thing|stuff do|can|could you|i ;
      what else? can|do|could you|i|we do|ask|say|understand|know|offer|answer ; how do|can i|we you? use|ask|talk|work|operate ;
      how do you work ; how does this? bot|thing|it|app? work ; who are you ; help with|me|using ; what are you able to ;
      what are your capability|skill|feature|option|power ; show|tell me|us what|how you can|do|could|work
    `,
  ],
  [
    'help',
    'whole',
    'what are you ; what|how are you good|useful|there|here for|at? ; what good are you ; what is your job|purpose',
  ],
  [
    'another',
    'start',
    `
      something|one|another|other|different else|more|thing|question|topic|workload|model|case|project|new|matter ;
      new|second|next|separate model|workload|case|project|question|review|topic ; unrelated ; off topic ;
      let|lets|can|could|please we|you|i|me? review|look|check|try|size|do|discuss at? another|different|new|second|next workload|model|case|project|endpoint ;
      got|have|here another|a|second|new second|new|different? use? case|model|workload|project|endpoint ;
      i|we have|got|brought one more|extra? model|workload|case|project|endpoint ;
      we|i|there have|got|is|are another|second|2nd|one|separate|new use case ;
      i|we have|got another|a second|new|different|other model|workload|case|project ;
      can|could|may i|we ask|talk about .. separate|different|another|other|new|unrelated model|workload|case|project|endpoint|thing ;
      different|new|another|separate|second one|thing|workload|model|topic|case : .. ; new|another|next one :
    `,
  ],
  [
    'changes',
    'anywhere',
    `what|anything|something|everything|all .. changed ; change* since ; new since ; different since ; change* between|from|to|in|of .. ${REVISION} ; diff ; difference|different|differ .. ${REVISION}|original ; new in .. ${REVISION} ; compar* .. ${REVISION} ; ${REVISION} #? change* ; what did .. change ; show|list|give|see|latest|last|recent .. change ; ${REVISION} #? vs|versus|against|and|to ${REVISION} ; ${REVISION} #? vs|versus|against|and|to #`,
  ],
  [
    'changes',
    'anywhere',
    'what|anything .. different|moved|changed .. since|from|than last|before|previous|earlier|yesterday|revision ; how has|have|did it|this|that|thing|review|recommendation|answer change*',
  ],
  ['changes', 'whole', 'the? change'],
  [
    'history',
    'anywhere',
    `
      history ; timeline ; time line ; audit trail|log ; changelog ; change|event|decision|activity log ; show|give|see|print .. log ;
      what|everything|all|anything .. happened ; what .. went on ; what .. going on ; who did what ;
      how did we|it|this get|come|end .. here|there ; past|previous|earlier|list|show|all|recent .. event|activity|decision ;
      event so far
    `,
  ],
  [
    'history',
    'anywhere',
    'how has|have|did it|this|that|thing|review|we .. evolve*|develop*|progress*|unfold* ; story|journey so far ; catch me|us up ; bring|get me|us up to speed|date',
  ],
  ['history', 'whole', 'event ; log ; activity'],
  [
    'deciders',
    'anywhere',
    `
      who|whom|whose .. decid*|approv*|accept*|sign*|overrid*|overrod*|overrul*|allowed|call ; approver|decider ; decision maker ;
      how many .. approval ; which|what|any|whose|missing|more .. approval ;
      can|may|could|must|should|am|is|are i|we|he|she|they|anyone|anybody|somebody|someone|everybody|everyone|requester .. approve|accept|decide|override ;
      the requester approve|accept|decide ; need* .. approval|approve|sign ; approval .. need*|missing|left|enough|required|given ;
      what|who|whom .. wait* for|on ; what|who .. block*|blocking ; why cannot|not .. accept|approve|decide ;
      which|what rule .. apply|hold|decid*|approv*|decision ; get .. approved|accepted ;
      has|have|did anyone|anybody|somebody|someone .. approv*|accept* ; allowed|able to approve|accept|decide|override ;
      ask* for approval
    `,
  ],
  [
    'deciders',
    'anywhere',
    `
      green light|lit ; greenlight|greenlit ; who|whom|whose .. settle*|sanction*|bless* ; sign* off on|this|that|it ;
      who|whom made|make|makes|took|take|takes the|this|that|our? final? call|decision ; whose call|decision|choice|idea ;
      who gave|give|gives .. ok|okay|yes|nod|go|blessing|approval ; who said yes|ok|okay|go ; who has the? last|final say|word ;
      when .. settle*|green ; nod from
    `,
  ],
  ['deciders', 'whole', 'approval ; whose decision|call'],
  ['standing', 'whole', 'who ; by whom ; whose review'],
  [
    'standing',
    'anywhere',
    `
      who|whom .. decid*|approv*|accept*|own|owner|sign*|overr*|request*|file*|open*|submit*|brought|ask*|respons*|charge|propos*|withdr*|creat*|start*|wrote|made|review*|chose|choose|pick*|rais*|block*|object*|chang*|set|said|hook|involved ;
      when do|must|should|can we|i .. decide ; what was|did .. decid*|accepted|approved ; are we done|agreed ;
      is it|this|that still open|pending ; still open|pending ; any decision|verdict ; did we|you|they pick|choose|agree|settle ;
      anyone|anybody against ; deadline for|of .. decision|review ;
      is|was|has|have|did it|this|that|we|anyone|anybody|somebody|someone|they|review been|already|now|actually? decid*|approv*|accept*|sign*|final|settled|agreed|closed|block*|overrid*|overrul*|withdrawn ;
      what|where .. status|owner|decision|verdict|decider ; what .. state ; status of|please|update ;
      when .. due|decid*|decision|accepted|approved ; by|until when ; due date ;
      where do|are|does we|it|this|things|thing .. stand|at|now ; any|what|which|many open? concern|objection|revision ;
      what|which are|is the? open? concern|objection ; why .. block* ; wait* for approval|decision|whom|who ;
      is there .. owner|decider|due ; anyone|anybody|somebody .. decid*|approv*|accept*|object* ; did .. sign|approve|accept|decide ;
      which|what revision|version
    `,
  ],
  [
    'standing',
    'whole',
    'status ; state ; the? owner ; due ; the? decision ; decided ; decider ; accepted ; approved ; concern',
  ],
  [
    'assumptions',
    'anywhere',
    `
      assumption ; assumed ; do|did|have|are|were you|we just|also? assume*|assuming|guess*|presum*|make|making|take|taking ;
      taken|take|taking for granted ; open question ; what|which|anything .. missing|unknown|unclear|guess*|presum* ;
      what|which .. you .. need|want .. know|from ; what .. you not know ; what .. you still|else need|miss* ;
      what did i|we|they .. not|forget|forgot|miss* ; confidence ; how sure|confident|certain|reliable|solid|firm|accurate ;
      are|is you|this|that|it|these really|that? sure|certain|confident|reliable|firm|accurate ; what .. based on ;
      based on what|fact|guess* ; where .. number|figure come|from ; where did|do|does .. come|got? from ; where did you get|take ;
      what|which not you|we|i know ; what is|are|would .. uncertain|unsure|firm|certain|vague|clarify|confirm ;
      anything|something .. clarify|confirm|uncertain ; which|what fact|answer|detail .. change|matter|decide|need ;
      what could|would|might|can change|flip|tip|alter|overturn|reverse this|it|that|the|your .. ; open question|point|item ;
      question|point .. open ; trust this|it|that|you|the
    `,
  ],
  [
    'assumptions',
    'anywhere',
    `
      have|had|has to guess|assume|invent|estimate ; fill* in? the|any|some|which|what? blank|gap ; blank|gap .. fill* ;
      did|have|had you .. make|made up ; what|which|where .. invent*|infer*|pluck*|estimate*|default* ;
      least|less sure|certain|confident ; on what basis|ground ; educated guess ; guess|guesses|guesswork ;
      where .. shaky|shakiest|weak|weakest|soft|thin ; what would|do|should you like|want|need|love to? know|learn ;
      how much of this|that|it .. guess*|real|certain
    `,
  ],
  [
    'limits',
    'anywhere',
    `
      hard|soft|real|actual|official|strict|fixed|true limit|cap|quota|ceiling|maximum ;
      what|which|is|are|does|do|how|why .. limit|quota|ceiling|maximum|max|timeout ; how large|big|long can|may|could ;
      limit|quota be|get? raised|increased|lifted ; raise|increase|lift .. limit|quota
    `,
  ],
  [
    'limits',
    'anywhere',
    'what|which is|are|would .. biggest|largest|longest|most|highest .. can|could|may|allowed|possible ; what|which .. upper bound ; how far can|could .. go|push',
  ],
  [
    'limits',
    'whole',
    'the? limit ; the? quota ; the? timeout ; max|maximum payload|request|model|file? size|time|duration?',
  ],
  [
    'count',
    'anywhere',
    `how many ${MACHINE}|endpoint|replica|copy|unit|worker do|would|will|should|does|are|is? we|it|i|this|there|they? need|run|use|have|be? ; how many of them|those|these ; how many do|would|will|should we|i|you|it need|run|get|use|take ; do we need more than #count ; more than one ${MACHINE} ; number of ${MACHINE}|endpoint|replica|copy ; instance|machine|node|replica count ; why #count ${MACHINE}|endpoint ; is|are|would|will|do #count ${MACHINE} .. enough|suffice|do ; #count ${MACHINE} .. enough ; how much capacity|traffic|load|throughput ; how many request|user|caller|call|rps|qps .. can|could|handle|take|serve|manage|support ; how many .. handle|serve|support|cope ; will|would|is|does one|a|single ${MACHINE} .. do|suffice|enough`,
  ],
  [
    'count',
    'anywhere',
    `how many ${MACHINE} ; fleet|cluster size ; size of the|our? fleet|cluster ; how big|large is|would the|our? fleet|cluster`,
  ],
  [
    'instance',
    'anywhere',
    `what|which kind|type|size|sort? of? aws|ec2|best|right? ${MACHINE} type|size|family|class? ; what|which is the? best|right? instance|machine|hardware|gpu type|size? ; why this|that|the|such|an|a? a|an? ${MACHINE} type|size? ; why %instance ; how big|large|beefy|powerful of? a|an|the? ${MACHINE} ; how much gpu? memory|ram|vram ; cpu or gpu ; gpu or cpu ; what would|will|does|should it|this|we run on ; what|which spec ; do|does|would|will we|it|i|this really|actually|even? need .. gpu ; what does|will|would it|this run on ; is|are the? gpu .. overkill|enough|too|right|big|needed|necessary ; fit|run|work|go|squeeze|host|serve|enough|handle|hold|do .. ${CHIP} ; ${CHIP} .. do|fit|enough|work|handle|hold|suffice|job|run|overkill|enough|ok ; small|smaller|big|bigger|large|larger|other|different instance|machine ; what|which size|kind|type|family|generation is|are the? instance|machine|gpu ; what|which ec2|instance|machine type|size|family ; recommend* instance|machine|hardware ; on which|what ${MACHINE} type?`,
  ],
  [
    'instance',
    'anywhere',
    `
      what|which hardware|machine|metal|silicon|iron|chip .. under|underneath|behind|beneath|below|powering ; under the hood ;
      on|in what|which silicon|metal|iron|chip|sku ; what|which sku|flavour|flavor|shape ; what are|is we|it|this|you running|run on
    `,
  ],
  ['instance', 'whole', `the? ${MACHINE} type|size? ; instance type or|and size|count`],
  [
    'compare',
    'anywhere',
    `
      next to each|one other|another ; beside each other ; up against ; all four|three ; head to head ; stack* up ;
      compare|compared|comparing|comparison me|us? ; table .. option|all|four|them|each ; option|all|four|them|each in|as a table ;
      rank|ranking .. option|them|all ; line|lined .. up|beside|against ; put .. beside|against ; side by side ; versus|vs ;
      difference|differ ; pro and con ; trade off ; tradeoff ; alternative ;
      all|other|my|our|the|which|what|list|show|are|four|any .. option side? by? side? ; overview ; runner up ; second|next best ;
      what else would|could|can|is fit|work|be?
    `,
  ],
  [
    'compare',
    'anywhere',
    `
      who|what|which .. come*|came second|close|closest|next|third ; how do|did|does the|they|all|other .. compare|stack|measure|fare ;
      shortlist ; short list ; scoreboard ; second place ; next in line ; how close was|is|were it|that|the|they
    `,
  ],
  ['compare', 'start', 'option ; table'],
  ['compare', 'whole', 'show|see|give me|us? the? table|matrix'],
  [
    'cost',
    'anywhere',
    `
      what|how|does|do|would|will|is? it|this|that? be? cost|costly|costing|price|priced|pricing|pricey|bill|invoice|expensive|cheap|cheaper|cheapest|cheaply|fee|spend|spending|pay|paying|save|saving|afford|breakdown|breakeven ;
      how much would|will|does|is|do|for|to|are? it|this|that|we|i? be|cost|pay? ; break even|down ; where does|do .. money ;
      break it|this|that|them down ; at|from|above|beyond which|what volume|point|traffic|load ; give|show .. number|figure ;
      total cost of ownership ; tco ; chart|graph|curve|plot ;
      under|below|within|less|over|above|exceed|stay|fit|cap|afford|enough|more than? a? .. #money ;
      are|is|do|does|will|would|can we|it|this|that|i be|stay|get|remain|come? still? below|under|within|inside|over|above|beneath that|it|this|the|our? budget|cap|limit|ceiling|line? ;
      budget
    `,
  ],
  [
    'cost',
    'anywhere',
    'what is the damage ; out of pocket ; set|sets|setting us|me|them back ; price tag ; ballpark ; what kind|sort of money ; how much money|cash ; how much|what .. owe ; burn through|rate ; what does|will|would it|this|that run us|me',
  ],
  ['cost', 'whole', 'per? month|year|annum|monthly|yearly|annually total?'],
  [
    'deploy',
    'anywhere',
    `
      how|where .. deploy*|launch|provision|implement|productioni* ; how .. set .. up ; how .. go live ; how .. roll .. out ;
      how .. stand .. up ; how .. get .. running|live|started|going|production ; is there .. code|template|script ; as code ;
      where is .. code|template ; walk|guide|take me through ; instruction ; export .. terraform|cloudformation|code ;
      what|which .. service|component|piece|part .. need ; how .. ship|build|create|do|make|use it|this|that|one|endpoint ;
      how .. create|build|make the|a|an|that endpoint|model|job|config* ; step to production|deploy*|live|go ;
      deployment step|plan|guide ; what come next ; where do|should i|we start|begin ; terraform ; cloudformation ; cdk ; pulumi ; boto3 ;
      python script|code|sdk|notebook ; for|in|from a|my|our|the|jupyter notebook ; sagemaker sdk ; iac ; infra|infrastructure as code ;
      give|show|send|write|generate|get|have|need .. code|template|yaml|script|snippet|step ; next step ; what next|now ;
      what do|should|must|would|will i|we need|have? to? do|create|set|configure|build|provision ;
      can|could|will|would you .. deploy|create|set|launch|provision|build ; what has|have|need .. created|deployed|configured|done ;
      which|what aws? resource
    `,
  ],
  [
    'deploy',
    'anywhere',
    `
      cfn ; tf ; hcl ; yaml ; yml ; stack template ;
      give|send|get|share|need|want|show|have|make|build|spin|write|generate .. stack|module|manifest|tf|cfn|notebook|sdk ;
      sdk call|code|snippet|example ; sagemaker python ; code snippet|sample
    `,
  ],
  [
    'deploy',
    'anywhere',
    'get|put|move|push|bring|take|ship .. in|into|to production|prod ; get|put|bring it|this|that .. live ; helm|sam chart|template ; how .. build|make|implement this|that|it',
  ],
  ['deploy', 'whole', 'the? code ; deploy* it|this|that? ; the? step ; set|setting it|this? up'],
  [
    'scaling',
    'anywhere',
    `
      fall|fell over|apart ; fall|go|goes down under|on|at|during|when|with ;
      choke|crash|buckle|collapse|melt|stall on|at|under|when|during|with|if|over ; keep up ;
      on|at monday|weekday|weekend|morning|night|midnight|lunch .. spike|peak|rush|burst|load|slow|cold|fast|down
    `,
  ],
  [
    'scaling',
    'anywhere',
    `how fast|quickly|quick|soon|long|slow|bad|big is|are|do|does|will|would|can|could|until|till|before .. cold|come|up|scale|start|ready|available|added|there|kick|launch ; what|how is|are|about|long|bad|big|much the|a|an|our? cold start|boot ; extra|additional|more|new instance|capacity|machine|container come|start|ready|up|appear ; how|does|do|will|would|can|could|is|when|why .. scale*|scaling|autoscal* up|down|in|out|to? zero? ; autoscal* ; auto scal* ; what|how about scaling|cold|spike|peak|burst ; explain|describe the|how|its? scaling ; survive ; traffic|load spike*|surge*|jump*|explode* ; under load ; there is|are a|the? spike|peak|burst|surge ; during a|the? peak|spike|night|weekend ; how long .. take .. to? wake|start|scale|warm|boot ; take to wake|start|scale|warm ; how long|soon|slow|fast till|until|before|for|is .. first|next result|answer|response|request|prediction|call|hit ; first request|result|call|answer|prediction after .. idle|weekend|night|break|pause|while|quiet|lunch|holiday ; what happen* at|on|over|during|in the? night|weekend|idle|peak|overnight|busy ; what happen* when|if|while ${IT}|nobody|no|there|traffic|load|the|idle|everyone|request .. ; handle|cope|survive|absorb|deal|keep|manage with|up? with? .. peak|spike|burst|load|traffic|growth|surge ; how long .. cold|wake*|waking|warm|scale|start* ; does|will|is|are|do ${IT}|there .. cold|idle|always|shut|turn|sleep|zero ; stay up|on|warm|running`,
  ],
  [
    'scaling',
    'anywhere',
    `
      everybody|everyone .. at once ; everybody|everyone .. same time ;
      after a|an|the? quiet|idle|long|dead|silent night|weekend|period|time|hour|spell|break|day ; thundering herd ; overload* ;
      queue|backlog build*|pile* up ; first time|person|user|caller .. after|morning|monday ; too much traffic|load ;
      more traffic|load than .. expect*|plan*
    `,
  ],
  ['scaling', 'start', 'scaling|scale|scalability'],
  [
    'sources',
    'anywhere',
    `
      what|which|where|any|list|show|give|got|have|your .. source|reference|citation|documentation|doc ;
      which|what|where|link .. aws .. page|doc|documentation|guide ; which|what page|doc|source|link .. use*|read|rely|back ;
      cite|citing ; says who ; who says ; according to whom|what ; link|pointer to .. doc|documentation|page|guide|source ;
      where .. read up? more
    `,
  ],
  [
    'sources',
    'anywhere',
    `
      where .. documented|written|described|specified ; is|are it|this|that documented|written ; where does it|aws|amazon|the say ;
      you got|have .. link|pointer|reference|source ; got|any a|any? link|pointer|reference|citation|ref for|to|that|on ; link behind ;
      any|what|show|where .. evidence|proof ; back it|this|that|them up ; can you prove ; prove it|that|this ;
      where did you read|learn|find
    `,
  ],
  ['sources', 'whole', 'the? source|reference|citation|link|doc|documentation'],
  [
    'stated',
    'anywhere',
    `
      what did i|we|they|people|somebody tell|say|state|enter|give|write|type|submit|ask ; what did you understand|hear|read|get|take ;
      what do|did you know|have about|on .. workload|model|us|this|it ; what is|was stated|entered|given|understood|known ;
      what are|were the? input|answer|parameter|requirement ; which input|parameter|fact .. have|use*|stated|given
    `,
  ],
  [
    'stated',
    'anywhere',
    `
      which|what input|fact|figure|parameter|value|data|detail .. work*|go|went|use*|using|start*|start|assess* ;
      what|which were|was|have|are you told|given|fed ; what .. we|i|they|he|she .. feed|fed|put in ;
      read|repeat it|that|this|them|input back ; what|which .. go|went by|on|off|in
    `,
  ],
  ['stated', 'whole', 'the? input|parameter|requirement ; understood'],
  [
    'warnings',
    'anywhere',
    `
      keep|have an? eye on|out ; surprise ; hidden trap|problem|catch|danger|limit ; fine|small print ; weak|sore spot|point ;
      what .. blow up ; go sideways|south|wrong|pear ; what .. should|must i|we|you .. know|mind|remember|avoid|careful|aware|prepare* ;
      what .. keep in mind ; risk|warning|caveat|gotcha|pitfall|downside|drawback|trap|catch ; bite|bites|burn us|me|you ;
      what .. break|fail|fails|worr* first|most|about ; watch|look out for? ; what could|can|might go wrong ;
      anything|something .. careful|aware|watch|check|mind ; before we|i|you deploy*|go|ship ; what .. check|request|raise .. before
    `,
  ],
];

/** Asks what would lower a bill, whatever other words are in it. */
export const LEVERS =
  'too much|many money|dollar|spend ; too|over|way|bit|pretty|quite|rather|super|damn|crazy|insanely expensive|pricey|costly|steep|high|much .. option|way|idea|alternative|lever|cheaper|cut|reduce|lower|trim|save ; lever ; spot instance|price|pricing|capacity? or|and|help|possible|work ; saving* plan .. help|work|apply|make ; bring|get|drive|push|cut .. cost|price|bill|spend|spending|number down ; trim|shave|slash|squeeze|slim .. this|it|that|cost|bill|price|spend|off|down ; over|above|blow|blows|bust|exceed .. budget ; cannot|not afford ; spend|pay|cost less ; way|how|idea|option|room .. save|cheaper|reduce|lower|cut ; reduce|lower|cut .. cost|price|bill|spend|spending ; cheaper option|way|alternative|setup|version ; where .. save|cut';

/** A concern, as people say it to each other. */
export const CONCERNS =
  'i|we not really? love|like|enjoy|fancy ; not|never really|that|so|too|very|all|entirely? thrilled|excited|at ease|wild|crazy|comfortable|relaxed|reassured ; bother*|bug|bugs|scare*|worry|worries|trouble*|unsettle* me|us ; hesitate|hesitant ; i|we have|got reservation about ; i|we have|got my|some|serious? doubt|qualm|misgiving ; second thought ; feel|feels|smell|smells wrong|off|fragile|brittle|shaky|funny ; lock in ; keep|keeps me|us awake|up ; make*|give* me|us sweat|headache|pause ; i|we|am|are|me|us|still|bit|really|very worry|worried|concerned|uneasy|nervous|afraid|scared|uncomfortable|sceptical|skeptical ; makes me|us nervous|uneasy|worried ; my|our|one|a|big|biggest|main|only|serious|real concern|worry|fear|objection is|here|with|about|would|be? ; i|we object|disagree ; i|we not like|trust|agree|want|feel comfortable|buy ; not|never happy|comfortable|convinced|sold|ok|okay|keen|confident|fan with|about|that|by|on|of ; break*|violate*|contradict*|against|breach* .. rule|policy|polici|compliance|phi|hipaa|gdpr|pci|soc2|sox|law|contract|sla|standard|requirement ; not|non compliant|comply|meet .. with? .. rule|policy|compliance|phi|hipaa|gdpr|pci|sla|standard|requirement? ; security|legal|compliance|privacy|infosec|audit|auditor|risk|dpo|ciso .. not|never|cannot|unlikely .. sign|approve|accept|allow|like|agree|pass ; red flag ; show stopper|showstopper|blocker|deal breaker ; too risky ; is|are|seem|look|sound risky ; single point of failure ; is a|too risk|problem|issue';

/** What a question about money asks; the first line that matches counts. */
export const COST_ASKS: readonly Line<Exclude<CostAsk, 'total' | 'budget'>>[] = [
  ['per-token', 'anywhere', 'per|a|for #count? million|thousand|k|m|single? token ; token'],
  [
    'by-volume',
    'anywhere',
    `
      chart|graph|curve|plot ;
      cost|price|bill|it grow*|rise*|change*|vary|varies|develop*|evolve*|scale* with|as|when|if traffic|volume|load|usage|we|the|request ;
      cost|price|bill .. as|when|while traffic|volume|load|we grow*|rise*|increase*|scale* ;
      at|for different|other|more|various volume|traffic|load|request count?
    `,
  ],
  [
    'break-even',
    'anywhere',
    `
      break even ; breakeven ; cross* over ; crossover ; tipping point ; at|from|above|below|beyond|until what|which|how ; from when ;
      when does|do|would|will|is|are|should .. .. cheaper|expensive|pay|worth|win|lose|better ; worth it|while ; pay off
    `,
  ],
  [
    'breakdown',
    'anywhere',
    'why ; breakdown ; break .. down ; what make|drive|exactly|am|are|do we|i? ; where does|do|is ; itemi* ; so expensive|much|high|costly|pricey ; biggest|largest|main part|cost|item|share ; made up of ; line item',
  ],
  [
    'cheaper',
    'anywhere',
    `
      option ; lever ; too much|expensive|pricey|costly|steep ; over|above budget ; spot ; discount ; reserved ;
      trim|shave|slash|squeeze ; afford ; cheap|cheaper|cheapest|cheaply ; less expensive ; save|saving ;
      lower|reduce|reducing|cut|shrink|trim|optimi* ; bring|get .. down ; half the cost|price|bill ; for less ; spend|pay|cost less
    `,
  ],
  [
    'per-request',
    'anywhere',
    'per|each|single|every|one|a|an #count? thousand|million|single|k|m? request|call|inference|prediction|invocation|scan|image|document|transaction|query',
  ],
];

/** Asks whether a bill stays within what was said: "our cap is $2,000, are we below that". */
export const WITHIN =
  'are|is|do|does|will|would|can we|it|this|that|i be|stay|get|remain|come? still? below|under|within|inside|over|above|beneath that|it|this|the|our? budget|cap|limit|ceiling|line?';

/** The words of a limit in money: "does this stay under $500?" */
export const BUDGET =
  'under|below|within|less|over|above|exceed|stay|fit|cap|max|afford|budget|enough|more than? .. #money ; budget';

/** Asks for the reasons of the choice, or for the choice itself. */
export const WHY: readonly Line<'why'>[] = [
  [
    'why',
    'whole',
    'why not? ; how come ; explain ; reason ; rationale ; justify ; which one ; summary ; summari* ; tldr ; tl .. dr ; recap ; in short ; again',
  ],
  [
    'why',
    'start',
    `
      can|could|would|will you please? explain|summari*|recap|justify ;
      why|explain this|that|it|these|the|your|our choice|one|option|endpoint|answer|recommendation|result|verdict? ;
      why did|do|would|are|have|should you|we ; why is|was it|this|that so|the? best|better|right|recommended|choice? ;
      why exactly|though|so|then ; how come .. you|it|this|that ; what is|was|were? the|your? reason ; reason for|behind ; justify ;
      what make .. best|better|right|choice|the ; what speak for ; what led ;
      how did|do|have|would you arrive|arrived|get|come|came|conclude|decide|choose|pick|reach|end ..? at|to|up|there|that|this|it ;
      what is|was the? reasoning|thinking|logic|idea|argument behind|for? ; talk me|us through ; what|which reason|argument ;
      the|your reasoning ; your thinking|logic ; what do|would|did you recommend|suggest|choose|pick|propose|advise ;
      what is|was the? recommendation|answer|choice|result ; which one .. best|use|choose|pick|recommend ; summari* it|this|that|the ;
      in short|brief ; remind me|us why|what
    `,
  ],
];

/** How a question for reasons begins, whatever it is about. */
export const REASONS: ReadonlySet<string> = new Set('why reason rationale explain justify because'.split(' '));

/** Words about money that state something, though they sound like a question. */
export const MONEY_STATED =
  'cost|price matter*|first ; cost|price is king|key|everything|the|more|most|no|priority ; cost|price over|before|come ; lowest|minimal|minimum cost|price ; minimi* .. cost ; cost sensitive|conscious|optimi* ; as cheap as ; pay nothing when|while|if ; not pay|paying when|while|for';

/** How a change begins that is asked about. */
export const STRONG_IF =
  'what if|when ; what happen* .. if|when|with ; what would|will|could happen|change|be if|when|with ; what change if|when|with ; how about if ; imagine ; what about if|when';
export const WEAK_IF =
  'what|how about ; suppose|supposing|assume|assuming|imagine ; let|lets us? say|assume|suppose|see|try|take ; let the|our|each|every|them|it ; say ; if ; when ; try ; now|same|again thing? but? ; make it|that ; change|switch|set it|that? to ; only if';

/** A budget that is no longer what it was, and no question about the one that is: "budget went up to 12k". */
export const BUDGET_CHANGED =
  'budget .. went|go|gone|rise*|rose|grew|grow*|shrank|shrink*|drop*|fell|fall*|increase*|jump*|cut|raise*|lift*|reduce*|slash*|bump*|double*|halve* .. by|to|from ; budget is|was now|only|down|up|cut|raised|lifted|reduced|slashed|bumped|just ; budget has? double*|triple*|halve* ; new|bigger|smaller|larger|tighter budget of|is|: ; budget now';

/** Words around a change that ask only for its effect. */
export const TAILS = `does|do|will|would|is|are|can ${IT} still? change|matter|help|hurt|make|work|hold|fit|ok|okay|fine|possible|enough|affect|alter|break|be|handle|stay|the anything|something|much|a|the|it? difference|case|same|choice|ok|fine|better? ; what then ; what change|happen* then? ; what would|do change|happen|you recommend|say|choose|pick|suggest|think? ; still ok|okay|fine|valid ; still the same ; any difference|change ; how does|would that|this|it change|affect|look|be thing|things|it|anything|the? choice|answer?`;

/** Words that only lead to what is said. */
export const OPENERS: ReadonlySet<string> = new Set(
  'and but so ok okay then well hm hmm hey hi also right now cool great thanks thx please pls sorry oh ah one more last quick question just alright yes no actually btw by the way'.split(
    ' ',
  ),
);

/** A question that begins so may be about an option that it names, as may one that ends in a question mark. */
export const ABOUT_OPTION: ReadonlySet<string> = new Set(
  "what how when for would wouldn't could couldn't can cannot should shouldn't is does do not will are any instead or did have shall why may might i".split(
    ' ',
  ),
);

/** Words that make it about an option wherever they stand. */
export const FITS: ReadonlySet<string> = new Set(
  'instead rather better possible work fit suitable rejected ruled prefer excluded easier simpler enough nicer'.split(
    ' ',
  ),
);

/** A text that begins so asks who, when or where, or for a favour, and states no change of a workload. */
export const NO_CHANGE: ReadonlySet<string> = new Set(
  'who whose where when which why how what tell sing write order book play draw show give send remind ping call find search translate open you are see let'.split(
    ' ',
  ),
);

/** How a question about money begins. */
export const ASKING: ReadonlySet<string> = new Set(
  'what how which is are does do will would can could should why when where give show tell any cost price pricing bill the'.split(
    ' ',
  ),
);
