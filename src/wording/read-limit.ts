import type { InferenceOptionId } from '../recommender/index.ts';
import type { Feature, LimitAsk, Limited } from './limits.ts';
import { subjectsIn } from './read-what-if.ts';
import { itemize } from './reader/items.ts';
import { compile, findHits } from './reader/patterns.ts';
import { tokenize } from './reader/tokens.ts';
import type { Item } from './reader/types.ts';
import { tidy } from './text.ts';

// Questions for what AWS allows, whatever workload they are about.

const FEATURE_WORDS = compile<Feature>([
  ['gpu ; cuda ; nvidia', 'gpu'],
  ['vpc ; private subnet', 'vpc'],
  ['network isolation', 'network-isolation'],
  ['data capture ; model monitor', 'data-capture'],
  ['production? variant ; a b test*|traffic ; canary ; shadow', 'variants'],
  ['marketplace', 'marketplace'],
]);

const OF: readonly (readonly [phrases: string, of: Limited])[] = [
  ['stream* ; websocket', 'stream'],
  ['queue* ; backlog ; ttl ; expire* ; retention', 'queue'],
  ['container|docker|ecr|oci image ; image size', 'image'],
  ['container', 'containers'],
  ['how many .. model ; model per|on|in|behind ; number of model ; model count', 'models'],
  ['concurren* ; at once ; parallel* ; simultaneous*', 'concurrency'],
  ['disk ; storage ; ephemeral ; tmp ; scratch ; volume', 'disk'],
  ['start up time|limit|timeout ; startup ; health check ; model download', 'start-up'],
  ['tps ; rps ; qps ; request|invocation|call per|a|each second ; throttl* ; request rate', 'rate'],
  ['instance', 'instances'],
  [
    'memory ; ram ; vram ; model size ; weight ; large|big .. model ; model .. large|big ; max|maximum|largest|biggest model',
    'memory',
  ],
  ['how many .. endpoint ; number of endpoint ; endpoint per ; max|maximum|most endpoint', 'endpoints'],
  [
    'timeout ; time out ; times out ; time ; duration ; runtime ; long ; longest ; second ; minute ; hour ; cut off ; #time',
    'time',
  ],
  [
    'payload ; body ; request|file|input|response|record|batch|object|upload|picture|photo|image|document size? ; large ; big ; largest|biggest ; mb ; kb ; gb ; meg ; size ; #size',
    'payload',
  ],
];

const WORDS = compile(OF);

/** Whether a question is for what AWS allows: a limit by name, or an amount that something can have. */
const ASKS = compile([
  [
    `max|maximum|largest|biggest|longest|highest payload|request|body|file|input|response|record|timeout|time|duration|runtime|processing|memory|ram|concurrency|concurrent|disk|storage|image|container|model|instance|endpoint|queue|size|invocation|upload|batch|object ;
     payload|request|size|time|memory|concurrency|timeout|processing|record|image|queue|disk|storage limit|cap|quota|ceiling|max|maximum|timeout ;
     serverless|async|asynchronous|realtime|batch|transform|endpoint limit|cap|quota|ceiling|max|maximum|timeout ;
     real time limit|cap|quota|ceiling|max|maximum|timeout ;
     max|maximum|limit|quota|ceiling|timeout of|for|on|in|with .. serverless|async|asynchronous|realtime|real|batch|transform|endpoint|sagemaker ;
     how large|big|long .. can|may|could ; how large|big a|an|is|are .. can|may|could|allowed ;
     how much memory|ram|disk|storage|space .. can|may|could|does|do|is .. serverless|async|asynchronous|realtime|transform|have|get ;
     how many container|concurrent|parallel|simultaneous .. serverless|endpoint|can|may|allowed ;
     how many model .. can|may|fit .. endpoint|container ; how many model|container|endpoint per|on|in .. endpoint|container|account|region ;
     how long do|does|will|would .. stay|sit|wait|live|remain|kept .. queue* ; how long .. queue* .. keep|hold ; time out after ; cut off after ;
     largest|biggest|longest request|payload|body|file|call|response|record|model ; is there a|any limit|cap|quota|max|maximum`,
    true as const,
  ],
]);

const SUPPORT_ASKS = compile([
  [
    'do|does|can|could|is|are|will .. serverless|async|asynchronous|realtime|time|batch|transform .. support|have|has|do|use|run|work|offer|allow|get|handle|come|available|possible|on|with|in ; gpu|vpc .. on|with|for|in .. serverless|async|asynchronous|realtime|batch|transform ; serverless|async|asynchronous|realtime|batch|transform|endpoint .. support',
    true as const,
  ],
]);

/** Words that say nothing of what a limit is of. */
const EMPTY = new Set(
  'what which is are be the a an of for on in with to at any there limit quota cap ceiling max maximum hard soft real actual official strict fixed true how why do does can may could would should it this that we you i our my your me aws sagemaker endpoint one each raise increase lift raised increased lifted know tell about say and or ok so but please pls hey get have has number many much'.split(
    ' ',
  ),
);

/** Returns whether somebody asks for a limit of AWS's, and not for a change: "max payload of async?", "max payload 12 MB". */
export function asksForLimit(items: readonly Item[]): boolean {
  return findHits(items, ASKS).length > 0 && !items.some(({ quantity }) => quantity !== undefined);
}

/** Returns whether somebody asks if an option has a feature: "does serverless support gpus?" */
export const asksForFeature = (items: readonly Item[]): boolean =>
  findHits(items, FEATURE_WORDS).length > 0 &&
  findHits(items, SUPPORT_ASKS).length > 0 &&
  !items.some(({ quantity, text }) => quantity !== undefined || text === 'why' || text === 'if');

const WHETHER: ReadonlySet<string> = new Set(['can', 'could', 'does', 'do', 'will', 'would', 'is', 'may']);

/**
 * Returns whether a text asks for what AWS allows, and describes no workload: "max payload of async?", "can serverless do 8 MB?".
 * Where a review is known, the last one is about it.
 */
export function isLimitQuestion(text: string): boolean {
  const items = itemize(tokenize(text), text);
  if (asksForLimit(items) || asksForFeature(items)) return true;
  const amounts = items.flatMap(({ quantity }) => (quantity === undefined ? [] : [quantity.dimension]));
  const opening = items.find(({ kind }) => kind === 'word')?.text ?? '';
  const isAmount = amounts.length === 1 && (amounts[0] === 'size' || amounts[0] === 'time');
  return isAmount && WHETHER.has(opening) && optionsIn(text).length > 0;
}

const optionsIn = (text: string): InferenceOptionId[] => [
  ...new Set(subjectsIn(tidy(text)).flatMap(({ subject }) => (subject.kind === 'option' ? [subject.option] : []))),
];

/** What a question for a limit is about. */
export function readLimit(text: string): LimitAsk {
  const items = itemize(tokenize(text), text);
  const options = optionsIn(text);
  const [feature] = asksForFeature(items) ? findHits(items, FEATURE_WORDS) : [];
  if (feature !== undefined) return { of: 'feature', feature: feature.row, options };
  const hits = findHits(itemsBeside(text), WORDS);
  const found = OF.find(([, of]) => hits.some(({ row }) => row === of))?.[1];
  if (found === undefined) {
    const isEmpty = items.every(({ kind, text: word }) => kind === 'mark' || EMPTY.has(word) || named(options, word));
    return { of: isEmpty ? 'all' : null, options };
  }
  // "Is 6 MB a hard limit?" asks for the limit.
  const asked = options.length === 0 ? undefined : askedIn(itemsBeside(text), found);
  return { of: found, options, ...(asked !== undefined && { asked }) };
}

/** What is next to the names of options: "real-time" is no time. */
function itemsBeside(typed: string): readonly Item[] {
  const text = tidy(typed);
  const rest = subjectsIn(text).reduceRight((left, { from, to }) => `${left.slice(0, from)} ${left.slice(to)}`, text);
  return itemize(tokenize(rest), rest);
}

const named = (options: readonly InferenceOptionId[], word: string): boolean =>
  options.length > 0 && /^(?:server|less|serverless|async|asynchronous|real|time|realtime|batch|transform)$/.test(word);

function askedIn(items: readonly Item[], of: Limited): number | undefined {
  const quantities = items.flatMap(({ quantity }) => (quantity === undefined ? [] : [quantity]));
  const size = quantities.find(({ dimension }) => dimension === 'size')?.value;
  if (of === 'payload') return size;
  if (of === 'memory' || of === 'image' || of === 'disk') return size === undefined ? undefined : size / 1024;
  return of === 'time' || of === 'stream' || of === 'queue'
    ? quantities.find(({ dimension }) => dimension === 'time')?.value
    : undefined;
}
