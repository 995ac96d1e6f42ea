import type { Serving, ServingInstance, Sizing, Workload } from '../recommender/index.ts';
import type { ExtraId } from './extras.ts';
import type { Part } from './template.ts';

export interface DeploymentFacts {
  readonly serving: Serving;
  /** What type and number rest on; null where nothing is an instance. */
  readonly sizing: Sizing | null;
  readonly workload: Workload;
  /** 1 to 26 lower-case letters, digits and hyphens, from the workload's name. */
  readonly slug: string;
  /** Inference components or variants in the template, 1 to 10: adapters count, their base doesn't. */
  readonly shown: number;
  /** Left out is what a template that would be too long can do without. */
  readonly isTerse: boolean;
  /** Defaults of the tags: empty where they aren't known. */
  readonly tags: { readonly owner: string; readonly review: string; readonly expiry: string };
  /** Terraform has no instance pools, and keeps what it deploys in a state, where no secret may stand. */
  readonly isTerraform: boolean;
  /** What was asked for beside model, endpoint, scaling, alarms and role. */
  readonly extras: ReadonlySet<ExtraId>;
  /** Codes of the warnings that the header has, unless the template meets them. */
  readonly warned: ReadonlySet<string>;
  /** Keys of tags without which the team's policy allows no resource. */
  readonly requiredTags: readonly string[];
}

/** Builds the parts of one choice, in the order of the text. */
export type Builder = (facts: DeploymentFacts) => readonly Part[];

/** The instances of a choice that has some; without them no builder is called. */
export function instanceOf({ serving }: DeploymentFacts): ServingInstance {
  if (serving.instance === null) throw new Error(`${serving.option} has no instance to deploy`);
  return serving.instance;
}

/** "g5" of ml.g5.xlarge */
export const familyOf = (type = ''): string => type.split('.')[1] ?? '';

/** Seconds that a request takes, where it is known; the p95. */
export const secondsOf = ({ serving }: DeploymentFacts): number | undefined => serving.secondsPerRequest;

/** The longest that a request is expected to take, where it is known: what time limits have to leave. */
export const longestOf = ({ serving }: DeploymentFacts): number | undefined => serving.longestSeconds;

/** `serving`, rounded so that a template stays readable: at most four significant digits. */
export const rounded = (number: number): number => Number(number.toPrecision(4));
