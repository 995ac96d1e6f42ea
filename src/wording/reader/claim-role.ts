import type { WorkloadField } from '../../recommender/index.ts';
import { wordSet } from '../text.ts';
import { fitsKind, isAboutTokens } from './kinds.ts';
import {
  hasOthers,
  isEnsemble,
  isInOne,
  isPartServed,
  isParts,
  isSender,
  ownersOf,
  partsBefore,
  partsOfOne,
  periodOfMoney,
} from './multiplied.ts';
import { NET } from './nouns.ts';
import { clean } from './numbers.ts';
import { FRAMEWORKS } from './read-models.ts';
import type { Assigned, Claim, Item, Reading, Role } from './types.ts';

export function claimRole(
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
      if (isEachModel(items, at)) add('modelSizeGB', clean(value / 1024));
      else if (isInOne(reading, at)) doubts.push({ field: 'payloadSizeMB', ...place });
      else add('payloadSizeMB', value);
      return;
    case 'payloadSizeMB':
      add(role, clean(value * partsOfOne(items, at)));
      return;
    case 'archive':
      doubt(reading, 'payloadSizeMB', place);
      doubt(reading, 'modelSizeGB', place);
      return;
    case 'dataset':
    case 'datasetSizeGB':
      // "3 GB of video per shift", which comes in requests
      if (!reading.dataset) understood.push(place);
      else add('datasetSizeGB', clean((value / 1024) * partsBefore(items, at)));
      return;
    case 'modelSizeGB':
      add('modelSizeGB', clean(value / 1024), ON_DISK.test(wordsAfter(items, at)) ? score - 0.5 : score);
      if (around(items, evidence.from, evidence.to).some((text) => text === 'vram' || text.includes('gpu')))
        add('requiresGpu', true, 0.9, true);
      return;
    case 'containerImageSizeGB':
      add('containerImageSizeGB', clean(value / 1024));
      return;
    case 'activeModels':
      if (value >= 1) add('activeModelCount', Math.round(value));
      return;
    case 'idleHours':
      if (quantity.perMonth !== undefined || value < 3600 * 24 || value >= 3600 * 24 * 7)
        add('trafficPattern', 'intermittent', 0.9);
      return;
    case 'datasetDeadlineHours':
      add('datasetDeadlineHours', clean(value / 3600));
      return;
    case 'busyHoursPerDay':
      understood.push(place);
      return;
    case 'modelCount':
      if (isEnsemble(reading, at)) {
        doubts.push({ field: 'modelCount', ...place });
        return;
      }
      if (hasOthers(items, at) || isPartServed(items, at)) doubts.push({ field: 'modelCount', ...place });
      else if (Number.isInteger(value) && value >= 1) add('modelCount', value * ownersOf(items, at));
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
      else add(role, clean(value * (quantity.perMonth ?? periodOfMoney(reading, at))));
      return;
    case 'concurrentRequests':
      if (value >= 1) add(role, value);
      return;
    case 'answerSeconds':
      add(role, value);
      // Who waits for a first token and for the last one reads in between.
      if (FIRST_TOKEN.test(items.map(({ text }) => text).join(' '))) add('requiresStreaming', 'response', 0.9, true);
      return;
    case 'burstRequests':
      if (value < BURST_MIN || isInOne(reading, at)) return;
      add(role, value);
      if (items.slice(at, at + 12).some(({ text }, near) => text === 'same' && items[at + near + 1]?.text === 'second'))
        add('peakRequestsPerSecond', value);
      return;
    case 'datasetRecordsPerRun':
      if (isParts(items, at)) understood.push(place);
      else add(role, value);
      return;
    default:
      if (value > 0 || role !== 'responseTimeSeconds') add(role, value);
  }
}

const FIRST_TOKEN = /\b(?:ttft|first (?:token|word|byte|chunk))\b/;

/** "40 models, 20 MB each" */
export const isEachModel = (items: Reading['items'], at: number): boolean =>
  items.some(
    ({ text }, near) => near < at && (text === 'model' || text === 'adapter' || text === 'lora' || NETS.has(text)),
  );

const NETS = new Set([...NET.split('|'), 'checkpoint']);

/** The field that a role is asked about; nothing where it is about no field. */
export function fieldOf(role: Role): WorkloadField | undefined {
  switch (role) {
    case 'dataset':
      return 'datasetSizeGB';
    case 'coldStart':
      return 'coldStarts';
    case 'activeModels':
      return 'activeModelCount';
    case 'archive':
    case 'sizeEach':
      return 'payloadSizeMB';
    case 'idleHours':
      return 'busyHoursPerDay';
    case 'ignore':
      return undefined;
    default:
      return role;
  }
}

export function doubt(
  { doubts }: Reading,
  field: WorkloadField | undefined,
  place: { from: number; to: number },
): void {
  if (field !== undefined) doubts.push({ field, ...place });
}

const ACCEPTS = wordSet(`
  ok okay fine acceptable accepted may can could live within allowed tolerate tolerable care notice mind accept good
  cool alright problem wait lukewarm nothing forgiven tolerated happy drama matter promised permitted
`);

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

/** Whether a role can be meant at all, given what the words are about. */
export function fits(role: Role, one: Assigned, reading: Reading): boolean {
  const { quantity, at, roles } = one;
  const { dataset, items, claims } = reading;
  const isOfKind = fitsKind(role, one, reading);
  if (isOfKind !== undefined) return isOfKind;
  const serial = claims.some(({ field }) => field === 'containerInvocation');
  if (role === 'modelParametersBillion' && quantity.dimension === 'count') return quantity.value >= 1e7;
  if (role === 'processingTimeSeconds' && dataset && quantity.value >= 3600)
    return /^(?:per|\/|each)$/.test(items[at + 1]?.text ?? '');
  if (role === 'modelCount' && isUsingModels(items, at)) return false;
  // "Our team has 9 heads"
  if (role === 'modelCount' && items[at + 1]?.text === 'head' && !items.some(({ text }) => MODELS.has(text)))
    return false;
  if (role === 'activeModels' && items[at - 1]?.text === 'all') return false;
  if (role === 'modelCount' && isSender(items[at + 1]) && !roles.some((one) => one.role === role && one.from > at))
    return false;
  if (role === 'activeModels' && items[at - 1]?.text === 'model') return false;
  if (
    role === 'burstRequests' &&
    /\b(?:per|each|a|one) (?:request|call|req|gpu|worker|instance|card)\b/.test(wordsAfter(items, at))
  )
    return false;
  if (role === 'monthlyBudgetUsd' && quantity.dimension === 'count') return !isOther(items[at + 1]);
  if (role === 'busyHoursPerDay' && (quantity.value < 1800 || quantity.value > 86_400)) return false;
  if (role === 'burstRequests' && dataset) return false;
  // "A batch of 64 takes 900 ms"
  if (role === 'burstRequests' && ['take', 'takes', 'need', 'run'].includes(items[at + 1]?.text ?? '')) return false;
  if (role === 'responseTimeSeconds' && quantity.value > 86_400) return false;
  if (role === 'processingTimeSeconds' && quantity.value > 86_400) return false;
  if (role === 'datasetRecordsPerRun' && quantity.value < 2) return false;
  if (role === 'containerImageSizeGB')
    return quantity.value >= IMAGE_MIN_MB && items.some(({ text }) => IMAGES.has(text));
  if (role === 'modelSizeGB' && items.slice(Math.max(0, at - 5), at).some(({ text }) => text === 'lambda'))
    return false;
  if (role === 'datasetDeadlineHours' || role === 'datasetRecordsPerRun') return dataset;
  if (role === 'payloadSizeMB' && dataset && quantity.value >= 50) return isPerRecord(items, at);
  if (/^(?:token|tok)$/.test(items[at + 1]?.text ?? '') && quantity.dimension === 'count')
    return /Tokens$|ignore/.test(role);
  if (role === 'dataset') return dataset || quantity.value >= 500;
  if (role === 'idleHours' && quantity.value < 300) return false;
  if (role === 'responseTimeSeconds') return !dataset;
  if (role === 'containerCount')
    return (
      quantity.value <= 15 &&
      (items[at + 1]?.text !== 'image' ||
        items.some(({ text }) => FRAMEWORKS.has(text) || text === 'container' || text === 'docker') ||
        serial)
    );
  // "Summaries: 12k tokens in"
  if (role === 'outputTokens' && /^(?:token |tok )?in(?: [,;.)/]|$)/.test(wordsAfter(items, at))) return false;
  if (role === 'inputTokens' || role === 'outputTokens' || role === 'contextTokens')
    return isAboutTokens(items) && !isNoun(items[items[at + 1]?.text === '-' ? at + 2 : at + 1]);
  return true;
}

const wordsAfter = (items: Reading['items'], at: number): string =>
  items
    .slice(at + 1, at + 5)
    .map(({ text }) => text)
    .join(' ');

/** A model takes more memory than its file has. */
const ON_DISK = /^(?:as |when )?(?:on (?:disk|s3|ecr)|in s3|compress|zip|pack|to download|download)/;

/** "300 customers use the model" */
function isUsingModels(items: Reading['items'], at: number): boolean {
  const model = items.findIndex(({ text }, near) => near > at && near <= at + 5 && text === 'model');
  return (
    model > 0 &&
    items
      .slice(at + 1, model)
      .some(({ text }) =>
        ['use', 'the', 'our', 'call', 'share', 'query', 'hit', 'on', 'this', 'train', 'build', 'built'].includes(text),
      )
  );
}

const isOther = (item: Item | undefined): boolean =>
  item?.kind === 'word' &&
  !['a', 'per', 'month', 'monthly', 'max', 'or', 'and', 'for', 'total', 'usd', 'but', 'is'].includes(item.text);

/** Fewer at once are parts of one request. */
const BURST_MIN = 5;

/** Smaller than this is what a container works on, and no image. */
const IMAGE_MIN_MB = 20;

const MODELS = wordSet('model lora adapter backbone net network base');

const IMAGES = wordSet('image container docker ecr registry dockerfile img layer');

const TOKEN_WORDS = wordSet(`
  token tok in out ctx context prompt input output window max per each long and or for completion answer reply new
  generated total typical on avg of word back then with when but response summary at
`);

/** Whether a number has its own noun: "5 users" are no tokens. */
const isNoun = (item: Item | undefined): boolean => item?.kind === 'word' && !TOKEN_WORDS.has(item.text);

const isPerRecord = (items: Reading['items'], at: number): boolean =>
  items
    .slice(at + 1, at + 4)
    .some(({ text }) => ['each', 'per', 'record', 'row', 'request', '/', 'apiece', 'line', 'single'].includes(text)) ||
  items
    .slice(Math.max(items.findLastIndex(({ text }, near) => near < at && text === ',') + 1, at - 4, 0), at)
    .some(({ text }) => ['each', 'largest', 'biggest', 'record', 'row', 'single', 'per'].includes(text));
