import { type Fault, refuse } from '../fault.ts';
import { isObject, type JsonObject } from '../model-config/open-config.ts';
import { lettersOf, PER_SECOND, SECONDS, unitScale } from './aiperf.ts';
import { dateOf, figuresOf, NO_POINT, valueAt } from './figures.ts';
import { type Format, type MeasuredPoint, type Measurement, POINTS_MAX } from './measurement.ts';

// Jobs of SageMaker AI that measure, as the AWS CLI prints them (SageMaker AI API, 2026-09).

/** `describe-ai-recommendation-job`. It doesn't say how many requests were in progress. */
export const AI_RECOMMENDATION: Format = {
  title: 'the answer of `describe-ai-recommendation-job`',
  lists: ['Recommendations'],
  recognises: (document) => Object.hasOwn(document, 'AIRecommendationJobName'),
  read(document, faults) {
    if (!isDone(document['AIRecommendationJobStatus'], 'AIRecommendationJobStatus', faults)) return [];
    const rows = document['Recommendations'];
    if (!Array.isArray(rows) || rows.length === 0) {
      return refuse(faults, 'The job holds no recommendation.', 'Recommendations');
    }
    const measuredAt = dateOf(document['EndTime']) ?? dateOf(document['CreationTime']);
    return rows.filter(isObject).map((row, at) => recommended(row, `Recommendations.${at}`, measuredAt, faults));
  },
};

function recommended(row: JsonObject, field: string, measuredAt: string | null, faults: Fault[]): Measurement {
  const figures = figuresOf(row, faults, field);
  const instanceType = figures.text('DeploymentConfiguration.InstanceType');
  if (instanceType === null) {
    faults.push({ field: `${field}.DeploymentConfiguration.InstanceType`, text: `${field} names no instance type.` });
  }
  return {
    source: 'sagemaker-ai-recommendation',
    instanceType,
    instanceCount: figures.positive('DeploymentConfiguration.InstanceCount') ?? 1,
    model: null,
    measuredAt,
    points: [expectedOf(row, field, faults)],
  };
}

/** AWS's page and its SDK spell names, statistics and units in two ways, and values are text (SageMaker AI API, 2026-09). */
function expectedOf(row: JsonObject, field: string, faults: Fault[]): MeasuredPoint {
  const given = row['ExpectedPerformance'];
  const metrics = (Array.isArray(given) ? given.slice(0, POINTS_MAX) : []).filter(isObject);
  const find = (names: readonly string[], stats: readonly string[], units: Parameters<typeof unitScale>[2]) => {
    const at = metrics.findIndex(
      ({ Metric: metric, Stat: stat, Unit: unit }) =>
        names.includes(lettersOf(metric)) &&
        stats.includes(typeof stat === 'string' ? stat.toLowerCase() : '') &&
        (names[0] !== 'throughput' || lettersOf(unit).startsWith('tokens')),
    );
    if (at < 0) return null;
    const within = `${field}.ExpectedPerformance.${at}`;
    const scale = unitScale(valueAt(metrics[at], 'Unit'), `${within}.Unit`, units, faults);
    return figuresOf(metrics[at] as JsonObject, faults, within).positive('Value', scale);
  };
  const average = ['avg', 'average', 'mean'];
  const requestsPerSecond = find(['requestthroughput'], average, PER_SECOND);
  if (requestsPerSecond === null) refuse(faults, `${field} has no request throughput.`, `${field}.ExpectedPerformance`);
  return {
    ...NO_POINT,
    requestsPerSecond: requestsPerSecond ?? 0,
    outputTokensPerSecond:
      find(['outputtokenthroughput'], average, PER_SECOND) ?? find(['throughput'], average, PER_SECOND),
    seconds: {
      mean: find(['requestlatency'], average, SECONDS),
      p50: find(['requestlatency'], ['p50'], SECONDS),
      p95: find(['requestlatency'], ['p95'], SECONDS),
      p99: find(['requestlatency'], ['p99'], SECONDS),
    },
    timeToFirstTokenSeconds:
      find(['timetofirsttoken'], ['p50'], SECONDS) ?? find(['timetofirsttoken'], average, SECONDS),
  };
}

/** `describe-ai-benchmark-job` holds no figures: they are in a file in S3. */
export const AI_BENCHMARK: Format = {
  title: 'the answer of `describe-ai-benchmark-job`',
  recognises: (document) => Object.hasOwn(document, 'AIBenchmarkJobName'),
  read(document, faults) {
    const place = valueAt(document, 'OutputConfig.S3OutputLocation');
    const where =
      typeof place === 'string' ? `output.tar.gz under ${place.slice(0, 300)}` : "the job's output.tar.gz in S3";
    const text = `This answer of AWS holds no figures. Unpack ${where} and give AIPerf's JSON from it.`;
    return refuse(faults, text, 'AIBenchmarkJobName');
  },
};

/** `describe-inference-recommendations-job`, and `list-inference-recommendations-job-steps`. */
export const INFERENCE_RECOMMENDER: Format = {
  title: 'the answer of `describe-inference-recommendations-job`',
  lists: ['InferenceRecommendations', 'Steps'],
  recognises: (document) =>
    Array.isArray(document['InferenceRecommendations']) ||
    (Array.isArray(document['Steps']) && Object.hasOwn(Object(document['Steps'][0]), 'StepType')) ||
    (Object.hasOwn(document, 'JobName') && Object.hasOwn(document, 'JobType')),
  read(document, faults) {
    if (document['Status'] !== undefined && !isDone(document['Status'], 'Status', faults)) return [];
    const measuredAt = dateOf(document['CompletionTime']) ?? dateOf(document['CreationTime']);
    const rows = rowsOf(document);
    const measured = rows.flatMap(({ row, field }) => recommender(row, field, measuredAt, faults) ?? []);
    if (measured.length === 0 && faults.length === 0) {
      const text =
        rows.length === 0
          ? 'The job holds no result.'
          : 'The job measured only Serverless Inference, by which no instance is sized.';
      faults.push({ field: 'InferenceRecommendations', text });
    }
    return measured;
  },
};

function rowsOf(document: JsonObject): { row: JsonObject; field: string }[] {
  const recommendations = document['InferenceRecommendations'];
  const steps = document['Steps'];
  if (Array.isArray(recommendations)) {
    return recommendations.filter(isObject).map((row, at) => ({ row, field: `InferenceRecommendations.${at}` }));
  }
  return (Array.isArray(steps) ? steps : []).flatMap((step, at) => {
    const row = valueAt(step, 'InferenceBenchmark');
    return isObject(row) ? [{ row, field: `Steps.${at}.InferenceBenchmark` }] : [];
  });
}

const PER_MINUTE = 1 / 60;
const MICROSECONDS = 1e-6;

/** Nothing for a serverless endpoint. `ModelLatency` is in microseconds (SageMaker AI API, RecommendationMetrics, 2026-09). */
function recommender(
  row: JsonObject,
  field: string,
  measuredAt: string | null,
  faults: Fault[],
): Measurement | undefined {
  if (isObject(valueAt(row, 'EndpointConfiguration.ServerlessConfig'))) return undefined;
  const figures = figuresOf(row, faults, field);
  const instanceType = figures.text('EndpointConfiguration.InstanceType');
  const mean = figures.positive('Metrics.ModelLatency', MICROSECONDS);
  const requestsPerSecond = figures.needed('Metrics.MaxInvocations', PER_MINUTE);
  const point = { ...NO_POINT, requestsPerSecond, seconds: { ...NO_POINT.seconds, mean } };
  return {
    source: 'inference-recommender',
    instanceType,
    instanceCount: figures.positive('EndpointConfiguration.InitialInstanceCount') ?? 1,
    model: null,
    measuredAt,
    points: [point],
  };
}

/** The API of the older jobs writes COMPLETED. */
function isDone(status: unknown, field: string, faults: Fault[]): boolean {
  const word = typeof status === 'string' ? status : 'without a status';
  if (word.toLowerCase() === 'completed') return true;
  faults.push({ field, text: `The job is ${word.slice(0, 40)}. Take its answer when it is Completed.` });
  return false;
}
