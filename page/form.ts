import { type Fault, questionFor, type Workload, type WorkloadField } from 'endpoint-recommender';
import { byId } from './dom.ts';
import { controlOf, fieldOf, showFaultAt, typedFor, withTyped, wordsFor } from './field.ts';

/** What the short form asks, in its order. Everything else can be said in words. */
const ASKED: readonly WorkloadField[] = [
  'name',
  'trafficPattern',
  'responseTimeSeconds',
  'payloadSizeMB',
  'processingTimeSeconds',
  'monthlyRequests',
  'peakRequestsPerSecond',
  'coldStarts',
  'modelCount',
  'modelId',
  'modelConfig',
  'modelSizeGB',
  'requiresGpu',
  'costPriority',
  'availability',
  'region',
];

const idOf = (field: WorkloadField): string => `field-${field}`;

/** Builds the questions into the form. */
export function buildForm(): void {
  byId('fields').replaceChildren(...ASKED.map((field) => fieldOf(field, idOf(field), questionFor(field))));
}

/** Writes a workload into the form. What the form doesn't ask is kept by the caller. */
export function fillForm(workload: Partial<Workload>): void {
  showFaults([]);
  for (const field of ASKED) controlOf(idOf(field)).value = typedFor(field, workload[field]);
}

/** What the form says, over the fields of `kept` that it doesn't ask. Not checked. */
export function readForm(kept: Partial<Workload>): Record<string, unknown> {
  let stated: Record<string, unknown> = kept;
  for (const field of ASKED) stated = withTyped(stated, field, controlOf(idOf(field)).value);
  return { ...stated, name: stated['name'] ?? 'workload' };
}

/** Shows each fault at its question, and moves the focus to the first. Returns the faults that no question can show. */
export function showFaults(faults: readonly Fault[]): Fault[] {
  for (const field of ASKED) {
    const fault = faults.find((one) => one.field === field);
    showFaultAt(idOf(field), fault && wordsFor(field, fault));
  }
  const first = ASKED.find((field) => faults.some((one) => one.field === field));
  if (first !== undefined) controlOf(idOf(first)).focus();
  return faults.filter((one) => !ASKED.some((field) => field === one.field));
}
