import { wordSet } from '../text.ts';
import { TRAINING } from './moods.ts';
import type { Assigned, Quantity, Reading } from './types.ts';

const SERVED = wordSet('but serve inference predict served serving score scored scoring model artifact weight');

const TRIALS = wordSet('locust jmeter loadtest benchmark benchmarked k6 gatling');

/** What was measured in a test, or needed for training, is no fact of the workload. */
export function isTrial({ items, clauses: { sentenceOf } }: Reading, { at, roles }: Assigned): boolean {
  if ((roles[0]?.score ?? 0) >= 1.25 && roles[0]?.role !== 'processingTimeSeconds' && roles[0]?.role !== 'dataset')
    return false;
  for (let near = at - 1; near >= Math.max(0, at - 14) && sentenceOf[near] === sentenceOf[at]; near -= 1) {
    const text = items[near]?.text ?? '';
    if (SERVED.has(text)) return false;
    if (TRIALS.has(text) || TRAINING.test(text)) return true;
    if (SETS.has(text) && items[near + 1]?.text === 'set') return true;
  }
  return false;
}

/** "The eval set is 300 MB" */
const SETS = wordSet('eval evaluation test validation holdout dev');

const MONEY = wordSet('budget spend spent pay paid cost bill money invoice');

/** What else money is for. Add a word. */
const ELSEWHERE = wordSet(`
  offsite travel marketing campaign ad advertising annotation annotator labeling labelling label labeler training retraining
  hiring recruiting conference party catering office snowflake databricks datadog license licence consultant consulting
  contractor hackathon swag workshop
`);

const SERVING = wordSet('serving inference endpoint hosting sagemaker prediction production model');

/** "Budget for the team offsite is $4k": money for something else. */
export function isSpentElsewhere({ items, clauses: { clauseOf } }: Reading, { at, quantity }: Assigned): boolean {
  const words = items.filter((_, near) => clauseOf[near] === clauseOf[at]).map(({ text }) => text);
  const isMoney = quantity.dimension === 'money' || (isBareRate(quantity) && words.some((word) => MONEY.has(word)));
  return isMoney && words.some((word) => ELSEWHERE.has(word)) && !words.some((word) => SERVING.has(word));
}

/** "600 a month", of money as well as of requests */
const isBareRate = ({ dimension, noun }: Quantity): boolean =>
  (dimension === 'rate' && noun?.length === 0) || dimension === 'count';

/** "20 s on CPU and 2 s on a GPU", "without a GPU it takes 40 s": what it takes depends on what nobody has decided. */
export function isComparison({ items, clauses: { sentenceOf } }: Reading, at: number): boolean {
  const chips = items.flatMap(({ text }, near) =>
    (text === 'gpu' || text === 'cpu') &&
    sentenceOf[near] === sentenceOf[at] &&
    [-3, -2, -1, 1, 2].some((next) => items[near + next]?.quantity?.dimension === 'time')
      ? [text]
      : [],
  );
  if (new Set(chips).size === 2) return true;
  const before = items.slice(Math.max(0, at - 6), at).map(({ text }) => text);
  const from = before.findLastIndex((text) => text === 'without' || text === 'with');
  return from >= 0 && before.slice(from).some((text) => text === 'gpu' || text === 'cpu');
}

const PAST = wordSet('was were had did saw hit got took ran needed used handled reached served processed peaked');

const NOW = wordSet('now today new nowadays currently');

/** "The peak was 700 rps in 2022", "1.5 MB was last year": how it was. */
export function isFormer({ items, clauses: { clauseOf, sentenceOf } }: Reading, at: number): boolean {
  if (!items.some(({ text }) => PAST.has(text))) return false;
  const isWas = [at - 1, at - 2].some((near) => ['was', 'were'].includes(items[near]?.text ?? ''));
  const later = items.slice(at + 1, at + 10).filter((_, near) => sentenceOf[at + 1 + near] === sentenceOf[at]);
  if (isWas && later.some(({ text }) => ['but', 'now', 'today', 'real'].includes(text))) return true;
  // "The script ran it in 40 min, on the new box it's a minute"
  const verb = items.slice(Math.max(0, at - 6), at).findLastIndex(({ text }) => PAST.has(text));
  const isThen = verb >= 0 && clauseOf[Math.max(0, at - 6) + verb] === clauseOf[at];
  if (isThen && items.slice(at + 1, at + 9).some(({ text }) => NOW.has(text))) return true;
  // "Hit with 2,000 a minute on Black Friday 2021"
  for (let near = at - 8; near <= at + 8; near += 1) {
    const { quantity, text } = items[near] ?? {};
    const isYear = quantity?.dimension === 'count' && quantity.value >= 2000 && quantity.value <= 2024 && text === '';
    if (!isYear || near === at || clauseOf[near] !== clauseOf[at] || items[near + 1]?.kind === 'word') continue;
    const start = Math.max(0, near - 8);
    const words = items.slice(start, near + 8).filter((_, place) => sentenceOf[start + place] === sentenceOf[at]);
    if (words.some((item) => PAST.has(item.text))) return true;
  }
  for (let near = Math.max(0, at - 7); near <= at + 7; near += 1) {
    const text = items[near]?.text ?? '';
    if (!PAST.has(text) || sentenceOf[near] !== sentenceOf[at]) continue;
    if (clauseOf[near] !== clauseOf[at]) continue;
    for (let when = near - 6; when <= near + 9; when += 1) {
      if (clauseOf[when] !== clauseOf[at]) continue;
      const [word, next] = [items[when]?.text ?? '', items[when + 1]?.text ?? ''];
      if (word === 'last' && /^(?:year|season|summer|winter|spring|month|quarter|week|time)$/.test(next)) return true;
      if (word === 'in' && /^(?:19|20)\d\d$/.test(next || String(items[when + 1]?.quantity?.value ?? ''))) return true;
      if (['ago', 'previously', 'earlier', 'originally', 'back'].includes(word)) return true;
    }
  }
  return false;
}

/** "The backfill of 9M docs was done in April" is over. */
export function isDone({ items, clauses: { sentenceOf, clauseOf } }: Reading, at: number): boolean {
  for (let near = at; near < at + 6 && sentenceOf[near] === sentenceOf[at]; near += 1) {
    if (
      clauseOf[near] === clauseOf[at] &&
      ['was', 'were'].includes(items[near]?.text ?? '') &&
      ['done', 'finished', 'completed', 'over'].includes(items[near + 1]?.text ?? '')
    )
      return true;
  }
  return false;
}

/** "Five days" beside hours of the day are days of the week. */
export function isDays({ items }: Reading, { quantity }: Assigned): boolean {
  const days = quantity.value / 86_400;
  return (
    quantity.dimension === 'time' &&
    quantity.unit?.factor === 86_400 &&
    Number.isInteger(days) &&
    days <= 7 &&
    items.some(({ clock }) => clock !== undefined)
  );
}

/** "300 MB more weights", "2 s faster": a difference, and no amount. */
export const isDifference = ({ items }: Reading, { at }: Assigned): boolean =>
  DIFFERS.has(items[at + 1]?.text ?? '') || (items[at + 1]?.text === 'more' && items[at + 2]?.kind === 'word');

const DIFFERS = wordSet('bigger smaller larger faster slower quicker heavier lighter fewer');

/** "3 % of 40,000 daily orders", "9 of 10 calls": the whole of which only a part is meant. */
export const isWhole = ({ items }: Reading, { at, quantity }: Assigned): boolean => {
  const of = ['the', 'our', 'all'].includes(items[at - 1]?.text ?? '') ? at - 2 : at - 1;
  const part = items[of - 1]?.quantity?.dimension;
  const isCalls = ['call', 'request', 'order', 'query'].includes(items[at + 1]?.text ?? '');
  return (
    items[of]?.text === 'of' &&
    (part === 'percent' || (part === 'count' && isCalls)) &&
    (quantity.dimension === 'rate' || quantity.dimension === 'count')
  );
};

const HOSTS = wordSet('lambda replica pod node instance machine server box vm host worker laptop workstation');

const HAVE = wordSet('model net network weight checkpoint need take use load occupy');

/** "3 replicas with 8 GB each", "a lambda with a 40 s timeout and 2 GB memory": what some machine has. */
export function isOfHost({ items, clauses: { sentenceOf } }: Reading, { at, quantity }: Assigned): boolean {
  if (quantity.dimension !== 'size') return false;
  if (HOSTS.has(items[at - 2]?.text ?? '') && ['get', 'has', 'have', 'with'].includes(items[at - 1]?.text ?? ''))
    return true;
  if (!OWNED.has(items[at + 1]?.text ?? '')) return false;
  for (let near = at - 1; near >= at - 9 && sentenceOf[near] === sentenceOf[at]; near -= 1) {
    const text = items[near]?.text ?? '';
    if (HAVE.has(text)) return false;
    if (HOSTS.has(text)) return true;
  }
  return false;
}

const OWNED = wordSet('each apiece memory ram mem vram disk');

/** "(limit 6 MB)" in a question is no payload. */
export function isQuoted({ items, clauses }: Reading, { at }: Assigned): boolean {
  const sentence = clauses.sentenceOf[at] ?? -1;
  if (!clauses.questions.has(sentence)) return false;
  return [at - 3, at - 2, at - 1, at + 1, at + 2, at + 3].some((near) =>
    ['limit', 'quota', 'maximum', 'cap', 'max'].includes(items[near]?.text ?? ''),
  );
}

export function isInstead(items: Reading['items'], at: number): boolean {
  for (let near = at - 1; near >= Math.max(0, at - 3); near -= 1) {
    const text = items[near]?.text ?? '';
    if (text === 'not' && at - near <= 2 && !COMPARED.has(items[near + 1]?.text ?? '')) return true;
    if (['instead', 'than', 'if', 'unlike'].includes(text))
      return text !== 'than' || ['rather', 'instead'].includes(items[near - 1]?.text ?? '');
  }
  return false;
}

/** "Not over 5 s", "not exceed 5 s": a limit, and no other number is meant. */
const COMPARED = wordSet(
  'over exceed more longer later above beyond past slower larger bigger higher under below up go less',
);

const OTHERS = wordSet(`
  competitor competition rival colleague friend theirs elsewhere predecessor
`);

const WRITTEN = wordSet('blog paper article benchmark docs documentation tutorial brochure whitepaper default vendor');

const SAYS = wordSet(
  'say says claim claims report reports mention mentions state states show shows is of post reached',
);

const OURS = wordSet('our ours we us my mine i but so here new');

/** "The other team gets 3,000 rps": what somebody else has is no fact of the workload. */
export function isOthers({ items, clauses: { sentenceOf, clauseOf } }: Reading, at: number): boolean {
  for (let near = at - 1; near >= Math.max(0, at - 14) && sentenceOf[near] === sentenceOf[at]; near -= 1) {
    const text = items[near]?.text ?? '';
    if (OTHERS.has(text)) return true;
    // "A tenth of what the shop gets"
    if (text === 'what' && ['of', 'than'].includes(items[near - 1]?.text ?? '')) return true;
    if (WRITTEN.has(text) && SAYS.has(items[near + 1]?.text ?? '')) return true;
    if (['other', 'another', 'sister'].includes(text) && GROUPS.has(items[near + 1]?.text ?? '')) return true;
    if (text === 'next' && items[near + 1]?.text === 'door') return true;
    if (isByHand(items, near) && clauseOf[near] === clauseOf[at]) return true;
    if (text === 'first' && items[near + 1]?.text === 'version') return true;
    if (CLOUDS.has(text) && PAST.has(items[near + 1]?.text ?? '')) return true;
    const isTried = TRIED.has(text) || (text === 'looked' && items[near + 1]?.text === 'at');
    if (isTried && !['not', 'never'].includes(items[near - 1]?.text ?? '') && clauseOf[near] === clauseOf[at])
      return true;
    if (FORMER.has(text) && (GROUPS.has(items[near + 1]?.text ?? '') || REPLACED.has(items[near + 1]?.text ?? '')))
      return true;
    if (OURS.has(text)) break;
  }
  for (let near = at + 1; near <= at + 5 && clauseOf[near] === clauseOf[at]; near += 1)
    if (items[near]?.text === 'theirs' || (items[near]?.text === 'their' && SIDES.has(items[near + 1]?.text ?? '')))
      return true;
  // "The search group does 900 rps, not ours"
  return [1, 2, 3].some((next) => sentenceOf[at + next] === sentenceOf[at] && isNotOurs(items, at + next));
}

/** "By hand it takes 20 min per form" */
const isByHand = (items: Reading['items'], at: number): boolean =>
  ['manually', 'annotator'].includes(items[at]?.text ?? '') ||
  (items[at]?.text === 'hand' && items[at - 1]?.text === 'by');

const isNotOurs = (items: Reading['items'], at: number): boolean =>
  items[at]?.text === 'not' &&
  ['us', 'our', 'mine'].includes(items[at + 1]?.text ?? '') &&
  (items[at + 2]?.kind !== 'word' ||
    ['thing', 'job', 'business', 'problem', 'concern'].includes(items[at + 2]?.text ?? ''));

const CLOUDS = wordSet('gcp azure vertex heroku onprem');
const SIDES = wordSet('cluster stack');
const FORMER = wordSet('old previous former legacy prior earlier');

const REPLACED = wordSet(
  'model version stack setup solution platform server pilot prototype generation one service api endpoint box machine script cluster job',
);

const TRIED = wordSet('tried evaluated considered piloted prototyped demoed');

const EXPECTED = wordSet('expected planned thought assumed feared hoped estimated guessed said told');

const AFTERWARDS = wordSet('but today now actually meanwhile');

/** "We expected 5,000 a day but it's 1,000": what turned out otherwise. */
export function isSuperseded({ items, clauses: { sentenceOf } }: Reading, at: number): boolean {
  const [before, after] = [items.slice(Math.max(0, at - 5), at), items.slice(at + 1, at + 6)];
  const isBut = after.some(({ text }, near) => AFTERWARDS.has(text) && sentenceOf[at + 1 + near] === sentenceOf[at]);
  return isBut && before.some(({ text }) => EXPECTED.has(text));
}

const GROUPS = wordSet(
  'team bu company firm group department project product unit squad org customer vendor tool system app',
);

/** What runs next to the endpoint, and who or what works before it is asked. Add a word. */
const BESIDE = wordSet(`
  redis memcached dynamo dynamodb database db postgres postgresql mysql mongo mongodb elasticsearch opensearch cassandra
  snowflake redshift bigquery oracle cache cdn edge queue kafka kinesis topic log logfile backup dashboard grafana datadog
  splunk prometheus repo repository git github gitlab jenkin ci build terraform notebook jupyter laptop excel spark etl
  glue emr hadoop dbt website webshop crawler scraper store link uplink vpn wifi internet bandwidth firewall labeler
  labeller labeling labelling annotation meeting workshop sprint onboarding audit auditor retention helpdesk hotline
  engine rule simulation experiment
`);

const WITHIN = wordSet(`
  model endpoint request req call inference prediction predict invocation payload input it ours classifier scorer
  detector answer reply response output server service api gpu cpu container image
`);

const US = wordSet('we us i');

/** Behind these a name is no subject, and in front of these it has no verb. */
const JOINS = wordSet('of in for with from to on via per and or at up about around : show say');

/** "Redis holds 6 GB", "300 rps hit the cache": neither the endpoint nor its requests. */
export function isBeside({ items, clauses: { clauseOf } }: Reading, at: number): boolean {
  const text = (near: number) => items[near]?.text ?? '';
  const isHere = (near: number) => clauseOf[near] === clauseOf[at];
  if (
    ['hit', 'reach', 'at'].includes(text(at + 1)) &&
    [2, 3].some((next) => isHere(at + next) && BESIDE.has(text(at + next)))
  )
    return true;
  let subject = at - 1;
  while (subject >= at - 6 && isHere(subject) && !BESIDE.has(text(subject))) {
    if (WITHIN.has(text(subject)) || US.has(text(subject)) || items[subject]?.quantity !== undefined) return false;
    subject -= 1;
  }
  const isSubject = subject >= at - 6 && subject < at - 1 && isHere(subject) && items[subject + 1]?.kind === 'word';
  if (!isSubject || JOINS.has(text(subject - 1)) || JOINS.has(text(subject + 1))) return false;
  return ![1, 2, 3, 4, 5, 6].some((back) => isHere(subject - back) && WITHIN.has(text(subject - back)));
}
