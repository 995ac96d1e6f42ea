import type { Fact } from '../types.ts';
import { NOUNS } from './nouns.ts';

const { FIRST } = NOUNS;

const COLD = `
  cold start|boot|begin|container|one|instance|endpoint|model ; coldstart ; warm up ; warmup ; wake|waking up? ; spin|spinning up ; booting ;
  boot time|up ; start up time|delay? ; startup time|delay? ; still booting|loading|starting|asleep ; slow|slower|sluggish|late|laggy start|${FIRST} ;
  not|wasn't|isn't yet|fully? loaded|warm|awake ; ${FIRST} .. slow|slower|sluggish|longer|late|later|while|lag|hang ;
  pause|delay|wait|lag|hiccup at|before|on|for|after the? ${FIRST}|start|idle
`;

const ACCEPTING = `
  ok|okay|fine|acceptable|accepted|accept|tolerable|tolerated|tolerate|alright|bearable|harmless|forgiven|forgive|welcome|cool|survivable ;
  no|not|never a|an|any|really|much|such|the|too? big|bigger|real|huge|great|serious|large? problem|issue|drama|deal|matter|biggie|worry|concern|trouble|bother|disaster|tragedy|showstopper|catastrophe|sweat|blocker ;
  nobody|none|no|not one|user|customer|people? really|would|will|even|ever|do? care|mind|notice|complain|die|bother|worry|object ;
  not|never really|even|much? mind|care|kill|hurt|bother|harm|matter|annoy|worry|complain|die|notice ; live|cope|deal|put|okay|happy|good up? with ;
  so be it ; whatever ; who care ; used to it|that|this|them ; can|could|may|might|will|would|do? wait ; could be worse ; good enough ;
  understandable ; forgivable ; not the end of the? world ; by|with us|me
`;

const LOST_AND_KEPT = `
  lose|loses|losing|lost|loss|die|dies|fail*|outage|crash*|burn*|down|dark|gone|offline|unavailable|disappear*|flood*|unreachable ;
  catch|catches fire
  &&
  must|has|have|should|shall|need|needs|keep|keeps|stay|stays|still|survive*|anyway|cannot|not|nobody|want|required|continue|continues|failover ;
  take|takes|taking over ; carry|carries on
`;

/**
 * What a sentence states that has a phrase of each group, in any order: `&&` stands between groups, and `||` between frames of one
 * fact. A group with a "not" reads negations itself.
 */
export const FRAMES = {
  'coldStarts acceptable': `
    ${COLD} && ${ACCEPTING}
    ||
    ${FIRST} && slow|slower|sluggish|longer|late|later|lag|hang && ${ACCEPTING} ; may|can|could|might|allowed
  `,
  'coldStarts unacceptable': `
    ${COLD} &&
    unacceptable|intolerable|forbidden|taboo|prohibited|fatal|deadly|catastrophic|catastrophe|disaster|nightmare|killer|dealbreaker|showstopper|inacceptable ;
    deal breaker ; out of the? question ; no go ; nogo ; invisible ; unnoticed ; never ..? notice* ;
    cannot|not|never be? really|even|ever? ok|okay|fine|acceptable|tolerable|tolerated|accepted|allowed|option|possible|happen|visible|noticed|noticeable|live|afford|accept|tolerate|allow|permit|want|like|risk|cope|good|cool|alright|forgiven ;
    nobody|none|no|user|customer|people one|user|customer|caller? may|must|should|can|shall|want|wants not|never? ever? to? notice|see|feel|wait|hit|meet|get ;
    must|may|should|shall|can|cannot not|never ever? be? seen|felt|noticed|notice|noticeable|visible|see|feel|hit|meet|wait ;
    avoid*|prevent*|eliminate*|hate|hates|despise ; angry|furious|burn*|burnt|shout*|yell*|scream*|complain*|fired ; too bad ; not an option ;
    kill us|the|our|it ; lose|lost|loses|cost|costs us? customer|customers|money|sale|sales|user|users|revenue|deal|deals|business
  `,
  'availability multi-az': `
    az|azs|zone|zones|datacenter|dc|rack ; data center|centre ; availability zone ; one|single|whole|entire site|building
    && ${LOST_AND_KEPT}
  `,
  'availability multi-region': `
    whole|entire|aws|one|single region ; region goes|go|fail*|die|dies ; region may|might|can fail
    && ${LOST_AND_KEPT}
  `,
  'requiresDataCapture true': `
    request|requests|response|input|inputs|output|outputs|prediction|predictions|payload|payloads|decision|decisions|inference|inferences ;
    every|each|all call|answer|score|verdict|reply|result ; calls and|& answers|replies|responses|results ; question and answer
    &&
    logging|recording|archiving|capturing|storing of ;
    record|log every|all|both|the|these ; log|logged|recorded|archive|archived|retain|retained|persist|persisted|capture|captured|audit|audited|auditable ;
    store|stored|save|saved|keep|kept for|until|every|all|each|years|month ;
    keep|hold|store|save|want|wants|need|make a? copy|record|log|history|trace|trail ; must|should|have|has|need|needs to? be? stored|kept|saved ;
    save|store|keep|write the? request|response|input|output|payload|prediction
    &&
    every|each|all|both|request|requests|response|input|inputs|output|outputs|payload|payloads|predictions|decisions
  `,
  'requiresScaleToZero true': `
    cost|costs|pay|paying|bill|billed|charge|charged|spend|money|cent|dime|instance|instances|machine|machines|box|boxes|hardware|capacity|server|servers
    &&
    nothing|zero|0|none|free ; no cost|costs|charge|bill|spend|instance|instances|money ; refuse|hate|stop|avoid to? pay|paying ;
    not|never|no cost|pay|be|charge|want|run|bill|charged|billed|spend|burn|waste to? pay|cost|be|spend|run? anything|a|any|money|for? ;
    go|goes|gone away|off
    &&
    idle|unused|nobody|dormant|inactive|sleeping ; no traffic|request|call|one|user|load|usage|work|activity ;
    not used|in|needed|called|being use|used? ; nothing to|come|happen do|in? ; at|over|during|overnight night|weekend|weekends|holidays? ;
    outside office|business|opening|working|those|these|the hour|hours ; for idle|nights|weekends|sleeping ; sleeps|asleep ; nights and weekends ;
    without traffic|requests|calls|users
  `,
  'requiresStreaming bidirectional': `
    audio|speech|voice|mic|microphone|sound|talk|talks|talking|speak|speaks|speaking|listen|listens|dictation|dictate*
    &&
    while|meanwhile|simultaneous*|still|live ; at the? same time
    &&
    caption|captions|subtitle|subtitles|transcript|transcripts|translation|words|text|answer|reply|speech|talks|answers|translated|audio
    &&
    come|comes|appear|appears|show|shows|flow|flows|stream|streams|streamed|back|out|talks|answers|interrupt*
  `,
} satisfies Readonly<Partial<Record<Fact, string>>>;

/** Words by which a sentence only wonders; `never`: not these. */
export const DOUBTS = {
  doubt: `
    maybe ; perhaps ; possibly ; would be nice ; nice to have ; optional* ; later ; someday ; eventually ; tbd ; unsure ; unclear ;
    not sure|known|decided|clear ; whether ; would love|like ; no|not a? must ; wonder* ; might ; if we ; tried ; last week|month|year ; yesterday ;
    used to ; log|logs|logged|logging in|on|into|onto|out|off
  `,
  never: 'used to it|that|this|them',
};
