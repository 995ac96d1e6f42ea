import type { Workload } from '../../recommender/index.ts';
import { LIMIT, NUMBER } from '../amount.ts';
import { monthly, PERIOD } from '../quantities/rate.ts';
import { SIZE, sizeGB, sizeMB } from '../quantities/size.ts';
import { fault, quantity, unread, type WordPhrase } from './word-phrase.ts';

const UP_TO = `(?:${LIMIT})?(?:${NUMBER}(?: ?[kmgt]i?b)? ?(?:-|to) ?(?:${LIMIT})?)?`;

const HOW_LARGE = `(?<size>${SIZE})`;

const IS = `(?: (?:of|is|are|at|with|has|have|takes?|needs?|size|sized))*:? ?`;

const SENT = `(?:payloads?|requests?|bod(?:y|ies)|inputs?|outputs?|answers?|responses?|files?|images?|scans?|documents?|pdfs?|videos?|uploads?|objects?|messages?)`;

const DATA = `(?:data[ -]?sets?|csvs?|parquet|stored data|of data|data|of rows|rows|of records)`;

/** How large something is. A bare size is the largest request or answer, or the data set where stored data is scored. */
export function sizePhrases(dataset: boolean): WordPhrase[] {
  return [
    unread(`(?:more than|over|at least|>=?) ${SIZE}`),
    unread(`${SIZE} (?:of )?(?:disk|storage|bandwidth|traffic|egress|ebs)`),
    quantity(`(?:container|docker)[ -]image${IS}${UP_TO}${HOW_LARGE}`, image),
    quantity(`${UP_TO}${HOW_LARGE} (?:container|docker)[ -]image`, image),
    quantity(`(?:models?|weights)${IS}${UP_TO}${HOW_LARGE}(?: each| per model)?(?! (?:${SENT}|per request))`, model),
    quantity(`${UP_TO}${HOW_LARGE}[ -](?:of )?(?:gpu (?:memory|ram)|vram)`, (groups) => {
      const stated = model(groups);
      return stated && { ...stated, requiresGpu: true };
    }),
    quantity(`${UP_TO}${HOW_LARGE}(?:[ -](?:per )?models?|(?: of)? (?:weights|memory|ram)|(?: in)? memory)`, model),
    quantity(`${DATA}${IS}${UP_TO}${HOW_LARGE}`, (groups) => datasetOf(groups)),
    quantity(`${UP_TO}${HOW_LARGE} (?:${DATA})`, (groups) => datasetOf(groups)),
    quantity(`${SENT}${IS}${UP_TO}${HOW_LARGE}(?: each)?`, payload),
    quantity(`records?${IS}${UP_TO}${HOW_LARGE}`, payload),
    quantity(`${UP_TO}${HOW_LARGE} (?:per record|records?)`, payload),
    quantity(`${UP_TO}${HOW_LARGE} (?:${SENT}|each|apiece|(?:per|a|an) ${SENT})`, payload),
    ...(dataset
      ? [
          quantity(
            `${UP_TO}${HOW_LARGE}(?: ?\\/ ?| per | an? | each | every )(?<period>hour|day|night|week|month)`,
            datasetOf,
          ),
        ]
      : [unread(`${SIZE}(?: ?\\/ ?| per | an? | each | every )${PERIOD}`)]),
    quantity(`${UP_TO}${HOW_LARGE}`, dataset ? datasetOf : payload),
  ];
}

type Groups = Record<string, string | undefined>;

function payload({ size = '' }: Groups): Partial<Workload> | undefined {
  const payloadSizeMB = sizeMB(size);
  return payloadSizeMB === undefined ? undefined : { payloadSizeMB };
}

function model({ size = '' }: Groups): Partial<Workload> | undefined {
  const modelSizeGB = sizeGB(size);
  return modelSizeGB === undefined || modelSizeGB <= 0 ? undefined : { modelSizeGB };
}

function image({ size = '' }: Groups): Partial<Workload> | undefined {
  const containerImageSizeGB = sizeGB(size);
  return containerImageSizeGB === undefined || containerImageSizeGB <= 0 ? undefined : { containerImageSizeGB };
}

function datasetOf({ size = '', period }: Groups): Partial<Workload> | undefined {
  const datasetSizeGB = sizeGB(size);
  if (datasetSizeGB === undefined) return undefined;
  const runs = period === undefined ? {} : { datasetRunsPerMonth: monthly(1, period) };
  return { trafficPattern: 'dataset', datasetSizeGB, ...runs };
}

const UNIT = `(?:[kmgt]i?b|ms|s|secs?|seconds?|m|mins?|minutes?|h|hours?|days?|rps|qps|tps|usd)`;

/** Quantities that would be read wrongly, or by half, and are refused instead. Tried before everything else. */
export const FAULTS: readonly WordPhrase[] = [
  fault(
    String.raw`(?:0\d{0,20},\d{1,20}|\d{1,21},\d{1,2}(?!\d)|\d{1,21},\d{4,20}|\d{4,21},\d{1,20}) ?${UNIT}`,
    'A decimal comma could mean two things; write a point, such as 1.5 GB.',
  ),
  fault(String.raw`-\d[\d.,]{0,20} ?${UNIT}`, 'A quantity cannot be below zero; write it like 500 MB.'),
  fault(String.raw`(?!\d)[\p{Nd}\p{No}][\p{Nd}\p{No}.,]* ?${UNIT}`, 'Use the digits 0 to 9, such as 500 MB.'),
  fault(
    String.raw`(?:\d{22,60}|\d[\d.,]{0,30}e\+?\d{2,4}|\d{16,21}) ?${UNIT}`,
    'A quantity is beyond any sensible amount; write it like 500 MB.',
  ),
  fault(
    String.raw`(?:2[5-9]|[3-9]\d|\d{3,6}) ?(?:h|hours?) (?:a|per|each|every) day`,
    'A day has 24 hours; write it like 10 h a day.',
  ),
  fault(String.raw`(?:[89]|\d{2,6}) days (?:a|per|each|every) week`, 'A week has 7 days; write it like 5 days a week.'),
];
