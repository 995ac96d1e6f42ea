import type { DoubtReading, WorkloadField } from '../../recommender/index.ts';
import { wordSet } from '../text.ts';
import { isHearsay } from './asides.ts';
import { fitsKind, isAboutTokens } from './kinds.ts';
import { isInRequest, itemsBeside, ownersOf, partsBefore, rowsBefore } from './multiplied.ts';
import { clean } from './numbers.ts';
import { isOfMoney } from './rates.ts';
import type { Assigned, Claim, Quantity, Reading, Role } from './types.ts';
import { RHYTHMS } from './units.ts';
import { NOUNS } from './words/nouns.ts';
import { CLAIM_ROLE_WORDS as WORDS } from './words/sets.ts';

/** A quantity whose role is settled, and what it takes to state it. */
interface RoleScene {
  reading: Reading;
  at: number;
  quantity: Quantity;
  value: number;
  score: number;
  /** States a field. With `isHint` it gives way to any other statement of it. `other`: an item that it was read from as well. */
  add(field: WorkloadField, value: unknown, weight?: number, isHint?: boolean, other?: number): void;
  /** Asks about a field, with what it may be. */
  ask(field: WorkloadField, ...readings: DoubtReading['value'][]): void;
  /** Read, and nothing is stated by it. */
  understand(): void;
}

/** States what a quantity is by its role; a role without a line here is a field that takes the value as it is. */
export function claimRole(
  reading: Reading,
  { at, quantity }: Assigned,
  role: Role,
  score: number,
  evidence: { from: number; to: number },
): void {
  const { value } = quantity;
  const place = { from: at, to: at + 1 };
  const scene: RoleScene = {
    reading,
    at,
    quantity,
    value,
    score,
    add(field, stated, weight = score, isHint = false, other = at) {
      const [from, to] = [Math.min(evidence.from, other), Math.max(evidence.to, other + 1)];
      const claim = { field, value: stated, from, to, weight, ...(isHint && { hint: true }) };
      reading.claims.push(claim as Claim);
    },
    ask: (field, ...readings) => doubt(reading, field, place, ...readings),
    understand: () => reading.understood.push(place),
  };
  const claim = CLAIMS[role];
  if (claim !== undefined) claim(scene);
  else if (value > 0) scene.add(role as WorkloadField, value);
}

const claimDataset = ({ reading, at, value, add, understand }: RoleScene): void => {
  // "3 GB of video per shift", which comes in requests
  const parts = partsBefore(reading.items, at);
  if (reading.dataset) add('datasetSizeGB', clean((value / 1024) * parts.count), undefined, false, parts.at);
  else understand();
};

const CLAIMS: Readonly<Partial<Record<Role, (scene: RoleScene) => void>>> = {
  coldStart({ reading, at, value, add, ask }) {
    const accepted = isAccepted(reading, at);
    const slow = value >= 60 ? 'minutes-acceptable' : 'acceptable';
    if (accepted !== undefined) add('coldStarts', accepted ? slow : 'unacceptable');
    else ask('coldStarts', 'unacceptable', slow);
  },
  // "40 passages of 250 tokens"
  inputTokens({ reading, at, value, add }) {
    const parts = partsBefore(reading.items, at);
    if (value > 0) add('inputTokens', clean(value * parts.count), undefined, false, parts.at);
  },
  // "10,000 rows take 8 seconds"
  processingTimeSeconds({ reading, at, value, add }) {
    const many = rowsBefore(reading, at);
    if (value > 0) add('processingTimeSeconds', clean(value / many.count), undefined, false, many.at);
  },
  sizeEach(scene) {
    const { reading, at, value, add } = scene;
    if (isEachModel(reading.items, at)) add('modelSizeGB', clean(value / 1024));
    else CLAIMS.payloadSizeMB?.(scene);
  },
  payloadSizeMB({ reading, at, value, add }) {
    const parts = itemsBeside(reading, at);
    add('payloadSizeMB', clean(value * parts.count), undefined, false, parts.at);
  },
  archive({ value, ask }) {
    ask('payloadSizeMB', value);
    ask('modelSizeGB', clean(value / 1024));
  },
  dataset: claimDataset,
  datasetSizeGB: claimDataset,
  modelSizeGB: ({ reading, at, value, score, add }) =>
    add('modelSizeGB', clean(value / 1024), ON_DISK.test(wordsAfter(reading.items, at)) ? score - 0.5 : score),
  containerImageSizeGB: ({ value, add }) => add('containerImageSizeGB', clean(value / 1024)),
  activeModels({ value, add }) {
    if (value >= 1) add('activeModelCount', Math.round(value));
  },
  // Any noun at all may be what a table has rows of.
  datasetRecordsPerRun: ({ value, score, add }) => add('datasetRecordsPerRun', value, score, score < 0.85),
  datasetDeadlineHours: ({ value, add }) => add('datasetDeadlineHours', clean(value / 3600)),
  modelCount({ reading, at, value, add }) {
    if (Number.isInteger(value) && value >= 1) {
      const owners = ownersOf(reading.items, at);
      add('modelCount', value * owners.count, undefined, false, owners.at);
    }
  },
  containerCount({ value, add }) {
    if (Number.isInteger(value) && value >= 1 && value <= 15) add('containerCount', value);
  },
  modelParametersBillion: ({ quantity, value, add }) =>
    add('modelParametersBillion', quantity.dimension === 'count' ? clean(value / 1e9) : value),
  monthlyBudgetUsd({ reading, at, quantity, add, ask }) {
    const { items } = reading;
    const paid = items.findLastIndex((_, near) => near < at && near >= at - 5 && isOfMoney(items, near));
    const usd = clean(quantity.value * (quantity.perMonth ?? RHYTHMS.get(items[paid]?.text ?? '') ?? 1));
    if (quantity.foreign) ask('monthlyBudgetUsd');
    else if (isHearsay(reading, at)) ask('monthlyBudgetUsd', usd);
    else add('monthlyBudgetUsd', usd);
  },
  concurrentRequests({ value, add }) {
    if (value >= 1) add('concurrentRequests', value);
  },
  answerSeconds({ reading, value, add }) {
    add('answerSeconds', value);
    // Who waits for a first token and for the last one reads in between.
    if (FIRST_TOKEN.test(reading.items.map(({ text }) => text).join(' ')))
      add('requiresStreaming', 'response', 0.9, true);
  },
  burstRequests({ reading: { items }, at, value, add }) {
    add('burstRequests', value);
    if (items.slice(at, at + 12).some(({ text }, near) => text === 'same' && items[at + near + 1]?.text === 'second'))
      add('peakRequestsPerSecond', value);
  },
};

const FIRST_TOKEN = /\b(?:ttft|first (?:token|word|byte|chunk))\b/;

/** "40 models, 20 MB each" */
export const isEachModel = (items: Reading['items'], at: number): boolean =>
  items.some(
    ({ text, thing }, near) =>
      near < at &&
      (MODEL_NOUNS.has(text) ||
        // "6 fine-tuned t5-base", but not "whisper-small, 30 s clips, 480 kB each"
        (thing?.kind === 'model' && [1, 2, 3, 4].some((back) => items[near - back]?.quantity?.dimension === 'count'))),
  );

/** What a model is called by its build. */
export const NETS: ReadonlySet<string> = new Set([...NOUNS.NET.split('|'), 'checkpoint']);
export const MODEL_NOUNS: ReadonlySet<string> = new Set([...NETS, 'model', 'adapter', 'lora', 'pickle']);

/** The field that a role is asked about; nothing where it is about no field. */
export const fieldOf = (role: Role): WorkloadField | undefined =>
  FIELDS[role] ?? (role === 'ignore' ? undefined : (role as WorkloadField));

const FIELDS: Readonly<Partial<Record<Role, WorkloadField>>> = {
  dataset: 'datasetSizeGB',
  coldStart: 'coldStarts',
  activeModels: 'activeModelCount',
  archive: 'payloadSizeMB',
  sizeEach: 'payloadSizeMB',
};

/** Asks about a field, with the values that the words would state of it; none where they name no value. */
export function doubt(
  { doubts }: Reading,
  field: WorkloadField,
  { from, to }: { from: number; to: number },
  ...readings: readonly DoubtReading['value'][]
): void {
  if (readings.length === 0) doubts.push({ field, from, to });
  for (const reading of readings) doubts.push({ field, from, to, reading });
}

/** Asks what a quantity is in a role: it states there what it would if it were sure. */
export function doubtRole(reading: Reading, one: Assigned, role: Role): void {
  const field = fieldOf(role);
  if (field === undefined) return;
  const place = { from: one.at, to: one.at + 1 };
  const readings = amountsOf(one.quantity).flatMap((quantity) => {
    const alone: Reading = { ...reading, claims: [], doubts: [], understood: [] };
    claimRole(alone, { ...one, quantity }, role, 1, place);
    return alone.claims.flatMap((claim) => (claim.field === field ? [claim.value as DoubtReading['value']] : []));
  });
  doubt(reading, field, place, ...readings);
}

/** Of an ambiguous amount both: "3.000 ms" are three thousand or three, "3 s or 30 s" one of the two. */
export function amountsOf(quantity: Quantity): Quantity[] {
  const { value, low, ambiguous } = quantity;
  return ambiguous ? [quantity, { ...quantity, value: low ?? clean(value / 1000) }] : [quantity];
}

/** Whether a wait is accepted or refused; nothing where neither is said. */
function isAccepted({ items, clauses: { sentenceOf } }: Reading, at: number): boolean | undefined {
  const accepts = items.flatMap(({ text }, near) =>
    sentenceOf[near] === sentenceOf[at] && Math.abs(near - at) <= 12 && WORDS.accepts.has(text) ? [near] : [],
  );
  const isRefused = (near: number) =>
    REFUSED.has(items[near]?.text ?? '') && items.slice(Math.max(0, near - 2), near).some(({ text }) => NOT.has(text));
  return accepts.length === 0 ? undefined : !accepts.some(isRefused);
}

/** "Not acceptable", but not "not a problem" */
const REFUSED = wordSet(
  'ok okay fine acceptable accepted allowed tolerable tolerated accept tolerate allow permitted good',
);
const NOT = wordSet('not never cannot');

/** Whether a role can be meant at all, given what the words are about. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: readings of words, in the order in which they are tried
export function fits(role: Role, one: Assigned, reading: Reading): boolean {
  const { quantity, at } = one;
  const { dataset, items, claims } = reading;
  const isOfKind = fitsKind(role, one, reading);
  if (isOfKind !== undefined) return isOfKind;
  const serial = claims.some(({ field }) => field === 'containerInvocation');
  if (role === 'processingTimeSeconds' && dataset && quantity.value >= 3600)
    return /^(?:per|\/|each)$/.test(items[at + 1]?.text ?? '');
  if (role === 'modelCount' && isUsingModels(items, at)) return false;
  if (
    role === 'burstRequests' &&
    (dataset ||
      quantity.value < 2 ||
      ['step', 'stage', 'part'].includes(items[at + 1]?.text ?? '') ||
      isInRequest(reading, at))
  )
    return false;
  if (role === 'concurrentRequests' && isOfModelsInUse(items, at)) return false;
  if ((role === 'responseTimeSeconds' || role === 'processingTimeSeconds') && quantity.value > 86_400) return false;
  // "20 GB, xgboost" beside rows: what it is trained by says nothing of how large it is.
  if (
    role === 'modelSizeGB' &&
    dataset &&
    quantity.value >= 2048 &&
    items[at + 1]?.kind === 'mark' &&
    NETS.has(items[at + 2]?.text ?? '')
  )
    return false;
  // "40 files x 2 GB"
  const of = items[at + 2]?.text ?? '';
  if (
    role === 'datasetRecordsPerRun' &&
    ['x', '×', '*', 'à'].includes(of) &&
    items[at + 3]?.quantity?.dimension === 'size'
  )
    return false;
  if (role === 'datasetRecordsPerRun' && quantity.value < 2) return false;
  if (role === 'containerImageSizeGB')
    return quantity.value >= IMAGE_MIN_MB && items.some(({ text }) => WORDS.images.has(text));
  if (role === 'datasetDeadlineHours' || role === 'datasetRecordsPerRun') return dataset;
  if ((role === 'payloadSizeMB' || role === 'archive') && dataset && quantity.value >= 50) return false;
  if (role === 'sizeEach' && dataset && quantity.value >= 10_240) return false;
  if (/^(?:token|tok)$/.test(items[at + 1]?.text ?? '') && quantity.dimension === 'count')
    return /Tokens$|ignore/.test(role);
  if (role === 'dataset') return dataset || quantity.value >= 500;
  if (role === 'responseTimeSeconds') return !dataset;
  if (role === 'containerCount') return quantity.value <= 15 && (items[at + 1]?.text !== 'image' || serial);
  if (role === 'inputTokens' || role === 'outputTokens' || role === 'contextTokens')
    return isAboutTokens(items) && !isNoun(reading, items[at + 1]?.text === '-' ? at + 2 : at + 1);
  return true;
}

export const wordsAfter = (items: Reading['items'], at: number): string =>
  items
    .slice(at + 1, at + 5)
    .map(({ text }) => text)
    .join(' ');

/** A model takes more memory than its file has. */
const ON_DISK = /^(?:as |when )?(?:on (?:disk|s3|ecr)|in s3|compress|zip|pack|to download|download)/;

/** "300 customers use the model" */
function isUsingModels(items: Reading['items'], at: number): boolean {
  const model = items.findIndex(({ text }, near) => near > at && near <= at + 5 && text === 'model');
  return model > 0 && items.slice(at + 1, model).some(({ text }) => WORDS.using.has(text));
}

/** "300 customers with an own model. Only 20 active at the same time" */
export const isOfModelsInUse = (items: Reading['items'], at: number): boolean => {
  const isModel = ({ text, thing }: Reading['items'][number]) =>
    ['model', 'adapter', 'lora'].includes(text) || thing?.kind === 'model';
  // "90 models, 20 of them", but not "90 users of the model, 20 of them"
  const counted = items.findLastIndex(({ quantity }, near) => near < at && quantity?.dimension === 'count');
  return items[at + 2]?.text === 'them'
    ? counted >= 0 && items.slice(counted + 1, counted + 4).some(isModel)
    : /^(?:are )?(?:active|hot|loaded|awake|in use)/.test(wordsAfter(items, at)) && items.slice(0, at).some(isModel);
};

/** Smaller than this is what a container works on, and no image. */
const IMAGE_MIN_MB = 20;

/** Whether a number has its own noun: "5 users" are no tokens, and neither are "70,000 completions". */
const isNoun = ({ items, tokens }: Reading, at: number): boolean => {
  const { kind, text = '', from = 0 } = items[at] ?? {};
  return (
    kind === 'word' &&
    (!WORDS.tokenWords.has(text) ||
      /(?:completion|answer|replie|response|prompt|summarie)s$/i.test(tokens[from]?.raw ?? ''))
  );
};
