// What AWS bills for a month, by its published rules: what was used of each thing times its rate. Imports nothing.

/** US dollars for one unit of each thing. */
export interface Rates {
  /** An instance hour, by whatever the instance serves. */
  readonly instanceHour: number;
  /** A second of inference on demand at the endpoint's memory size. */
  readonly inferenceSecond: number;
  /** A second in which a unit of provisioned concurrency is kept warm, and one of inference on it. */
  readonly warmSecond: number;
  readonly warmInferenceSecond: number;
  /** A GB into an endpoint, or out of it. */
  readonly dataGB: number;
  readonly storageGBMonth: number;
}

/** What a month used. Absent is nothing. */
export interface Used {
  readonly instanceHours?: number;
  readonly inferenceSeconds?: number;
  readonly warmSeconds?: number;
  readonly warmInferenceSeconds?: number;
  readonly inGB?: number;
  readonly outGB?: number;
  readonly storageGBMonths?: number;
}

export function billOf(used: Used, rates: Partial<Rates>): number {
  const {
    instanceHour = 0,
    inferenceSecond = 0,
    warmSecond = 0,
    warmInferenceSecond = 0,
    dataGB = 0,
    storageGBMonth = 0,
  } = rates;
  return (
    (used.instanceHours ?? 0) * instanceHour +
    (used.inferenceSeconds ?? 0) * inferenceSecond +
    (used.warmSeconds ?? 0) * warmSecond +
    (used.warmInferenceSeconds ?? 0) * warmInferenceSecond +
    ((used.inGB ?? 0) + (used.outGB ?? 0)) * dataGB +
    (used.storageGBMonths ?? 0) * storageGBMonth
  );
}
