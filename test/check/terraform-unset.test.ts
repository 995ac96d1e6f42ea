import { describe, expect, it } from 'vitest';
import { checkChange, isRefused, toJson } from '../../src/check/check.ts';
import { readTemplates } from '../../src/check/templates/read-templates.ts';
import { propertiesOf, TERRAFORM_TYPES } from '../../src/check/templates/terraform-names.ts';
import { type Arguments, argumentsOf } from '../deploy/terraform/provider.ts';

type Values = Readonly<Record<string, unknown>>;

const VARIANT: Values = {
  variant_name: 'v',
  model_name: 'm',
  instance_type: 'ml.m5.xlarge',
  initial_instance_count: 2,
};
const SERVERLESS = {
  variant_name: 'v',
  model_name: 'm',
  serverless_config: [{ max_concurrency: 5, memory_size_in_mb: 2048 }],
};
const TARGET = {
  min_capacity: 1,
  max_capacity: 4,
  resource_id: 'endpoint/e/variant/v',
  scalable_dimension: 'sagemaker:variant:DesiredInstanceCount',
};

const resource = (type: string, values: object) => ({
  address: `${type}.x`,
  mode: 'managed',
  type,
  name: 'x',
  values,
  sensitive_values: {},
});
const stateOf = (variant: object, config: object, more: readonly (readonly [string, object])[]) => ({
  root_module: {
    resources: [
      resource('aws_sagemaker_endpoint_configuration', { name: 'c', production_variants: [variant], ...config }),
      resource('aws_sagemaker_endpoint', { name: 'e', endpoint_config_name: 'c' }),
      ...more.map(([type, values]) => resource(type, values)),
    ],
  },
});

/** Checks a plan that leaves everything as it is: as a state shows it, and as the configuration leaves it out. */
function unchanged(variant: object, config: object = {}, more: readonly (readonly [string, object])[] = []) {
  const state = stateOf(variant, config, more);
  const plan = { format_version: '1.2', planned_values: state, prior_state: { values: state } };
  const read = readTemplates([{ path: 'plan.json', text: JSON.stringify(plan), isNamed: true }]);
  const checked = checkChange(read, undefined);
  return { ...toJson(checked), isRefused: isRefused(checked) };
}

const components = (variant: object): [string, object][] => [
  ['aws_sagemaker_inference_component', { name: 'ic', endpoint_name: 'e', variant_name: 'v', ...variant }],
];

describe('an optional attribute of a plan or a state', () => {
  // Of a configuration's variant, of the configuration, of a model, of a component. Each has a rule or a bill that a zero would change.
  it.each<[string, object, object?, [string, { name: string; vpc_config?: object }][]?]>([
    ['volume_size_in_gb: 0', { ...VARIANT, volume_size_in_gb: 0 }],
    ['model_data_download_timeout_in_seconds: 0', { ...VARIANT, model_data_download_timeout_in_seconds: 0 }],
    ['container_startup_health_check_…: 0', { ...VARIANT, container_startup_health_check_timeout_in_seconds: 0 }],
    ['inference_ami_version: ""', { ...VARIANT, inference_ami_version: '' }],
    ['instance_pools: []', { ...VARIANT, instance_pools: [] }],
    ['serverless_config: null', { ...VARIANT, serverless_config: null }],
    ['async_inference_config: []', VARIANT, { async_inference_config: [] }],
    ['execution_role_arn: ""', VARIANT, { execution_role_arn: '' }],
    [
      'provisioned_concurrency: 0',
      { ...SERVERLESS, serverless_config: [{ ...SERVERLESS.serverless_config[0], provisioned_concurrency: 0 }] },
    ],
    [
      'initial_instance_count: 0 and instance_type: ""',
      { ...SERVERLESS, initial_instance_count: 0, instance_type: '' },
    ],
    ['vpc_config: []', SERVERLESS, {}, [['aws_sagemaker_model', { name: 'm', vpc_config: [] }]]],
  ])('with %s costs and is judged as without it, and is unchanged', (_, variant, config = {}, more = []) => {
    const bare = 'serverless_config' in variant && variant.serverless_config ? SERVERLESS : VARIANT;
    const found = unchanged(variant, config, more);
    expect(found).toEqual(
      unchanged(
        bare,
        {},
        more.map(([type, { name }]): [string, object] => [type, { name }]),
      ),
    );
    expect([found.isRefused, found.change?.endpoints]).toEqual([false, []]);
  });

  it('with initial_instance_count: 0 has an unknown bill, not one of $0', () => {
    const { endpoints } = unchanged({ ...VARIANT, initial_instance_count: 0 });
    expect(endpoints[0]?.monthlyUsd).toEqual({ minimum: null, maximum: null });
  });

  it('with max_instance_count: 0 beside a least count of 2 costs at least 2, and the most is unknown', () => {
    const scaling = [{ status: 'ENABLED', min_instance_count: 2, max_instance_count: 0 }];
    const { endpoints } = unchanged({ ...VARIANT, managed_instance_scaling: scaling });
    // 2 × (730 h × $0.23 + 30 GB × $0.14).
    expect(endpoints[0]?.monthlyUsd).toEqual({ minimum: 344.2, maximum: null });
  });
});

describe('a zero that is a value stays one', () => {
  it.each<[string, object, readonly [string, object][], number | null, number | null]>([
    // AWS takes 0 to 4 of the same instances: (730 h × $0.23 + 30 GB × $0.14) each.
    [
      'min_capacity: 0 of a target, which is required',
      VARIANT,
      [['aws_appautoscaling_target', { ...TARGET, min_capacity: 0 }]],
      0,
      688.4,
    ],
    [
      'min_instance_count: 0, which the provider sends',
      { ...VARIANT, managed_instance_scaling: [{ status: 'ENABLED', min_instance_count: 0, max_instance_count: 4 }] },
      [],
      0,
      688.4,
    ],
    [
      'min_capacity: "0" of a scheduled action',
      VARIANT,
      [
        ['aws_appautoscaling_target', TARGET],
        [
          'aws_appautoscaling_scheduled_action',
          {
            ...TARGET,
            name: 'off',
            schedule: 'at(x)',
            scalable_target_action: [{ min_capacity: '0', max_capacity: '' }],
          },
        ],
      ],
      0,
      688.4,
    ],
  ])('%s', (_, variant, more, minimum, maximum) => {
    expect(unchanged(variant, {}, more).endpoints[0]?.monthlyUsd).toEqual({ minimum, maximum });
  });

  it('copy_count: 0 of a component, which is required', () => {
    const found = unchanged(
      { ...VARIANT, model_name: '' },
      { execution_role_arn: 'r' },
      components({ runtime_config: [{ copy_count: 0 }] }),
    );
    expect(found.endpoints.find(({ kind }) => kind === 'component')?.runs.scaling).toBe('scale-to-zero');
  });

  // Optional, and yet sent as 0: the provider's code takes it (internal/service/sagemaker and appautoscaling, read 2026-12-01).
  const TAKEN = ['initial_variant_weight', 'min_instance_count', 'min_capacity', 'max_capacity', 'threshold'];

  it('in every required argument that the provider has a number for, and in no other', () => {
    const seen: string[] = [];
    const each = ({ known, required }: Arguments, zeros: (name: string) => unknown) => {
      for (const [name, kind] of Object.entries(known)) {
        if (typeof kind === 'object') each(kind, (inner) => zeros(name) && inner);
        if (kind === 'value' && name !== 'count' && NUMBERS.test(name))
          seen.push(`${name} ${required.includes(name) || TAKEN.includes(name)}`);
      }
    };
    for (const type of Object.keys(TERRAFORM_TYPES)) each(argumentsOf(type) ?? { known: {}, required: [] }, () => true);
    const wrong = [...new Set(seen)].filter((line) => {
      const [name = '', isKept] = line.split(' ');
      return (
        Object.keys(propertiesOf('aws_sagemaker_endpoint_configuration', { [name]: 0 })).length > 0 !==
        (isKept === 'true')
      );
    });
    expect([seen.length > 30, wrong]).toEqual([true, []]);
  });
});

/** Names of arguments that hold a number. */
const NUMBERS =
  /(?:count|capacity|gb|mb|seconds|weight|concurrency|value|threshold|adjustment|magnitude|periods|size|percentage)$/;
