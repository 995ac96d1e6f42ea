import { regionsOf } from '../advice/alternatives.ts';
import {
  bookFor,
  DEFAULT_REGION,
  formatRate,
  HOSTING_PATTERNS,
  hostingTitle,
  INFERENCE_OPTIONS,
  type InferenceOptionId,
  optionOf,
  type PriceBook,
  type PriceList,
  type Source,
} from '../recommender/index.ts';
import { answerLimit, type Feature, type Limit } from '../wording/limits.ts';
import { writePricesOf } from '../wording/team-prices.ts';

// What AWS allows, offers and charges, as pages to read: each figure with the page that states it and the date it was read.

export function featureLimits(option: InferenceOptionId): Limit[] {
  const [first] = INFERENCE_OPTIONS;
  const features = Object.keys(first?.supports ?? {}) as Feature[];
  return [
    ...answerLimit({ of: 'all', options: [option] }).limits,
    ...features
      .flatMap((feature) => answerLimit({ of: 'feature', feature, options: [option] }).limits)
      .map((limit) => ({ ...limit, says: /^(?:no|AWS's) /.test(limit.says) ? limit.says : `supports ${limit.says}` })),
  ];
}

/** "payload at most 1 GB. Inference options, SageMaker AI Developer Guide, read 2026-09: https://…" */
export function limitWords({ says, source, disputed }: Limit): string {
  const other = disputed === undefined ? [] : [`Another page says ${disputed.says}. ${pageWords(disputed.source)}`];
  return [`${says}. ${pageWords(source)}`, ...other].join(' ');
}

const pageWords = ({ title, date, url }: Source): string => `${title}, read ${date}: ${url}`;

export const quotasPage = (): string =>
  [
    '# Quotas of SageMaker AI inference',
    ...INFERENCE_OPTIONS.flatMap(({ id, title }) => ['', `## ${title} (${id})`, ...quotaLines(id)]),
  ].join('\n');

const quotaLines = (option: InferenceOptionId): string[] =>
  answerLimit({ of: 'all', options: [option] }).limits.map((limit) => `- ${limitWords(limit)}`);

export const optionsPage = (): string =>
  [
    '# Inference options of SageMaker AI',
    '',
    ...INFERENCE_OPTIONS.map(
      ({ id, title, answers, source }) => `- ${title} (${id}): ${ANSWERS[answers]} ${pageWords(source)}`,
    ),
    '',
    '## Hosting patterns',
    '',
    ...HOSTING_PATTERNS.map(({ id, title }) => `- ${title} (${id}): with ${hostedBy(id)}`),
  ].join('\n');

const ANSWERS = {
  'on-the-call': 'answers while the caller waits.',
  'from-a-queue': 'queues requests and leaves answers in S3.',
  'as-a-job': 'scores a dataset in a job, without an endpoint.',
} as const;

const hostedBy = (pattern: (typeof HOSTING_PATTERNS)[number]['id']): string =>
  INFERENCE_OPTIONS.filter(({ hostings }) => hostings.includes(pattern))
    .map(({ id }) => id)
    .join(', ');

export function optionPage(option: InferenceOptionId): string {
  const { title, answers, hostings, source } = optionOf(option);
  return [
    `# ${title}`,
    '',
    `It ${ANSWERS[answers]} ${pageWords(source)}`,
    `Hosting: ${hostings.map(hostingTitle).join(', ')}.`,
    '',
    ...featureLimits(option).map((limit) => `- ${limitWords(limit)}`),
  ].join('\n');
}

/** A price as a sentence, where it was read, and when. */
interface PriceLine {
  readonly text: string;
  readonly source: string;
  readonly date: string | null;
}

/** What an option is billed by in a Region: the hour of an instance type, or of the cheapest and the dearest; or a second of memory. */
export function pricesFor(
  prices: PriceList,
  option: InferenceOptionId,
  { region = DEFAULT_REGION, instanceType }: { region?: string | undefined; instanceType?: string | undefined },
): PriceLine[] {
  const book = bookFor(prices, region);
  const { priced } = optionOf(option);
  const found = (key: string | number, of: string): PriceLine[] => {
    const price = book.find(priced, key);
    return price === undefined ? [] : [priceLine(price, `${of} in ${region}`)];
  };
  if (priced === 'serverless') return found(1024, 'a second with 1 GB of memory');
  const hour = (type: string) => found(type, `an hour of ${type}`);
  if (instanceType !== undefined) return hour(instanceType);
  const usdOf = (type: string): number => book.find(priced, type)?.usd ?? 0;
  const types = book.instancesPriced(priced).toSorted((one, other) => usdOf(one) - usdOf(other));
  return [...new Set([types[0] ?? [], types.at(-1) ?? []].flat())].flatMap(hour);
}

function priceLine(
  { usd, basis, row: { source, date } }: NonNullable<ReturnType<PriceBook['find']>>,
  of: string,
): PriceLine {
  const about = basis === 'listed' ? '' : 'about ';
  return {
    text: `${about}${formatRate(usd)}: ${of}. Source: ${source}${date === null ? '' : `, ${date}`}`,
    source,
    date,
  };
}

/** The Regions whose prices are known, by name. */
export const pricedRegions = (prices: PriceList): string[] => regionsOf(prices).toSorted();

/** Every hourly price of a Region, a family on each line. Undefined for a Region without prices. */
export function pricesPage(prices: PriceList, region: string): string | undefined {
  const book = bookFor(prices, region);
  if (!book.isPriced) return undefined;
  const families = new Map<string, string[]>();
  for (const type of book.instancesPriced('hosting')) {
    const family = type.slice(0, type.lastIndexOf('.'));
    families.set(family, [...(families.get(family) ?? []), type]);
  }
  const serverless = book.find('serverless', 1024);
  return [
    `# Prices in ${region}`,
    '',
    `Per instance hour of an endpoint, ${writePricesOf(prices.team)}, without taxes. ~: in proportion to the largest size of its family.`,
    ...sourcesOf(book),
    '',
    ...[...families].map(([family, types]) => `- ${family}: ${types.map((type) => priceWords(book, type)).join(', ')}`),
    ...(serverless === undefined ? [] : [`- Serverless: ${formatRate(serverless.usd)} per second with 1 GB of memory`]),
  ].join('\n');
}

function priceWords(book: PriceBook, type: string): string {
  const price = book.listed('hosting', type);
  const size = type.slice(type.lastIndexOf('.') + 1);
  return price === undefined
    ? `${size} not known`
    : `${size} ${price.basis === 'listed' ? '' : '~'}${formatRate(price.usd)}`;
}

function sourcesOf(book: PriceBook): string[] {
  const rows = book.instancesPriced('hosting').flatMap((type) => book.listed('hosting', type)?.row ?? []);
  const read = new Set(rows.map(({ source, date }) => `${source}${date === null ? '' : `, ${date}`}`));
  return [...read].map((source) => `Source: ${source}`);
}
