import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/check.ts';
import type { Assessed } from '../../src/check/checked.ts';
import { faultText } from '../../src/check/templates/declared.ts';
import { parseHcl } from '../../src/check/templates/hcl.ts';
import { readTemplates } from '../../src/check/templates/read-templates.ts';
import { readTerraform, readTfvars } from '../../src/check/templates/terraform.ts';
import { shown } from '../../src/check/templates/unknown-text.ts';
import { runs } from '../support/lane.ts';

type Texts = Readonly<Record<string, string>>;

const read = (texts: Texts) => check(readTemplates(Object.entries(texts).map(([path, text]) => ({ path, text }))));

const CONFIGURATION = (variants: string) => `
resource "aws_sagemaker_endpoint_configuration" "c" {
  name_prefix = "c"
  ${variants}
}
resource "aws_sagemaker_endpoint" "e" {
  name                 = "chat"
  endpoint_config_name = aws_sagemaker_endpoint_configuration.c.name
}`;
const VARIANT = (type = '"ml.m5.xlarge"', count = '2') =>
  CONFIGURATION(`production_variants {
    variant_name           = "v"
    model_name             = "m"
    instance_type          = ${type}
    initial_instance_count = ${count}
  }`);

/** "aws_sagemaker_endpoint.e chat: 2 × ml.m5.xlarge" */
const told = ({ line, name, counts }: Assessed): string =>
  `${line.address} ${name}: ${counts.min} × ${line.runs.instance}`;
const toldOf = (texts: Texts): string[] => read(texts).endpoints.map(told);
const unknownIn = (texts: Texts): string[] =>
  read(texts).endpoints.flatMap(({ line }) => line.unknown.filter((one) => !one.startsWith('Region')));

describe('an expression', () => {
  const MORE = `
variable "known" {
  default = { a = 1, list = [1, 2, 3], none = null }
}
variable "typed" {
  type = list(object({ name = string, size = optional(string, "ml.g5.xlarge"), more = optional(object({ x = optional(number, 4) }), {}) }))
  default = [{ name = "a" }, { name = "b", size = "s" }]
}
variable "unset" {}
variable "secret" {
  sensitive = true
  default   = "hunter2"
}
locals { m = { x = { t = "ml.m5.large" }, y = { t = "ml.m5.xlarge" } } }
resource "aws_iam_role" "r" { name = "role-\${var.known.a}" }
resource "aws_sagemaker_model" "each" {
  for_each = local.m
  name     = "m-\${each.key}"
}
resource "aws_sagemaker_model" "counted" {
  count = 2
  name  = "n-\${count.index}"
}`;

  /** What the name of an endpoint is made from. */
  const worked = (expression: string): unknown => {
    const [endpoint] = read({
      'main.tf': `${MORE}
locals { it = ${expression} }
resource "aws_sagemaker_endpoint" "e" {
  name                 = jsonencode(local.it)
  endpoint_config_name = "c"
}`,
    }).endpoints;
    return JSON.parse(endpoint?.name ?? '');
  };

  it.each<[string, unknown]>([
    ['1 + 2 * 3 - 4 / 2', 5],
    ['(1 + 2) * 3 % 4', 1],
    ['-3', -3],
    ['!(1 == 1 && 2 > 1) || false', false],
    ['true || var.unset', true],
    ['true ? "a" : "b"', 'a'],
    ['var.unset ? 1 : 1', 1],
    [`"\${1}-\${true}-$\${x}"`, `1-true-\${x}`],
    ['"a\\u0041\\n\\""', 'aA\n"'],
    [`<<-EOT\n    a\n      b \${var.known.a}\n\n    c\n    EOT\n`, 'a\n  b 1\n\nc\n'],
    ['<<EOT\n  a\nEOT\n', '  a\n'],
    ['"%{ if var.known.a == 1 }a%{ else }b%{ endif }-%{ if false }c%{ endif }"', 'a-'],
    [`"%{ for at, x in ["a", "b"] }\${at}\${x}%{ if at == 0 },%{ endif }%{ endfor }"`, '0a,1b'],
    ['"a %{~ if true ~} b %{~ endif ~} \\n c"', 'abc'],
    ['"%%{ if }"', '%{ if }'],
    // As hclsyntax trims: to the end of a line, and indentation that is next to ~ counts as none.
    [`<<EOT\n%{ for x in [1, 2] ~}\n  - \${x}\n%{ endfor ~}\nEOT\n`, '  - 1\n  - 2\n'],
    ['<<-EOT\n    %{ if true }\n    a\n    %{ endif }\n    EOT\n', '\na\n\n'],
    ['<<-EOT\n    %{~ if true ~}\n    a\n    %{~ endif ~}\n    EOT\n', '    a\n'],
    ['var.known["list"][1]', 2],
    ['var.known.list.1', 2],
    ['[for x in var.known.list : x * 2 if x > 1]', [4, 6]],
    ['{ for k, v in local.m : upper(k) => v.t }', { X: 'ml.m5.large', Y: 'ml.m5.xlarge' }],
    ['{ for x in ["a", "b", "a"] : x => 1... }', { a: [1, 1], b: [1] }],
    ['values(local.m)[*].t', ['ml.m5.large', 'ml.m5.xlarge']],
    ['values(local.m).*.t[1]', 'ml.m5.xlarge'],
    ['null[*]', []],
    ['{ a = 1, "b" : 2\n c = { (local.m.x.t) = 3 } }', { a: 1, b: 2, c: { 'ml.m5.large': 3 } }],
    ['try(var.known.nothing, local.nothing, "d")', 'd'],
    ['can(var.known.nothing)', false],
    ['lookup(local.m, "z", "none")', 'none'],
    ['merge({ a = 1 }, null, { b = 2 })', { a: 1, b: 2 }],
    ['concat([1], [2])', [1, 2]],
    ['element(["a", "b"], 3)', 'b'],
    ['coalesce(null, "", "x", var.unset)', 'x'],
    ['length([var.unset, lookup({ a = var.unset }, "b", 2)])', 2],
    ['format("%s-%03d-%q%%", "a", 7, "b")', 'a-007-"b"%'],
    ['join("-", ["a", 1])', 'a-1'],
    ['toset(["a", "a"])', ['a']],
    ['length(local.m) + length("ab") + length([1])', 5],
    ['replace(lower("A-B"), "-", "_")', 'a_b'],
    ['substr("hello", 1, 3)', 'ell'],
    ['split(",", "a,b")', ['a', 'b']],
    ['flatten([[1], [2, [3]]])', [1, 2, 3]],
    ['max([1, 2]...)', 2],
    ['pow(2, 3)', 8],
    ['setunion(["b"], toset(["a", "b"]))', ['a', 'b']],
    ['setintersection(["c", "a", "b"], ["b", "c"], ["c"])', ['c']],
    ['{ for x in setsubtract(["c", "a", "b"], ["b"]) : x => 1 }', { a: 1, c: 1 }],
    ['[for one in setproduct(["a", "b"], [1, 2]) : join("", one)]', ['a1', 'a2', 'b1', 'b2']],
    ['index(["a", "b"], "b")', 1],
    ['can(index(["a"], "b"))', false],
    ['[title("main-v1 one"), chomp("a\\n\\n")]', ['Main-V1 One', 'a']],
    ['concat(range(2), range(3, 1), range(-2), range(1, 6, 2))', [0, 1, 3, 2, 0, -1, 1, 3, 5]],
    ['can(range(3, 1, 1))', false],
    [
      '[tolist([1, "a"]), toset([true, "a"])]',
      [
        ['1', 'a'],
        ['a', 'true'],
      ],
    ],
    ['keys(local.m)', ['x', 'y']],
    ['jsondecode("{\\"a\\": 1}").a', 1],
    ['aws_iam_role.r.name', 'role-1'],
    ['aws_sagemaker_model.each["x"].name', 'm-x'],
    ['{ for k, v in aws_sagemaker_model.each : k => v.name }', { x: 'm-x', y: 'm-y' }],
    ['one(slice(aws_sagemaker_model.counted[*].id, 1, 2))', 'n-1'],
    ['aws_sagemaker_model.counted.*.name', ['n-0', 'n-1']],
    ['try(aws_sagemaker_model.counted[2].name, "none")', 'none'],
    [
      'var.typed',
      [
        { name: 'a', size: 'ml.g5.xlarge', more: { x: 4 } },
        { name: 'b', size: 's', more: { x: 4 } },
      ],
    ],
  ])('%s is worked out', (expression, value) => {
    expect(worked(expression)).toEqual(value);
  });

  it.each([
    ['var.unset', 'var.unset'],
    ['var.unset.type', 'var.unset.type'],
    ['var.typo', 'var.typo'],
    ['coalesce(null, var.unset, "hunter2")', 'var.unset'],
    ['element(["hunter2"], var.unset)', 'var.unset'],
    ['{ (var.unset) = 1 }', 'var.unset'],
    ['[for x in ["a"] : x if var.unset][0]', 'var.unset[0]'],
    ['var.secret', 'var.secret'],
    [`lower("ml.\${var.unset}")`, 'var.unset'],
    ['var.unset ? "hunter2" : "x"', 'var.unset'],
    ['var.known.nothing', 'var.known.nothing'],
    ['data.aws_ssm_parameter.type.value', 'data.aws_ssm_parameter.type.value'],
    ['aws_iam_role.r.unique_id', 'aws_iam_role.r.unique_id'],
    ['terraform.workspace', 'terraform.workspace'],
    ['file("hunter2")', 'file()'],
    ['regex("hunter2", "x")', 'regex()'],
    ['provider::aws::trim("hunter2")', 'provider::aws::trim()'],
    ['module.none.type', 'module.none.type'],
    ['"%{ if var.unset }hunter2%{ endif }"', 'var.unset'],
    ['"%{ for one in var.unset }hunter2%{ endfor }"', 'var.unset'],
    ['local.a', 'a reference to itself'],
    ['1 / 0', 'a number'],
  ])('%s is not known, and named without its literals', (type, why) => {
    const text = `${VARIANT(type)}\n${MORE}\nlocals {\n  a = local.b\n  b = local.a\n}`;
    expect(unknownIn({ 'main.tf': text })).toEqual([`Instance type: ${why}`]);
  });
});

describe('a module in HCL', () => {
  it('has comments of three kinds, endpoints, and scaling that its references join', () => {
    const text = `# one
// two
/* three
   { */
variable "prefix" { default = "acme" }
resource "aws_sagemaker_endpoint_configuration" "c" {
  name_prefix = "\${var.prefix}-"
  production_variants {
    variant_name           = "v"
    model_name             = "m"
    instance_type          = "ml.m5.xlarge" # the type
    initial_instance_count = 2
  }
}
resource "aws_sagemaker_endpoint" "e" {
  name                 = "\${var.prefix}-ep"
  endpoint_config_name = aws_sagemaker_endpoint_configuration.c.name
}
resource "aws_appautoscaling_target" "t" {
  min_capacity       = 2
  max_capacity       = 6
  resource_id        = "endpoint/\${aws_sagemaker_endpoint.e.name}/variant/\${aws_sagemaker_endpoint_configuration.c.production_variants[0].variant_name}"
  scalable_dimension = "sagemaker:variant:DesiredInstanceCount"
  service_namespace  = "sagemaker"
}
resource "aws_appautoscaling_policy" "p" {
  name               = "p"
  policy_type        = "TargetTrackingScaling"
  resource_id        = aws_appautoscaling_target.t.resource_id
  scalable_dimension = aws_appautoscaling_target.t.scalable_dimension
  service_namespace  = aws_appautoscaling_target.t.service_namespace
  target_tracking_scaling_policy_configuration {
    target_value = 70
    predefined_metric_specification {
      predefined_metric_type = "SageMakerVariantInvocationsPerInstance"
    }
  }
}
provider "aws" { region = "eu-west-1" }
provider "aws" {
  alias  = "west"
  region = "us-west-2"
}`;
    const [one] = read({ 'main.tf': text }).endpoints;
    expect([one?.name, one?.counts, one?.line.region]).toEqual(['acme-ep', { min: 2, max: 6 }, 'eu-west-1']);
    expect([one?.line.findings, one?.line.unknown]).toEqual([[], []]);
    const west = text.replace('name                 = "', 'provider = aws.west\n  name = "');
    expect(read({ 'main.tf': west }).endpoints[0]?.line.region).toBe('us-west-2');
  });

  it.each<[string, string, string[]]>([
    ['count of a known variable', 'count = var.isOn ? 1 : 0', ['aws_sagemaker_endpoint.e[0] chat: 2 × ml.m5.xlarge']],
    [
      'count of 0',
      'count = var.isOn ? 0 : 1',
      ['aws_sagemaker_endpoint_configuration.c aws_sagemaker_endpoint_configuration.c: 2 × ml.m5.xlarge'],
    ],
    [
      'for_each of a map',
      'for_each = { a = { x = 1 }, b = { x = 2 } }',
      ['aws_sagemaker_endpoint.e["a"] chat: 2 × ml.m5.xlarge', 'aws_sagemaker_endpoint.e["b"] chat: 2 × ml.m5.xlarge'],
    ],
    ['for_each of a set', 'for_each = toset(["a"])', ['aws_sagemaker_endpoint.e["a"] chat: 2 × ml.m5.xlarge']],
  ])('makes as many as a %s says', (_, argument, expected) => {
    const text = VARIANT().replace('name                 = "chat"', `name = "chat"\n  ${argument}`);
    expect(toldOf({ 'main.tf': `${text}\nvariable "isOn" { default = true }` })).toEqual(expected);
  });

  it('makes one, with a doubt that is named, where a count is not known', () => {
    const text = VARIANT().replace('name                 = "chat"', 'name = "chat"\n  count = var.isOn ? 1 : 0');
    expect(unknownIn({ 'main.tf': `${text}\nvariable "isOn" {}` })).toEqual(['How many there are: var.isOn']);
    const each = text.replace('count = var.isOn ? 1 : 0', 'for_each = toset([var.isOn])');
    const [one] = read({ 'main.tf': `${each}\nvariable "isOn" {}` }).endpoints;
    expect([one?.line.address, one?.line.unknown[0]]).toEqual([
      'aws_sagemaker_endpoint.e',
      'How many there are: var.isOn',
    ]);
  });

  it('has dynamic blocks: a variant for each of a list, serverless or not; an unknown list is named', () => {
    const dynamic = CONFIGURATION(`dynamic "production_variants" {
    for_each = var.variants
    iterator = each_variant
    content {
      variant_name           = "v\${each_variant.key}"
      model_name             = "m"
      instance_type          = try(each_variant.value.type, null)
      initial_instance_count = try(each_variant.value.count, null)
      dynamic "serverless_config" {
        for_each = can(each_variant.value.memory) ? [1] : []
        content {
          memory_size_in_mb = each_variant.value.memory
          max_concurrency   = 5
        }
      }
    }
  }`);
    const given = (list: string) => `${dynamic}\nvariable "variants" { ${list} }`;
    const two = 'default = [{ type = "ml.m5.xlarge", count = 2 }, { type = "ml.m5.large", count = 1 }]';
    const [both] = read({ 'main.tf': given(two) }).endpoints;
    expect(both?.sizes.map(({ types, counts }) => [types, counts.min])).toEqual([
      [['ml.m5.xlarge'], 2],
      [['ml.m5.large'], 1],
    ]);
    const serverless = read({ 'main.tf': given('default = [{ memory = 2048 }]') }).endpoints;
    expect(serverless.map(({ line }) => line.kind)).toEqual(['serverless']);
    expect(unknownIn({ 'main.tf': given('') })).toEqual(['Variants: var.variants']);
    expect(unknownIn({ 'main.tf': given('default = []') })).toEqual(['Variants: none in the files']);
  });

  it('names the files of values that Terraform takes only by name, unless values are given', () => {
    const texts = { 'a/main.tf': VARIANT('var.type'), 'a/dev.tfvars': 'type = "a"', 'a/prod.tfvars': 'type = "b"' };
    expect(read(texts).notes).toEqual([
      'a/main.tf: Terraform takes dev.tfvars and prod.tfvars only by name: --parameters a/dev.tfvars',
    ]);
    const documents = Object.entries(texts).map(([path, text]) => ({ path, text }));
    expect(readTemplates(documents, { named: [], beside: [], pairs: { type: 'ml.m5.large' } }).notes).toEqual([]);
    expect(read({ ...texts, 'b/main.tf': '', 'a/prod.tfvars': '' }).notes).toHaveLength(1);
    expect(read({ 'a/main.tf': VARIANT(), 'b/dev.tfvars': 'type = "a"', 'a/terraform.tfvars': '' }).notes).toEqual([]);
  });

  it('takes values from terraform.tfvars, then its JSON, then *.auto.tfvars by name, but from no other file', () => {
    const files = {
      'main.tf': `${VARIANT('var.type', 'var.count_of')}\nvariable "type" { default = "ml.t2.medium" }\nvariable "count_of" {}`,
      'prod.tfvars': 'type = "ml.p4d.24xlarge"',
      'terraform.tfvars': 'type = "ml.m5.large"\ncount_of = 1',
    };
    expect(toldOf(files)).toEqual(['aws_sagemaker_endpoint.e chat: 1 × ml.m5.large']);
    const more = { ...files, 'terraform.tfvars.json': '{"count_of": 3}', 'b.auto.tfvars': 'type = "ml.m5.xlarge"' };
    expect(toldOf({ 'z.auto.tfvars': 'count_of = 5', ...more, 'a.auto.tfvars': 'count_of = 4' })).toEqual([
      'aws_sagemaker_endpoint.e chat: 5 × ml.m5.xlarge',
    ]);
    const wrong = read({ ...files, 'terraform.tfvars': 'type = ' });
    expect(wrong.faults.map(faultText)).toEqual([
      'terraform.tfvars, line 1, column 8: expected a value. Correct it, or leave the file out.',
    ]);
    expect(readTfvars({ path: 'x.tfvars', text: 'a = { b = [1, var.c] }' })).toMatchObject({ ok: true });
  });

  it('has its blocks overridden in part by override files', () => {
    const files = { 'a_override.tf': 'variable "type" { default = "ml.m5.large" }', 'main.tf': VARIANT('var.type') };
    const type = 'variable "type" {\n  type = string\n  default = "ml.p4d.24xlarge"\n}';
    expect(toldOf({ ...files, 'types.tf': type })).toEqual(['aws_sagemaker_endpoint.e chat: 2 × ml.m5.large']);
  });

  it('is one with the .tf.json files of its folder', () => {
    const files = {
      'a/main.tf': VARIANT('var.type'),
      'a/more.tf.json': '{"variable": {"type": {"default": "ml.m5.large"}}}',
    };
    expect(toldOf(files)).toEqual(['aws_sagemaker_endpoint.e chat: 2 × ml.m5.large']);
  });
});

describe('a module that another calls', () => {
  const MODULE = {
    'modules/serving/main.tf': `${VARIANT('var.type', 'var.many')}\noutput "name" { value = aws_sagemaker_endpoint.e.name }`,
    'modules/serving/variables.tf': `variable "type" {}\nvariable "many" {\n  default = 1\n  nullable = false\n}`,
  };
  const call = (more = '') => `module "chat" {
  source = "../../modules/serving"
  type   = local.type
  many   = null
  ${more}
}
locals { type = "ml.m5.xlarge" }
provider "aws" { region = "eu-west-1" }`;

  it('is read with the values that it is given, in the Region of its caller, and not on its own', () => {
    const { endpoints } = read({ ...MODULE, 'envs/prod/main.tf': call() });
    expect(endpoints.map(told)).toEqual(['module.chat.aws_sagemaker_endpoint.e chat: 1 × ml.m5.xlarge']);
    // The file that calls it: two roots may call the same.
    expect(endpoints.map(({ line }) => [line.file, line.region])).toEqual([['envs/prod/main.tf', 'eu-west-1']]);
    expect(toldOf(MODULE)).toEqual(['aws_sagemaker_endpoint.e chat: 1 × null']);
  });

  it('is read as often as for_each says, and by each of two roots', () => {
    const files = { ...MODULE, 'envs/a/main.tf': call(), 'envs/b/main.tf': call('for_each = toset(["x", "y"])') };
    expect(read(files).endpoints.map(({ line }) => [line.address, line.file])).toEqual([
      ['module.chat.aws_sagemaker_endpoint.e', 'envs/a/main.tf'],
      ['module.chat["x"].aws_sagemaker_endpoint.e', 'envs/b/main.tf'],
      ['module.chat["y"].aws_sagemaker_endpoint.e', 'envs/b/main.tf'],
    ]);
  });

  it('returns what other modules and resources refer to', () => {
    const scaling = `resource "aws_appautoscaling_target" "t" {
  min_capacity       = 1
  max_capacity       = 4
  resource_id        = "endpoint/\${module.chat.name}/variant/v"
  scalable_dimension = "sagemaker:variant:DesiredInstanceCount"
}`;
    const { endpoints } = read({ ...MODULE, 'envs/prod/main.tf': call(), 'envs/prod/scaling.tf': scaling });
    expect(endpoints.map(({ counts }) => counts)).toEqual([{ min: 1, max: 4 }]);
  });

  it('has the provider that it is given', () => {
    const west = 'provider "aws" {\n  alias = "west"\n  region = "us-west-2"\n}';
    const files = { ...MODULE, 'envs/prod/main.tf': `${call('providers = { aws = aws.west }')}\n${west}` };
    expect(read(files).endpoints[0]?.line.region).toBe('us-west-2');
  });

  it.each([
    ['source = "acme/sagemaker-endpoint/aws"', 'faults'],
    ['source = "git::https://example.com/x.git"\n sagemaker_role = "r"', 'faults'],
    ['source = "acme/inference/aws"\n type = "ml.m5.xlarge"', 'faults'],
    ['source = "./missing"\n size = "ml.m5.xlarge"', 'faults'],
    ['source = "terraform-aws-modules/s3-bucket/aws"\n bucket = "sagemaker-models"', 'notes'],
  ] as const)('and is not among the files is named: %s', (body, where) => {
    const { faults, notes } = read({ 'main.tf': `module "x" {\n ${body}\n}\n# sagemaker` });
    const texts = { faults: faults.map(faultText), notes };
    expect(texts[where]).toEqual([
      where === 'faults'
        ? expect.stringMatching(/^main\.tf: module x isn't read\. Check a plan instead: terraform plan/)
        : 'main.tf: not read, being from elsewhere: x.',
    ]);
    expect(texts[where === 'faults' ? 'notes' : 'faults']).toEqual([]);
  });
});

describe('HCL that does not parse', () => {
  it.each([
    ['a = ', 'line 1, column 5: expected a value'],
    ['a {', 'line 1, column 4: expected an argument, a block or }'],
    ['\n  a = "x', 'line 2, column 9: expected a quote that ends this text'],
    ['a = [1 2]', 'line 1, column 8: expected a comma or ]'],
    ['a b c = 1', 'line 1, column 7: expected {'],
    ['a = <<X\nfoo', 'line 1, column 7: expected a line that ends this text'],
    ['a = 1 b = 2', 'line 1, column 7: expected a new line'],
    ['/* x', 'line 1, column 1: expected an argument or a block'],
    ['a = "\\q"', 'line 1, column 8: expected n, r, t, u, U, " or \\ after \\'],
    ['a = "\\uZZZZ"', 'line 1, column 8: expected the hexadecimal digits of a character'],
    ['a = { b 1 }', 'line 1, column 9: expected ='],
    ['a = f(1', 'line 1, column 8: expected a comma or )'],
    ['a = "${b', 'line 1, column 9: expected }'],
    ['a = [for x y : z]', 'line 1, column 13: expected in'],
    ['a = b ? c', 'line 1, column 10: expected :'],
    ['a = b.', 'line 1, column 7: expected a name'],
    ['a = "%{ if b }"', 'line 1, column 15: expected %{ endif }'],
    ['a = "%{ endfor }"', 'line 1, column 6: expected %{ if } or %{ for } before this'],
  ])('%s: says line, column and what was expected, and quotes nothing', (text, why) => {
    const { faults } = read({ 'main.tf': text, 'more.tf': '# sagemaker' });
    expect(faults.map(faultText)).toEqual([`main.tf, ${why}. Correct it, or leave the file out.`]);
  });

  it('is a note where its module has nothing of SageMaker', () => {
    expect(read({ 'main.tf': 'a = ' })).toMatchObject({ faults: [], notes: [expect.any(String)] });
  });

  it('nests 200 lists, blocks, texts or signs, and no 201st', () => {
    const nested = (open: string, close: string, levels: number, start = 'a = ') =>
      parseHcl(`${start}${open.repeat(levels)}${start === '' ? '' : '1'}${close.repeat(levels)}\n`);
    for (const [open, close, start] of [
      ['[', ']'],
      ['(', ')'],
      ['{\na = ', '\n}'],
      ['"${', '}"'],
      ['!', ''],
      ['a {\n', '\n}', ''],
    ]) {
      expect(nested(open ?? '', close ?? '', 200, start)).toMatchObject({ ok: true });
      expect(nested(open ?? '', close ?? '', 201, start)).toMatchObject({
        ok: false,
        text: expect.stringContaining('200 deep'),
      });
    }
  });

  it('nests 200 directives of a text, and no 201st', () => {
    const nested = (levels: number) => parseHcl(`a = "${'%{ if b }'.repeat(levels)}${'%{ endif }'.repeat(levels)}"\n`);
    expect([nested(200).ok, nested(201)]).toMatchObject([true, { text: expect.stringContaining('200 deep') }]);
  });

  it.each(['[', '{', 'a={', 'a=[', 'a {\n', '"${', '<<A\n', '/*', '[for x in ', '-', 'a.', 'a["'])(
    'is refused before it is read where 2 MB are %s',
    (sign) => {
      const text = `x = ${sign.repeat(2 ** 21 / sign.length)}`;
      parseHcl(text.slice(0, 2000));
      const before = process.cpuUsage();
      expect(parseHcl(text).ok).toBe(false);
      const { user, system } = process.cpuUsage(before);
      expect(user + system).toBeLessThan(1_000_000);
    },
  );

  it('never throws nor hangs, whatever it is', () => {
    const piece = fc.constantFrom(
      ...'" } { [ ] ( ) = == a for in : ? . * , %{ # /* */ 1 - ! && => ... null \\ ~ ${'.split(' '),
      ...['%{ if ', '%{ endif ~}', '\n', ' ', '<<-E\n', 'E\n', 'resource "aws_sagemaker_endpoint" "e" {\n'],
    );
    const any = fc.oneof(
      fc.array(piece, { maxLength: 40 }).map((all) => all.join('')),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(any, any, (one, other) => {
        const { faults } = read({ 'main.tf': `${one}\n# sagemaker`, 'x.tf': `locals {\n  a = ${other}\n}` });
        for (const { line } of faults) expect(line === null || line > 0).toBe(true);
      }),
      { numRuns: runs(3000) },
    );
  });

  it('reads back any literal that is written in it', () => {
    const text = (value: string) =>
      JSON.stringify(value)
        .replaceAll(/[$%](?=\{)/g, '$&$&')
        .replaceAll('\\b', '\\u0008')
        .replaceAll('\\f', '\\u000c');
    const written = (value: unknown): string => {
      if (typeof value === 'string') return text(value);
      if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
      if (typeof value !== 'object' || value === null) return String(value);
      return `{\n${Object.entries(value)
        .map(([key, one]) => `${text(key)} = ${written(one)}\n`)
        .join('')}}`;
    };
    const value = fc.jsonValue({ maxDepth: 4 }).filter((one) => !/[\ue000-\ue003]|e[+-]?\d/.test(JSON.stringify(one)));
    fc.assert(
      fc.property(value, (one) => {
        const found = readTfvars({ path: 'x.tfvars', text: `x = ${written(one)}\n` });
        expect(found.ok && found.values.get('x')).toEqual(JSON.parse(JSON.stringify(one)));
      }),
      { numRuns: runs(1000) },
    );
  });
});

it('what grows without end is refused, in less than a second', () => {
  const growing = [
    '[for a in range(1000): [for b in range(1000): 1]]',
    '[for a in range(1000): [for b in range(1000): 1 if false]]',
    `${'replace('.repeat(8)}"aaaaaaaaaa"${', "a", "aaaaaaaaaa")'.repeat(8)}`,
    'local.a0',
  ];
  const chain = Array.from({ length: 40 }, (_, at) => `a${at} = [local.a${at + 1}, local.a${at + 1}]`);
  for (const expression of growing) {
    const before = process.cpuUsage();
    const { faults } = read({
      'main.tf': `${VARIANT('jsonencode(local.it)')}\nlocals {\n  it = ${expression}\n${chain.join('\n')}\n a40 = 1\n}`,
    });
    const { user } = process.cpuUsage(before);
    expect(faults.map(faultText)).toEqual([
      expect.stringMatching(/^main\.tf: not readable: its references and loops repeat too much/),
    ]);
    expect(user).toBeLessThan(1_000_000);
  }
});

describe('a value in HCL is what Terraform makes it', () => {
  /** What an expression makes, beside more of the module, and with what the command line gives. */
  const made = (expression: string, more = '', given: Readonly<Record<string, string>> = {}): unknown => {
    const text = `${more}
resource "aws_sagemaker_endpoint" "e" {
  name                 = jsonencode(${expression})
  endpoint_config_name = "c"
}`;
    const { declared } = readTerraform([{ path: 'main.tf', text }], [], [], new Map(Object.entries(given)));
    return JSON.parse(shown(String(declared[0]?.name)));
  };
  const typed = (type: string, initial: string) => `variable "it" {\n  type = ${type}\n  default = ${initial}\n}`;

  it.each<[string, string, unknown]>([
    ['bool', '"true"', true],
    ['bool', '"0"', false],
    ['number', '"3"', 3],
    ['"number"', '"-1.5e1"', -15],
    ['string', '1', '1'],
    ['string', 'null', null],
    ['any', '"3"', '3'],
    ['map(string)', '{ n = 2, on = true }', { n: '2', on: 'true' }],
    ['list(number)', '["1", 2]', [1, 2]],
    ['object({ on = optional(bool, "false"), n = number })', '{ n = "2" }', { on: false, n: 2 }],
    ['list(any)', '[1, "a", null]', ['1', 'a', null]],
    ['set(any)', '[2, "1", "2"]', ['1', '2']],
    ['map(any)', '{ n = 2, on = "yes" }', { n: '2', on: 'yes' }],
    ['map(any)', '{ n = 2, list = [1] }', { n: 2, list: [1] }],
    ['tuple([string, number])', '[1, "2"]', ['1', 2]],
    ['tuple([string])', '[1, 2]', 'a value that is no tuple'],
  ])('a variable of type %s makes of %s a value of its type', (type, initial, expected) => {
    expect(made('var.it', typed(type, initial))).toEqual(expected);
  });

  it.each([
    ['number', '"many"', 'number'],
    ['number', 'true', 'number'],
    ['number', '""', 'number'],
    ['bool', '1', 'bool'],
    ['bool', '"yes"', 'bool'],
    ['string', '["a"]', 'string'],
    ['list(number)', '["many"]', 'number'],
  ])('a value that a variable of type %s does not take, as %s, is unknown', (type, initial, name) => {
    expect(made('var.it', typed(type, initial))).toEqual(
      type.startsWith('list') ? [`a value that is no ${name}`] : `a value that is no ${name}`,
    );
  });

  it('a text that is given for a variable of a list, a map or an object is an expression, and for a text it is a text', () => {
    const of = (type: string, it: string) => made('var.it', `variable "it" { type = ${type} }`, { it });
    expect(of('list(string)', '["a", 2]')).toEqual(['a', '2']);
    expect(of('map(number)', '{"a": "1"}')).toEqual({ a: 1 });
    expect(of('object({ n = number, on = optional(bool, true) })', '{ n = 1 }')).toEqual({ n: 1, on: true });
    expect(of('any', ' { a = [1] }')).toEqual({ a: [1] });
    expect(of('any', 'a-b')).toBe('a-b');
    expect(of('string', '["a"]')).toBe('["a"]');
    expect(of('bool', 'true')).toBe(true);
    expect(of('list(string)', '"a"')).toBe('a value that is no list');
    expect(of('list(string)', '[')).toBe('an expression');
  });

  it.each<[string, string, unknown]>([
    ['has its items as keys', '{ for k, v in toset(["b", "a"]) : k => upper(v) }', { a: 'A', b: 'B' }],
    ['is sorted by code points and distinct', 'toset(["\uffff", "😀", "b", "b"])', ['b', '\uffff', '😀']],
    ['is sorted by value where it is of numbers', 'toset([10, 9])', [9, 10]],
    ['is a list with numbers as keys after tolist', '[for k, v in tolist(toset(["b", "a"])) : k]', [0, 1]],
    ['is a list after sort', '[for k, v in sort(toset(["b", "a"])) : k]', [0, 1]],
  ])('a set %s: %s', (_, expression, expected) => {
    expect(made(expression)).toEqual(expected);
  });

  it('a variable of a set of 3 items, 2 of them equal once converted, has 2 keys; one of a list of a set has numbers', () => {
    expect(made('{ for k, v in var.it : k => v }', typed('set(string)', '["2", "1", 2]'))).toEqual({ 1: '1', 2: '2' });
    expect(made('[for k, v in var.it : k]', typed('list(string)', 'toset(["b", "a"])'))).toEqual([0, 1]);
  });

  it.each<[string, string, unknown]>([
    ['its 3 keys in their order', '[for k, v in { z = 1, a = 2, "10" = 3, "9" = 4 } : k]', ['10', '9', 'a', 'z']],
    ['"\uffff" before "😀", by code points', '[for k, v in { "😀" = 1, "\uffff" = 2 } : v]', [2, 1]],
  ])('a loop goes through %s: %s', (_, expression, expected) => {
    expect(made(expression)).toEqual(expected);
  });

  it('a dynamic block goes through a map by its keys, so that the first of 2 is "a"', () => {
    const text = CONFIGURATION(`dynamic "production_variants" {
    for_each = { b = "ml.m5.large", a = "ml.m5.xlarge" }
    content {
      variant_name           = production_variants.key
      model_name             = "m"
      instance_type          = production_variants.value
      initial_instance_count = 1
    }
  }`);
    const [one] = read({ 'main.tf': text }).endpoints;
    expect(one?.sizes.map(({ types }) => types)).toEqual([['ml.m5.xlarge'], ['ml.m5.large']]);
  });

  it.each([
    ['"%[2]s-%[1]s-%s", "a", "b"', 'b-a-b'],
    ['"%s-%[1]s-%s", "a", "b"', 'a-a-b'],
    ['"%t %v", "true", false', 'true false'],
    ['"%-4s|%4s|%.2s", "ab", "ab", "abc"', 'ab  |  ab|ab'],
    ['"%.2f %6.1f %f", 2.345, 2.26, 1', '2.35    2.3 1.000000'],
    ['"%10d|%-4d|%+d|% d|%05d|%03d", 7, 7, 7, 7, -7, "7"', '         7|7   |+7| 7|-0007|007'],
    ['"%q%%", "a"', '"a"%'],
  ])('format(%s) is %s', (args, expected) => {
    expect(made(`format(${args})`)).toBe(expected);
  });

  it.each(['"%x", 10', '"%s", [1]', '"%d", 1.5', '"%*d", 1, 2', '"%s %y", "a", "b"', '"100%", 1', '"%05s", "a"'])(
    'format(%s) is 1 unknown value, and no error that try passes over',
    (args) => {
      expect(made(`try(format(${args}), "else")`)).toBe('format()');
    },
  );

  it.each([
    ['{ a = var.unset } == null', false],
    ['null != [var.unset]', true],
    ['{ a = var.unset } == null ? [] : [1]', [1]],
    ['var.unset == null', 'var.unset'],
  ])('%s is %j: what is null is no object or list, whatever is in it', (expression, expected) => {
    expect(made(expression, 'variable "unset" {}')).toEqual(expected);
  });

  it.each([
    ['try(replace("prod-eu", "/-.*/", ""), "dev")', 'replace()'],
    ['try(flatten([[1], var.unset]), "dev")', 'var.unset'],
    ['can(regex("a", "b"))', 'regex()'],
    ['try(tonumber("a"), "dev")', 'dev'],
    ['try(tonumber(true), tobool("constructor"), "dev")', 'dev'],
    ['try(jsondecode("{"), "dev")', 'dev'],
  ])('%s is %s: try passes over what Terraform refuses alone', (expression, expected) => {
    expect(made(expression, 'variable "unset" {}')).toBe(expected);
  });
});
