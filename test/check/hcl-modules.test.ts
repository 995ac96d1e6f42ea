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

describe('a fleet', () => {
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

  it('of 100 endpoints from one module, each given 600 characters, is read', () => {
    const { endpoints, faults } = read({
      'main.tf': `locals {
  common = { type = "ml.m5.large", count = 2, text = "${'t'.repeat(200)}", tags = { a = "${'v'.repeat(300)}" } }
}
module "m" {
  source   = "./m"
  for_each = { for at in range(100) : "ep-\${at}" => merge(local.common, { name = "ep-\${at}" }) }
  config   = each.value
}`,
      'm/main.tf': MODULE,
    });
    expect(faults).toEqual([]);
    expect(endpoints).toHaveLength(100);
    expect(endpoints[99]).toMatchObject({ name: 'ep-99', counts: { min: 2, max: 2 } });
  });
});

describe('modules that no root calls', () => {
  const why = (caller: string) =>
    `not read: its module calls itself, or is called by one that does, through ${caller}.`;

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
    ).toEqual([`a/main.tf: ${why('b/main.tf')}`, `c/main.tf: ${why('b/main.tf')}`]);
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
