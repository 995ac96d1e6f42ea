import { describe, expect, it } from 'vitest';
import { renderDeployment } from '../../../src/deploy/index.ts';
import { named } from '../../../src/recommender/index.ts';
import { answerTo } from '../../support/answers.ts';
import { moduleOf } from '../../support/hcl.ts';
import { readTerraform } from '../../support/oracle/read-terraform.ts';
import { simulate } from '../../support/oracle/simulate.ts';
import { CHOICES } from '../cases.ts';
import { LOAD } from './templates.ts';

// biome-ignore lint/suspicious/noExplicitAny: any path of the module is written to here.
type Resources = any;

/** What a queue does whose module is changed. That it does what its CloudFormation does: `terraform/terraform.test.ts`. */
async function behaviourWith(change: (resources: Resources) => void) {
  const code = renderDeployment(answerTo(CHOICES['asynchronous-to-zero'] ?? named('any')), { format: 'terraform' });
  const module = await moduleOf((code.ok && code.files[0]?.content) || '');
  change(module.resource);
  return simulate(JSON.stringify(module), LOAD, 'terraform').behaviour;
}

const alarmOf = (resources: Resources) => resources.aws_cloudwatch_metric_alarm.wake_alarm;
const policyOf = (resources: Resources) => resources.aws_appautoscaling_policy.wake_policy;

describe('a Terraform module', () => {
  it.each<[string, (resources: Resources) => void]>([
    ['its wake-up alarm runs no policy', (all) => alarmOf(all).alarm_actions.pop()],
    ['its wake-up alarm watches the variant', (all) => Object.assign(alarmOf(all).dimensions, { VariantName: 'main' })],
    [
      'its wake-up policy belongs to another variant',
      (all) => Object.assign(policyOf(all), { resource_id: 'endpoint/x' }),
    ],
    [
      'its wake-up policy is of another type',
      (all) => Object.assign(policyOf(all), { policy_type: 'TargetTrackingScaling' }),
    ],
  ])('answers no first request where %s', async (_, change) => {
    expect((await behaviourWith(() => {})).firstAnswerAfterIdleSeconds).toBe(570);
    expect((await behaviourWith(change)).firstAnswerAfterIdleSeconds).toBeNull();
  });

  it('answers 60 s later with a third datapoint, and takes 8 / 90 s with a maximum of 8', async () => {
    const { firstAnswerAfterIdleSeconds, maxRequestsPerSecond } = await behaviourWith((all) => {
      Object.assign(alarmOf(all), { evaluation_periods: 3, datapoints_to_alarm: 3 });
      Object.assign(all.aws_appautoscaling_target.target, { max_capacity: 8 });
    });
    expect([firstAnswerAfterIdleSeconds, maxRequestsPerSecond]).toEqual([630, 8 / 90]);
  });

  it('is read with its locals as JSON, its variables without default by name, and its escapes kept', () => {
    const text = JSON.stringify({
      variable: { open: { type: 'string' } },
      locals: { run: { InstanceCount: 3 } },
      resource: {
        aws_sfn_state_machine: {
          run: { definition: '${jsonencode(local.run)}', role_arn: '${var.open}', comment: '$${kept} ${upper(1)}' },
        },
      },
    });
    expect(readTerraform(text).resources[0]?.properties).toEqual({
      DefinitionString: '{"InstanceCount":3}',
      RoleArn: '${var.open}',
      Comment: '$${kept} ${upper(1)}',
    });
  });

  it('is refused where the text is no module', () => {
    expect(() => simulate('[]', LOAD, 'terraform')).toThrow("The text isn't a Terraform module.");
    expect(() => simulate('{', LOAD, 'terraform')).toThrow();
  });
});
