import type { WorkloadField } from '../../recommender/index.ts';
import { wordSet } from '../text.ts';
import { isFormer } from './asides.ts';
import { moodOf } from './moods.ts';
import { MODEL_STATEMENTS } from './statements-of-models.ts';
import { NEED_STATEMENTS, SERVICE_STATEMENTS } from './statements-of-needs.ts';
import { TRAFFIC_STATEMENTS } from './statements-of-traffic.ts';
import type { Hit, Reading, StatementRow } from './types.ts';

/** One line for each fact. Add a phrase to a line. Words are in their stem; ` ; ` stands between phrases. */
export const STATEMENTS: readonly (readonly [phrases: string, row: StatementRow])[] = [
  ...TRAFFIC_STATEMENTS,
  ...NEED_STATEMENTS,
  ...SERVICE_STATEMENTS,
  ...MODEL_STATEMENTS,
].map(([says, phrases, denied]) => [
  phrases,
  { says, ...(denied === 'hint' ? { hint: true as const } : denied && { denied }) },
]);

/** Phrases that no fact is read from, though words of them would state one elsewhere. */
export const NO_STATEMENT = `
  table|csv|row|record|data|file|export > score|classify|rank|detect ; #time idle timeout ; batch #count ; batch of #count ; cuda #count ; cuda version|lib|differ|toolkit|driver ; we batch request|them|call ; batch request|requests|them|call ; already batch ; batch size|norm|normalization ; mini batch ; batch of request|requests|20 ; batch_size ;
  micro|dynamic batch* ; batching ; real time inference|endpoint|option|hosting ;
  marketplace app|place|seller|sellers|website|site ;
  dataset|data|set for|of|in train*|pretrain*|finetun* ; train* dataset|set ;
  nobody calls it outside|at|on|in|after|before|during|between|then ; go|goes|sent|comes|come|upload|uploaded|uploads|arrives in|up chunk|piece by chunk|piece ;
  sent|upload|uploaded|uploads chunk|piece by chunk|piece ; not need* gpu answer|result|response|prediction ;
  gpu quota|limit|price|pricing|cost|budget|shortage|team|cluster ; quota for|of gpu ;
  kafka|kinesis|spark|flink|video|music|movie|data|event|live|sensor|log|click|rtsp|twitch|game|camera|telemetry|message|film|tv stream*|streaming ;
  stream|streaming service|platform|app|job|subscriber|provider|site|company|pipeline|process*|ingest*|data|event|customer|user|tv|box|catalog*|title|content|room|quality|media|giant|startup|analytics|etl ;
  stream|streams|streamed|streaming ..? film|movie|video|music|song|footage|show|game|match ; tuned .. on|with an? a10g|a100|h100|v100|l4|t4|gpu ;
  stream of ; stream from ; from a|the|our|an ..? stream ; stream feed* ; ha ha ; haha ;
  traffic|load|request|call|volume|usage|demand|rate|rps|activity .. zero|0|nothing ;
  traffic|load|request|call|volume|usage must|should|has|have|need to? drop|go|fall down? to zero|0|nothing ;
  load|class|well|un|evenly balanced ; balanced class|dataset|data|label|accuracy|set|tree|sample|forest|scorecard|training ;
  predict*|find*|forecast*|compare* .. cheap* ; cheap|cheapest|fastest|lowest|low flight|fare|hotel|ticket|offer|supplier|route|deal|tariff|electricity|seat|growing|path|lap ;
  come* in #count variant ; stream|streams|streaming it|them|data|file|files from|out|off ; right now|currently|today|presently on|in|with|it|runs? cpu|gpu ; right now|currently|presently cpu|gpu ; now on|runs on? cpu|gpu ; product|colour|color|size|spelling|gene|genetic variant ; adapter for|to the|a|an|our .. interface|api|bus|system|protocol|device ; two|three|several zone , ; merged .. lora|adapter ; adapter for|to the|a|our message|api|bus|usb|legacy|hardware ; power|usb|network|ac|wall|bus|charger adapter ;
  share* .. registry|account|repo ; shipping|cargo|sea|storage|food|glass|plastic|waste container ;
  supply|cold|retail|shop|hotel|pizza|grocery|store|restaurant|pharmacy|supermarket|food|coffee|cinema|gym|value|fashion|bakery|burger|crematorium chain ;
  one|single|1|two|2|three|3|an image per|/|each|every|a|with|in|for a|an|one|the|each|every? request|prompt|call|message|question|query|inference|invocation|turn|second|minute ;
  rare|rarely|seldom seen|disease|occurring|event|earth|defect|word|bird|species
`;

/** Wishes that name no number: how long a caller may wait has to be asked. */
export const VAGUE_WAIT = `
  realtime ; real time ; realtimeish ; near real time ; instant|instantly|instantaneous ; immediate|immediately ;
  fast|quick|quickly|snappy|responsive enough? ; asap ; interactive ; feel like|natural|smooth|live ; no lag ;
  low latency ; not .. fast ; latency sensitive|critical ; as soon as possible ; without delay ;
  latency matter|matters ; latency is|are .. critical|important|key|crucial|vital|everything ; slow is|ok|fine
`;

/** Places that are larger than a Region: which one has to be asked. */
export const VAGUE_REGION = `
  eu|europe|us|usa|emea|apac|asia only|region|residency ;
  stay|remain|kept|hosted|live|must in|inside|within the? eu|europe|us|usa ; gdpr ; data residency|sovereignty ;
  within the? eu|europe ; legal has not answered|decided ; somewhere|anywhere in ..? eu|europe|us|usa|asia|america ;
  eu|european region|data|soil|datacenter|based ; stay|leave|in|inside|within|hosted canada|japan|australia|india|asia|america ;
  north america ; which region ; region tbd|open|undecided|unclear|unknown
`;

export function readStatements(reading: Reading): void {
  const { items, clauses, claims, doubts, hits } = reading;
  const several = items.some(
    ({ kind, text }, at) =>
      kind === 'word' &&
      [
        'model',
        'adapter',
        'tenant',
        'lora',
        'customer',
        'pipeline',
        'classifier',
        'forecaster',
        'net',
        'pickle',
      ].includes(text) &&
      isPlural(reading, at),
  );
  for (const hit of longest(hits.statements)) {
    const { row, from, to } = hit;
    if (hits.nothing.some((other) => other.from < to && from < other.to && other.to - other.from >= to - from))
      continue;
    // "Network isolation off"
    const isOff = row.denied !== undefined && ['off', 'none', 'false'].includes(items[to - 1]?.text ?? '');
    const mood = isOff ? 'denied' : moodOf(items, hit, clauses);
    if (mood === 'dropped') continue;
    const says = mood === 'denied' ? row.denied : row.says;
    if (says === undefined || describesOther(reading, hit)) continue;
    if (mood !== 'denied' && isFormer(reading, from)) continue;
    for (const field of Object.keys(says) as WorkloadField[]) {
      if (field === 'modelInvocationFrequency' && !several) continue;
      if (mood === 'unsure') doubts.push({ field, from, to });
      else
        claims.push({
          field,
          value: says[field] as never,
          from,
          to,
          weight: 1 + 0.05 * (to - from),
          ...(row.hint && mood === 'said' && { hint: true }),
        });
    }
  }
}

const isPlural = ({ items, tokens }: Reading, at: number): boolean =>
  /s$/iu.test(tokens[items[at]?.from ?? 0]?.raw ?? '') ||
  items.slice(Math.max(0, at - 4), at).some(({ quantity }) => quantity?.dimension === 'count' && quantity.value > 1);

/** "EU only" leaves several Regions, as two Regions with "or" between them do. */
export function readVagueRegion({ hits, claims, doubts }: Reading): void {
  const regions = new Set(claims.flatMap(({ field, value }) => (field === 'region' ? [value] : [])));
  if (regions.size === 0) for (const { from, to } of hits.places) doubts.push({ field: 'region', from, to });
}

/** A stated wait that says "real time" and "4 hours" at once is asked, as is one without a number. */
export function readVagueWait({ items, hits, claims, doubts, dataset }: Reading): void {
  if (dataset) return;
  for (const { from, to } of hits.vague) {
    if (hits.nothing.some((other) => other.from < to && from < other.to)) continue;
    const stated = claims.findIndex(({ field }) => field === 'responseTimeSeconds');
    const isRealTime = items
      .slice(from, to)
      .some(({ text }) => /^(?:real|realtime|instant\w*|immediate\w*)$/.test(text));
    if (isRealTime && stated >= 0 && (claims[stated]?.value as number) > 60) claims.splice(stated, 1);
    if (!claims.some(({ field }) => field === 'responseTimeSeconds'))
      doubts.push({ field: 'responseTimeSeconds', from, to });
  }
}

/** "400 models, rarely called" is about each of them and not about the traffic. */
export function dropSharedWords({ claims }: Reading): void {
  const rare = claims.filter(({ field }) => field === 'modelInvocationFrequency');
  for (let at = claims.length - 1; at >= 0; at -= 1) {
    const claim = claims[at];
    if (claim?.field === 'trafficPattern' && rare.some(({ from, to }) => from < claim.to && claim.from < to))
      claims.splice(at, 1);
  }
}

/** Of hits about the same field that overlap, the longest. */
function longest(hits: readonly Hit<StatementRow>[]): Hit<StatementRow>[] {
  const fieldOf = (hit: Hit<StatementRow>) => Object.keys(hit.row.says)[0];
  return hits.filter(
    (hit) =>
      !hits.some(
        (other) =>
          other !== hit &&
          fieldOf(other) === fieldOf(hit) &&
          other.from < hit.to &&
          hit.from < other.to &&
          (other.to - other.from > hit.to - hit.from ||
            (other.to - other.from === hit.to - hit.from && other.from < hit.from)),
      ),
  );
}

/** "Spiky hair", "spike detection": the word is about what follows it, and that is no traffic. */
function describesOther(reading: Reading, { row, from, to }: Hit<StatementRow>): boolean {
  const { items } = reading;
  if (row.says.trafficPattern === undefined || row.says.trafficPattern === 'dataset') return false;
  if (variesInSize(reading, from)) return true;
  const [last, next] = [items[to - 1], items[to]];
  if (next?.kind !== 'word') return false;
  return to - from === 1 && ADJECTIVES.has(last?.text ?? '') && !TRAFFIC.has(next.text);
}

/** "Attachments vary: 20 KB to 18 MB" */
const variesInSize = ({ items, clauses: { sentenceOf } }: Reading, from: number): boolean =>
  /^var(?:y|ie|iabl)/.test(items[from]?.text ?? '') &&
  items.some(
    ({ quantity }, at) =>
      sentenceOf[at] === sentenceOf[from] &&
      (quantity?.dimension === 'size' || quantity?.dimension === 'time') &&
      Math.abs(at - from) <= 4,
  );

const ADJECTIVES = wordSet(`
  steady flat stable even uniform irregular spiky wavy uneven constant
`);

/** What may stand behind a word about traffic: what varies, or a word that goes on with something else. */
const TRAFFIC = wordSet(`
  traffic load rate use usage call request req volume demand query flow stream trickle around at on in over all and
  but with through during most mostly by from to as for the a we it no or not day night 24/7 rps qps about approx
  roughly per throughout gpu cpu since because so if until otherwise pattern access inference basis throughput only
  stateless vpc behavior behaviour
`);
