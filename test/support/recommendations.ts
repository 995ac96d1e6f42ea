import fc from 'fast-check';
import {
  type Choice,
  hostingTitle,
  type InferenceOptionId,
  kindOf,
  optionTitle,
  type Reason,
  type ReasonCode,
  type Recommendation,
  recommend,
  type Sizing,
  type Source,
  WORKLOAD_FIELDS,
  type Workload,
  type WorkloadField,
  wordsOf,
} from '../../src/recommender/index.ts';
import { MEASURED } from './measurements.ts';
import { MODEL_CONFIGS, possible, workload } from './workloads.ts';

/** Words that people might type to break a message, or simply because they are people. */
export const HOSTILE_WORDS = [
  '<!channel>',
  '<!here|x> & <@U0123456789>',
  '<https://evil.example|AWS>',
  '*bold* _it_ `code` ~gone~ > quote',
  '&amp; &lt;!channel&gt;',
  '\u{1F680}\u{1F468}\u200D\u{1F469}\u200D\u{1F467}',
  'a\u200Bb\u2060',
  '\u202Eevitcaretni\u202C שלום',
  'two\nlines\r\nthree\u2028four',
  '٣ GB',
  '|pipe| \\ "quote" \'single\'',
  '&'.repeat(80),
] as const;

const hostileText = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.constantFrom(...HOSTILE_WORDS),
      fc.string({ unit: 'grapheme', maxLength }),
      fc.constantFrom('&', '<', 'x', '字', '\u{1F680}').map((character) => character.repeat(maxLength)),
    )
    .map((text) => text.slice(0, maxLength))
    .map((text) => text.replace(/[\uD800-\uDBFF]$/, ''));

const nonEmpty = (maxLength: number): fc.Arbitrary<string> => hostileText(maxLength).map((text) => text || 'x');

/** What people can type in every unit: more is refused as beyond sense, in whatever unit it is typed. */
const AMOUNT_MAX = 1e11;

const positive = fc.oneof(
  fc.double({ min: 1e-6, max: AMOUNT_MAX, noNaN: true }),
  fc.integer({ min: 1, max: 10_000 }),
  fc.constantFrom(0.3, 0.1, 1, 60, 900, 86_400, AMOUNT_MAX),
);

const NUMBER_RANGES: Partial<Record<WorkloadField, fc.Arbitrary<number>>> = {
  busyHoursPerDay: fc.double({ min: 0, max: 24, noNaN: true }),
  busyDaysPerWeek: fc.double({ min: 0, max: 7, noNaN: true }),
  modelCount: fc.integer({ min: 1, max: 100_000 }),
  activeModelCount: fc.integer({ min: 1, max: 100_000 }),
  containerCount: fc.integer({ min: 1, max: 15 }),
  imageSteps: fc.integer({ min: 1, max: 1000 }),
  variantCount: fc.integer({ min: 2, max: 10 }),
  modelPrecisionBits: fc.constantFrom(4, 8, 16, 32),
  concurrentRequests: fc.double({ min: 1, max: 1e6, noNaN: true }),
};

const TEXTS: Partial<Record<WorkloadField, fc.Arbitrary<string>>> = {
  name: nonEmpty(80),
  description: hostileText(2000),
  region: fc.constantFrom('us-east-1', 'eu-central-1', 'us-gov-west-1'),
  instanceType: fc.constantFrom('ml.m5.xlarge', 'ml.g5.12xlarge', 'ml.trn1n.32xlarge'),
  processingTimeOn: fc.constantFrom('L4', 'rtx pro 6000', 'ml.g5.12xlarge', 'm5.xlarge'),
  busyFrom: fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 59))
    .map((time) => time.map((part) => String(part).padStart(2, '0')).join(':')),
  timeZone: fc.constantFrom(...'Europe/Berlin America/New_York Asia/Kathmandu Etc/GMT+5 UTC CET EST5EDT'.split(' ')),
  modelId: hostileText(80).map((id) => id.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')),
};

function anyValueOf(field: WorkloadField): fc.Arbitrary<unknown> {
  const kind = kindOf(field);
  if (kind === 'yes-or-no') return fc.boolean();
  if (kind === 'object') return fc.constantFrom(...MODEL_CONFIGS);
  if (field === 'otherRegions') return fc.constantFrom(['eu-west-2'], ['us-west-2', 'eu-south-1']);
  if (kind === 'list') return fc.constantFrom(...MEASURED);
  if (kind === 'words') return fc.constantFrom(...(wordsOf(field) ?? []));
  return (kind === 'number' ? NUMBER_RANGES[field] : TEXTS[field]) ?? positive;
}

/** Any valid workload, from a bare name to one that states everything. */
export const anyWorkload: fc.Arbitrary<Workload> = fc
  .record(Object.fromEntries(WORKLOAD_FIELDS.map((field) => [field, anyValueOf(field)])), { requiredKeys: ['name'] })
  .map((workload) => possible(workload as unknown as Workload));

export const UNKNOWN_SIZE: Sizing = {
  basis: 'unknown',
  count: null,
  typeFirm: false,
  needs: ['processingTimeSeconds'],
  tokens: null,
  alternatives: [],
  text: 'How many it takes depends on the seconds per request.',
};

export const QUOTA_PAGE: Source = {
  title: 'Inference options, SageMaker AI Developer Guide',
  url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/deploy-model-options.html',
  date: '2026-09',
};

const anySource: fc.Arbitrary<Source> = fc.record({
  title: nonEmpty(150),
  url: fc.oneof(
    fc.constant(QUOTA_PAGE.url),
    fc.webUrl(),
    fc.constant(`https://docs.aws.amazon.com/${'x'.repeat(280)}`),
  ),
  date: fc.constantFrom('2026-09', '2026'),
});

const CODES: readonly ReasonCode[] = ['payload-over-quota', 'wake-up-unproven', 'payload-disputed', 'only-one-left'];

const anyReason: fc.Arbitrary<Reason> = fc.record(
  { code: fc.constantFrom(...CODES), text: nonEmpty(300), source: anySource },
  { requiredKeys: ['code', 'text'] },
);

const OPTIONS: readonly InferenceOptionId[] = ['real-time', 'serverless', 'asynchronous', 'batch-transform'];

const anyField = fc.constantFrom(...WORKLOAD_FIELDS);

// biome-ignore format: a fixture in few lines.
const anyChoice: fc.Arbitrary<Choice> = fc.record({
  option: fc.constantFrom(...OPTIONS),
  hosting: fc.constantFrom('single-model', 'multi-model', 'multi-container', 'inference-pipeline', 'inference-components'),
  scaling: fc.constantFrom('fixed', 'auto-scaling', 'scale-to-zero'),
  title: nonEmpty(80),
  instance: fc.option(fc.record({ type: fc.constantFrom('ml.m5.xlarge', 'ml.g5.xlarge'), min: fc.nat(3), start: fc.integer({ min: 1, max: 3 }),
    max: fc.integer({ min: 3, max: 5000 }), holds: fc.constant('') })),
  confidence: fc.constantFrom('firm', 'likely', 'needs-facts'),
  holdsIf: fc.array(fc.record({ field: anyField, text: nonEmpty(300), to: fc.option(fc.constantFrom(...OPTIONS)) }), { maxLength: 6 }),
  conditional: fc.boolean(),
});

// biome-ignore format: a fixture in few lines.
const anyCost = fc.record({
  option: fc.constantFrom(...OPTIONS),
  monthlyUsd: fc.option(fc.record({ low: positive, likely: positive, high: positive })),
  perMillionOutputTokensUsd: fc.constant(null),
  components: fc.array(fc.record({ name: nonEmpty(80), unit: nonEmpty(30), unitPriceUsd: fc.option(positive), monthlyQuantity: positive,
    monthlyCostUsd: fc.option(positive), basis: fc.constantFrom('listed', 'derived', 'regional-guide', 'unknown') }), { maxLength: 6 }),
  note: fc.option(nonEmpty(300)),
});

/** Any recommendation that the types allow, also those that the recommender would never make. */
export const anyRecommendation: fc.Arbitrary<Recommendation> = fc
  .record({
    choice: fc.option(anyChoice),
    workload: anyWorkload,
    rationale: fc.array(anyReason, { maxLength: 8 }),
    reasons: fc.array(fc.array(anyReason, { minLength: 1, maxLength: 8 }), { minLength: 4, maxLength: 4 }),
    verdicts: fc.array(fc.constantFrom('ruled-out' as const, 'outranked' as const), { minLength: 4, maxLength: 4 }),
    wouldFitIf: fc.option(nonEmpty(300)),
    hosting: fc.array(fc.array(anyReason, { minLength: 1, maxLength: 3 }), { maxLength: 4 }),
    costs: fc.array(anyCost, { maxLength: 4 }),
    flips: fc.array(
      fc.record({
        field: anyField,
        from: fc.constant(null),
        to: fc.constant(1),
        option: fc.option(fc.constantFrom(...OPTIONS)),
        text: nonEmpty(300),
      }),
      { maxLength: 6 },
    ),
    assumptions: fc.array(
      fc.record({
        field: anyField,
        value: fc.constantFrom<unknown>(false, 'none', 1),
        text: nonEmpty(300),
        decisive: fc.boolean(),
      }),
      {
        maxLength: 40,
      },
    ),
    warnings: fc.array(anyReason, { maxLength: 8 }),
    notes: fc.array(anyReason, { maxLength: 8 }),
    outside: fc.array(
      fc.record({ id: fc.constantFrom('lambda', 'processing-job'), text: nonEmpty(300), source: anySource }),
      { maxLength: 4 },
    ),
    savingsPlan: fc.option(fc.record({ instances: fc.constant(2), text: nonEmpty(200), source: anySource })),
  })
  .map(({ choice, reasons, verdicts, wouldFitIf, hosting, outside, savingsPlan, ...rest }) => ({
    ...rest,
    ...(outside.length > 0 && { outside }),
    ...(savingsPlan !== null && { savingsPlan }),
    kind: choice ? ('recommended' as const) : ('nothing-fits' as const),
    choice,
    rejected: OPTIONS.filter((option) => option !== choice?.option).map((option, index) => ({
      option,
      title: optionTitle(option),
      verdict: choice ? (verdicts[index] ?? 'ruled-out') : ('ruled-out' as const),
      reasons: reasons[index] ?? [],
      wouldFitIf: wouldFitIf === null ? null : { text: wouldFitIf, changes: {} },
    })),
    rejectedHosting: hosting.map((why) => ({
      hosting: 'multi-model' as const,
      title: hostingTitle('multi-model'),
      reasons: why,
    })),
    facts: { quotasAsOf: '2026-11-24', pricesAsOf: '2026-11-20', version: '1' },
  }));

/** As the recommender answers. The version of the facts changes with each price list, so it is fixed. */
function answerTo(workload: Workload): Recommendation {
  const recommendation = recommend(workload);
  return { ...recommendation, facts: { ...recommendation.facts, version: '1' } };
}

/** 500 MB scans, one by one, due in 15 minutes; with a condition, warnings and assumptions. */
// biome-ignore format: a fixture in few lines.
export const CT_SCANS = answerTo(workload({ name: 'ct-scan-triage', description: 'Scans come from the hospital <!channel>', trafficPattern: 'intermittent',
  responseTimeSeconds: 900, payloadSizeMB: 500, requiresGpu: true }));

/** Too little to choose by. */
export const NEEDS_FACTS = answerTo(workload({ name: 'ct-scan-triage' }));

/** No option fits: every option is ruled out. */
export const NOTHING_FITS = answerTo(workload({ name: 'fraud-scoring', responseTimeSeconds: 0.2, payloadSizeMB: 500 }));
