import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { type Attempt, keyOf, type PricedComponent, type PriceRow, reasonOf } from './price-row.ts';
import { fetchOffer, firstFault, type OfferFile, readOfferFile } from './read-offer.ts';

/** Where a price list comes from: a file in AWS's form, or the web. */
export type PriceListPlace = { kind: 'file'; path: string } | { kind: 'web'; baseUrl: string };

/** A Region's prices from AWS's price list. Faults name their place. */
export async function readPriceList(place: PriceListPlace, region: string): Promise<Attempt<ListedRows>> {
  const list = place.kind === 'web' ? await fetchOffer(place.baseUrl, region) : await readOffer(place.path);
  if (!list.ok) return list;
  const offer = readOfferFile(list.value.text);
  const rows = offer.ok ? listedRows(offer.value, region) : offer;
  return rows.ok ? rows : { ok: false, text: `${list.value.address}: ${rows.text}` };
}

async function readOffer(path: string): Promise<Attempt<{ address: string; text: string }>> {
  try {
    return { ok: true, value: { address: path, text: await readFile(path, 'utf8') } };
  } catch (error) {
    return { ok: false, text: `${path}: It cannot be read: ${reasonOf(error)}.` };
  }
}

const SOURCE = 'AWS price list';

/** The parts of an offer file that are used. */
export interface ListedRows {
  /** When AWS published it: "2026-10-05". */
  date: string;
  rows: PriceRow[];
  /** Lines left out because their unit is not the expected one. */
  unread: string[];
}

/** The lines of an offer file that bill endpoints or transform jobs. */
export function listedRows(offer: OfferFile, region: string): Attempt<ListedRows> {
  const date = offer.publicationDate.slice(0, 10);
  const rows = new Map<string, PriceRow>();
  const unread: string[] = [];
  for (const [sku, { attributes }] of Object.entries(offer.products)) {
    const { usagetype = '' } = attributes;
    const line = pricedLineOf(usagetype);
    const terms = offer.terms.OnDemand[sku];
    if (line === undefined || terms === undefined) continue;
    const other = otherRegionOf(attributes, region);
    if (other !== undefined) return { ok: false, text: `It is the price list of ${other}, not of ${region}.` };
    const price = paidPrice(terms);
    if (!price.ok) return { ok: false, text: `It is damaged at ${usagetype} (${sku}): ${price.text}.` };
    if (price.value === undefined) continue;
    const { usd, unit } = price.value;
    if (line.units.includes(unit.toLowerCase())) {
      const row: PriceRow = { ...line.of, usd, source: SOURCE, date };
      rows.set(keyOf(row), merge(rows.get(keyOf(row)), row));
    } else unread.push(`${usagetype} in ${unit}`);
  }
  if (rows.size === 0) return { ok: false, text: 'It has no price for an endpoint or a transform job.' };
  return { ok: true, value: { date, rows: [...rows.values()], unread } };
}

/** Merges two lines for one thing, such as data in and data out. If they differ, the higher counts, and both are kept. */
function merge(one: PriceRow | undefined, other: PriceRow): PriceRow {
  if (one === undefined) return other;
  if (one.usd === other.usd) return one;
  const [lower, higher] = one.usd < other.usd ? [one, other] : [other, one];
  return { ...higher, disputed: { usd: lower.usd, source: `${SOURCE}, another line`, date: lower.date } };
}

/** A kind of line in AWS's list that bills endpoints or transform jobs. */
interface PricedLine {
  component: PricedComponent;
  /** Its usage type without the Region code. The group captures the instance type or memory size. */
  usageType: RegExp;
  /** The units it may have. In any other unit the price would mean something else. */
  units: readonly string[];
}

const HOURS = ['hrs', 'hours', 'hour'];
const SECONDS = ['seconds', 'second', 'secs'];

/** ← ADD A LINE OF AWS'S PRICE LIST HERE. */
const PRICED_LINES: readonly PricedLine[] = [
  { component: 'hosting', usageType: /^Host:(ml\.[a-z0-9-]+\.[a-z0-9]+)$/, units: HOURS },
  { component: 'asynchronous', usageType: /^AsyncInf:(ml\.[a-z0-9-]+\.[a-z0-9]+)$/, units: HOURS },
  { component: 'batch', usageType: /^Tsform:(ml\.[a-z0-9-]+\.[a-z0-9]+)$/, units: HOURS },
  { component: 'serverless', usageType: /^ServerlessInf:Mem-([1-9]\d?)GB$/, units: SECONDS },
  { component: 'provisioned-warm', usageType: /^ProvisionedConcurrency:Usage-([1-9]\d?)GB$/, units: SECONDS },
  { component: 'provisioned-inference', usageType: /^ProvisionedConcurrency:Mem-([1-9]\d?)GB$/, units: SECONDS },
  { component: 'data', usageType: /^Hst:Data-Bytes-(?:In|Out)$/, units: ['gb'] },
  { component: 'storage', usageType: /^Host:VolumeUsage(?:\.gp2)?$/, units: ['gb-mo', 'gb-month'] },
];

/** What a usage type is the price of, and its units. Undefined if it bills neither endpoints nor jobs. */
export function pricedLineOf(
  usageType: string,
): { of: Pick<PriceRow, 'component' | 'instanceType' | 'memorySizeInMB'>; units: readonly string[] } | undefined {
  const plain = usageType.replace(/^[A-Z]{2,4}\d{0,2}-/, '');
  for (const { component, usageType: pattern, units } of PRICED_LINES) {
    const match = pattern.exec(plain);
    if (!match) continue;
    const [, which] = match;
    if (which === undefined) return { of: { component }, units };
    if (which.startsWith('ml.')) return { of: { component, instanceType: which }, units };
    return { of: { component, memorySizeInMB: Number(which) * 1024 }, units };
  }
  return undefined;
}

/** The terms of one line. Its keys are arbitrary numbers of AWS's. */
const TERMS = z.record(
  z.string(),
  z.object({
    priceDimensions: z.record(
      z.string(),
      z.object({
        unit: z.string(),
        beginRange: z.string().optional(),
        pricePerUnit: z.record(z.string(), z.string().regex(/^\d+(\.\d+)?$/, 'is no price')),
      }),
    ),
  }),
);

export interface PaidPrice {
  usd: number;
  unit: string;
}

/**
 * The on-demand price of a line, in US dollars: that of the first range above 0, since a free tier is a range at 0 and a volume
 * discount a later range. Undefined if nothing is paid, or not in dollars.
 */
export function paidPrice(terms: unknown): Attempt<PaidPrice | undefined> {
  const read = TERMS.safeParse(terms);
  if (!read.success) return { ok: false, text: firstFault(read.error) };
  const paid = Object.values(read.data)
    .flatMap(({ priceDimensions }) => Object.values(priceDimensions))
    .map(({ unit, beginRange, pricePerUnit }) => ({
      unit,
      usd: Number(pricePerUnit['USD'] ?? 0),
      from: Number(beginRange ?? 0),
    }))
    .filter(({ usd }) => usd > 0)
    .sort((a, b) => a.from - b.from || b.usd - a.usd);
  const [first] = paid;
  return { ok: true, value: first && { usd: first.usd, unit: first.unit } };
}

/**
 * AWS's Region codes at the start of usage types, for the Regions where SageMaker AI has most of its inference options.
 * Source: "AWS Region billing codes", https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-region-billing-codes.html
 */
const REGION_OF_CODE: ReadonlyMap<string, string> = new Map([
  ['USE1', 'us-east-1'],
  ['USE2', 'us-east-2'],
  ['USW1', 'us-west-1'],
  ['USW2', 'us-west-2'],
  ['CAN1', 'ca-central-1'],
  ['SAE1', 'sa-east-1'],
  ['EU', 'eu-west-1'],
  ['EUW1', 'eu-west-1'],
  ['EUW2', 'eu-west-2'],
  ['EUW3', 'eu-west-3'],
  ['EUC1', 'eu-central-1'],
  ['EUN1', 'eu-north-1'],
  ['EUS1', 'eu-south-1'],
  ['APE1', 'ap-east-1'],
  ['APN1', 'ap-northeast-1'],
  ['APN2', 'ap-northeast-2'],
  ['APN3', 'ap-northeast-3'],
  ['APS1', 'ap-southeast-1'],
  ['APS2', 'ap-southeast-2'],
  ['APS3', 'ap-south-1'],
  ['AFS1', 'af-south-1'],
  ['MES1', 'me-south-1'],
]);

/** The other Region that a line is for, if any, by its Region's name or the code in its usage type. */
export function otherRegionOf(
  { regionCode, usagetype = '' }: { regionCode?: string | undefined; usagetype?: string | undefined },
  region: string,
): string | undefined {
  const stated = regionCode ?? REGION_OF_CODE.get(usagetype.split('-')[0] ?? '');
  return stated === region ? undefined : stated;
}
