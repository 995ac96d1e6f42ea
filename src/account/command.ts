import { parseArgs } from 'node:util';
import { inert } from '../terminal/lines.ts';

/** What the command line asks for. */
export type AccountCommand =
  | { kind: 'help' }
  | { kind: 'policy' }
  | { kind: 'calibration'; json: boolean }
  | { kind: 'endpoint'; name: string; region: string | undefined; days: number; json: boolean }
  | { kind: 'audit'; region: string | undefined; days: number; json: boolean }
  | { kind: 'pasted'; file: string; region: string | undefined; json: boolean }
  | { kind: 'not-understood'; text: string };

const USAGE_DAYS = 30;
/** CloudWatch keeps datapoints of five minutes for 63 days (API_GetMetricData.html, read 2026-11); a day less is safe. */
const DAYS_MAX = 62;

export const USAGE = `Reads what already runs on SageMaker, and says what it should be.

Usage: npm run --silent account -- endpoint NAME [--region R] [--days 30] [--json]
       npm run --silent account -- audit [--region R] [--days 30] [--json]
       npm run --silent account -- --from FILE [--region R] [--json]
       npm run --silent account -- calibration [--json]
       npm run --silent account -- --policy

  endpoint NAME  one endpoint: what runs, its cost, what it should be
  audit          all endpoints and recurring transform jobs, largest saving first
  calibration    how the estimates of decisions fared, from the bot's database
  --from FILE    reads what the AWS CLI prints instead of AWS; - is standard input
  --policy       prints the IAM policy that reading needs

  --region R     one Region; otherwise those in AWS_REGIONS, or AWS_REGION
  --days N       days of metrics, 1 to ${DAYS_MAX}
  --json         one object per line
  -h, --help     this text

Nothing is ever written to AWS. Ctrl-C ends an audit with what was found.
Exit status: 0 read, also with gaps; 1 not read; 2 usage error.
`;

const OPTIONS = {
  region: { type: 'string' },
  days: { type: 'string' },
  from: { type: 'string' },
  policy: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Reads the arguments. */
export function readAccountCommand(args: string[]): AccountCommand {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return refuse(inert(error instanceof Error ? error.message : String(error)));
  }
  const { values, positionals } = parsed;
  const { region, json, from, policy, help } = values;
  if (help) return { kind: 'help' };
  if (policy) return { kind: 'policy' };
  if (region !== undefined && !/^[a-z]{2,4}(-[a-z]+){1,2}-\d{1,2}$/.test(region)) {
    return refuse('--region takes an AWS Region such as eu-west-1.');
  }
  const days = values.days === undefined ? USAGE_DAYS : Number(values.days);
  if (!Number.isInteger(days) || days < 1 || days > DAYS_MAX) return refuse(`--days takes 1 to ${DAYS_MAX}.`);
  const [command, name, ...more] = positionals;
  if (from !== undefined) {
    return command === undefined
      ? { kind: 'pasted', file: from, region, json }
      : refuse('Use --from or a command, not both.');
  }
  if (command === 'endpoint') {
    if (name === undefined || more.length > 0) return refuse('endpoint takes one name.');
    return { kind: 'endpoint', name, region, days, json };
  }
  if (command === 'calibration') {
    return name === undefined ? { kind: 'calibration', json } : refuse('calibration takes no name.');
  }
  if (command === 'audit') {
    return name === undefined ? { kind: 'audit', region, days, json } : refuse('audit takes no name.');
  }
  return refuse(
    command === undefined ? 'Name a command: endpoint, audit or calibration.' : `Unknown command ${inert(command)}.`,
  );
}

const parse = (args: string[]) => parseArgs({ args, options: OPTIONS, allowPositionals: true });

const refuse = (text: string): AccountCommand => ({ kind: 'not-understood', text });

/** The least that reading an account needs. The last two are optional: sizes of images, and of model archives. */
const STATEMENTS = [
  {
    Sid: 'ReadEndpoints',
    Effect: 'Allow',
    Action: [
      'sagemaker:ListEndpoints',
      'sagemaker:DescribeEndpoint',
      'sagemaker:DescribeEndpointConfig',
      'sagemaker:DescribeModel',
      'sagemaker:ListInferenceComponents',
      'sagemaker:DescribeInferenceComponent',
      'sagemaker:ListTransformJobs',
      'sagemaker:DescribeTransformJob',
      'application-autoscaling:DescribeScalableTargets',
      'application-autoscaling:DescribeScalingPolicies',
      'application-autoscaling:DescribeScheduledActions',
      'cloudwatch:GetMetricData',
      'cloudwatch:DescribeAlarms',
      'servicequotas:ListServiceQuotas',
    ],
    Resource: '*',
  },
  { Sid: 'ReadImageSizes', Effect: 'Allow', Action: ['ecr:DescribeImages'], Resource: '*' },
];

/** The IAM policy that `--policy` prints, as JSON. It has no wildcard actions and nothing that writes. */
export const writePolicy = (): string =>
  `${JSON.stringify({ Version: '2012-10-17', Statement: STATEMENTS }, null, 2)}\n`;
