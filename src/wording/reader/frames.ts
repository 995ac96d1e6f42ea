import type { Workload, WorkloadField } from '../../recommender/index.ts';
import type { FramePart, Hit, Reading } from './types.ts';
import { NOUNS } from './words/nouns.ts';

/** What a sentence states that has a phrase of each group, in any order. A group with a "not" reads negations itself. */
type Frame = readonly [says: Partial<Workload>, ...groups: string[]];

const ACCEPTING = `
  ok|okay|fine|acceptable|accepted|accept|tolerable|tolerated|tolerate|alright|bearable|harmless|forgiven|forgive|welcome|cool|survivable ;
  no|not|never a|an|any|really|much|such|the|too? big|bigger|real|huge|great|serious|large? problem|issue|drama|deal|matter|biggie|worry|concern|trouble|bother|disaster|tragedy|showstopper|catastrophe|sweat|blocker ;
  nobody|none|no|not one|user|customer|people? really|would|will|even|ever|do? care|mind|notice|complain|die|bother|worry|object ;
  not|never really|even|much? mind|care|kill|hurt|bother|harm|matter|annoy|worry|complain|die|notice ;
  live|cope|deal|put|okay|happy|good up? with ; so be it ; whatever ; who care ; used to it|that|this|them ;
  can|could|may|might|will|would|do? wait ; could be worse ; good enough ; understandable ; forgivable ; not the end of the? world ; by|with us|me
`;

const REJECTING = `
  unacceptable|intolerable|forbidden|taboo|prohibited|fatal|deadly|catastrophic|catastrophe|disaster|nightmare|killer|dealbreaker|showstopper|
  inacceptable ; deal breaker ; out of the? question ; no go ; nogo ; invisible ; unnoticed ; never ..? notice* ;
  cannot|not|never be? really|even|ever? ok|okay|fine|acceptable|tolerable|tolerated|accepted|allowed|option|possible|happen|visible|noticed|noticeable|live|afford|accept|tolerate|allow|permit|want|like|risk|cope|good|cool|alright|forgiven ;
  nobody|none|no|user|customer|people one|user|customer|caller? may|must|should|can|shall|want|wants not|never? ever? to? notice|see|feel|wait|hit|meet|get ;
  must|may|should|shall|can|cannot not|never ever? be? seen|felt|noticed|notice|noticeable|visible|see|feel|hit|meet|wait ;
  avoid*|prevent*|eliminate*|hate|hates|despise ; angry|furious|shout*|yell*|scream*|complain*|fired ; too bad ; not an option ;
  kill us|the|our|it ; lose|lost|loses|cost|costs us? customer|customers|money|sale|sales|user|users|revenue|deal|deals|business
`.replace(/\|\n\s+/g, '|');

const COLD = `
  cold start|boot|begin|container|one|instance|endpoint|model ; coldstart ; warm up ; warmup ; wake|waking up? ; spin|spinning up ; booting ; boot time|up ; start up time|delay? ;
  startup time|delay? ; still booting|loading|starting|asleep ; slow|slower|sluggish|late|laggy start|${NOUNS.FIRST} ; not yet|fully loaded|warm ;
  ${NOUNS.FIRST} .. slow|slower|sluggish|longer|late|later|while|lag|hang ; pause|delay|wait|lag|hiccup at|before|on|for|after the? ${NOUNS.FIRST}|start|idle
`;

const OUTAGE = `
  outage ; downtime ; it|service|endpoint|system|thing|model|app|is|be|go|being|was down|offline|unavailable|unreachable ; interruption
`;

/** Where it runs, as far as that can be lost. */
const ZONE =
  'az|azs|zone|zones|datacenter|dc|rack ; data center|centre ; availability zone ; one|single|whole|entire site|building';

const LOST =
  'lose|loses|losing|lost|loss|die|dies|fail*|outage|crash*|burn*|down|dark|gone|offline|unavailable|disappear*|flood*|unreachable ; catch|catches fire';

const MUST =
  'must|has|have|should|shall|need|needs|keep|keeps|stay|stays|still|survive*|anyway|cannot|not|nobody|want|required|continue|continues|failover ; take|takes|taking over ; carry|carries on';

const REQUESTS =
  'request|requests|response|input|inputs|output|outputs|prediction|predictions|payload|payloads|decision|decisions|inference|inferences ; every|each|all call|answer|score|verdict|reply|result ; calls and|& answers|replies|responses|results ; question and answer';

const IDLE =
  'idle|unused|nobody|dormant|inactive|sleeping ; no traffic|request|call|one|user|load|usage|work|activity ; not used|in|needed|called|being use|used? ; nothing to|come|happen do|in? ; at|over|during|overnight night|weekend|weekends|holidays? ; outside office|business|opening|working|those|these|the hour|hours ; for idle|nights|weekends|sleeping ; sleeps|asleep ; nights and weekends ; without traffic|requests|calls|users';

const ZERO =
  'nothing|zero|0|none|free ; no cost|costs|charge|bill|spend|instance|instances|money ; refuse|hate|stop|avoid to? pay|paying ; not|never|no cost|pay|be|charge|want|run|bill|charged|billed|spend|burn|waste to? pay|cost|be|spend|run? anything|a|any|money|for? ; go|goes|gone away|off';

/** One line for each fact. Add a word to a group, or a line. */
const FRAMES: readonly Frame[] = [
  [{ coldStarts: 'acceptable' }, COLD, ACCEPTING],
  [{ coldStarts: 'unacceptable' }, COLD, REJECTING],
  [
    { coldStarts: 'unacceptable' },
    NOUNS.FIRST,
    `
      as|just|equally|same quick|fast|snappy|responsive|speedy|prompt|speed|speedily|quickly as|like|any? ;
      like|as every|all|any|the other|others|rest ; no slower|longer than
    `,
  ],
  [
    { coldStarts: 'unacceptable' },
    NOUNS.FIRST,
    'not|never|no be? any? a? bit? slow|slower|sluggish|longer|later|wait|lag',
  ],
  [
    { coldStarts: 'unacceptable' },
    'after|following a|an|the? quiet|idle|longer|long? spell|pause|break|lull|weekend|night|silence|holiday|while|time',
    'not|never|no be? any? a? bit? slow|slower|sluggish|longer|later|wait|lag',
  ],
  [
    { coldStarts: 'acceptable' },
    NOUNS.FIRST,
    'slow|slower|sluggish|longer|late|later|lag|hang',
    `${ACCEPTING} ; may|can|could|might|allowed`,
  ],
  [
    { containerInvocation: 'serial' },
    'then|next|afterwards|finally|followed',
    'tokenizer|preprocess*|preprocessing|detector|ocr|vad|asr|featurizer|scaler|cleaner|parser|resize|crop ; language id',
    'classifier|ner|reranker|ranker|postprocess*|postprocessing|reader|recognizer|translator|tts|summarizer|scorer',
  ],
  [
    { coldStarts: 'unacceptable' },
    'slow|slower|longer|delay|lag|penalty|sluggish',
    'idle|unused|pause|lull|nobody|asleep|sleeping|inactivity|break ; quiet|idle spell|period|night|hour|weekend|phase|while ; not used',
    'not|never|cannot|without|unacceptable',
    'must|may|can|cannot|should|shall|allowed|acceptable|want|unacceptable|tolerate',
  ],
  [
    { containerInvocation: 'direct' },
    'app|client|caller|request|user|customer|consumer',
    'select|selects|pick|picks|choose|chooses|decide|decides',
    'image|images|container|containers|docker|framework|frameworks',
  ],
  [
    { coldStarts: 'unacceptable' },
    'load|loads|loading|boot|boots|booting|start|starting',
    'while|when',
    'user|someone|somebody|caller|customer|client wait|waits|waiting',
    'not|never|cannot',
  ],
  [{ availability: 'single-instance' }, OUTAGE, ACCEPTING],
  [{ availability: 'multi-az' }, OUTAGE, REJECTING],
  [{ availability: 'multi-az' }, ZONE, LOST, MUST],
  [
    { availability: 'multi-az' },
    'instance|machine|box|node|host|server',
    'die|dies|fail|fails|crash|crashes|lost|down|gone',
    'another|other|second ; take|takes|taking over ; survive* ; nobody may|must|should notice',
  ],
  [
    { requiresDataCapture: true },
    REQUESTS,
    `
      logging|recording|archiving|capturing|storing of ; log|logged|record|recorded|archive|archived|retain|retained|persist|persisted|capture|captured|audit|audited|auditable ;
      store|stored|save|saved|keep|kept for|until|every|all|each|years|month ; keep|hold|store|save|want|wants|need|make a? copy|record|log|history|trace|trail ;
      must|should|have|has|need|needs to? be? stored|kept|saved ; save|store|keep|write the? request|response|input|output|payload|prediction
    `,
    'every|each|all|both|request|requests|response|input|inputs|output|outputs|payload|payloads|predictions|decisions',
  ],
  [
    { requiresMultipleVariants: true },
    '#percent ; small|part|share|slice|fraction|portion|bit|some|few|half ..? of',
    'traffic|request|requests|call|calls|user|users',
    'new|candidate|challenger|v2|next|second|other version|model|variant|one|release? ; candidate ; challenger ; v2',
    'to|on|for|hit|see|get|go|reach|route|routed|send|sent',
  ],
  [
    { requiresMultipleVariants: true },
    'shadow|silently|dark launch',
    'new|next|candidate|second|other|challenger|version|model',
    'run|runs|deploy*|test*|try|first|beside|alongside|behind|mode|traffic|release',
  ],
  [
    { requiresScaleToZero: true },
    'cost|costs|pay|paying|bill|billed|charge|charged|spend|money|cent|dime|instance|instances|machine|machines|box|boxes|hardware|capacity|server|servers',
    ZERO,
    IDLE,
  ],
  [
    { requiresStreaming: 'bidirectional' },
    'audio|speech|voice|mic|microphone|sound|talk|talks|talking|speak|speaks|speaking|listen|listens|dictation|dictate*',
    'while|meanwhile|simultaneous*|still|live ; at the? same time',
    'caption|captions|subtitle|subtitles|transcript|transcripts|translation|words|text|answer|reply|speech|talks|answers|translated|audio',
    'come|comes|appear|appears|show|shows|flow|flows|stream|streams|streamed|back|out|talks|answers|interrupt*',
  ],
  [
    { modelsScaleIndependently: true },
    'busy|hot|popular|loud|noisy|big|one|heavy model|models|tenant|customer|neighbour|neighbor|one',
    'starve|starves|slow|slows|drag|drags|hurt|hurts|affect|affects|steal|steals|block|blocks|disturb|disturbs|impact|impacts|eat|eats|squeeze|push|pull',
    'other|others|rest|neighbour|neighbours|neighbor|neighbors|everyone|everybody',
    'not|never|without|cannot',
  ],
];

const GROUPS = FRAMES.map(([, ...groups]) => groups);
const READS_NOT = GROUPS.map((groups) => groups.some((group) => /\b(?:not|no|nobody|never)\b/.test(group)));
/** The groups of all frames. */
export const FRAME_PARTS: readonly (readonly [phrases: string, part: FramePart])[] = GROUPS.flatMap((groups, frame) =>
  groups.map((phrases, group) => [phrases, { frame, group }] as const),
);

/** Farther apart, in items, two phrases are about different things. */
const SPAN_MAX = 14;

export const DOUBTS: readonly (readonly [phrases: string, row: 'doubt' | 'never'])[] = [
  [
    `
      maybe ; perhaps ; possibly ; would be nice ; nice to have ; optional* ; later ; someday ; eventually ; tbd ; unsure ; unclear ;
      not sure|known|decided|clear ; whether ; would love|like ; no|not a? must ; wonder* ; might ; if we ; tried ; last week|month|year ; yesterday ; used to
    `,
    'doubt',
  ],
  ['used to it|that|this|them', 'never'],
  ['log|logs|logged|logging in|on|into|onto|out|off', 'doubt'],
];

/** Reads what is stated by several words of a sentence together, wherever they stand in it. */
export function readFrames(reading: Reading): void {
  const { claims, clauses } = reading;
  const { sentenceOf, questions, supposed } = clauses;
  const bySentence = new Map<number, Hit<FramePart>[]>();
  for (const hit of reading.hits.frames) {
    const sentence = sentenceOf[hit.from] ?? 0;
    if (sentenceOf[hit.to - 1] !== sentence || (questions.has(sentence) && !supposed)) continue;
    bySentence.set(sentence, [...(bySentence.get(sentence) ?? []), hit]);
  }
  if (bySentence.size === 0) return;
  const doubted = new Set(
    reading.hits.doubts
      .filter(
        ({ row, from }, _, all) =>
          row === 'doubt' && !all.some((other) => other.row === 'never' && other.from === from),
      )
      .map(({ from }) => sentenceOf[from]),
  );
  for (const [sentence, own] of bySentence) {
    if (doubted.has(sentence)) continue;
    const found = FRAMES.flatMap((_, frame) => {
      const place = placeOf(reading, own, frame);
      return place === undefined ? [] : [{ frame, ...place }];
    });
    for (const { frame, from, to } of found) {
      const [says] = FRAMES[frame] as Frame;
      for (const field of Object.keys(says) as WorkloadField[]) {
        if (claims.some((claim) => claim.field === field && !claim.hint)) continue;
        const rivals = found.filter(
          (other) => FRAMES[other.frame]?.[0][field] !== undefined && FRAMES[other.frame]?.[0][field] !== says[field],
        );
        if (rivals.some((other) => other.to - other.from < to - from)) continue;
        if (rivals.some((other) => other.to - other.from === to - from)) reading.doubts.push({ field, from, to });
        else claims.push({ field, value: says[field] as never, from, to, weight: 1 });
      }
    }
  }
}

/** The shortest stretch that has a phrase of each group. */
function placeOf(
  { items }: Reading,
  hits: readonly Hit<FramePart>[],
  frame: number,
): { from: number; to: number } | undefined {
  const groups = GROUPS[frame] ?? [];
  const of = groups.map((_, group) => hits.filter(({ row }) => row.frame === frame && row.group === group));
  if (of.some((list) => list.length === 0)) return undefined;
  let best: { from: number; to: number } | undefined;
  for (const first of of[0] ?? []) {
    let [from, to] = [first.from, first.to];
    for (const list of of.slice(1)) {
      const near = list.reduce((one, other) => (stretch(other, from, to) < stretch(one, from, to) ? other : one));
      [from, to] = [Math.min(from, near.from), Math.max(to, near.to)];
    }
    if (to - from <= SPAN_MAX && to - from < (best ? best.to - best.from : Number.POSITIVE_INFINITY))
      best = { from, to };
  }
  if (best === undefined) return undefined;
  const negated = items
    .slice(Math.max(0, best.from - 3), best.to)
    .some(({ text }) => ['no', 'not', 'never', 'without', 'nobody', 'cannot'].includes(text));
  return negated && !READS_NOT[frame] ? undefined : best;
}

const stretch = (hit: Hit<FramePart>, from: number, to: number): number =>
  Math.max(to, hit.to) - Math.min(from, hit.from);
