import { page } from '../account/findings/rule.ts';
import { parseJson } from '../account/pasted.ts';
import { INSTANCE_TYPE_NAMES, instanceTypeOf } from '../recommender/index.ts';
import { Fields } from './fields.ts';
import type { Finding } from './findings/finding.ts';
import { type Declared, isObject } from './templates/declared.ts';
import { isKnown } from './templates/unknown-text.ts';

/** What starts a batch transform job, and what the job runs on. */
export interface Transform {
  readonly declared: Declared;
  readonly type: string | undefined;
  readonly count: number | undefined;
  readonly unknown: Set<string>;
  readonly fields: Fields;
  readonly job: Fields;
}

/** What can start a job: its properties hold the job's parameters, as an object or as JSON in a text. */
const STARTERS: ReadonlySet<Declared['type']> = new Set([
  'AWS::Events::Rule',
  'AWS::Scheduler::Schedule',
  'AWS::StepFunctions::StateMachine',
  'AWS::SageMaker::Pipeline',
]);

const isUnknownText = (value: unknown): boolean => typeof value === 'string' && !isKnown(value);

const KEY = 'TransformResources';
/** Objects within objects. A state machine's parallel states nest about ten. */
const DEPTH_MAX = 60;

export function transformsIn(declared: Declared): Transform[] {
  if (!STARTERS.has(declared.type)) return [];
  return jobsIn(declared.properties, 0).map((job) => {
    const unknown = new Set<string>();
    if (declared.doubt !== undefined) unknown.add(declared.doubt);
    const fields = new Fields(job[KEY], unknown);
    if (typeof job[KEY] === 'string') fields.miss('Instances', job[KEY]);
    const type = fields.text('InstanceType', 'Instance type');
    const count = fields.number('InstanceCount', 'Instance count') ?? literalCount(fields);
    if (type === undefined && unknown.size === 0) unknown.add('Instance type: given when the job starts');
    if (count === undefined && unknown.size === 0) {
      unknown.add('Instance count: given when the job starts');
    }
    return { declared, type, count, unknown, fields, job: new Fields(job) };
  });
}

/** A number that a state machine reads out of a text: "States.StringToJson('2')". */
function literalCount(fields: Fields): number | undefined {
  const written = fields.text('InstanceCount.$', 'Instance count') ?? '';
  const digits = /^States\.StringToJson\('(\d{1,4})'\)$/.exec(written)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

function jobsIn(value: unknown, depth: number): Readonly<Record<string, unknown>>[] {
  if (depth > DEPTH_MAX) return [];
  if (typeof value === 'string') {
    const parsed = value.includes(`"${KEY}"`) ? parseJson(value) : undefined;
    return parsed === undefined ? [] : jobsIn(parsed, depth + 1);
  }
  if (Array.isArray(value)) return value.flatMap((one) => jobsIn(one, depth + 1));
  if (!isObject(value)) return [];
  if (isObject(value[KEY]) || isUnknownText(value[KEY])) return [value];
  return Object.values(value).flatMap((one) => jobsIn(one, depth + 1));
}

const RESOURCES = page('TransformResources', 'sagemaker/latest/APIReference/API_TransformResources');

export function transformFindings({ declared, type, job }: Transform): Finding[] {
  const found: Finding[] = [];
  const add = (code: string, severity: Finding['severity'], text: string, source?: Finding['source']) =>
    found.push({ code, text, severity, ...(source && { source }) });
  if (type !== undefined) {
    const spec = instanceTypeOf(type);
    if (!type.startsWith('ml.') || spec?.validForTransform === false) {
      add('template-transform-type', 'error', `Transform jobs don't take ${type}.`, RESOURCES);
    } else if (!INSTANCE_TYPE_NAMES.includes(type)) {
      const text = `${type} isn't among the instance types that transform jobs take, as of 2026-09.`;
      add('template-transform-type', 'warning', text, RESOURCES);
    }
  }
  // A pipeline names its jobs itself.
  const name = declared.type === 'AWS::SageMaker::Pipeline' ? undefined : job.raw('TransformJobName');
  if (name !== undefined && /^[A-Za-z0-9-]+$/.test(name)) {
    add(
      'template-job-name',
      'error',
      `The job is always called ${name}, so the second run fails. Add the execution's id.`,
    );
  }
  return found;
}
