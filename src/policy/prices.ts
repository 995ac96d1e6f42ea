import * as z from 'zod';
import {
  INSTANCE_TYPE_NAMES,
  nearest,
  type TeamPrices,
  type TeamRate,
  type TeamSavingsPlan,
} from '../recommender/index.ts';
import { type Lint, lintInstanceTypes, lintRegions, type Path } from './lint.ts';
import { readOfferings } from './offerings.ts';

// What a team pays, as its file says it.

const DISCOUNTS_MAX = 500;
const RATES_MAX = 10_000;
/** No instance type is listed for over 200; more is a month's bill or another currency. In US dollars per hour. */
const RATE_MAX = 10_000;

const impossible = ({ input }: { readonly input?: unknown }) =>
  `A discount of ${input}% isn't possible. Must be 0 to 95 percent off the list price.`;
const percent = z
  .number({ error: 'Must be percent off the list price, 0 to 95, such as 23.' })
  .min(0, { error: impossible })
  .max(95, { error: impossible });
const rate = z
  .number({ error: 'Must be US dollars per hour, above 0, such as 0.147.' })
  .positive('Must be US dollars per hour, above 0, such as 0.147.')
  .max(RATE_MAX, 'Must be US dollars per hour, at most 10,000.');

/** A word of several. */
export const oneOf = <const Value extends string>(values: readonly Value[]) =>
  z.enum(values, { error: `Must be one of ${values.join(', ')}.` });

/** An instance type, or a pattern of some. */
export const instanceType = z
  .string()
  .regex(/^[a-z0-9.*-]{1,40}$/, 'Must be an instance type, such as ml.g5.xlarge, or a pattern, such as ml.g*.');

const region = z.string().regex(/^[a-z0-9-]{1,30}$/, 'Must be a Region, such as eu-central-1.');
const CURRENCIES: readonly string[] = Intl.supportedValuesOf('currency');

const code = z.string().superRefine((currency, context) => {
  if (currency !== 'USD' && CURRENCIES.includes(currency)) return;
  const meant = nearest(currency, CURRENCIES);
  const hint = meant === undefined || meant === 'USD' ? '' : ` Did you mean ${meant}?`;
  const message =
    currency === 'USD'
      ? 'Amounts are in US dollars without a currency. Leave it out.'
      : `Must be a currency of ISO 4217, such as EUR.${hint}`;
  context.addIssue({ code: 'custom', message });
});

const RATE_ERROR = 'Must be how much of the currency one US dollar is, above 0, such as 0.91.';

const currency = z.strictObject({
  code: code.describe('Of ISO 4217, such as EUR'),
  perUsd: z
    .number({ error: RATE_ERROR })
    .positive(RATE_ERROR)
    .max(1_000_000_000, RATE_ERROR)
    .describe('How much of the currency one US dollar is, such as 0.91'),
  asOf: z.iso.date('Must be the day of the rate, such as 2026-11-20.').describe('The day of that rate'),
});

/** The key `prices` of a policy, or a file of prices alone, as it is written. */
export const pricesSchema = z.strictObject({
  discountPercent: percent.optional().describe('Off every list price, 0 to 95'),
  discounts: z
    .array(
      z.strictObject({
        instanceType: instanceType.describe('* stands for any characters, as in ml.g*'),
        percent: percent.describe('Off the list price, 0 to 95'),
      }),
    )
    .max(DISCOUNTS_MAX)
    .optional()
    .describe('On some instance types; the first row that matches counts'),
  savingsPlan: z
    .strictObject({
      term: oneOf(['1-year', '3-years']).optional(),
      payment: oneOf(['no-upfront', 'partial-upfront', 'all-upfront']).optional(),
      region: region.optional().describe('The Region of the rates'),
      rates: z
        .record(z.string(), rate)
        .refine((rates) => Object.keys(rates).length <= RATES_MAX, 'Has more than 10,000 entries.')
        .optional()
        .describe('US dollars per hour by instance type'),
      offerings: z.unknown().optional().describe('What describe-savings-plans-offering-rates of the AWS CLI prints'),
    })
    .optional()
    .describe('A SageMaker AI Savings Plan: rates of one Region, or offerings'),
  currency: currency.optional().describe('What the total of a headline is said in beside US dollars'),
});

type Written = z.infer<typeof pricesSchema>;
type WrittenPlan = NonNullable<Written['savingsPlan']>;

/** A team's prices, with what they can't mean. `path`: to them in the file. */
export function teamPricesOf(
  { discountPercent, discounts, savingsPlan, currency }: Written,
  path: Path = ['prices'],
): { readonly prices: TeamPrices; readonly faults: readonly Lint[] } {
  const read = savingsPlan && readPlan(savingsPlan, [...path, 'savingsPlan']);
  const prices = {
    ...(discountPercent !== undefined && { discountPercent }),
    ...(discounts && { discounts }),
    ...(read?.plan && { savingsPlan: read.plan }),
    ...(currency && { currency: currency }),
  };
  const isEmpty = Object.keys(prices).length === 0 && savingsPlan === undefined;
  const nothing = 'Says nothing. Add discountPercent, discounts, savingsPlan or currency.';
  return {
    prices,
    faults: [
      ...(isEmpty ? [{ path, text: nothing }] : []),
      ...lintDiscounts(discounts ?? [], [...path, 'discounts']),
      ...(read?.faults ?? []),
    ],
  };
}

function lintDiscounts(discounts: NonNullable<Written['discounts']>, path: Path): Lint[] {
  return discounts.flatMap(({ instanceType }, index) => {
    const at = [...path, index, 'instanceType'];
    const first = discounts.findIndex((other) => other.instanceType === instanceType);
    if (first < index) return [{ path: at, text: `Never counts, because discounts[${first}] is for the same types.` }];
    return lintInstanceTypes(at, instanceType);
  });
}

interface ReadPlan {
  readonly plan?: TeamSavingsPlan | undefined;
  readonly faults: readonly Lint[];
}

function readPlan(written: WrittenPlan, path: Path): ReadPlan {
  const { rates, offerings, region } = written;
  if ((rates === undefined) === (offerings === undefined)) {
    return { faults: [{ path, text: 'Must have either rates, in US dollars per hour, or offerings.' }] };
  }
  const places = region === undefined ? [] : lintRegions([...path, 'region'], region);
  if (places.length > 0) return { faults: places };
  if (rates === undefined) {
    const read = readOfferings(offerings, written);
    return read.ok ? { plan: read.plan, faults: [] } : { faults: [{ path: [...path, 'offerings'], text: read.text }] };
  }
  return readRates(written, rates, path);
}

function readRates({ term, payment, region }: WrittenPlan, rates: Record<string, number>, path: Path): ReadPlan {
  const missing = [
    ...(term === undefined ? ['term: 1-year or 3-years'] : []),
    ...(payment === undefined ? ['payment: no-upfront, partial-upfront or all-upfront'] : []),
    ...(region === undefined ? ['region: that of the rates'] : []),
  ];
  const faults = [
    ...missing.map((text) => ({ path, text: `Lacks ${text}.` })),
    ...(Object.keys(rates).length === 0 ? [{ path: [...path, 'rates'], text: 'Has no rate.' }] : []),
    ...Object.keys(rates).flatMap((type) => lintType([...path, 'rates', type], type)),
  ];
  if (faults.length > 0 || term === undefined || payment === undefined || region === undefined) return { faults };
  const listed = Object.entries(rates).map(([instanceType, usd]): TeamRate => ({ instanceType, region, usd }));
  return { plan: { term, payment, rates: listed }, faults };
}

function lintType(path: Path, type: string): Lint[] {
  if (INSTANCE_TYPE_NAMES.includes(type)) return [];
  const meant = nearest(type, INSTANCE_TYPE_NAMES);
  return [{ path, text: `Is no instance type of endpoints.${meant === undefined ? '' : ` Did you mean ${meant}?`}` }];
}
