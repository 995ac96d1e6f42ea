import { type Expression, type Item, quoted } from './hcl.ts';
import type { Parameter } from './template.ts';
import { isSwitch } from './terraform-expression.ts';

/** In place of the stack's name. An endpoint's has at most 63 characters. */
export const nameVariable = (name: string, hasEndpoint: boolean): Item[] =>
  variable({
    type: 'string',
    description: hasEndpoint
      ? "Name of the endpoint. Its alarms' names start with it."
      : "The alarms' names start with it.",
    given: quoted(name),
    rules: ['can(regex("^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$", var.name))'],
    message: 'Letters, digits and hyphens, at most 63.',
  });

/** A parameter as a variable, with its rules as a validation. `name`: the variable's. */
export function variableOf(parameter: Parameter, name: string): Item[] {
  const { Type, Description, Default } = parameter;
  if (isSwitch(parameter))
    return variable({ type: 'bool', description: Description, given: String(Default === 'yes'), rules: [] });
  return variable({
    type: Type === 'String' ? 'string' : Type === 'Number' ? 'number' : 'list(string)',
    description: Description,
    given: typeof Default === 'string' ? quoted(Default) : Default?.toString(),
    rules: rulesOf(parameter, `var.${name}`),
    message: parameter.ConstraintDescription ?? Description,
  });
}

interface Variable {
  readonly type: string;
  readonly description: string;
  readonly given: string | undefined;
  readonly rules: readonly string[];
  /** Said where a rule doesn't hold. */
  readonly message?: string;
}

function variable({ type, description, given, rules, message = '' }: Variable): Item[] {
  const argument = (name: string, value: Expression): Item => ({ name, value });
  const validation = [argument('condition', rules.join(' && ')), argument('error_message', quoted(message))];
  return [
    argument('type', type),
    argument('description', quoted(description)),
    ...(given === undefined ? [] : [argument('default', given)]),
    ...(rules.length > 0 ? [{ block: 'validation', body: validation }] : []),
  ];
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
