import type { Parameter } from './template.ts';
import { literal, quoted } from './terraform-expression.ts';

type Json = Record<string, unknown>;

/** In place of the stack's name. An endpoint's has at most 63 characters. */
export const nameVariable = (name: string, hasEndpoint: boolean): Json => ({
  type: 'string',
  description: hasEndpoint
    ? "Name of the endpoint. Its alarms' names start with it."
    : "The alarms' names start with it.",
  default: name,
  nullable: false,
  validation: {
    condition: '${can(regex("^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$", var.name))}',
    error_message: 'Letters, digits and hyphens, at most 63.',
  },
});

/** A parameter as a variable, with its rules as a validation. `name`: the variable's. */
export function variableOf(parameter: Parameter, name: string): Json {
  const { Type, Description, Default, ConstraintDescription } = parameter;
  const type = Type === 'String' ? 'string' : Type === 'Number' ? 'number' : 'list(string)';
  const rules = rulesOf(parameter, `var.${name}`);
  const message = ConstraintDescription ?? Description;
  return {
    type,
    description: literal(Description),
    ...(Default !== undefined && { default: typeof Default === 'string' ? literal(Default) : Default }),
    nullable: false,
    ...(rules.length > 0 && {
      validation: { condition: `\${${rules.join(' && ')}}`, error_message: literal(message) },
    }),
  };
}

/** CloudFormation's pattern has to match all of the value, Terraform's any part. */
const whole = (pattern: string): string => (/^\^.*\$$/s.test(pattern) ? pattern : `^(?:${pattern})$`);

function rulesOf(
  { Type, AllowedPattern, AllowedValues, MinValue, MaxValue, least = 1 }: Parameter,
  value: string,
): string[] {
  return [
    ...(AllowedPattern === undefined ? [] : [`can(regex(${quoted(whole(AllowedPattern))}, ${value}))`]),
    ...(AllowedValues === undefined ? [] : [`contains([${AllowedValues.map(quoted).join(', ')}], ${value})`]),
    ...(MinValue === undefined ? [] : [`${value} >= ${MinValue}`]),
    ...(MaxValue === undefined ? [] : [`${value} <= ${MaxValue}`]),
    ...(Type.startsWith('List') ? [`length(distinct(${value})) >= ${least}`] : []),
  ];
}
