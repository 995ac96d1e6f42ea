// What an account holds, in the words of AWS's API. A test writes it down, and the double serves it.

/** Whatever one of AWS's calls returns for a thing, with dates as Date. */
export type Shape = Readonly<Record<string, unknown>>;

/** A value, and how many samples of the hour have it. */
export type Samples = readonly (readonly [value: number, count: number])[];

/** A metric as it is published: for one namespace, name and set of dimensions. */
export interface Series {
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  /** `Microseconds`; asked for with another unit, the series is empty. */
  readonly unit?: string;
  /** The samples of an hour, counted from 1970 in UTC. Nothing where nothing is published, which differs from a 0. */
  readonly at: (hour: number) => Samples | undefined;
  /** The share of the hour's samples that its first five minutes have, 0 to 1. 1/12 if absent: spread evenly. */
  readonly burst?: number;
}

/** What one Region of an account holds. */
export interface World {
  readonly endpoints?: readonly (Shape & { EndpointName: string; CreationTime: Date })[];
  readonly configs?: readonly (Shape & { EndpointConfigName: string })[];
  readonly models?: readonly (Shape & { ModelName: string })[];
  readonly components?: readonly (Shape & {
    InferenceComponentName: string;
    EndpointName: string;
    CreationTime: Date;
  })[];
  readonly jobs?: readonly (Shape & { TransformJobName: string; CreationTime: Date })[];
  /** AI recommendation jobs, those of Inference Recommender, AI benchmark jobs, and workload configurations, each with its name. */
  readonly measuring?: readonly Shape[];
  readonly targets?: readonly (Shape & { ResourceId: string; ScalableDimension: string })[];
  readonly policies?: readonly (Shape & { PolicyName: string; ResourceId: string; ScalableDimension: string })[];
  readonly actions?: readonly (Shape & { ScheduledActionName: string; ResourceId: string })[];
  readonly alarms?: readonly (Shape & { AlarmName: string })[];
  readonly quotas?: readonly (Shape & { QuotaName: string })[];
  /** By repository name. */
  readonly images?: Readonly<Record<string, readonly Shape[]>>;
  readonly series?: readonly Series[];
}

/** How the double misbehaves. Actions are written as in IAM: "sagemaker:DescribeModel". */
export interface Faults {
  /** Actions that are refused with AccessDenied. */
  readonly denied?: readonly string[];
  /** Actions whose second page, and all after it, is refused with AccessDenied. */
  readonly deniedFromPage2?: readonly string[];
  /** Regions in which every call is refused, with the error's type: "UnrecognizedClientException". */
  readonly refused?: Readonly<Record<string, string>>;
  /** Metrics whose results come empty, with this status: "InternalError". Without a token for the rest. */
  readonly statuses?: Readonly<Record<string, string>>;
  /** Refuses every n-th call with Throttling. */
  readonly throttleEvery?: number;
  /** Actions that never return. */
  readonly hanging?: readonly string[];
}

export const HOUR_MS = 3_600_000;

/** Of an error that AWS sends: its type, what it says, and the status. */
export class AwsError extends Error {
  readonly type: string;
  readonly status: number;

  constructor(type: string, message: string, status = 400) {
    super(message);
    this.type = type;
    this.status = status;
  }
}

export const invalid = (message: string): AwsError => new AwsError('ValidationException', message);
