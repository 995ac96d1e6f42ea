import { wordSet } from '../text.ts';
import { isAside, isComparison, isDays, isInstead, isPrice, isQuoted, isStatus, isTrial } from './asides.ts';
import { assignRoles, borrowUnits, keepOurs, LEAST } from './assign-roles.ts';
import { readAtOnce, readChat, readPeople } from './at-once.ts';
import {
  amountsOf,
  claimRole,
  doubt,
  doubtRole,
  fieldOf,
  fits,
  isEachModel,
  MODEL_NOUNS,
  wordsAfter,
} from './claim-role.ts';
import { readRhythm } from './job-times.ts';
import { partsBefore } from './multiplied.ts';
import { clean } from './numbers.ts';
import { readActiveRate, readFrameworks, readMachine, readOwnImages, readPerTenant } from './read-models.ts';
import { dropPatternOfFew, readHoursADay, readRate } from './read-rates.ts';
import { correctedField } from './resolve.ts';
import { BARE_SIZE } from './second-look.ts';
import type { Assigned, Reading, Role } from './types.ts';

/** Where the second best comes so close, nobody knows which is meant. */
const CLOSE = 0.12;

/** Gives every quantity its field, or says that it has to be asked. */
export function readQuantities(reading: Reading): void {
  const weighed = borrowUnits(assignRoles(reading.items, reading.clauses, reading.hits.roles), reading);
  const assigned = keepOurs(reading, weighed);
  const taken = (at: number) => reading.understood.some(({ from, to }) => from <= at && at < to);
  // Known before any is read, so that somebody else's peak does not outdo ours.
  for (const one of assigned) if (isAside(reading, one)) reading.understood.push({ from: one.at, to: one.at + 1 });
  for (const [index, one] of assigned.entries()) {
    if (taken(one.at) || readActiveRate(reading, one.at)) continue;
    if (
      one.quantity.dimension === 'rate' ||
      (one.quantity.perMonth !== undefined && one.quantity.dimension !== 'money')
    )
      readRate(reading, one, assigned, index);
    else readOne(reading, one, assigned, index);
  }
  readRhythm(reading);
  readMachine(reading);
  readPerTenant(reading);
  readFrameworks(reading);
  readOwnImages(reading);
  dropPatternOfFew(reading);
  readPeople(reading);
  readChat(reading);
}

function readOne(reading: Reading, one: Assigned, all: readonly Assigned[], index: number): void {
  const { items, understood } = reading;
  const place = { from: one.at, to: one.at + 1 };
  if (readAtOnce(reading, one)) return;
  if (isTrial(reading, one) || isStatus(reading, one.at)) {
    understood.push(place);
    return;
  }
  if (one.quantity.ambiguous && one.roles[0] && one.roles[0].role !== 'ignore') {
    doubtRole(reading, one, one.roles[0].role);
    return;
  }
  const roles = one.roles.filter(
    ({ role, score }) =>
      score >= LEAST && fits(role, one, reading) && !(role === 'responseTimeSeconds' && isToday(items, one.at)),
  );
  const [best, second] = roles;
  if (best?.role === 'ignore' || isQuoted(reading, one)) {
    understood.push(place);
    return;
  }
  if (isInstead(items, one.at) || items[one.at - 1]?.text === 'not' || isAnsweredNo(items, one.at)) {
    understood.push(place);
    return;
  }
  if (best?.role === 'processingTimeSeconds' && isComparison(reading, one.at)) {
    doubtRole(reading, one, 'processingTimeSeconds');
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
    readBare(reading, one, all, index);
    return;
  }
  const fieldHere = (role: Role) => (role === 'sizeEach' && isEachModel(items, one.at) ? 'modelSizeGB' : fieldOf(role));
  const rival =
    second !== undefined &&
    best.role !== 'sizeEach' &&
    second.role !== 'sizeEach' &&
    best.score - second.score < CLOSE &&
    fieldHere(second.role) !== fieldHere(best.role) &&
    second.role !== 'ignore'
      ? second
      : undefined;
  if (rival) {
    for (const { role } of [best, rival]) doubtRole(reading, one, role);
    return;
  }
  const evidence = { from: Math.min(best.from, one.at), to: Math.max(best.to, one.at + 1) };
  claimRole(reading, one, best.role, best.score, evidence);
}

/** "2 containers? No, we merged them": a question mark with its answer is read as a colon. */
const isAnsweredNo = (items: Reading['items'], at: number): boolean =>
  [1, 2].some(
    (next) => items[at + next]?.text === ':' && ['no', 'nope', 'nah'].includes(items[at + next + 1]?.text ?? ''),
  );

/** "We answer in 400 ms today" is how it is, and no requirement. */
const isToday = (items: Reading['items'], at: number): boolean =>
  ['today', 'currently'].includes(items[at + 1]?.text ?? '');

/** What a quantity without any evidence may be. Silence about it would be a guess. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: readings of words, in the order in which they are tried
function readBare(reading: Reading, one: Assigned, all: readonly Assigned[], index: number): void {
  const { items, claims, dataset } = reading;
  const { at, quantity } = one;
  const place = { from: at, to: at + 1 };
  const { dimension, value } = quantity;
  const isInBrackets = items[at - 1]?.text === '(' && items[at + 1]?.text === ')';
  if (dimension === 'params')
    claims.push({ field: 'modelParametersBillion' as never, value: value as never, ...place, weight: 0.8 });
  else if (dimension === 'bits' && !isOfPictures(reading, at))
    claims.push({ field: 'modelPrecisionBits' as never, value: value as never, ...place, weight: 1.1 });
  else if (dimension === 'size') {
    if (isLargest(reading, at) || (isInput(reading, at) && value < 1024))
      claims.push({ field: 'payloadSizeMB', value, ...place, weight: 0.9 });
    else if (isOfModels(reading, at) && value <= 2048)
      claims.push({ field: 'modelSizeGB', value: clean(value / 1024), ...place, weight: 0.7 });
    else if (value < 1024 && isSent(reading, at)) claims.push({ field: 'payloadSizeMB', value, ...place, weight: 0.6 });
    else if (dataset && isOfModel(reading, at)) doubt(reading, 'datasetSizeGB', place, clean(value / 1024));
    else if (dataset) {
      const parts = partsBefore(items, at);
      const size = clean((value / 1024) * parts.count);
      claims.push({ field: 'datasetSizeGB', value: size, from: parts.at, to: at + 1, weight: 0.6 });
    } else if (value < 0.5 && !quantity.ambiguous)
      claims.push({ field: 'payloadSizeMB', value, ...place, weight: BARE_SIZE });
    else if (
      value < 1024 &&
      !quantity.ambiguous &&
      !isOfModel(reading, at) &&
      !all.some(
        (other, other_) =>
          other_ !== index &&
          other.quantity.dimension === 'size' &&
          !reading.understood.some(({ from, to }) => from <= other.at && other.at < to),
      )
    )
      claims.push({ field: 'payloadSizeMB', value, ...place, weight: BARE_SIZE });
    else {
      const sizes = amountsOf(quantity).map((one) => one.value);
      doubt(reading, 'payloadSizeMB', place, ...sizes);
      doubt(reading, 'modelSizeGB', place, ...sizes.map((size) => clean(size / 1024)));
    }
  } else if (dimension === 'time') {
    // "Open 9 hours from 05:30"
    const isOfDay = value >= 3600 && value < 86_400 && !dataset;
    const isFrom = isOfDay && items.slice(Math.max(0, at - 4), at + 4).some(({ text }) => text === 'clock-time');
    if (isFrom) readHoursADay(reading, at, value);
    if (isFrom || items[at - 1]?.text === 'for' || value > 86_400 * (dataset ? 8 : 2)) return;
    if (dataset && value >= 300)
      claims.push({ field: 'datasetDeadlineHours', value: clean(value / 3600), ...place, weight: 0.5 });
    else
      for (const field of ['responseTimeSeconds', 'processingTimeSeconds'] as const)
        doubt(reading, field, place, ...amountsOf(quantity).map((one) => one.value));
  } else if (dimension === 'count' && value <= 3 && !dataset && SHIFTS.test(wordsAfter(items, at))) {
    claims.push({ field: 'busyHoursPerDay', value: 8 * value, ...place, weight: 0.8, hint: true });
  } else if (dimension === 'count' && dataset && (isInBrackets || items[at + 2]?.text === 'them')) {
    if (value >= 100) claims.push({ field: 'datasetRecordsPerRun', value, ...place, weight: 0.8 });
  } else if (dimension === 'count' && REQUESTS.has(items[at + 1]?.text ?? '') && value >= 20) {
    if (dataset) doubt(reading, 'datasetRecordsPerRun', place, value);
    else doubt(reading, 'monthlyRequests', place, value, clean(value * 30));
  } else if (dimension === 'count' && Number.isInteger(value) && value > 1 && isOfCountedModels(reading, at)) {
    claims.push({ field: 'modelCount', value, ...place, weight: 0.9 });
  } else if (dimension === 'money') {
    if (quantity.foreign || isPrice(reading, at)) reading.doubts.push({ field: 'monthlyBudgetUsd', ...place });
    else if ((quantity.perMonth ?? 1) <= 1)
      claims.push({ field: 'monthlyBudgetUsd', value: clean(value * (quantity.perMonth ?? 1)), ...place, weight: 0.6 });
  }
}

/** "Models: 12", "pickles, 140 of them", "each forest is 80 MB and there are 300 of them" */
function isOfCountedModels(reading: Reading, at: number): boolean {
  const { items, claims } = reading;
  const text = (near: number) => items[near]?.text ?? '';
  const isThem = text(at + 1) === 'of' && ['them', 'these', 'those'].includes(text(at + 2));
  const label = text(at - 1) === ':' ? at - 2 : at - 1;
  const noun = isThem ? items.findLastIndex(({ text: word }, near) => near < at && MODEL_NOUNS.has(word)) : label;
  const isCounted = claims.some(({ field, value }) => field === 'modelCount' && value !== 1);
  if (isCounted || !MODEL_NOUNS.has(text(noun))) return false;
  return isPluralWord(reading, noun) || (isThem && text(noun - 1) === 'each');
}

/** "In three shifts", "2-shift operation", but not "3 shift changes" */
const SHIFTS = /^(?:- )?(?:shift|schicht(?:en)?|turno)\b(?! (?:\)|change|plan|leader|manager|model))/;

/** "Input: PDF, typically 2 MB, at most 14 MB": what a line begins with is said of all of its sizes. */
function isInput({ items, clauses: { sentenceOf } }: Reading, at: number): boolean {
  const start = sentenceOf.indexOf(sentenceOf[at] ?? -1);
  const label = items[start]?.kind === 'mark' ? start + 1 : start;
  return INPUTS.has(items[label]?.text ?? '') && [':', '|'].includes(items[label + 1]?.text ?? '');
}

const INPUTS = wordSet('input payload request body upload file document image photo scan picture attachment');

/** "Own docker image with gdal, 3.4 GB", "3 GB? the model I mean": what is loaded rather than scored. */
const isOfModel = ({ items, clauses: { sentenceOf } }: Reading, at: number): boolean =>
  items.some(
    ({ text }, near) =>
      Math.abs(near - at) <= 9 &&
      Math.abs((sentenceOf[near] ?? 0) - (sentenceOf[at] ?? 0)) <= (near > at ? 2 : 0) &&
      ['model', 'docker', 'container', 'weight', 'checkpoint'].includes(text),
  );

/** "900 models, none above 45 MB" */
function isOfModels({ claims, items, clauses: { sentenceOf } }: Reading, at: number): boolean {
  const isCounted = claims.some(
    ({ field, value, from }) =>
      field === 'modelCount' && (value as number) > 1 && from < at && sentenceOf[from] === sentenceOf[at],
  );
  // "Models: detector 210 MB, ocr 340 MB"
  const last = items.findLastIndex(({ quantity }, near) => near < at && quantity?.dimension === 'size');
  const isNext = at - last <= 5 && items[at - 1]?.kind === 'word';
  if (isNext && claims.some(({ field, from, to }) => field === 'modelSizeGB' && from <= last && last < to)) return true;
  return isCounted && !items.some(({ text }) => ['payload', 'request', 'input', 'body'].includes(text));
}

/** "Our mosaics are 750 MB", "a photo is 3 MB": a thing that comes in numbers and is no model. */
function isSent({ items, tokens }: Reading, at: number): boolean {
  const verb = HEDGES.has(items[at - 1]?.text ?? '') ? at - 2 : at - 1;
  if (!['is', 'are', 'weigh', 'has', 'have'].includes(items[verb]?.text ?? '')) return false;
  const noun = items[verb - 1];
  if (noun?.kind !== 'word' || NOT_SENT.has(noun.text)) return false;
  const isPlural = /s$/iu.test(tokens[noun.from]?.raw ?? '');
  return isPlural || ['a', 'an', 'each', 'every', 'one', 'single', 'typical'].includes(items[verb - 2]?.text ?? '');
}

const HEDGES = wordSet('maybe perhaps about around roughly ~');

const NOT_SENT = wordSet(`
  model weight container image artifact artefact checkpoint adapter it that this they thing limit quota disk memory ram
  gpu instance box budget index dataset table file zip bundle our ours theirs those these
`);

/** "Pictures are 1920x1080, 3 channels, 8 bit" */
const isOfPictures = ({ items, clauses: { sentenceOf } }: Reading, at: number): boolean =>
  items.some(({ text }, near) => sentenceOf[near] === sentenceOf[at] && DEPTHS.has(text)) &&
  !items.some(({ text }, near) => sentenceOf[near] === sentenceOf[at] && ['model', 'weight'].includes(text));

const DEPTHS = wordSet(
  'image picture photo tiff tif png dicom scan channel pixel px colour color grayscale audio wav khz voxel slice ct mri xray jpeg raw windows client driver excel',
);

/** "Contracts of 1 MB, p99 8 MB", "2 MB typically, 9 MB at the most": the second is about the same as the first. */
function isLargest({ items, claims, clauses: { sentenceOf, clauseOf } }: Reading, at: number): boolean {
  const before = items.slice(Math.max(0, at - 3), at);
  const after = items.slice(at + 1, at + 5).filter((_, near) => clauseOf[at + 1 + near] === clauseOf[at]);
  return (
    (before.some(({ text }, near) => LARGEST.has(text) || (text === 'up' && before[near + 1]?.text === 'to')) ||
      after.some(({ text }) => MOST.has(text))) &&
    claims.some(({ field, from }) => field === 'payloadSizeMB' && from < at && sentenceOf[from] === sentenceOf[at])
  );
}

const LARGEST = wordSet(`
  p99 p95 p999 max maximum worst peak biggest largest fattest heaviest outlier above over exceed top rarely sometimes occasionally hit reach
`);

const MOST = wordSet('max maximum most worst peak tops');

const REQUESTS = wordSet('request req call prediction inference invocation query');

const isPluralWord = ({ items, tokens }: Reading, at: number): boolean =>
  /s$/iu.test(tokens[items[at]?.from ?? 0]?.raw ?? '');
