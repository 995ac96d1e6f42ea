import { page } from '../../account/findings/rule.ts';
import { INSTANCE_TYPE_NAMES, instanceTypeOf } from '../../recommender/index.ts';
import type { Transform } from '../transforms.ts';
import type { Finding } from './finding.ts';

const RESOURCES = page('TransformResources', 'sagemaker/latest/APIReference/API_TransformResources');

/** What is wrong with a transform job. */
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
