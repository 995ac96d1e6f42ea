import { WORKLOAD_FIELDS, type Workload, type WorkloadField } from '../../../src/recommender/index.ts';
import { withoutBidiControls } from '../../../src/wording/text.ts';

const ABOUT_REQUESTS = [
  ...'trafficPredictable responseTimeSeconds coldStarts monthlyRequests'.split(' '),
  ...'peakRequestsPerSecond burstRequests busyHoursPerDay busyDaysPerWeek busyFrom timeZone'.split(' '),
  ...'callerTimeoutSeconds concurrentRequests outputTokensPerSecond streamTokensPerSecond'.split(' '),
  ...'answerSeconds'.split(' '),
] as WorkloadField[];
const ABOUT_RUNS: readonly WorkloadField[] = [
  'datasetSizeGB',
  'datasetRecordsPerRun',
  'datasetRunsPerMonth',
  'datasetDeadlineHours',
];
const ABOUT_SEVERAL_MODELS = [
  ...'modelsShareContainer modelsScaleIndependently modelsShareEndpoint modelAdapters'.split(' '),
  ...'activeModelCount modelInvocationFrequency'.split(' '),
] as WorkloadField[];

/** The fields that the workload's other fields make meaningless. */
function meaningless(workload: Workload): readonly WorkloadField[] {
  const isDataset = workload.trafficPattern === 'dataset';
  const hasRequests = !isDataset && (workload.trafficPattern ?? workload.responseTimeSeconds) !== undefined;
  return [
    ...(isDataset ? ABOUT_REQUESTS : []),
    ...(hasRequests ? ABOUT_RUNS : []),
    ...(workload.modelCount === 1 ? ABOUT_SEVERAL_MODELS : []),
    ...(workload.containerCount === 1 ? (['containerInvocation'] as const) : []),
  ];
}

/** What the form keeps of a workload: all that has a meaning, with its texts as they are read back. */
export function kept(workload: Workload): Workload {
  const dropped = new Set(meaningless(workload));
  const entries = Object.entries(asReadBack(workload)).filter(([field]) => !dropped.has(field as WorkloadField));
  return Object.fromEntries(entries) as unknown as Workload;
}

/** Texts lose the blanks around them. One that is blank states nothing, and neither does a model named "-" or "?". */
export function asReadBack(workload: Workload): Partial<Workload> {
  const entries = WORKLOAD_FIELDS.map((field) => {
    const value = workload[field];
    return [field, typeof value === 'string' ? value.trim() : value] as const;
  });
  return Object.fromEntries(entries.filter(([field, value]) => !statesNothing(field, value)));
}

const statesNothing = (field: WorkloadField, value: unknown): boolean =>
  value === undefined || value === '' || (field === 'modelId' && /^(?:\?+|-+|–)$/.test(String(value)));

/** As the form hands it over: without bidirectional controls in its texts. */
export function asTyped(workload: Workload): Workload {
  const entries = Object.entries(workload).map(([field, value]) => [
    field,
    typeof value === 'string' ? withoutBidiControls(value) : value,
  ]);
  return Object.fromEntries(entries) as Workload;
}

/** The form takes no name that nobody can see; a workload from elsewhere may have one. */
export const nameIsVisible = ({ name }: Workload): boolean =>
  /[\p{L}\p{N}\p{P}\p{S}]/u.test(name) && !/[\p{Cc}\u2028\u2029]/u.test(name);
