import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type Deployment, type DeploymentRequest, deploymentOf } from '../../../src/deploy/deployment.ts';
import { renderDeployment } from '../../../src/deploy/index.ts';
import { constantOf } from '../../../src/deploy/python/expression.ts';
import type { Parameter } from '../../../src/deploy/template.ts';
import type { Recommendation } from '../../../src/recommender/index.ts';

// Scripts in Python, run on stand-ins of the SDK and of boto3 that know the recorded names (run_scripts.py).

/** What was called: the service, the operation, its arguments. */
export type Called = readonly [service: string, operation: string, request: Record<string, unknown>];

export interface Ran {
  readonly calls: readonly Called[];
  readonly printed: string;
  /** The sentence or fault it ended with; null where it ran to its end. */
  readonly ended: string | null;
}

export interface Wanted {
  readonly script: string;
  /** Constants in place of the script's. */
  readonly fill?: Readonly<Record<string, unknown>>;
  readonly runs?: number;
  /** AWS rolls the last run's update back. */
  readonly rolls_back?: boolean;
  /** The endpoint of the first run fails. */
  readonly fails?: boolean;
  /** The Region of the client that the kernel has already. */
  readonly kernel_region?: string;
}

const RUNNER = fileURLToPath(new URL('run_scripts.py', import.meta.url));

/** Runs scripts one after the other, each in a new account, with an endpoint called `NAME`. */
export function runScripts(wanted: readonly Wanted[]): Ran[] {
  const input = JSON.stringify(wanted.map(({ fill, ...more }) => ({ fill: { NAME: 'NAME', ...fill }, ...more })));
  const { stdout, stderr, error } = spawnSync('python3', [RUNNER], { input, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (stdout === '') throw new Error(`run_scripts.py ended: ${error?.message ?? stderr}`);
  return JSON.parse(stdout) as Ran[];
}

/** The script of a recommendation, with its deployment as data. Undefined where the format refuses it. */
export function scriptOf(
  recommendation: Recommendation,
  request: DeploymentRequest = {},
): { script: string; parameters: string[]; deployment: Deployment } | undefined {
  const code = renderDeployment(recommendation, { format: 'sdk', ...request });
  const deployment = deploymentOf(recommendation, request);
  if (!code.ok || !deployment.ok) return undefined;
  const [{ content = '' } = {}] = code.files;
  return { script: content, parameters: code.parameters.map(({ name }) => name), deployment };
}

/** Values as a person would enter them: the first that a parameter takes. */
const ENTERED = [
  '111122223333.dkr.ecr.eu-central-1.amazonaws.com/churn:1',
  's3://models/churn/model.tar.gz',
  's3://models/churn/',
  'arn:aws:iam::111122223333:role/Entered',
  'arn:aws:kms:eu-central-1:111122223333:key/1',
  'arn:aws:secretsmanager:eu-central-1:111122223333:secret:entered',
  'arn:aws:sagemaker:eu-central-1:111122223333:model-package/entered/1',
  'cron(0 8 ? * MON-FRI *)',
  '2027-05-01',
  'entered',
];

export function enteredFor({
  Type,
  AllowedPattern,
  AllowedValues,
  MinValue = 1,
}: Parameter): string | number | string[] {
  if (Type === 'Number') return MinValue;
  if (Type !== 'String') return ['subnet-1', 'subnet-2'];
  if (AllowedValues !== undefined) return AllowedValues[0] ?? '';
  const pattern = new RegExp(`^(?:${AllowedPattern ?? '.+'})$`);
  const found = ENTERED.find((value) => pattern.test(value));
  if (found === undefined) throw new Error(`no value for ${AllowedPattern}`);
  return found;
}

/** A value for each constant that the script leaves empty. */
export const filledIn = (parameters: readonly string[], { template }: Deployment): Record<string, unknown> =>
  Object.fromEntries(
    parameters.map((name) => {
      const [, parameter] = Object.entries(template.Parameters).find(([id]) => constantOf(id) === name) ?? [];
      return [name, parameter === undefined ? ENTERED[3] : enteredFor(parameter)];
    }),
  );
