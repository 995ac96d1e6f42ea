import { describe, expect, it } from 'vitest';
import type { Load } from '../../support/oracle/load.ts';
import { readTerraform } from '../../support/oracle/read-terraform.ts';
import { simulate } from '../../support/oracle/simulate.ts';
import { ASYNCHRONOUS } from './templates.ts';

const ENDPOINT = '${aws_sagemaker_endpoint.main.name}';
const target = (argument: string) => [argument, `\${aws_appautoscaling_target.main.${argument}}`];
const TARGET = Object.fromEntries(['service_namespace', 'resource_id', 'scalable_dimension'].map(target));

/** The asynchronous endpoint of `templates.ts`, written by hand after the provider's pages. */
const module = () => ({
  variable: { name: { default: 'scans' }, topic: { default: '' }, max: { default: 4 } },
  locals: { has_topic: '${var.topic != ""}', run: { TransformResources: { InstanceCount: 3 } } },
  resource: {
    aws_sagemaker_endpoint_configuration: {
      main: {
        production_variants: { variant_name: 'main', instance_type: 'ml.g5.xlarge', initial_instance_count: 1 },
        async_inference_config: { output_config: { s3_output_path: 's3://bucket/answers/' } },
      },
    },
    aws_sagemaker_endpoint: {
      main: {
        name: '${var.name}',
        endpoint_config_name: '${aws_sagemaker_endpoint_configuration.main.name}',
      },
    },
    aws_appautoscaling_target: {
      main: {
        service_namespace: 'sagemaker',
        scalable_dimension: 'sagemaker:variant:DesiredInstanceCount',
        resource_id: `endpoint/${ENDPOINT}/variant/main`,
        min_capacity: 0,
        max_capacity: '${var.max}',
      },
    },
    aws_appautoscaling_policy: {
      backlog: {
        name: 'backlog',
        policy_type: 'TargetTrackingScaling',
        ...TARGET,
        target_tracking_scaling_policy_configuration: {
          target_value: 5,
          scale_in_cooldown: 300,
          scale_out_cooldown: 300,
          customized_metric_specification: {
            namespace: 'AWS/SageMaker',
            metric_name: 'ApproximateBacklogSizePerInstance',
            dimensions: { name: 'EndpointName', value: ENDPOINT },
            statistic: 'Average',
          },
        },
      },
      wake: {
        name: 'wake',
        policy_type: 'StepScaling',
        ...TARGET,
        step_scaling_policy_configuration: {
          adjustment_type: 'ChangeInCapacity',
          cooldown: 300,
          step_adjustment: [{ metric_interval_lower_bound: 0, scaling_adjustment: 1 }],
        },
      },
    },
    aws_cloudwatch_metric_alarm: {
      wake: {
        namespace: 'AWS/SageMaker',
        metric_name: 'HasBacklogWithoutCapacity',
        dimensions: { EndpointName: ENDPOINT },
        statistic: 'Average',
        period: 60,
        evaluation_periods: 2,
        datapoints_to_alarm: 2,
        threshold: 1,
        comparison_operator: 'GreaterThanOrEqualToThreshold',
        treat_missing_data: 'missing',
        alarm_actions: ['${aws_appautoscaling_policy.wake.arn}'],
      },
      errors: {
        namespace: 'AWS/SageMaker',
        metric_name: 'Invocation5XXErrors',
        dimensions: { EndpointName: ENDPOINT, VariantName: 'main' },
        statistic: 'Sum',
        period: 60,
        evaluation_periods: 3,
        threshold: 1,
        comparison_operator: 'GreaterThanOrEqualToThreshold',
        treat_missing_data: 'notBreaching',
        alarm_actions: '${local.has_topic ? [var.topic] : null}',
      },
    },
  },
});

type Module = ReturnType<typeof module>;

const load: Load = {
  secondsPerRequest: 90,
  atOnce: 1,
  requestsPerSecond: 0.03,
  models: 1,
  responseTimeSeconds: undefined,
  startUpSeconds: 300,
  jobStartUpSeconds: 300,
  busyFrom: undefined,
  timeZone: undefined,
};

const behaviourWith = (change: (module: Module) => void) => {
  const changed = module();
  change(changed);
  return simulate(JSON.stringify(changed), load, 'terraform').behaviour;
};

describe('a Terraform module', () => {
  it('behaves like the CloudFormation template of the same endpoint, to the second', () => {
    const text = JSON.stringify(module()).replaceAll('"errors"', '"Errors"');
    const renamed = JSON.stringify(simulate(text, load, 'terraform')).replaceAll('aws_cloudwatch_metric_alarm.', '');
    expect(JSON.parse(renamed)).toEqual(simulate(ASYNCHRONOUS, load));
  });

  // biome-ignore format: one case a line.
  it.each<[string, (module: Module) => void]>([
    ['its wake-up alarm runs no policy', ({ resource }) => resource.aws_cloudwatch_metric_alarm.wake.alarm_actions.pop()],
    ['its wake-up alarm watches the variant', ({ resource }) => Object.assign(resource.aws_cloudwatch_metric_alarm.wake.dimensions, { VariantName: 'main' })],
    ['its wake-up policy belongs to another variant',
      ({ resource }) => Object.assign(resource.aws_appautoscaling_policy.wake, { resource_id: 'endpoint/scans/variant/blue' })],
    ['its wake-up policy is of another type',
      ({ resource }) => Object.assign(resource.aws_appautoscaling_policy.wake, { policy_type: 'TargetTrackingScaling' })],
  ])('answers no first request where %s', (_, change) => {
    expect(behaviourWith(change).firstAnswerAfterIdleSeconds).toBeNull();
  });

  it('answers 60 s later with a third datapoint', () => {
    const behaviour = behaviourWith(({ resource }) => {
      Object.assign(resource.aws_cloudwatch_metric_alarm.wake, { evaluation_periods: 3, datapoints_to_alarm: 3 });
    });
    expect(behaviour.firstAnswerAfterIdleSeconds).toBe(630);
  });

  it('has a maximum of 4 from its variable, and 8 / 90 s with 8', () => {
    const behaviour = behaviourWith(({ variable }) => Object.assign(variable.max, { default: 8 }));
    expect(behaviour.maxRequestsPerSecond).toBe(8 / 90);
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
    expect(() => simulate('[]', load, 'terraform')).toThrow("The text isn't a Terraform module.");
    expect(() => simulate('{', load, 'terraform')).toThrow();
  });
});
