import * as z from 'zod';
import type { InstanceComponent, TeamRate, TeamSavingsPlan } from '../recommender/index.ts';

// Rates of a SageMaker AI Savings Plan, as `aws savingsplans describe-savings-plans-offering-rates` prints them. Its shape is that
// of `DescribeSavingsPlansOfferingRatesResponse` (@aws-sdk/client-savingsplans 3.1075.0, read 2026-11-29).

const ROW = z.object({
  savingsPlanOffering: z
    .object({
      paymentOption: z.string().optional(),
      durationSeconds: z.number().optional(),
      currency: z.string().optional(),
    })
    .optional(),
  rate: z.string().optional(),
  unit: z.string().optional(),
  serviceCode: z.string().optional(),
  usageType: z.string().optional(),
  properties: z.array(z.object({ name: z.string().optional(), value: z.string().optional() })).optional(),
});

type Row = z.infer<typeof ROW>;

const PAYMENTS: Readonly<Record<string, TeamSavingsPlan['payment']>> = {
  'No Upfront': 'no-upfront',
  'Partial Upfront': 'partial-upfront',
  'All Upfront': 'all-upfront',
};
const YEAR_SECONDS = 365 * 24 * 3600;
const TERMS: readonly (TeamSavingsPlan['term'] | undefined)[] = [undefined, '1-year', undefined, '3-years'];

/** Usage types of AWS's price list, after the code of the Region. Those of notebooks, training and processing are left out. */
const USAGE_TYPE = /^(?:[A-Z0-9]{2,6}-)?(Host|AsyncInf|Tsform):(ml\.[a-z0-9-]{1,20}\.[a-z0-9-]{1,20})$/;
const COMPONENTS: Readonly<Record<string, InstanceComponent>> = {
  Host: 'hosting',
  AsyncInf: 'asynchronous',
  Tsform: 'batch',
};

/** What a team states of its plan. Each narrows the rates down; absent, the rates say it. */
interface Stated {
  readonly term?: TeamSavingsPlan['term'] | undefined;
  readonly payment?: TeamSavingsPlan['payment'] | undefined;
  readonly region?: string | undefined;
}

type Read = { readonly ok: true; readonly plan: TeamSavingsPlan } | { readonly ok: false; readonly text: string };

const no = (text: string): Read => ({ ok: false, text });

const COMMAND = 'aws savingsplans describe-savings-plans-offering-rates';

/** Reads one plan from what AWS prints, as JSON or its text. Rows that aren't of endpoints or transform jobs are left out. */
export function readOfferings(input: unknown, stated: Stated = {}): Read {
  const printed = typeof input === 'string' ? parsed(input) : input;
  const page = z.object({
    searchResults: z.array(ROW),
    nextToken: z.string().nullish(),
    NextToken: z.string().nullish(),
  });
  const read = page.safeParse(printed);
  if (!read.success) return no(`Must be the JSON that ${COMMAND} prints, whole: searchResults with rates.`);
  const { searchResults, nextToken, NextToken } = read.data;
  if (nextToken || NextToken) return no('Incomplete: AWS has more rates. Run the command again without --max-items.');
  const rows = searchResults.flatMap((row) => instanceRow(row) ?? []);
  if (rows.length === 0) return no('Has no rate of a SageMaker AI endpoint or transform job in US dollars per hour.');
  const faulty = rows.find(({ usd }) => !(usd > 0 && usd <= 10_000));
  if (faulty) return no(`The rate of ${faulty.usageType} must be US dollars per hour, above 0.`);
  const lost = rows.find(({ region }) => region === undefined);
  if (lost) return no(`The rate of ${lost.usageType} has no Region among its properties.`);
  return onePlan(rows.filter((row) => isStated(row, stated)));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface InstanceRow {
  readonly usageType: string;
  readonly component: InstanceComponent;
  readonly instanceType: string;
  readonly region: string | undefined;
  readonly usd: number;
  readonly term: TeamSavingsPlan['term'] | undefined;
  readonly payment: TeamSavingsPlan['payment'] | undefined;
}

function instanceRow({
  savingsPlanOffering,
  rate,
  unit,
  serviceCode,
  usageType = '',
  properties,
}: Row): InstanceRow | undefined {
  const { paymentOption = '', durationSeconds = 0, currency = 'USD' } = savingsPlanOffering ?? {};
  const [, kind = '', instanceType] = USAGE_TYPE.exec(usageType) ?? [];
  const component = COMPONENTS[kind];
  const isOfSageMaker = serviceCode === 'AmazonSageMaker' && unit === 'Hrs' && currency === 'USD';
  if (component === undefined || instanceType === undefined || !isOfSageMaker) return undefined;
  const region = properties?.find(({ name }) => name === 'region')?.value;
  const term = TERMS[Math.round(durationSeconds / YEAR_SECONDS)];
  return { usageType, component, instanceType, region, usd: Number(rate), term, payment: PAYMENTS[paymentOption] };
}

const isStated = (row: InstanceRow, { term, payment, region }: Stated): boolean =>
  (term === undefined || row.term === term) &&
  (payment === undefined || row.payment === payment) &&
  (region === undefined || row.region === region);

/** Of two rates for one thing the dearer stands, so that nothing is promised too cheap. */
function onePlan(rows: readonly InstanceRow[]): Read {
  const [first] = rows;
  if (first === undefined) return no('Has no rate for the term, payment and region that are stated beside it.');
  const { term, payment } = first;
  if (rows.some((row) => row.term !== term || row.payment !== payment)) {
    return no('Has rates of several plans. State term and payment of yours beside it.');
  }
  if (term === undefined || payment === undefined) return no("Doesn't say term and payment of its plan.");
  const rates = new Map<string, TeamRate>();
  for (const { component, instanceType, region = '', usd } of rows) {
    const key = `${component} ${instanceType} ${region}`;
    if (usd > (rates.get(key)?.usd ?? 0)) rates.set(key, { component, instanceType, region, usd });
  }
  return { ok: true, plan: { term, payment, rates: [...rates.values()] } };
}
