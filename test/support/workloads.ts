import fc from 'fast-check';
import {
  type Doubt,
  type DoubtReading,
  kindOf,
  named,
  pickConfig,
  WORKLOAD_FIELDS,
  type Workload,
  type WorkloadField,
  wordsOf,
} from '../../src/recommender/index.ts';
import { CONFIGS } from './configs.ts';
import { MEASURED } from './measurements.ts';

/** A workload with a name, and whatever else a test is about. */
export const workload = (stated: Partial<Workload> = {}): Workload => ({ ...named('a workload'), ...stated });

/** Numbers that sit on and around the cuts, next to any others, so that a rule's both sides are tried. */
const CUTS = [
  0.2, 0.999, 1, 4, 4.001, 6, 6.1, 15, 25, 25.1, 29, 50, 51, 59.9, 60, 60.1, 100, 200, 300, 730, 1024, 3600, 8760,
  1e308,
];

/** As they are kept. */
export const MODEL_CONFIGS = CONFIGS.map(({ config }) => pickConfig(config)).flatMap((picked) =>
  picked.ok ? [picked.config] : [],
);

const WHOLE_RANGE: Partial<Record<WorkloadField, [number, number]>> = {
  modelCount: [1, 5000],
  imageSteps: [1, 1000],
  variantCount: [2, 10],
  activeModelCount: [1, 5000],
  containerCount: [1, 15],
};

const TEXTS: Partial<Record<WorkloadField, fc.Arbitrary<string>>> = {
  name: fc.string({ minLength: 1, maxLength: 80 }),
  description: fc.string({ maxLength: 200 }),
  region: fc.constantFrom('us-east-1', 'eu-west-1', 'ap-southeast-3', 'me-central-1', 'us-gov-west-1'),
  instanceType: fc.constantFrom(
    ...'ml.m5.xlarge ml.g5.xlarge ml.g6.2xlarge ml.inf2.xlarge ml.p6-b200.48xlarge'.split(' '),
  ),
  processingTimeOn: fc.constantFrom('L4', 'h100', 'A100', 'ml.g5.xlarge', 'm5.xlarge', 'ml.inf2.xlarge'),
  busyFrom: fc.constantFrom('00:00', '09:00', '17:30', '23:59'),
  timeZone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Etc/UTC'),
  modelId: fc.constantFrom('llama-3-8b', 'whisper-large-v3', 'a model of ours'),
};

function arbitraryOf(field: WorkloadField): fc.Arbitrary<unknown> {
  const words = wordsOf(field);
  if (words) return fc.constantFrom(...words);
  if (kindOf(field) === 'yes-or-no') return fc.boolean();
  if (kindOf(field) === 'object') return fc.constantFrom(...MODEL_CONFIGS);
  if (field === 'otherRegions') return fc.constantFrom(['eu-west-2'], ['us-west-2', 'eu-central-1']);
  if (kindOf(field) === 'list') return fc.constantFrom(...MEASURED);
  const text = TEXTS[field];
  if (text) return text;
  if (field === 'modelPrecisionBits') return fc.constantFrom(4, 8, 16, 32);
  const whole = WHOLE_RANGE[field];
  if (whole) return fc.integer({ min: whole[0], max: whole[1] });
  const max = field === 'busyHoursPerDay' ? 24 : field === 'busyDaysPerWeek' ? 7 : Number.MAX_VALUE;
  return fc
    .oneof(
      fc.constantFrom(...CUTS),
      fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
      fc.double({ min: 5e-324, max, noNaN: true }),
    )
    .map((number) => Math.max(Math.min(number, max), field === 'concurrentRequests' ? 1 : 0));
}

/** Without a context that is too short for the tokens of one request. */
export function possible({ contextTokens, ...others }: Workload): Workload {
  const { inputTokens = 0, outputTokens = 0 } = others;
  return contextTokens === undefined || contextTokens < inputTokens + outputTokens
    ? others
    : { ...others, contextTokens };
}

const optional = WORKLOAD_FIELDS.filter((field) => field !== 'name');

/** Any valid workload: every field stated or not, in any combination. */
export const anyWorkload: fc.Arbitrary<Workload> = fc
  .record(
    {
      name: arbitraryOf('name'),
      ...Object.fromEntries(optional.map((field) => [field, arbitraryOf(field)])),
    },
    { requiredKeys: ['name'] },
  )
  .map((stated) => possible(stated as unknown as Workload));

/** Few fields at a time, which reaches further into the rules than all of them at once: most options are still standing. */
export const sparseWorkload: fc.Arbitrary<Workload> = fc
  .subarray(optional, { maxLength: 6 })
  .chain((fields) => fc.record(Object.fromEntries(fields.map((field) => [field, arbitraryOf(field)]))))
  .map((stated) => possible(workload(stated as Partial<Workload>)));

/** Words in doubt, each with what they may state, valid or not beside a workload. */
export const anyDoubts: fc.Arbitrary<Doubt[]> = fc.uniqueArray(
  fc.record({
    words: fc.string({ minLength: 1, maxLength: 40 }),
    readings: fc.array(
      fc
        .constantFrom(...optional.filter((field) => !['object', 'list'].includes(kindOf(field))))
        .chain((field) => arbitraryOf(field).map((value) => ({ field, value }) as DoubtReading)),
      { minLength: 1, maxLength: 4 },
    ),
  }),
  { maxLength: 5, selector: ({ words }) => words },
);
