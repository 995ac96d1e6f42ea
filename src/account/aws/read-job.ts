import { type Measurement, readMeasurement } from '../../recommender/index.ts';
import { parseJson } from '../pasted.ts';
import type { Trouble } from './calls.ts';
import { type Answer, type AwsRegion, openRegion } from './open-region.ts';
import { whyNot } from './pages.ts';
import type { Regions } from './read-account.ts';

/** What a job measured, or one sentence that says why nothing was read. */
export type ReadJob =
  | { readonly ok: true; readonly measurements: Measurement[] }
  | { readonly ok: false; readonly text: string };

/** What describes a job of each kind that measures; a name may be of any. */
const KINDS = ['describeRecommendationJob', 'describeLoadTestJob', 'describeBenchmarkJob'] as const;

/**
 * Reads a job of SageMaker AI's that measures by its name, in the first Region that has it: an AI recommendation job, one of
 * Inference Recommender, or an AI benchmark job, which is refused with the place in S3 that has its figures.
 */
export async function readMeasuringJob(
  name: string,
  regions: Regions,
  { signal, attemptMs }: { signal: AbortSignal; attemptMs?: number },
): Promise<ReadJob> {
  const troubles: string[] = [];
  const looked: string[] = [];
  for (const place of regions) {
    const region = await openRegion(place, { signal, ...(attemptMs !== undefined && { attemptMs }) });
    try {
      if (region.name === null) return { ok: false, text: 'No AWS Region is set. Name one with --region.' };
      const found = await findJob(region, name);
      if ('document' in found) return await measuredBy(region, found.document);
      if (found.isEverywhere) return { ok: false, text: found.why };
      if (found.why !== '') troubles.push(`${region.name}: ${found.why}`);
      else looked.push(region.name);
    } finally {
      region.close();
    }
  }
  const where = looked.length === 0 ? '' : ` in ${looked.join(', ')}`;
  const rest = troubles.length === 0 ? '' : ` Not read: ${troubles.join(' ')}`;
  return { ok: false, text: `No job named ${name} that measures${where}.${rest}` };
}

/** The job as AWS describes it, or why a kind couldn't be asked for: empty where the Region has none of that name. */
async function findJob(
  region: AwsRegion,
  name: string,
): Promise<{ document: unknown } | { why: string; isEverywhere: boolean }> {
  const whys: string[] = [];
  for (const kind of KINDS) {
    const answer: Answer<object> = await region[kind](name);
    if (answer.ok) return { document: plainOf(answer.value) };
    if (endsAll(answer)) return { why: whyNot(answer), isEverywhere: answer.kind === 'stopped' || answer.isEverywhere };
    if (answer.kind !== 'missing') whys.push(whyNot(answer));
  }
  return { why: whys.join(' '), isEverywhere: false };
}

const endsAll = (trouble: Trouble): trouble is Extract<Trouble, { kind: 'stopped' | 'hopeless' }> =>
  trouble.kind === 'stopped' || trouble.kind === 'hopeless';

/** As the AWS CLI prints it: dates as text. */
const plainOf = (value: object): unknown => JSON.parse(JSON.stringify(value));

async function measuredBy(region: AwsRegion, document: unknown): Promise<ReadJob> {
  const read = readMeasurement(document);
  if (!read.ok) return { ok: false, text: read.faults.map(({ text }) => text).join(' ') };
  const load = await loadOf(region, document);
  const measurements = read.measurements.map((one) => ({
    ...one,
    points: one.points.map((point) => ({ ...point, ...load })),
  }));
  return { ok: true, measurements };
}

type Load = Partial<Pick<Measurement['points'][number], 'concurrency' | 'inputTokens' | 'outputTokens'>>;

/** Only a job's workload configuration says at which load it measured (SageMaker AI API, AIWorkloadConfig, 2026-09). */
async function loadOf(region: AwsRegion, document: unknown): Promise<Load> {
  const name = (document as { AIWorkloadConfigIdentifier?: unknown }).AIWorkloadConfigIdentifier;
  if (typeof name !== 'string') return {};
  const answer = await region.describeWorkloadConfig(name);
  const text = answer.ok ? answer.value.AIWorkloadConfigs?.WorkloadSpec?.Inline : undefined;
  const parameters = parametersIn(text);
  const positive = (key: string): number | undefined => {
    const value = parameters[key];
    return typeof value === 'number' && value > 0 ? value : undefined;
  };
  const [concurrency, inputTokens, outputTokens] = [
    positive('concurrency'),
    positive('prompt_input_tokens_mean'),
    positive('output_tokens_mean'),
  ];
  return {
    ...(concurrency !== undefined && { concurrency }),
    ...(inputTokens !== undefined && { inputTokens }),
    ...(outputTokens !== undefined && { outputTokens }),
  };
}

/** The API takes YAML as well, of which nothing is read. */
function parametersIn(specification = ''): Record<string, unknown> {
  const parsed = parseJson(specification) as { parameters?: unknown } | null | undefined;
  return Object(parsed?.parameters) as Record<string, unknown>;
}
