import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/check.ts';
import type { Assessed } from '../../src/check/checked.ts';
import { faultText } from '../../src/check/templates/declared.ts';
import { readTemplates } from '../../src/check/templates/read-templates.ts';
import { readTfvars } from '../../src/check/templates/terraform.ts';
import { runs } from '../support/runs.ts';

const read = (texts: Readonly<Record<string, string>>) =>
  check(readTemplates(Object.entries(texts).map(([path, text]) => ({ path, text }))));

/** An endpoint of two variants' arguments. */
const endpoint = (variant: string, more = ''): string => `
resource "aws_sagemaker_endpoint_configuration" "c" {
  name = "c"
  production_variants {
    variant_name = "v"
    model_name   = "m"
    ${variant}
  }
}
resource "aws_sagemaker_endpoint" "e" {
  name                 = "chat"
  endpoint_config_name = aws_sagemaker_endpoint_configuration.c.name
}
${more}`;

/** "chat: 2 × ml.m5.xlarge" */
const told = ({ line, name, counts }: Assessed) => `${name}: ${counts.min} × ${line.runs.instance}`;

const toldOf = (texts: Readonly<Record<string, string>>) => read(texts).endpoints.map(told);

const unknownOf = (texts: Readonly<Record<string, string>>) =>
  read(texts).endpoints.flatMap(({ line }) => line.unknown.filter((one) => !one.startsWith('Region')));

const value = (expression: string, more = ''): unknown => {
  const [one] = read({
    'main.tf': endpoint(`instance_type = "t"\ninitial_instance_count = 1`, `${more}\nlocals { x = ${expression} }`).replace(
      '"chat"',
      'jsonencode(local.x)',
    ),
  }).endpoints;
  const { name = '', line } = one ?? {};
  if (name.startsWith('aws_')) return line?.unknown;
  return JSON.parse(name);
};
