import type { Workload, WorkloadField } from '../../recommender/index.ts';
import { clean } from './numbers.ts';
import { readRate, readRhythm } from './read-rates.ts';
import type { Role } from './roles.ts';
import { type Assigned, assignRoles } from './roles-of-quantities.ts';
import type { Claim, Item, Reading } from './types.ts';

/** Evidence below this says nothing. */
const LEAST = 0.5;
/** Where the second best comes so close, nobody knows which is meant. */
const CLOSE = 0.12;

/** Gives every quantity its field, or says that it has to be asked. */
export function readQuantities(reading: Reading, current: Partial<Workload>): void {
  const assigned = borrowUnits(assignRoles(reading.items, reading.clauses), reading);
  const taken = (at: number) => reading.understood.some(({ from, to }) => from <= at && at < to);
  for (const [index, one] of assigned.entries()) {
    if (taken(one.at)) continue;
    if (
      one.quantity.dimension === 'rate' ||
      (one.quantity.perMonth !== undefined && one.quantity.dimension !== 'money')
    )
      readRate(reading, one, assigned, index);
    else readOne(reading, one, assigned, index, current);
  }
  readRhythm(reading);
  readPerTenant(reading);
  readOwnModels(reading);
  readFrameworks(reading);
  readOwnImages(reading);
}

/** "1 framework" is shared; models that each have an image of their own need as many containers. */
function readOwnImages({ items, claims }: Reading): void {
  for (const [at, { quantity }] of items.entries()) {
    if (
      quantity?.dimension === 'count' &&
      ['framework', 'image', 'container'].includes(items[at + 1]?.text ?? '') &&
      quantity.value === 1 &&
      claims.some(({ field, value }) => field === 'modelCount' && (value as number) > 1)
    ) {
      claims.push({ field: 'modelsShareContainer', value: true, from: at, to: at + 2, weight: 0.9 });
    }
    const own = items.slice(at, at + 6).map(({ text }) => text);
    if (
      own[0] !== 'each' ||
      !own.includes('own') ||
      !own.some((text) => ['image', 'container', 'docker'].includes(text))
    )
      continue;
    const models = claims.find(({ field }) => field === 'modelCount')?.value as number | undefined;
    if (models !== undefined && models <= 15 && !claims.some(({ field }) => field === 'containerCount'))
      claims.push({
        field: 'containerCount',
        value: models,
        from: at,
        to: at + own.findIndex((text) => ['image', 'container', 'docker'].includes(text)) + 1,
        weight: 0.8,
      });
  }
}

/** "One model per shop" with "4,200 shops" before or after it. */
function readPerTenant(reading: Reading): void {
  const { items, claims } = reading;
  for (const [at, { text }] of items.entries()) {
    if (
      !['model', 'adapter', 'lora', 'finetune', 'tune', 'head', 'classifier', 'forecaster', 'checkpoint'].includes(text)
    )
      continue;
    const per =
      items[at + 1]?.text === 'per' || items[at + 1]?.kind === 'rhythm'
        ? at + 2
        : items[at + 1]?.text === 'for' && ['each', 'every'].includes(items[at + 2]?.text ?? '')
          ? at + 3
          : -1;
    const noun = items[per]?.text;
    if (noun === undefined || items[per]?.kind !== 'word') continue;
    const counted = items.findIndex(
      ({ quantity }, place) =>
        quantity?.dimension === 'count' &&
        quantity.value > 1 &&
        [1, 2, 3].some(
          (next) =>
            items[place + next]?.text === noun ||
            (items[per + 1]?.kind === 'word' && items[place + next]?.text === items[per + 1]?.text),
        ),
    );
    const behind = [1, 2]
      .map((next) => items[per + next + 1])
      .find((item) => item?.quantity?.dimension === 'count' && items[per + 1]?.text === '(');
    if (counted < 0 && behind?.quantity !== undefined && Number.isInteger(behind.quantity.value))
      claims.push({ field: 'modelCount', value: behind.quantity.value, from: at, to: per + 3, weight: 1.3 });
    if (counted < 0) continue;
    for (let index = claims.length - 1; index >= 0; index -= 1)
      if (claims[index]?.field === 'modelCount' && claims[index]?.value === 1) claims.splice(index, 1);
    claims.push({
      field: 'modelCount',
      value: items[counted]?.quantity?.value as number,
      from: Math.min(counted, at),
      to: Math.max(counted, per) + 1,
      weight: 1.4,
    });
  }
}

/** "780 merchants, each has their own model". */
function readOwnModels({ items, claims, clauses: { sentenceOf } }: Reading): void {
  if (claims.some(({ field }) => field === 'modelCount')) return;
  for (const [at, { text }] of items.entries()) {
    if (text !== 'each' && text !== 'every') continue;
    const rest = items.slice(at, at + 8).map((item) => item.text);
    if (!rest.includes('own') || !rest.includes('model')) continue;
    const counted = items.findLastIndex(
      ({ quantity }, place) =>
        place < at &&
        at - place <= 6 &&
        quantity?.dimension === 'count' &&
        quantity.value > 1 &&
        sentenceOf[place] === sentenceOf[at],
    );
    if (counted >= 0)
      claims.push({
        field: 'modelCount',
        value: items[counted]?.quantity?.value as number,
        from: counted,
        to: at + rest.indexOf('model') + 1,
        weight: 0.9,
      });
  }
}

/** Many models in one named framework share a container; in several frameworks they do not. */
function readFrameworks({ items, claims }: Reading): void {
  const several = claims.some(({ field, value }) => field === 'modelCount' && typeof value === 'number' && value > 1);
  const places = items.flatMap(({ text, kind }, at) =>
    kind === 'word' && text.length > 1 && FRAMEWORKS.has(text) ? [at] : [],
  );
  const [first] = places;
  if (!several || first === undefined) return;
  const named = new Set(places.map((at) => SAME_FRAMEWORK[items[at]?.text ?? ''] ?? items[at]?.text));
  claims.push({
    field: 'modelsShareContainer',
    value: named.size === 1,
    from: first,
    to: first + 1,
    weight: 0.7,
    hint: true,
  });
}

const SAME_FRAMEWORK: Readonly<Record<string, string>> = {
  xgb: 'xgboost',
  lgbm: 'lightgbm',
  torch: 'pytorch',
  tf: 'tensorflow',
  scikit: 'sklearn',
  keras: 'tensorflow',
};

function readOne(
  reading: Reading,
  one: Assigned,
  all: readonly Assigned[],
  index: number,
  current: Partial<Workload>,
): void {
  const { items, understood } = reading;
  const place = { from: one.at, to: one.at + 1 };
  if (isBurst(reading, one, all, index)) return;
  if (isTrial(reading, one)) {
    understood.push(place);
    return;
  }
  if (one.quantity.ambiguous && one.roles[0] && one.roles[0].role !== 'ignore') {
    doubt(reading, fieldOf(one.roles[0].role), place);
    return;
  }
  const roles = one.roles.filter(({ role, score }) => score >= LEAST && fits(role, one, reading));
  const [best, second] = roles;
  if (best?.role === 'ignore' || isQuoted(reading, one)) {
    understood.push(place);
    return;
  }
  if (isInstead(items, one.at) || items[one.at - 1]?.text === 'not') {
    understood.push(place);
    return;
  }
  if (best?.role === 'processingTimeSeconds' && isComparison(items, one.at)) {
    doubt(reading, 'processingTimeSeconds', place);
    return;
  }
  if (isDone(reading, one.at)) {
    understood.push(place);
    return;
  }
  if (best === undefined && isDays(reading, one)) {
    reading.claims.push({ field: 'busyDaysPerWeek', value: one.quantity.value / 86_400, ...place, weight: 0.9 });
    return;
  }
  const corrected = best === undefined ? correctedField(reading, one, all, index) : undefined;
  if (corrected !== undefined) {
    reading.claims.push({
      ...corrected,
      value: (typeof corrected.value === 'number'
        ? (corrected.value * one.quantity.value) / corrected.said
        : corrected.value) as never,
      ...place,
    });
    return;
  }
  if (best === undefined) {
    readBare(reading, one, all, index, current);
    return;
  }
  const rival =
    second !== undefined &&
    best.score - second.score < CLOSE &&
    fieldOf(second.role) !== fieldOf(best.role) &&
    second.role !== 'ignore'
      ? second
      : undefined;
  if (rival) {
    for (const { role } of [best, rival]) doubt(reading, fieldOf(role), place);
    return;
  }
  const evidence = { from: Math.min(best.from, one.at), to: Math.max(best.to, one.at + 1) };
  claimRole(reading, one, best.role, best.score, evidence);
}

function claimRole(
  reading: Reading,
  { at, quantity }: Assigned,
  role: Role,
  score: number,
  evidence: { from: number; to: number },
): void {
  const { claims, doubts, understood, items } = reading;
  const place = { from: at, to: at + 1 };
  const add = (field: string, value: unknown, weight = score, hint = false) =>
    claims.push({ field, value, ...evidence, weight, ...(hint && { hint }) } as Claim);
  const { value } = quantity;
  switch (role) {
    case 'coldStart':
      if (isAccepted(reading, at)) add('coldStarts', value >= 60 ? 'minutes-acceptable' : 'acceptable');
      else doubts.push({ field: 'coldStarts', ...place });
      return;
    case 'sizeEach':
      if (items.some(({ text }) => text === 'adapter' || text === 'lora')) {
        understood.push(place);
        return;
      }
      if (items.some(({ text }, near) => near < at && ['model', 'adapter', 'lora', 'checkpoint'].includes(text)))
        add('modelSizeGB', clean(value / 1024));
      else add('payloadSizeMB', value);
      return;
    case 'archive':
      doubt(reading, 'payloadSizeMB', place);
      doubt(reading, 'modelSizeGB', place);
      return;
    case 'dataset':
    case 'datasetSizeGB':
      add('datasetSizeGB', clean((value / 1024) * partsBefore(items, at)));
      return;
    case 'modelSizeGB':
      add('modelSizeGB', clean(value / 1024));
      if (
        around(items, evidence.from, evidence.to).some((text) => text === 'vram') ||
        /gpu/.test(around(items, evidence.from, evidence.to).join(' '))
      )
        add('requiresGpu', true, 0.9, true);
      return;
    case 'containerImageSizeGB':
      add('containerImageSizeGB', clean(value / 1024));
      return;
    case 'activeModels':
      if (value >= 1) add('activeModelCount', Math.round(value));
      return;
    case 'idleHours':
      if (quantity.perMonth !== undefined || value < 3600 * 24) add('trafficPattern', 'intermittent', 0.9);
      return;
    case 'datasetDeadlineHours':
      add('datasetDeadlineHours', clean(value / 3600));
      return;
    case 'busyHoursPerDay':
      understood.push(place);
      return;
    case 'modelCount':
      if (items.slice(Math.max(0, at - 4), at).some(({ text }) => text === 'ensemble')) {
        doubts.push({ field: 'modelCount', ...place });
        return;
      }
      if (Number.isInteger(value) && value >= 1) add('modelCount', value);
      return;
    case 'containerCount':
      if (Number.isInteger(value) && value >= 1 && value <= 15) add('containerCount', value);
      return;
    case 'modelParametersBillion':
      add(role, quantity.dimension === 'count' ? clean(value / 1e9) : value);
      return;
    case 'monthlyBudgetUsd':
      if (quantity.perMonth !== undefined && quantity.perMonth > 31) {
        understood.push(place);
        return;
      }
      if (quantity.foreign) doubts.push({ field: 'monthlyBudgetUsd', ...place });
      else add(role, clean(value * (quantity.perMonth ?? 1)));
      return;
    case 'concurrentRequests':
      if (value >= 1) add(role, value);
      return;
    case 'burstRequests':
      add(role, value);
      if (items.slice(at, at + 12).some(({ text }, near) => text === 'same' && items[at + near + 1]?.text === 'second'))
        add('peakRequestsPerSecond', value);
      return;
    default:
      if (value > 0 || role !== 'responseTimeSeconds') add(role, value);
  }
}

/** "300 partitions of 1 GB" are 300 GB. */
function partsBefore(items: Reading['items'], at: number): number {
  const parts = items[at - 3]?.quantity;
  return items[at - 1]?.text === 'of' &&
    parts?.dimension === 'count' &&
    ['partition', 'file', 'part', 'shard', 'chunk'].includes(items[at - 2]?.text ?? '')
    ? parts.value
    : 1;
}

/** Whether a role can be meant at all, given what the words are about. */
function fits(role: Role, { quantity, at }: Assigned, { dataset, items, claims }: Reading): boolean {
  const serial = claims.some(({ field }) => field === 'containerInvocation');
  if (role === 'modelParametersBillion' && quantity.dimension === 'count') return quantity.value >= 1e7;
  if (role === 'processingTimeSeconds' && dataset && quantity.value >= 3600)
    return /^(?:per|\/|each)$/.test(items[at + 1]?.text ?? '');
  if (role === 'burstRequests' && dataset) return false;
  if (role === 'responseTimeSeconds' && quantity.value > 86_400) return false;
  if (role === 'datasetRecordsPerRun' && quantity.value < 2) return false;
  if (role === 'containerImageSizeGB' && /^(?:biggest|largest)$/.test(items[at - 1]?.text ?? ''))
    return items.some(({ text }) => ['image', 'container', 'docker'].includes(text));
  if (role === 'modelSizeGB' && items.slice(Math.max(0, at - 5), at).some(({ text }) => text === 'lambda'))
    return false;
  if (role === 'datasetDeadlineHours' || role === 'datasetRecordsPerRun') return dataset;
  if (role === 'payloadSizeMB' && dataset && quantity.value >= 50) return isPerRecord(items, at);
  if (/^(?:token|tok)$/.test(items[at + 1]?.text ?? '') && quantity.dimension === 'count')
    return /Tokens$|ignore/.test(role);
  if (role === 'dataset') return dataset || items[at]?.quantity?.dimension === 'size';
  if (role === 'responseTimeSeconds') return !dataset;
  if (role === 'containerCount')
    return (
      quantity.value <= 15 &&
      (items[at + 1]?.text !== 'image' ||
        items.some(({ text }) => FRAMEWORKS.has(text) || text === 'container' || text === 'docker') ||
        serial)
    );
  if (role === 'inputTokens' || role === 'outputTokens' || role === 'contextTokens')
    return isAboutTokens(items) && !isNoun(items[at + 1]);
  return true;
}

const TOKEN_WORDS = new Set([
  'token',
  'tok',
  'in',
  'out',
  'ctx',
  'context',
  'prompt',
  'input',
  'output',
  'window',
  'max',
  'per',
  'each',
  'long',
  'and',
  'or',
  'for',
  'completion',
  'answer',
  'reply',
  'new',
  'generated',
  'total',
  'typical',
  'on',
  'avg',
  'of',
  'word',
  'back',
  'then',
  'with',
  'when',
  'but',
  'response',
  'summary',
  'at',
]);

/** A noun of its own behind a number: "5 users" are no tokens. */
const isNoun = (item: Item | undefined): boolean => item?.kind === 'word' && !TOKEN_WORDS.has(item.text);

const isPerRecord = (items: Reading['items'], at: number): boolean =>
  items
    .slice(at + 1, at + 4)
    .some(({ text }) => ['each', 'per', 'record', 'row', 'request', '/', 'apiece', 'line', 'single'].includes(text)) ||
  items
    .slice(Math.max(0, at - 4), at)
    .some(({ text }) => ['each', 'largest', 'biggest', 'record', 'row', 'single', 'per'].includes(text));

const TRIALS = new Set([
  'locust',
  'jmeter',
  'loadtest',
  'trial',
  'benchmark',
  'benchmarked',
  'trained',
  'training',
  'k6',
  'gatling',
  'retrain',
  'retraining',
  'epoch',
]);

/** What was measured in a test, or needed for training, is no fact of the workload. */
function isTrial({ items, clauses: { sentenceOf } }: Reading, { at, roles }: Assigned): boolean {
  if ((roles[0]?.score ?? 0) >= 1.25 && roles[0]?.role !== 'processingTimeSeconds' && roles[0]?.role !== 'dataset')
    return false;
  for (let near = at - 1; near >= Math.max(0, at - 14) && sentenceOf[near] === sentenceOf[at]; near -= 1) {
    const text = items[near]?.text ?? '';
    if (
      ['but', 'serve', 'inference', 'predict', 'served', 'serving', 'scoring', 'model', 'artifact', 'weight'].includes(
        text,
      )
    )
      return false;
    if (TRIALS.has(text)) return true;
  }
  return false;
}

/** A bare number is tokens only where tokens are the subject. */
function isAboutTokens(items: Reading['items']): boolean {
  return items.some(
    ({ text, thing, quantity }) =>
      /^(?:token|tok|ctx|context|prompt|llm|chat|max_new_token|rag)$/.test(text) ||
      thing?.kind === 'model' ||
      quantity?.dimension === 'params',
  );
}

function fieldOf(role: Role): string {
  const fields: Partial<Record<Role, WorkloadField>> = {
    dataset: 'datasetSizeGB',
    coldStart: 'coldStarts',
    activeModels: 'activeModelCount',
    archive: 'payloadSizeMB',
  };
  return fields[role] ?? role;
}

function doubt({ doubts }: Reading, field: string, place: { from: number; to: number }): void {
  doubts.push({ field: field as WorkloadField, ...place });
}

/** What a quantity without any evidence may be. Silence about it would be a guess. */
function readBare(
  reading: Reading,
  one: Assigned,
  all: readonly Assigned[],
  index: number,
  current: Partial<Workload>,
): void {
  const { items, claims, dataset } = reading;
  const { at, quantity } = one;
  const place = { from: at, to: at + 1 };
  const { dimension, value } = quantity;
  if (dimension === 'params')
    claims.push({ field: 'modelParametersBillion' as never, value: value as never, ...place, weight: 0.8 });
  else if (dimension === 'bits')
    claims.push({ field: 'modelPrecisionBits' as never, value: value as never, ...place, weight: 1.1 });
  else if (dimension === 'size') {
    if (dataset) claims.push({ field: 'datasetSizeGB', value: clean(value / 1024), ...place, weight: 0.6 });
    else if (value < 1024 && !all.some((other, other_) => other_ !== index && other.quantity.dimension === 'size'))
      claims.push({ field: 'payloadSizeMB', value, ...place, weight: 0.5 });
    else
      for (const field of ['payloadSizeMB', 'modelSizeGB'] as const)
        if (current[field] === undefined || value >= 0) reading.doubts.push({ field, ...place });
  } else if (dimension === 'time') {
    if (items[at - 1]?.text === 'for' || value > 86_400 * 2) return;
    if (dataset && value >= 300)
      claims.push({ field: 'datasetDeadlineHours', value: clean(value / 3600), ...place, weight: 0.5 });
    else
      for (const field of ['responseTimeSeconds', 'processingTimeSeconds'] as const)
        reading.doubts.push({ field, ...place });
  } else if (dimension === 'count' && REQUESTS.has(items[at + 1]?.text ?? '') && value >= 20) {
    reading.doubts.push({ field: dataset ? 'datasetRecordsPerRun' : 'monthlyRequests', ...place });
  } else if (
    dimension === 'count' &&
    items[at - 1]?.text === 'model' &&
    isPluralWord(reading, at - 1) &&
    Number.isInteger(value) &&
    value > 1
  ) {
    claims.push({ field: 'modelCount', value, ...place, weight: 0.9 });
  } else if (dimension === 'money') {
    if (quantity.foreign) reading.doubts.push({ field: 'monthlyBudgetUsd', ...place });
    else if ((quantity.perMonth ?? 1) <= 1)
      claims.push({ field: 'monthlyBudgetUsd', value: clean(value * (quantity.perMonth ?? 1)), ...place, weight: 0.6 });
  }
}

/** "Without a GPU it takes 40 s": what it takes depends on what nobody has decided. */
function isComparison(items: Reading['items'], at: number): boolean {
  const before = items.slice(Math.max(0, at - 6), at).map(({ text }) => text);
  const from = before.findLastIndex((text) => text === 'without' || text === 'with');
  return from >= 0 && before.slice(from).some((text) => text === 'gpu' || text === 'cpu');
}

/** "The backfill of 9M docs was done in April" is over. */
function isDone({ items, clauses: { sentenceOf, clauseOf } }: Reading, at: number): boolean {
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

/** "800 alerts within a second" come together. */
function isBurst(
  { items, claims, understood }: Reading,
  { at, quantity }: Assigned,
  all: readonly Assigned[],
  index: number,
): boolean {
  const next = all[index + 1];
  if (
    quantity.dimension !== 'count' ||
    next?.quantity.dimension !== 'time' ||
    next.quantity.value > 2 ||
    next.at - at > 5
  )
    return false;
  if (
    !['within', 'in'].includes(items[next.at - 1]?.text ?? '') ||
    items.slice(at + 1, next.at - 1).some(({ kind }) => kind !== 'word')
  )
    return false;
  const place = { from: at, to: next.at + 1 };
  claims.push({ field: 'burstRequests', value: quantity.value, ...place, weight: 1.2 });
  claims.push({
    field: 'peakRequestsPerSecond',
    value: clean(quantity.value / Math.max(1, next.quantity.value)),
    ...place,
    weight: 1,
  });
  understood.push(place);
  return true;
}

/** "Five days" beside hours of the day are days of the week. */
function isDays({ items }: Reading, { quantity }: Assigned): boolean {
  const days = quantity.value / 86_400;
  return (
    quantity.dimension === 'time' &&
    quantity.unit?.factor === 86_400 &&
    Number.isInteger(days) &&
    days <= 7 &&
    items.some(({ clock }) => clock !== undefined)
  );
}

/** After "wait, no" a quantity by itself is about what was said before it in the same unit. */
function correctedField(
  { items, claims }: Reading,
  { at, quantity }: Assigned,
  all: readonly Assigned[],
  index: number,
): (Claim & { said: number }) | undefined {
  const marked = items
    .slice(Math.max(0, at - 5), at)
    .some(({ text }) =>
      ['wait', 'sorry', 'correction', 'scratch', 'mean', 'actually', 'oops', 'rather'].includes(text),
    );
  if (!marked) return undefined;
  const before = all.slice(0, index).findLast((other) => other.quantity.dimension === quantity.dimension);
  const claim = before && claims.find(({ from, to }) => from <= before.at && before.at < to);
  return claim && before && { ...claim, said: before.quantity.value };
}

export const FRAMEWORKS = new Set([
  'sklearn',
  'scikit',
  'xgboost',
  'xgb',
  'lightgbm',
  'lgbm',
  'catboost',
  'pytorch',
  'torch',
  'tensorflow',
  'tf',
  'keras',
  'mxnet',
  'onnx',
  'prophet',
  'spacy',
  'jax',
  'huggingface',
  'fasttext',
  'mlflow',
  'r',
  'spark',
]);

const REQUESTS = new Set(['request', 'req', 'call', 'prediction', 'inference', 'invocation', 'query']);

const isPluralWord = ({ items, tokens }: Reading, at: number): boolean =>
  /s$/iu.test(tokens[items[at]?.from ?? 0]?.raw ?? '');

/** A number without a unit borrows that of a quantity before it, where its own words name a role: "prompt 1500 tokens, answer 300". */
function borrowUnits(assigned: readonly Assigned[], { items, clauses }: Reading): Assigned[] {
  return assigned.map((one, index) => {
    const { quantity, at } = one;
    if (quantity.dimension !== 'count') return one;
    if (one.roles[0] !== undefined && one.roles[0].score >= LEAST) return one;
    const before = assigned
      .slice(0, index)
      .findLast(({ quantity: { dimension } }) => dimension === 'size' || dimension === 'time' || dimension === 'rate');
    const next = items[at + 1];
    const joined = items[at - 1];
    const isTied =
      joined !== undefined &&
      (joined.kind === 'mark' ||
        [
          'is',
          'are',
          'was',
          'be',
          'to',
          'of',
          'about',
          'around',
          'only',
          'at',
          'max',
          'answer',
          'output',
          'reply',
          'out',
          'peak',
          'sometimes',
          'usually',
          'normally',
          'avg',
          'average',
          'up',
          'like',
          'more',
          'spike',
          'burst',
          'say',
        ].includes(joined.text));
    const sameSentence =
      before !== undefined &&
      (clauses.sentenceOf[before.at] === clauses.sentenceOf[at] ||
        clauses.questions.has(clauses.sentenceOf[before.at] ?? -1));
    if (
      before === undefined ||
      !sameSentence ||
      (before.quantity.dimension !== 'rate' && !isTied) ||
      (next?.kind === 'word' &&
        ![
          'and',
          'but',
          'max',
          'avg',
          'average',
          'peak',
          'normally',
          'usually',
          'typical',
          'typically',
          'on',
          'at',
        ].includes(next.text))
    )
      return one;
    const { dimension, unit, perMonth } = before.quantity;
    if (dimension === 'rate') {
      const near = (clauses.sentenceOf[before.at] ?? 0) === (clauses.sentenceOf[at] ?? 0) && at - before.at <= 8;
      const said = [at - 3, at - 2, at - 1, at + 1, at + 2].some((place) => PEAKS.has(items[place]?.text ?? ''));
      return near && said && perMonth !== undefined
        ? { ...one, quantity: { ...quantity, dimension, perMonth, noun: [] } }
        : one;
    }
    if (unit === undefined) return one;
    const borrowed = { ...quantity, dimension, value: clean(quantity.value * unit.factor), unit };
    const copy = items.map((item, place) => (place === at ? { ...item, quantity: borrowed } : item));
    const again = assignRoles(copy, clauses).find((other) => other.at === at);
    const best = again?.roles[0];
    return again !== undefined && best !== undefined && best.score >= 0.85 ? again : one;
  });
}

const PEAKS = new Set([
  'peak',
  'avg',
  'average',
  'mean',
  'max',
  'normally',
  'usually',
  'sometimes',
  'spike',
  'burst',
  'normal',
  'typical',
  'typically',
  'worst',
  'up',
]);

/** "(limit 6 MB)" in a question is no payload. */
function isQuoted({ items, clauses }: Reading, { at }: Assigned): boolean {
  const sentence = clauses.sentenceOf[at] ?? -1;
  if (!clauses.questions.has(sentence)) return false;
  return [at - 3, at - 2, at - 1, at + 1, at + 2, at + 3].some((near) =>
    ['limit', 'quota', 'maximum', 'cap'].includes(items[near]?.text ?? ''),
  );
}

function isInstead(items: Reading['items'], at: number): boolean {
  for (let near = at - 1; near >= Math.max(0, at - 3); near -= 1) {
    const text = items[near]?.text ?? '';
    if (text === 'not' && at - near <= 2 && items[near + 1]?.text !== 'over') return true;
    if (['instead', 'rather', 'than', 'if', 'unlike'].includes(text))
      return text !== 'than' || ['rather', 'instead'].includes(items[near - 1]?.text ?? '');
  }
  return false;
}

const ACCEPTS = new Set([
  'ok',
  'okay',
  'fine',
  'acceptable',
  'accepted',
  'may',
  'can',
  'could',
  'live',
  'within',
  'allowed',
  'tolerate',
  'tolerable',
  'care',
  'notice',
  'mind',
  'accept',
  'good',
  'cool',
  'alright',
  'problem',
  'wait',
  'lukewarm',
]);

function isAccepted({ items, clauses: { sentenceOf } }: Reading, at: number): boolean {
  const words = items
    .filter((_, near) => sentenceOf[near] === sentenceOf[at] && Math.abs(near - at) <= 12)
    .map(({ text }) => text);
  if (
    words.some((word) => ['not', 'unacceptable', 'too', 'cannot', 'complain', 'bad', 'never'].includes(word)) &&
    !words.includes('mind') &&
    !words.includes('notice')
  )
    return words.some((word) => ['nobody', 'care'].includes(word));
  return words.some((word) => ACCEPTS.has(word));
}

function around(items: Reading['items'], from: number, to: number): string[] {
  return items.slice(Math.max(0, from), to + 2).map(({ text }) => text);
}
