import { GPU_NAMES, machineOf, type Workload, type WorkloadField } from '../../recommender/index.ts';
import { MODEL_NOUNS } from './claim-role.ts';
import { moodOf } from './moods.ts';
import { isPlural } from './multiplied.ts';
import { modelOfFamily } from './things.ts';
import type { Claim, Item, Reading, Thing } from './types.ts';
import { READ_MODELS_WORDS as WORDS } from './words/sets.ts';

/** What names of instance types, Regions and models state. */
export function readThings(reading: Reading): void {
  const { items, clauses, understood } = reading;
  for (const [at, { thing: named }] of items.entries()) {
    const thing = named ?? familyBehind(items, at);
    if (thing === undefined) continue;
    const place = { from: at, to: at + 1 };
    const isStated = isStatedInQuestion(reading, at, thing);
    const mood = moodOf(items, place, isStated ? { ...clauses, questions: NONE, supposed: true } : clauses);
    if (mood === 'dropped' || mood === 'denied' || thing.kind === 'link') understood.push(place);
    else {
      const isUnsure =
        mood === 'unsure' ||
        (thing.kind === 'instance' && isInUse(reading, at)) ||
        (thing.kind === 'region' && isOfTest(reading, at)) ||
        (thing.kind === 'region' && isEither(items, at));
      for (const claim of claimsOf(reading, at, thing)) state(reading, claim, isUnsure);
    }
  }
}

function state({ claims, doubts }: Reading, claim: Claim, isUnsure: boolean): void {
  if (!isUnsure) claims.push(claim);
  else if (!claim.hint)
    doubts.push({ field: claim.field, from: claim.from, to: claim.to, reading: claim.value as never });
}

/** "Now on a c6i.2xlarge", "3x ml.c5.4xlarge, 70 % idle": what there is today may be what is to go. */
const isInUse = ({ items, clauses: { sentenceOf } }: Reading, at: number): boolean =>
  ['count', 'factor'].includes(items[at - 1]?.quantity?.dimension ?? '') ||
  items.some(
    ({ text }, near) => sentenceOf[near] === sentenceOf[at] && Math.abs(near - at) <= 7 && WORDS.inUse.has(text),
  );

/** "Our test machine in Ohio": where something is tried is not where it is to run. */
const isOfTest = ({ items, clauses: { sentenceOf } }: Reading, at: number): boolean =>
  items.some(
    ({ text }, near) =>
      near < at &&
      sentenceOf[near] === sentenceOf[at] &&
      WORDS.tests.has(text) &&
      WORDS.machines.has(items[near + 1]?.text ?? ''),
  );

/** "Paris or Madrid", "otherwise Paris": one of two, of which the other may be no name that is known. */
const isEither = (items: readonly Item[], at: number): boolean =>
  [at - 1, at + 1].some((near) => items[near]?.text === 'or') ||
  ['otherwise', 'alternatively'].includes(items[at - 1]?.text ?? '');

/** "In Frankfurt with a standby in Ireland", "us-east-1 and eu-west-1": the first, and the others beside it. */
export function joinRegions({ items, claims, clauses: { sentenceOf } }: Reading): void {
  const named = claims.filter(({ field }) => field === 'region');
  const [first, ...others] = named.filter(({ value }, at) => named.findIndex((one) => one.value === value) === at);
  const last = others.at(-1);
  if (first === undefined || last === undefined || sentenceOf[first.from] !== sentenceOf[last.from]) return;
  const between = items.slice(first.from, last.from).map(({ text }) => text);
  if (!between.some((word) => WORDS.joinsRegions.has(word)) || between.some((word) => WORDS.partsRegions.has(word)))
    return;
  for (const other of others) claims.splice(claims.indexOf(other), 1);
  claims.push({ ...last, field: 'otherRegions', value: others.map(({ value }) => value as string) } as Claim);
}

/** "6 s on an A10G", "35 ms per image on ml.g5.xlarge": the machine that a time was measured on, which is no wish. */
export function readMachine(reading: Reading): void {
  const { items, tokens, text, claims, clauses } = reading;
  const { clauseOf, sentenceOf } = clauses;
  const time = claims.find(({ field, hint }) => field === 'processingTimeSeconds' && !hint);
  if (time === undefined) return;
  const says = (words: ReadonlySet<string>): boolean =>
    items.some(({ text: word }, at) => sentenceOf[at] === sentenceOf[time.from] && words.has(word));
  const isBehindOn = (at: number) => [1, 2, 3].some((back) => WORDS.measuredOn.has(items[at - back]?.text ?? ''));
  // "On the g5.xlarge that we tested it took 90 ms", "on our p4d.24xlarge a video is done in 4 minutes"
  const isMeasured = ({ field, from }: Claim): boolean =>
    field === 'instanceType' &&
    sentenceOf[from] === sentenceOf[time.from] &&
    (isOfTest(reading, from) || isBehindOn(from)) &&
    (Math.abs((clauseOf[from] ?? 0) - (clauseOf[time.to - 1] ?? 0)) <= (items[from - 1]?.text === '(' ? 1 : 0) ||
      says(WORDS.tried)) &&
    !says(WORDS.wished);
  const machine = claims.find(isMeasured);
  if (machine) {
    claims.splice(claims.indexOf(machine), 1, { ...machine, field: 'processingTimeOn' } as Claim);
    return;
  }
  // "35 ms (L4)", "keeps the T4 busy for 14 s": the only GPU beside the time, where none is asked for
  const isNear = (at: number) => sentenceOf[at] === sentenceOf[time.from] && Math.abs(at - time.to) <= 8;
  const gpus = [...text.matchAll(GPUS)].flatMap(({ 0: said, index }) => {
    const at = items.findIndex(({ to }) => (tokens[to - 1]?.end ?? 0) > index);
    const name = machineOf(said.replace(/^a10$/i, 'A10G'))?.name;
    return name !== undefined && isNear(at) && items[at]?.text !== '' ? [{ at, name }] : [];
  });
  const gpu = gpus.find(({ at }) => isBehindOn(at)) ?? (gpus.length > 1 || says(WORDS.wished) ? undefined : gpus[0]);
  const place = { from: gpu?.at ?? 0, to: (gpu?.at ?? 0) + 1 };
  // "4x A100"
  const { quantity, text: before } = items[place.from - 1] ?? {};
  if (gpu === undefined || before === 'x' || (quantity?.value ?? 1) > 1 || moodOf(items, place, clauses) !== 'said')
    return;
  claims.push({ field: 'processingTimeOn', value: gpu.name, ...place, weight: 1.2 });
}

const GPUS = new RegExp(`\\b(?:${[...GPU_NAMES, 'A10'].join('|')})\\b`, 'giu');

/** What a name states where nothing is said against it. */
function claimsOf({ items }: Reading, at: number, thing: Thing): Claim[] {
  const claim = <F extends WorkloadField>(field: F, value: Workload[F] | undefined): Claim[] =>
    value === undefined ? [] : [{ field, value, from: at, to: at + 1, weight: 1.2 } as Claim];
  switch (thing.kind) {
    case 'instance':
      return [
        ...claim('instanceType', thing.type),
        ...claim('requiresGpu', /^ml\.(?:g\d|p\d)/.test(thing.type) || undefined).map(weaker),
      ];
    case 'region':
      return claim('region', thing.byCode || !isOfSomething(items, at) ? thing.region : undefined);
    case 'model':
      return [
        ...claim('modelId', thing.isOne ? thing.id : undefined),
        ...claim('modelParametersBillion', thing.billions),
        ...claim('modelPrecisionBits', thing.bits as Workload['modelPrecisionBits']),
      ];
    case 'zone':
      return claim('timeZone', thing.zone);
    default:
      return [];
  }
}

const weaker = (claim: Claim): Claim => ({ ...claim, weight: 1, hint: true });

/** "34B codellama" */
function familyBehind(items: readonly Item[], at: number): Thing | undefined {
  const { quantity } = items[at - 1] ?? {};
  return quantity?.dimension === 'params' ? modelOfFamily(items[at]?.text ?? '', quantity.value) : undefined;
}

const NONE: ReadonlySet<number> = new Set();

/** What a question about a price names is stated, and so is the model of any question. */
const isStatedInQuestion = ({ items, clauses: { sentenceOf } }: Reading, at: number, { kind }: Thing): boolean =>
  kind === 'model' ||
  items.some(
    ({ text }, near) =>
      sentenceOf[near] === sentenceOf[at] &&
      (WORDS.priced.has(text) || (text === 'how' && items[near + 1]?.text === 'much')),
  );

/** "The London office", "users in Spain": where others are is not where it runs. */
function isOfSomething(items: readonly Item[], at: number): boolean {
  const isNoPlace = (near: number) => WORDS.notAPlace.has(items[near]?.text ?? '');
  // "Users in Germany, France and Spain"
  const [before, joined] = [items[at - 2], items[at - 3]?.text ?? ''];
  const isListed = before?.thing?.kind === 'region' || ['in', 'from', 'across', 'and', ','].includes(joined);
  if ([',', 'and', '&'].includes(items[at - 1]?.text ?? '') && isListed && before?.kind !== 'quantity')
    return isNoPlace(at + 1) || isOfSomething(items, at - 2);
  const isJoined = ['in', 'from', 'at', 'of', 'near', 'around', 'across'].includes(items[at - 1]?.text ?? '');
  const isNear = isJoined && items[at - 2]?.kind === 'word' && (isNoPlace(at - 2) || isNoPlace(at - 3));
  return isNoPlace(at + 1) || isNear || (isJoined && WORDS.sits.has(items[at - 2]?.text ?? '') && isNoPlace(at - 3));
}

/** Models with an image each need as many containers. */
export function readOwnImages({ items, claims }: Reading): void {
  for (const [at, { text }] of items.entries()) {
    if (text !== 'each') continue;
    const own = items.slice(at, at + 6).map((item) => item.text);
    const image = own.findIndex((word) => ['image', 'container', 'docker'].includes(word));
    if (!own.includes('own') || image < 0) continue;
    const models = claims.find(({ field }) => field === 'modelCount')?.value as number | undefined;
    if (models !== undefined && models <= 15 && !claims.some(({ field }) => field === 'containerCount'))
      claims.push({ field: 'containerCount', value: models, from: at, to: at + image + 1, weight: 0.8 });
  }
}

const isEachModel = ({ text, thing }: Item): boolean =>
  MODEL_NOUNS.has(text) || ['tune', 'head'].includes(text) || thing?.kind === 'model';

/** Where the noun stands of those that have a model each; -1 where nobody does. */
function ownerOf(reading: Reading, at: number): number {
  const { items } = reading;
  const text = (near: number) => items[near]?.text ?? '';
  const isEach = (near: number) => text(near) === 'each' || text(near) === 'every';
  if (text(at + 1) === 'per') return at + 2;
  // "Per-device models"
  if (text(at - 3) === 'per' && text(at - 2) === '-') return at - 1;
  const behind = text(at + 1) === 'for' ? at + 2 : at + 1;
  // "A model for each of our 75 factories"
  if (behind === at + 2 && isEach(behind) && items[behind + 1]?.kind === 'word')
    return text(behind + 1) === 'of'
      ? items.findIndex((_, near) => near > behind && isCounted(items[near - 1]))
      : at + 3;
  // "Each shop = 1 model", "every hotel has its own LightGBM model"
  const isOne = items[at - 1]?.quantity?.value === 1 || [-3, -2, -1, 1, 2, 3].some((near) => text(at + near) === 'own');
  const each = isOne ? items.findLastIndex((_, near) => near < at && near >= at - 8 && isEach(near)) : -1;
  // "70 merchants with an xgb each", "5 languages, each with its own model"
  if (isEach(behind) || WORDS.having.has(text(each + 1)))
    return items.findLastIndex(
      (_, near) => near < at && near > at - 10 && isCounted(items[near - 1]) && isPlural(reading, near),
    );
  return each < 0 ? -1 : each + 1;
}

const isCounted = (item: Item | undefined): boolean => item?.quantity?.dimension === 'count' && item.quantity.value > 1;

/** "One model per shop" with "4,200 shops" before or after it. */
export function readPerTenant(reading: Reading): void {
  const { items, claims, clauses } = reading;
  const { sentenceOf } = clauses;
  for (const [at, item] of items.entries()) {
    if (!isEachModel(item)) continue;
    const per = ownerOf(reading, at);
    const noun = items[per]?.text;
    if (noun === undefined || items[per]?.kind !== 'word') continue;
    const countOf = (name: string | undefined) =>
      items.findIndex(
        (counts, place) =>
          isCounted(counts) && [1, 2, 3].some((next) => name !== undefined && items[place + next]?.text === name),
      );
    // "One for each machine type": of 120 machines and 9 types the types
    const whole = items[per + 1]?.kind === 'word' ? countOf(items[per + 1]?.text) : -1;
    const counted = whole < 0 ? countOf(noun) : whole;
    const behind = [1, 2]
      .map((next) => items[per + next + 1])
      .find((item) => item?.quantity?.dimension === 'count' && items[per + 1]?.text === '(');
    if (counted < 0 && behind?.quantity !== undefined && Number.isInteger(behind.quantity.value))
      claims.push({ field: 'modelCount', value: behind.quantity.value, from: at, to: per + 3, weight: 1.3 });
    if (counted < 0) continue;
    const isNamed = items[counted + 1]?.text === noun && sentenceOf[counted] === sentenceOf[at];
    for (let index = claims.length - 1; index >= 0; index -= 1)
      if (claims[index]?.field === 'modelCount' && claims[index]?.value === 1) claims.splice(index, 1);
    const value = items[counted]?.quantity?.value as number;
    const [from, to] = [Math.min(counted, at), Math.max(isNamed ? counted + 1 : counted, per) + 1];
    claims.push({ field: 'modelCount', value, from, to, weight: 1.4 });
  }
}

/** "30 of them see traffic in a busy hour", "640 models, 130 of them used on a given day", "30 hot per hour" are models, not requests. */
export function readActiveRate({ items, claims }: Reading, at: number): boolean {
  const { dimension, perMonth, value = 0, noun = [] } = items[at]?.quantity ?? {};
  const isOfDay = perMonth === 30 && noun[0] === 'of' && claims.some(({ field }) => field === 'modelCount');
  if (dimension !== 'rate' || (perMonth !== 730 && !isOfDay)) return false;
  const isHot = WORDS.hot.has(noun[0] ?? '') && items.some(({ text }) => text === 'model' || text === 'adapter');
  if (!isHot && !IN_USE.test(noun.join(' '))) return false;
  claims.push({ field: 'activeModelCount', value: Math.round(value), from: at, to: at + 1, weight: 1.2 });
  return true;
}

const IN_USE =
  /\b(?:of (?:them|these|those)|see|get (?:called|used|hit|traffic)|(?:is|are) (?:called|used|hit|needed|active))\b/;

/** Many models in one named framework share a container; in several frameworks they do not. */
export function readFrameworks({ items, claims }: Reading): void {
  const places = items.flatMap(({ text, kind }, at) =>
    kind === 'word' && text.length > 1 && WORDS.frameworks.has(text) ? [at] : [],
  );
  const [first] = places;
  const named = new Set(places.map((at) => SAME_FRAMEWORK[items[at]?.text ?? ''] ?? items[at]?.text));
  const several = claims.some(({ field, value }) => field === 'modelCount' && typeof value === 'number' && value > 1);
  if (!several || first === undefined) return;
  const value = named.size === 1;
  claims.push({ field: 'modelsShareContainer', value, from: first, to: first + 1, weight: 0.7, hint: true });
}

const SAME_FRAMEWORK: Readonly<Record<string, string>> = {
  xgb: 'xgboost',
  lgbm: 'lightgbm',
  torch: 'pytorch',
  tf: 'tensorflow',
  scikit: 'sklearn',
  keras: 'tensorflow',
};
