import { wordSet } from '../text.ts';
import { type Money, moneyAt } from './currencies.ts';
import { type About, clean, readNumber, scaled } from './numbers.ts';
import type { Token } from './tokens.ts';
import type { Quantity } from './types.ts';
import { MB_IN, ratePeriod, SECONDS_IN, STATISTICS, type UnitAt, unitAt, unitInName } from './units.ts';

/** "qps 0.02", "rps: 40". */
export function readNamedRate(
  tokens: readonly Token[],
  at: number,
): { quantity: Quantity; length: number } | undefined {
  const name = tokens[at]?.text ?? '';
  const rate = name.length === 3 ? /^[rqt]p([smhd])$/.exec(name) : null;
  if (!rate) return undefined;
  // "qps_peak: 14", "RPS peak 65"
  const kind = STATISTICS.has(tokens[at + 1]?.text ?? '') ? tokens[at + 1]?.text : undefined;
  let next = at + (kind === undefined ? 1 : 2);
  while ([':', '~', 'of', 'is', 'about', '<'].includes(tokens[next]?.text ?? '')) next += 1;
  const number = tokens[next]?.kind === 'number' ? readNumber(tokens, next) : undefined;
  if (!number || unitAt(tokens, next + number.length, number.value)) return undefined;
  return {
    quantity: { dimension: 'rate', value: number.value, perMonth: ratePeriod(rate[1]), ...(kind && { noun: [kind] }) },
    length: next + number.length - at,
  };
}

const BEFORE_ONE = wordSet(`
  within under below in than after about around take took over least most to < ~ inside by beyond past against exactly need wait of for roughly
  approx almost nearly like just have has get till inside beyond past accept tolerate spare give
`);

/** Whether "a day" is a time: behind a word of limits, or where it is judged, as in "a day is fine". */
const isOne = (tokens: readonly Token[], at: number): boolean =>
  BEFORE_ONE.has(tokens[at - 1]?.text ?? '') ||
  (/^(?:is|would|or)$/.test(tokens[at + 2]?.text ?? '') && tokens[at - 1]?.kind !== 'word');

/** "Below a minute", "within an hour": one of the unit, where it is no rhythm. */
export function readOneUnit(
  tokens: readonly Token[],
  at: number,
  about?: About,
): { quantity: Quantity; length: number } | undefined {
  const [article, unit] = [tokens[at]?.text, tokens[at + 1]];
  if (
    (article !== 'a' && article !== 'an' && !(article === 'the' && tokens[at - 1]?.text === 'within')) ||
    unit?.kind !== 'word' ||
    unit.text.length < 3
  )
    return undefined;
  const seconds = SECONDS_IN.get(unit.text);
  if (seconds === undefined || (about !== 'time' && !isOne(tokens, at))) return undefined;
  // "120,000 calls in a month" is a rate.
  const counted = tokens
    .slice(Math.max(0, at - 5), at - 1)
    .some((_, back, before) => readNumber(before, back) !== undefined);
  if (tokens[at - 1]?.text === 'in' && seconds >= 3600 && counted) return undefined;
  // "We have a second model"
  if (
    unit.text === 'second' &&
    tokens[at + 2]?.kind === 'word' &&
    /^(?:have|has|get|like)$/.test(tokens[at - 1]?.text ?? '')
  )
    return undefined;
  const quantity: Quantity = { dimension: 'time', value: seconds, unit: { dimension: 'time', factor: seconds } };
  const length = 2 + (addSecond(tokens, at + 2, quantity) || addParts(tokens, at + 2, quantity, about));
  return { quantity, length };
}

/** "A second or two": how many tokens say so. */
function addSecond(tokens: readonly Token[], at: number, quantity: Quantity): number {
  if (tokens[at]?.text !== 'or' || tokens[at + 1]?.text !== 'two') return 0;
  quantity.value *= 2;
  return 2;
}

const COUNTS_ONE = wordSet(`
  model container request call image second minute hour day user record row prediction inference million thousand
  hundred document file gb mb run per every message picture photo event frame query question page scan job forecast
  clip reading transaction
`);

/** "One" is a number only before what can be counted, and 0 never is a quantity by itself. */
export function isNoQuantity(
  tokens: readonly Token[],
  at: number,
  { quantity, length }: { quantity: Quantity; length: number },
  about?: About,
): boolean {
  if (tokens[at]?.text === '0' && length === 1) return about === undefined;
  // "two-way", "three-step"
  if (
    tokens[at]?.kind === 'word' &&
    tokens[at + length]?.text === '-' &&
    ['way', 'step', 'stage', 'party', 'phase', 'tier'].includes(tokens[at + length + 1]?.text ?? '')
  )
    return true;
  // "512x512" is a picture's size, "8xH200" a number of chips.
  if (isNumbering(tokens, at, length)) return true;
  return (
    tokens[at + length - 1]?.text === 'one' &&
    (length === 1 || (length === 2 && tokens[at]?.text === 'the')) &&
    quantity.dimension === 'count' &&
    !COUNTS_ONE.has(tokens[at + length]?.text ?? '')
  );
}

/** Numbers that count nothing: of a point in a list, of a ticket or a model's name, of a picture's width, of chips. */
function isNumbering(tokens: readonly Token[], at: number, length: number): boolean {
  const next = tokens[at + 1];
  const isJoined = next?.glued === true && /^(?:x[a-z]{1,2}\d|[x\u00d7]\d+$)/i.test(next.raw);
  return isJoined || isOrdinal(tokens, at, length) || isPartOfName(tokens, at) || isDate(tokens, at, length);
}

const MONTHS =
  /^(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)$/i;

/** "12 November", "Dec 3" */
function isDate(tokens: readonly Token[], at: number, length: number): boolean {
  const value = tokens[at]?.value ?? 0;
  const isDay = length === 1 && Number.isInteger(value) && value >= 1 && value <= 31;
  return isDay && [tokens[at - 1], tokens[at + 1]].some((near) => near?.kind === 'word' && MONTHS.test(near.raw));
}

/** "5) Model: …", "2. Arrival: …" at the start of a line count nothing. */
function isOrdinal(tokens: readonly Token[], at: number, length: number): boolean {
  const [before, mark, next] = [tokens[at - 1], tokens[at + 1], tokens[at + 2]];
  const isFirst = before === undefined || before.kind === 'break';
  return isFirst && length === 1 && mark?.glued === true && /^[.):]$/.test(mark.text) && next?.kind === 'word';
}

/** "ML-2231" is a ticket, "ViT-L/14" a model: capitals that a mark joins to a number. */
function isPartOfName(tokens: readonly Token[], at: number): boolean {
  const [letters, mark, number] = [tokens[at - 2], tokens[at - 1], tokens[at]];
  const isJoined = number?.glued === true && mark?.glued === true && /^[-/]$/.test(mark.text);
  return isJoined && letters?.kind === 'word' && /^[A-Z]{1,6}$/.test(letters.raw) && letters.raw !== 'X';
}

const RANGE = wordSet('- to or ~ bis ..');
const HEDGES = wordSet('maybe perhaps possibly even rather probably');

// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: readings of words, in the order in which they are tried
export function readQuantity(
  tokens: readonly Token[],
  at: number,
  whole?: About,
): { quantity: Quantity; length: number } | undefined {
  const symbol = currencyAt(tokens, at);
  // "$2m" are millions.
  const about = symbol ? 'count' : whole;
  const start = at + (symbol?.length ?? 0);
  const number = readNumber(tokens, start, about);
  if (!number) return undefined;
  const first = tokens[start] as Token;
  let end = start + number.length;
  let low: number | undefined;
  let { value } = number;
  // "2x3MB": two of them
  const times =
    /^[x\u00d7]\d/.test(tokens[end]?.raw ?? '') && tokens[end]?.glued === true
      ? /^[x\u00d7](\d+)(\p{L}*)$/u.exec(tokens[end]?.raw ?? '')
      : null;
  const each = times ? MB_IN.get(times[2]?.toLowerCase() ?? '') : undefined;
  if (times && each !== undefined)
    return { quantity: { dimension: 'size', value: clean(value * Number(times[1]) * each) }, length: end + 1 - at };
  // "4 x 4.9 GB"
  const part = tokens[end]?.text === 'x' && !tokens[end]?.glued ? readNumber(tokens, end + 1, about) : undefined;
  const unitOfPart = part && unitAt(tokens, end + 1 + part.length, part.value, about);
  if (part && unitOfPart?.dimension === 'size')
    return {
      quantity: { dimension: 'size', value: clean(value * part.value * unitOfPart.factor) },
      length: end + 1 + part.length + unitOfPart.length - at,
    };
  // A range: "4-6 GB", "three or four minutes", "2 GB to 4 GB".
  const unitBefore = unitAt(tokens, end, value, about);
  const gap = end + (unitBefore?.length ?? 0);
  const between = tokens[gap];
  const isBetween = between?.text === 'and' && tokens[at - 1]?.text === 'between';
  const joined = gap + (between?.text === 'or' && HEDGES.has(tokens[gap + 1]?.text ?? '') ? 2 : 1);
  const isSum = between?.text === '+' && !between.glued;
  const upper =
    between !== undefined && (isBetween || isSum || RANGE.has(between.text))
      ? readNumber(tokens, joined, about)
      : undefined;
  const dashed = between?.text !== '-' || (tokens[gap + 1]?.glued ?? false) === between.glued;
  if (upper && dashed && !(between?.text === 'to' && first.kind === 'word' && upper.value < value)) {
    const unit = unitAt(tokens, joined + upper.length, upper.value, about);
    if (upper.value > value || unitBefore || (isSum && unit)) {
      low = value;
      value = isSum ? clean(value + upper.value) : upper.value;
      end = joined + upper.length;
      if (low > 0 && unitBefore && !unit && (between?.text !== 'or' || tokens[end]?.kind === 'word')) {
        return { quantity: quantityOf({ ...number, value: low }, unitBefore, symbol), length: gap - at };
      }
      // "4-6k": both are thousands.
      if (unitBefore && unit) low = clean((low * unitBefore.factor) / unit.factor);
    }
  }
  const said =
    unitAt(tokens, end, value, about) ??
    unitInName(tokens, at) ??
    (low !== undefined && unitBefore ? { ...unitBefore, length: 0 } : undefined);
  const unit = symbol && said?.dimension !== 'money' ? undefined : said;
  const guess = number.guess;
  const quantity = quantityOf({ value, ...(guess && { guess }) }, unit, symbol);
  if (/^\d{1,3}\.000$/.test(first.raw) && unit !== undefined) quantity.ambiguous = true;
  let length = end - at + (unit?.length ?? 0);
  // "10 or 20 rps" is no range as "2 or 3" is: one of them is meant. A sum may be one of its parts.
  const isEither = between?.text === 'or' && (value - (low ?? value) > 1 || tokens[at - 1]?.text === 'either');
  if (low !== undefined && (isSum || (isEither && low * 1.5 <= value))) quantity.ambiguous = true;
  if (low !== undefined) quantity.low = clean(low * (unit?.factor ?? 1));
  // "1h 30min", "2 min 10 s", "a second and a half", "1 min and 20 s"
  if (quantity.dimension === 'time' && low === undefined) length += addParts(tokens, at + length, quantity, about);
  return { quantity, length };
}

/** Adds the smaller units that follow, and the bare number in "1h30". */
function addParts(tokens: readonly Token[], at: number, quantity: Quantity, about?: About): number {
  const factor = quantity.unit?.factor ?? 1;
  if (tokens[at]?.text === 'and' && tokens[at + 1]?.text === 'a' && tokens[at + 2]?.text === 'half') {
    Object.assign(quantity, { value: clean(quantity.value + factor / 2), number: undefined });
    return 3;
  }
  let [length, smallest] = [0, factor];
  for (;;) {
    const skip = tokens[at + length]?.text === 'and' ? 1 : 0;
    const place = at + length + skip;
    const more = readNumber(tokens, place);
    const unit =
      more && (unitAt(tokens, place + more.length, more.value, about) ?? bareUnit(tokens, place, smallest, about));
    if (!more || unit?.dimension !== 'time' || unit.factor >= smallest || more.value * unit.factor >= smallest)
      return length;
    Object.assign(quantity, { value: clean(quantity.value + more.value * unit.factor), number: undefined });
    smallest = unit.factor;
    length += skip + more.length + unit.length;
  }
}

/** "1h30", "2min30": a number of one or two digits counts the next smaller unit. */
function bareUnit(tokens: readonly Token[], at: number, above: number, about?: About): UnitAt | undefined {
  const { raw = '', glued } = tokens[at] ?? {};
  const isNext = (above === 3600 || above === 60) && /^\d{1,2}$/.test(raw) && (glued || about === 'time');
  return isNext ? { dimension: 'time', factor: above / 60, length: 0 } : undefined;
}

function currencyAt(tokens: readonly Token[], at: number): Money | undefined {
  const money = moneyAt(tokens, at);
  return tokens[at + (money?.length ?? 1)]?.kind === 'number' ? money : undefined;
}

function quantityOf(
  number: { value: number; guess?: true },
  unit: UnitAt | undefined,
  symbol: Money | undefined,
): Quantity {
  const { value, guess } = number;
  if (symbol) return { dimension: 'money', ...number, ...(symbol.foreign && { foreign: true }) };
  if (unit === undefined) return { dimension: 'count', value, ...(guess && { guess }) };
  return {
    dimension: unit.dimension,
    value: scaled(value, unit.factor),
    number: value,
    unit: { dimension: unit.dimension, factor: unit.factor },
    ...(unit.perMonth !== undefined && { perMonth: unit.perMonth }),
    ...(unit.foreign && { foreign: true }),
    ...(guess && { guess }),
  };
}
