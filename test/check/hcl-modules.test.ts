import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/check.ts';
import { faultText } from '../../src/check/templates/declared.ts';
import { readTemplates } from '../../src/check/templates/read-templates.ts';

type Texts = Readonly<Record<string, string>>;

const read = (texts: Texts) => check(readTemplates(Object.entries(texts).map(([path, text]) => ({ path, text }))));
const faultsIn = (texts: Texts): string[] => read(texts).faults.map(faultText);

/** "ml.m5.large"; of an endpoint "chat" with one variant "v". */
const ENDPOINT = (more = '', variant = 'variant_name = "v"') => `
resource "aws_sagemaker_endpoint_configuration" "c" {
  name = "c"
  production_variants {
    ${variant}
    model_name             = "m"
    instance_type          = "ml.m5.large"
    initial_instance_count = 1
  }
  ${more}
}
resource "aws_sagemaker_endpoint" "e" {
  name                 = "chat"
  endpoint_config_name = aws_sagemaker_endpoint_configuration.c.name
}`;

it('a fleet of 400 endpoints from one module, each given 600 characters, is read', () => {
  const MODULE = `
variable "config" {
  type = object({ name = string, type = string, count = number, text = string, tags = map(string) })
}
locals { tags = merge(var.config.tags, { Name = var.config.name }) }
${['model', 'endpoint_configuration', 'endpoint']
  .map(
    (kind) => `resource "aws_sagemaker_${kind}" "r" {
  name                 = var.config.name
  tags                 = merge(local.tags, var.config.tags)
  endpoint_config_name = aws_sagemaker_endpoint_configuration.r.name
  description          = "\${var.config.text} \${var.config.text} \${var.config.text}"
  ${kind === 'endpoint_configuration' ? 'production_variants {\n model_name = aws_sagemaker_model.r.name\n instance_type = var.config.type\n initial_instance_count = var.config.count\n }' : ''}
}`,
  )
  .join('\n')}`;

  const { endpoints, faults } = read({
    'main.tf': `locals {
  common = { type = "ml.m5.large", count = 2, text = "${'t'.repeat(200)}", tags = { a = "${'v'.repeat(300)}" } }
}
module "m" {
  source   = "./m"
  for_each = { for at in range(400) : "ep-\${at}" => merge(local.common, { name = "ep-\${at}" }) }
  config   = each.value
}`,
    'm/main.tf': MODULE,
  });
  expect(faults).toEqual([]);
  expect(endpoints).toHaveLength(400);
  expect(endpoints[399]).toMatchObject({ name: 'ep-99', counts: { min: 2, max: 2 } });
});

describe('modules in a circle', () => {
  const why = (caller: string) => `not read: modules call each other in a circle, through ${caller}.`;

  it('are a fault where one calls itself', () => {
    expect(faultsIn({ 'main.tf': `${ENDPOINT()}\nmodule "self" { source = "./" }` })).toEqual([
      `main.tf: ${why('main.tf')}`,
    ]);
  });

  it('are a fault of each file that mentions SageMaker where 2 call each other and a third', () => {
    expect(
      faultsIn({
        'a/main.tf': `${ENDPOINT()}\nmodule "b" { source = "../b" }`,
        'a/other.tf': 'locals { a = 1 }',
        'b/main.tf': 'module "a" { source = "../a" }\nmodule "c" { source = "../c" }',
        'c/main.tf': ENDPOINT(),
      }),
    ).toEqual([`a/main.tf: ${why('a/main.tf')}`, `c/main.tf: ${why('a/main.tf')}`]);
  });

  it('are a fault also where a root calls them, which then is not read either', () => {
    const texts = {
      'main.tf': `${ENDPOINT()}\nmodule "a" { source = "./a" }`,
      'a/main.tf': 'module "b" { source = "../b" }',
      'b/main.tf': 'module "a" { source = "../a" }',
    };
    expect([read(texts).endpoints, faultsIn(texts)]).toEqual([[], [`main.tf: ${why('a/main.tf')}`]]);
  });

  it('are not those that a root calls with a slash at the end', () => {
    const { endpoints } = read({ 'main.tf': ENDPOINT(), 'a/main.tf': 'module "up" { source = "../" }' });
    expect(endpoints.map(({ line }) => line.address)).toEqual(['module.up.aws_sagemaker_endpoint.e']);
  });

  it('are none of those beside a root, which is read', () => {
    const { endpoints, faults } = read({
      'main.tf': 'module "a" { source = "./a" }',
      'a/main.tf': ENDPOINT(),
      'b/main.tf': 'module "self" { source = "./" }',
    });
    expect([endpoints.length, faults]).toEqual([1, []]);
  });
});

describe('a dynamic block of which it is not known whether there is one', () => {
  const TARGET = `
resource "aws_appautoscaling_target" "t" {
  min_capacity       = 0
  max_capacity       = 3
  resource_id        = "endpoint/chat/variant/v"
  scalable_dimension = "sagemaker:variant:DesiredInstanceCount"
}`;
  const BLOCK = (name: string, content: string) => `dynamic "${name}" {
    for_each = var.x == null ? [] : [var.x]
    content {
      ${content}
    }
  }`;
  const of = (config: string) => {
    const [{ line, counts } = {}] = read({ 'main.tf': `variable "x" {}\n${config}\n${TARGET}` }).endpoints;
    return {
      option: line?.runs.option,
      unknown: line?.unknown[0],
      codes: line?.findings.map(({ code }) => code),
      counts,
    };
  };

  it('async_inference_config leaves the option unknown, and a minimum of 0 is no error', () => {
    const { option, unknown, codes } = of(ENDPOINT(BLOCK('async_inference_config', '')));
    expect([option, unknown]).toEqual([null, 'Asynchronous configuration: var.x']);
    expect(codes).not.toContain('template-zero-minimum');
  });

  it('serverless_config leaves the option unknown', () => {
    const { option, unknown } = of(
      ENDPOINT(
        '',
        `variant_name = "v"\n${BLOCK('serverless_config', 'memory_size_in_mb = 1024\nmax_concurrency = 1')}`,
      ),
    );
    expect([option, unknown]).toEqual([null, 'Serverless configuration: var.x']);
  });

  it('managed_instance_scaling leaves both bounds unknown, not the 1 instance that it starts with', () => {
    const { option, unknown, counts } = of(
      ENDPOINT('', `variant_name = "v"\n${BLOCK('managed_instance_scaling', 'status = "ENABLED"')}`).replace(
        'chat',
        'other',
      ),
    );
    expect([option, unknown]).toEqual(['real-time', 'Managed instance scaling: var.x']);
    expect(counts).toEqual({ min: null, max: null });
  });
});

describe('a target and its policy with a count that is not known', () => {
  const SCALED = `variable "scale" {}
resource "aws_appautoscaling_target" "t" {
  count              = var.scale ? 1 : 0
  min_capacity       = 2
  max_capacity       = 8
  resource_id        = "endpoint/chat/variant/v"
  scalable_dimension = "sagemaker:variant:DesiredInstanceCount"
}
resource "aws_appautoscaling_policy" "p" {
  count              = var.scale ? 1 : 0
  name               = "p"
  resource_id        = aws_appautoscaling_target.t[0].resource_id
  scalable_dimension = "sagemaker:variant:DesiredInstanceCount"
}`;
  const unknownIn = (text: string) => {
    const [{ line, counts } = {}] = read({ 'main.tf': text }).endpoints;
    return { unknown: line?.unknown.filter((one) => !one.startsWith('Region')), counts };
  };

  it('are both named, and leave 2 bounds unknown', () => {
    expect(unknownIn(`${ENDPOINT()}\n${SCALED}`)).toEqual({
      unknown: [
        'How many there are: var.scale (aws_appautoscaling_target.t)',
        'How many there are: var.scale (aws_appautoscaling_policy.p)',
      ],
      counts: { min: null, max: null },
    });
  });

  it('keep their bounds of 2 to 8 where the endpoint is there in the same case', () => {
    const endpoint = ENDPOINT().replace('"e" {', '"e" {\n  count = var.scale ? 1 : 0');
    expect(unknownIn(`${endpoint}\n${SCALED}`)).toEqual({
      unknown: ['How many there are: var.scale'],
      counts: { min: 2, max: 8 },
    });
  });
});

it('an override file replaces a dynamic block by 1 that is written out, and the other way round', () => {
  const written = ENDPOINT().replace('ml.m5.large', 'ml.m5.xlarge');
  const dynamic = (type: string) => `resource "aws_sagemaker_endpoint_configuration" "c" {
  dynamic "production_variants" {
    for_each = ["${type}"]
    content {
      instance_type          = production_variants.value
      initial_instance_count = 1
    }
  }
}`;
  const plain = `resource "aws_sagemaker_endpoint_configuration" "c" {
  production_variants {
    instance_type          = "ml.m5.2xlarge"
    initial_instance_count = 1
  }
}`;
  const typesOf = (texts: Texts) => read(texts).endpoints.map(({ sizes }) => sizes.flatMap(({ types }) => types));
  expect(typesOf({ 'main.tf': written, 'prod_override.tf': dynamic('ml.c5.xlarge') })).toEqual([['ml.c5.xlarge']]);
  const before = written.replace(
    /production_variants \{[^}]*\}/,
    dynamic('ml.c5.xlarge').split('\n').slice(1, -1).join('\n'),
  );
  expect(typesOf({ 'main.tf': before })).toEqual([['ml.c5.xlarge']]);
  expect(typesOf({ 'main.tf': before, 'prod_override.tf': plain })).toEqual([['ml.m5.2xlarge']]);
});

describe('the Region', () => {
  const ofAwscc = (more = '') => `
resource "awscc_sagemaker_endpoint_config" "c" {
  endpoint_config_name = "c"
  production_variants  = [{ instance_type = "ml.m5.large", initial_instance_count = 1 }]
}
resource "awscc_sagemaker_endpoint" "e" {
  endpoint_name        = "chat"
  endpoint_config_name = awscc_sagemaker_endpoint_config.c.endpoint_config_name
  ${more}
}`;
  const PROVIDERS = `
provider "awscc" { region = "ap-southeast-2" }
provider "awscc" {
  alias  = "west"
  region = "us-west-2"
}
provider "aws" { region = "eu-west-1" }`;
  const regionsIn = (texts: Texts) => read(texts).endpoints.map(({ line }) => line.region);

  it('of a resource of awscc is that of its 1 provider, with an alias too', () => {
    expect(regionsIn({ 'main.tf': `${PROVIDERS}${ofAwscc()}` })).toEqual(['ap-southeast-2']);
    expect(regionsIn({ 'main.tf': `${PROVIDERS}${ofAwscc('provider = awscc.west')}` })).toEqual(['us-west-2']);
  });

  it('of a resource whose provider has another name is that of the provider', () => {
    const text = `${ENDPOINT().replace('"e" {', '"e" {\n  provider = awscc')}${PROVIDERS}`;
    expect(regionsIn({ 'main.tf': text })).toEqual(['ap-southeast-2']);
  });

  it('of a module of awscc is that of 2 providers, inherited or passed', () => {
    const call = (more = '') => `${PROVIDERS}\nmodule "m" {\n source = "./m"\n ${more}\n}`;
    expect(regionsIn({ 'main.tf': call(), 'm/main.tf': ofAwscc() })).toEqual(['ap-southeast-2']);
    const passed = call('providers = { awscc = awscc.west }');
    expect(regionsIn({ 'main.tf': passed, 'm/main.tf': ofAwscc() })).toEqual(['us-west-2']);
  });
});

describe('a variant without a name', () => {
  const scaled = (name: string) => `${ENDPOINT('', '')}
resource "aws_appautoscaling_target" "t" {
  min_capacity       = 2
  max_capacity       = 3
  resource_id        = "endpoint/\${aws_sagemaker_endpoint.e.name}/variant/\${${name}}"
  scalable_dimension = "sagemaker:variant:DesiredInstanceCount"
}`;
  const VARIANTS = 'aws_sagemaker_endpoint_configuration.c.production_variants';
  const countsIn = (name: string) => read({ 'main.tf': scaled(name) }).endpoints.map(({ counts }) => counts);

  it('has the bounds of the 1 target that refers to its name', () => {
    expect(countsIn(`${VARIANTS}[0].variant_name`)).toEqual([{ min: 2, max: 3 }]);
  });

  it('is not a second variant, which try passes over', () => {
    const [{ line } = {}] = read({ 'main.tf': scaled(`try(${VARIANTS}[1].variant_name, "b")`) }).endpoints;
    expect(line?.findings.map(({ text }) => text)).toContain(
      "aws_appautoscaling_target.t scales the variant b, which the configuration doesn't have: AllTraffic.",
    );
  });
});

it('a configuration that no file declares is named, and not taken for the only one of its module', () => {
  const text = ENDPOINT().replace('endpoint_configuration.c.name', 'endpoint_configuration.gone.name');
  const [{ line, counts } = {}] = read({ 'main.tf': text }).endpoints;
  expect([counts, line?.unknown[0]]).toEqual([
    { min: null, max: null },
    'Endpoint configuration: aws_sagemaker_endpoint_configuration.gone.name',
  ]);
});

describe('a scheduled action', () => {
  const TARGET = `${ENDPOINT()}
variable "unset" {}
resource "aws_appautoscaling_target" "t" {
  service_namespace  = "sagemaker"
  min_capacity       = 2
  max_capacity       = 4
  resource_id        = "endpoint/\${aws_sagemaker_endpoint.e.name}/variant/v"
  scalable_dimension = "sagemaker:variant:DesiredInstanceCount"
}`;
  const withActions = (...actions: readonly (readonly [bounds: string, more?: string])[]) =>
    read({
      'main.tf': [
        TARGET,
        ...actions.map(
          ([bounds, more = ''], at) => `
resource "aws_appautoscaling_scheduled_action" "a${at}" {
  name               = "a${at}"
  ${more}
  service_namespace  = aws_appautoscaling_target.t.service_namespace
  resource_id        = aws_appautoscaling_target.t.resource_id
  scalable_dimension = aws_appautoscaling_target.t.scalable_dimension
  schedule           = "cron(0 20 * * ? *)"
  scalable_target_action {
    ${bounds}
  }
}`,
        ),
      ].join('\n'),
    }).endpoints[0];

  it('widens the bounds of its target: 1 and 6 of 2 to 4', () => {
    const night = withActions(['min_capacity = 1'], ['min_capacity = 3\nmax_capacity = 6']);
    expect(night?.counts).toEqual({ min: 1, max: 6 });
  });

  it('of an unknown minimum leaves the bounds unknown, and is named', () => {
    const night = withActions(['min_capacity = var.unset']);
    expect(night?.counts).toEqual({ min: null, max: null });
    expect(night?.line.unknown).toContain('Scheduled minimum capacity: var.unset');
  });

  it('that may not exist leaves the bound that it sets unknown', () => {
    const night = withActions(['max_capacity = 3', 'count = var.unset']);
    expect(night?.counts).toEqual({ min: 2, max: null });
    expect(night?.line.unknown).toContain('How many there are: var.unset (aws_appautoscaling_scheduled_action.a0)');
  });
});

it('a target of provisioned concurrency bounds what a serverless endpoint costs at least: 1 of 2', () => {
  const minimumOf = (bounds: string, provisioned = '2') => {
    const serverless = `serverless_config {
      memory_size_in_mb       = 2048
      max_concurrency         = 20
      provisioned_concurrency = ${provisioned}
    }`;
    const [one] = read({
      'main.tf': `${ENDPOINT().replace(/instance_type.*\n.*/, serverless)}
variable "unset" {}
resource "aws_appautoscaling_target" "t" {
  ${bounds}
  resource_id        = "endpoint/chat/variant/v"
  scalable_dimension = "sagemaker:variant:DesiredProvisionedConcurrency"
}`,
    }).endpoints;
    return one?.line.monthlyUsd.minimum;
  };
  const two = Number(minimumOf('min_capacity = 2\nmax_capacity = 10'));
  expect(minimumOf('min_capacity = 1\nmax_capacity = 10')).toBeCloseTo(two / 2, 2);
  expect(minimumOf('min_capacity = var.unset\nmax_capacity = 10')).toBeNull();
  expect(minimumOf('count = 0', 'var.unset')).toBeNull();
});

describe('a target of one of 2 variants', () => {
  const countsOf = (name: string, target: string) => {
    const text = `${ENDPOINT(`production_variants {
    variant_name           = ${name}
    model_name             = "m"
    instance_type          = "ml.m5.large"
    initial_instance_count = 1
  }`)}
variable "unset" {}
resource "aws_appautoscaling_target" "t" {
  min_capacity       = 2
  max_capacity       = 5
  resource_id        = "endpoint/chat/variant/${target}"
  scalable_dimension = "sagemaker:variant:DesiredInstanceCount"
}`;
    const [endpoint] = read({ 'main.tf': text }).endpoints;
    return [endpoint?.counts, endpoint?.line.unknown.filter((one) => !one.startsWith('Region'))];
  };
  const unknown = [{ min: null, max: null }, ['Which variant aws_appautoscaling_target.t scales: var.unset']];

  it('scales that one', () => {
    expect(countsOf('"w"', 'w')).toEqual([{ min: 3, max: 6 }, []]);
    expect(countsOf('var.unset', `\${var.unset}`)).toEqual([{ min: 3, max: 6 }, []]);
  });

  it('leaves both bounds unknown where its variant is not known, or the name of a variant that it may be', () => {
    expect(countsOf('"w"', `\${var.unset}`)).toEqual(unknown);
    expect(countsOf('var.unset', 'w')).toEqual(unknown);
  });
});
