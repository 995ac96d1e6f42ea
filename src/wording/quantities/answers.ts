import { scaled } from '../reader/numbers.ts';
import type { Item, Quantity } from '../reader/types.ts';
import { DAYS, PERIODS } from '../reader/units.ts';
import { type Read, refused, understood } from '../text.ts';
import { writeCount, writeSizeGB, writeSizeMB } from './amounts.ts';
import { amountIn, LIMIT, type Phrase, phrase, readPhrases, sensible, words } from './whole.ts';

// Answers of several facts, each with a reader and a writer that are inverses. An empty text states nothing.

const amountOf = ({ quantity }: Item, unit = 1): number | undefined => quantity && amountIn(unit, quantity);

/** The largest request or answer in MB, and whether a request carries only an S3 address. */
export interface Payload {
  payloadSizeMB?: number;
  payloadByReference?: boolean;
}

const PAYLOAD_EXAMPLES = '3 MB, 2 GB or S3 link';

const S3_LINK = 's3(?: -)? (?:link|uri|url|address|path|key|reference|object)';

const PAYLOAD_PHRASES: readonly Phrase<Payload>[] = [
  words(
    `not (?:by|as|via|an?|in) (?:reference|s3 link|s3)|(?:no|without) s3(?: link)?|no reference|inline|in the (?:request|body)`,
    { payloadByReference: false },
  ),
  words(
    `(?:(?:(?:as|by|via|through|over|an?) )?${S3_LINK}|(?:(?:fetched|read|loaded) )?(?:from|via|in|through|on) s3|s3|by reference)(?: (?:to|for))?`,
    { payloadByReference: true },
  ),
  phrase(`${LIMIT}#size(?: (?:or less|max|maximum|at most|each|per (?:request|call|file|image)))?`, (item) => {
    const payloadSizeMB = amountOf(item);
    if (payloadSizeMB !== undefined) return understood({ payloadSizeMB });
    return refused(`That is beyond any sensible size; write it like ${PAYLOAD_EXAMPLES}.`);
  }),
];

/** `3 MB`, `S3 link`, `2 GB, S3 link`. */
export const readPayload = (text: string): Read<Payload> =>
  readPhrases<Payload>(text, PAYLOAD_PHRASES, PAYLOAD_EXAMPLES, 'size');

export function writePayload({ payloadSizeMB, payloadByReference }: Payload): string {
  const parts = payloadSizeMB === undefined ? [] : [writeSizeMB(payloadSizeMB)];
  if (payloadByReference !== undefined) parts.push(payloadByReference ? 'S3 link' : 'in the request');
  return parts.join(', ');
}

/** The memory one model needs in GB, whether it needs a GPU, and how many models there are. */
export interface Model {
  modelSizeGB?: number;
  requiresGpu?: boolean;
  modelCount?: number;
}

const MODEL_EXAMPLES = '2 GB, 14 GB gpu or 400 models';

const MODEL_PHRASES: readonly Phrase<Model>[] = [
  words(
    '(?:(?:need|require) )?(?:no|not|without|w / o|non)(?: -)?(?: (?:need|needing))?(?: for)?(?: (?:an?|any))? gpu|gpu(?: :)? (?:no|false|(?:(?:is|are) )?not (?:needed|required))|(?:only )?cpu(?: only)?',
    { requiresGpu: false },
  ),
  words(
    '(?:(?:on|with|need|require|using|in)(?: an?)? )?gpu(?: memory)?(?:(?: :)? (?:yes|true|(?:is )?(?:needed|required)|only))?',
    { requiresGpu: true },
  ),
  phrase(
    `${LIMIT}(?:(?:only|just) )?#count(?: (?:similar|small|large|different|separate))? (?:model|adapter)`,
    (item) => {
      const modelCount = amountOf(item);
      return modelCount !== undefined && modelCount >= 1 && Number.isInteger(modelCount)
        ? understood({ modelCount })
        : refused('Models are counted in whole numbers from 1, such as 400 models.');
    },
  ),
  words('(?:an?|single) model', { modelCount: 1 }),
  phrase(
    `${LIMIT}#size(?: (?:(?:of )?(?:memory|ram|vram)|in memory|model|a model|per model|each|on disk|max)){0,8}`,
    (item) => {
      const modelSizeGB = amountOf(item, 1024);
      if (modelSizeGB !== undefined && modelSizeGB > 0) return understood({ modelSizeGB });
      return refused(`A model takes more than 0 GB and no more than is sensible; write it like ${MODEL_EXAMPLES}.`);
    },
  ),
];

/** `2 GB`, `14 GB gpu`, `no gpu`, `400 models, 80 MB each`. */
export const readModel = (text: string): Read<Model> => readPhrases<Model>(text, MODEL_PHRASES, MODEL_EXAMPLES, 'size');

export function writeModel({ modelCount, modelSizeGB, requiresGpu }: Model): string {
  const parts: string[] = [];
  if (modelCount !== undefined) parts.push(modelCount === 1 ? '1 model' : `${writeCount(modelCount)} models`);
  if (modelSizeGB !== undefined) parts.push(writeSizeGB(modelSizeGB));
  if (requiresGpu !== undefined) parts.push(requiresGpu ? 'gpu' : 'no gpu');
  return parts.join(', ');
}

/** Requests in an average month, in the busiest second, and arriving together. */
export interface Volume {
  monthlyRequests?: number;
  peakRequestsPerSecond?: number;
  burstRequests?: number;
}

const VOLUME_EXAMPLES = '2000/day, 50 rps or 20 at once';

const SENT =
  'request|req|call|invocation|query|prediction|inference|transaction|event|message|image|scan|document|doc|file|job|user|time|x';

const IS_SENT = new RegExp(`^(?:${SENT}|-)$`);

const TOGETHER =
  '(?:at once|at (?:the same|a) time|together|simultaneous(?:ly)?|concurrent(?:ly)?|concurrency|(?:in )?parallel)';

const PEAK = '(?:at )?(?:peak|the busiest|burst|spike)(?: (?:of|at|to|is|around|about))?';

const burst: Phrase<Volume>['read'] = (item) => {
  const burstRequests = amountOf(item);
  return burstRequests === undefined ? beyondSense() : understood({ burstRequests });
};

/** How many requests there are. `rps` is the peak, any longer period the average. */
const VOLUME_PHRASES: readonly Phrase<Volume>[] = [
  phrase(`(?:burst|batch|group)(?: of)?(?: up to)? #count(?: (?:${SENT}))?(?: ${TOGETHER})?`, burst),
  phrase(`${LIMIT}#count(?: (?:${SENT}))? ${TOGETHER}(?: (?:${SENT}))?`, burst),
  phrase(
    `(?:(?<average>(?:on average|average|avg)(?: \\.)?) )?(?:(?<peak>${PEAK}) )?${LIMIT}#(?:rate|volume)(?: (?:${SENT}))?(?<averageAfter>(?: ,)? (?:on average|in average|average|avg|mean)(?: \\.)?)?(?<peakAfter> (?:(?:at|in the) )?peak(?! (?:(?:of|at) )?#))?`,
    ({ quantity }, { average, averageAfter, peak, peakAfter }) =>
      quantity && rate(quantity, (average ?? averageAfter) !== undefined, (peak ?? peakAfter) !== undefined),
  ),
];

function rate(quantity: Quantity, isAverage: boolean, isPeak: boolean): Read<Volume> | undefined {
  if (quantity.noun?.every((noun) => IS_SENT.test(noun)) === false) return undefined;
  const count = amountIn(1, quantity);
  const { perMonth = 1 } = quantity;
  const perSecond = PERIODS.get('s') ?? 1;
  if (count === undefined) return beyondSense();
  if (isPeak || (perMonth === perSecond && !isAverage))
    return understood({ peakRequestsPerSecond: scaled(count, perMonth / perSecond) });
  const monthlyRequests = sensible(scaled(count, perMonth));
  return monthlyRequests === undefined ? beyondSense() : understood({ monthlyRequests });
}

const beyondSense = () => refused(`That is beyond any sensible number of requests; write it like ${VOLUME_EXAMPLES}.`);

/** `2000/day, 20 at once`, `50 rps`, `2k per hour`. */
export const readVolume = (text: string): Read<Volume> =>
  readPhrases<Volume>(text, VOLUME_PHRASES, VOLUME_EXAMPLES, 'count');

/** `20 rps`; `peak 80/minute` where the second has a long fraction. */
function writePeak(perSecond: number): string {
  if (Number.isInteger(perSecond * 1000)) return `${writeCount(perSecond)} rps`;
  const byMinute = `peak ${writeCount(Math.round(perSecond * 60))}/minute`;
  const read = readVolume(byMinute);
  return read.ok && read.value.peakRequestsPerSecond === perSecond ? byMinute : `${writeCount(perSecond)} rps`;
}

/** By the day where that is a whole number and the month has no more than six digits, otherwise by the month. */
export function writeVolume({ monthlyRequests: month, peakRequestsPerSecond: peak, burstRequests }: Volume): string {
  const parts: string[] = [];
  if (month !== undefined) {
    const isByDay = month > 0 && month < 1e6 && month % 30 === 0;
    parts.push(isByDay ? `${writeCount(month / 30)}/day` : `${writeCount(month)}/month`);
  }
  if (peak !== undefined) parts.push(writePeak(peak));
  if (burstRequests !== undefined) parts.push(`${writeCount(burstRequests)} at once`);
  return parts.join(', ');
}

/** When requests come: hours a day (0–24), days a week (0–7), and whether the busy hours are known in advance. */
export interface BusyHours {
  busyHoursPerDay?: number;
  busyDaysPerWeek?: number;
  busyFrom?: string;
  trafficPredictable?: boolean;
}

const BUSY_EXAMPLES = 'Mon–Fri 8–18, 9–11 or 24/7';

const DAY = `(?:${[...DAYS.keys()].join('|')})(?: \\.)?`;

/** Days of the week in a row, with groups for what is named. */
const NAMED_DAYS =
  '(?<work>(?:(?:every|each) )?(?:weekday|workday|(?:week|working|work|business) (?:- )?day))|' +
  '(?<end>(?:(?:every|each) )?(?:weekend|week (?:- )?end))|(?<all>(?:every|each) day|daily|all week)|' +
  `(?:(?:every|each) )?(?<from>${DAY})(?: (?:-|to|till|until|through|thru) (?<to>${DAY}))?`;

const EACH_DAYS = new RegExp(`(?<![^ ])(?:${NAMED_DAYS})(?![^ ])`, 'gu');

const ANY_DAYS = `(?:${NAMED_DAYS.replaceAll(/\?<[a-z]+>/g, '?:')})`;

/** How many different days a list names: `mon - fri`, `mon , wed and fri`. */
function daysIn(list: string): number {
  const days = new Set<number>();
  for (const { groups = {} } of list.matchAll(EACH_DAYS)) {
    const [first, last] = spanOf(groups);
    for (let day = first, left = (last - first + 7) % 7; left >= 0; day = (day + 1) % 7, left -= 1) days.add(day);
  }
  return days.size;
}

function spanOf({
  work,
  end,
  all,
  from = '',
  to = from,
}: Readonly<Record<string, string | undefined>>): [number, number] {
  if (work ?? all) return [0, all ? 6 : 4];
  const dayOf = (said: string) => DAYS.get(said.split(' ')[0] ?? '') ?? 0;
  return end ? [5, 6] : [dayOf(from), dayOf(to)];
}

const known = { trafficPredictable: true };

const namedDays = (busyDaysPerWeek: number): Read<BusyHours> =>
  understood({ busyDaysPerWeek, ...(busyDaysPerWeek === 7 ? {} : known) });

/** "10 h a day", "5 days a week" */
function hoursAndDays(item: Item): Read<BusyHours> | undefined {
  const isDaily = item.quantity?.perMonth === 30;
  if (!isDaily && item.quantity?.perMonth !== 4.33) return undefined;
  const amount = amountOf(item, isDaily ? 3600 : 86_400);
  if (amount !== undefined && amount <= (isDaily ? 24 : 7))
    return understood(isDaily ? { busyHoursPerDay: amount } : { busyDaysPerWeek: amount });
  return refused(
    isDaily ? 'A day has 24 hours; write it like 10 h a day.' : 'A week has 7 days; write it like 5 days a week.',
  );
}

/** Clock hours and named days are known in advance. */
const BUSY_PHRASES: readonly Phrase<BusyHours>[] = [
  words('24/7', { busyHoursPerDay: 24, busyDaysPerWeek: 7 }),
  words('(?:(?:during|in|at) )?(?:office|business|working|work)(?: -)? hour(?: only)?', {
    busyHoursPerDay: 8,
    busyDaysPerWeek: 5,
    ...known,
  }),
  phrase(`${LIMIT}#hours`, hoursAndDays),
  phrase(
    "(?:(?:from|between) )?#clock(?: (?:h|o'clock|hour|uhr|utc|gmt|cet|cest|est|edt|pst|pdt|local(?: time)?))?",
    ({ clock }) => clock && understood({ busyHoursPerDay: clock.hours, busyFrom: clock.from, ...known }),
  ),
  phrase('#(?:range|count (?:-|to|till|until|and) #\\d+count)', ({ quantity }) =>
    quantity?.dimension === 'count' ? refused('Hours go from 0 to 24; write them like Mon–Fri 8–18.') : undefined,
  ),
  phrase(
    `(?:(?:on|only) ){0,2}(?<days>${ANY_DAYS}(?:(?: [,&+]| and)? ${ANY_DAYS}){0,6})(?: only)?`,
    (_, { days = '' }) => namedDays(daysIn(days)),
  ),
  words('(?:un|not )predictable', { trafficPredictable: false }),
  words('predictable', known),
];

/** `Mon–Fri 8–18`, `weekdays 9-17`, `24/7`, `10 h a day`, with the time at which the hours begin. */
export const readBusyTimes = (text: string): Read<BusyHours> =>
  readPhrases<BusyHours>(text, BUSY_PHRASES, BUSY_EXAMPLES, 'hours');

/** The same without the time at which the hours begin, so that {@link writeBusyHours} is its inverse. */
export function readBusyHours(text: string): Read<Omit<BusyHours, 'busyFrom'>> {
  const read = readBusyTimes(text);
  if (!read.ok) return read;
  const { busyFrom, ...busy } = read.value;
  return understood(busy);
}

export function writeBusyHours(busy: Omit<BusyHours, 'busyFrom'>): string {
  const { busyHoursPerDay: hours, busyDaysPerWeek: days, trafficPredictable } = busy;
  const isAlways = hours === 24 && days === 7;
  const parts = isAlways ? ['24/7'] : [];
  if (hours !== undefined && !isAlways) parts.push(`${hours} h a day`);
  if (days !== undefined && !isAlways) parts.push(`${days} days a week`);
  if (trafficPredictable !== undefined) parts.push(trafficPredictable ? 'predictable' : 'unpredictable');
  return parts.join(', ');
}
