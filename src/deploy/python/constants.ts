import { oneLine } from '../parts/names.ts';
import type { Parameter } from '../template.ts';
import { assign, type Code, call, comment, linesOf, list, pattern, text } from './writer.ts';

// The parameters of the template as constants at the top of the script, and what checks them before anything is made.

/** A parameter by its name in the script. */
export interface Constant {
  readonly name: string;
  readonly parameter: Parameter;
}

const DESCRIPTION_MAX = 400;

/** A constant with its description. One without a default is empty. */
export const constantLines = ({ name, parameter }: Constant): string[] => [
  ...comment(oneLine(parameter.Description, DESCRIPTION_MAX)),
  ...linesOf(assign(name, initialOf(parameter))),
];

function initialOf({ Type, Default, AllowedPattern }: Parameter): Code {
  if (typeof Default === 'number') return String(Default);
  if (Default !== undefined) return text(Default);
  if (Type === 'String') return takesEmpty(AllowedPattern) ? 'None' : text('');
  return Type === 'Number' ? 'None' : list([]);
}

/** An empty value is one of those that may be entered, so nothing entered has to be another. */
const takesEmpty = (allowed: string | undefined): boolean => allowed?.startsWith('^$|') === true;

/** Stops with a sentence while a constant is empty, or isn't as the API takes it. */
export function checkLines(constants: readonly Constant[]): string[] {
  const rows = constants.map(({ name, parameter }) => {
    const expected = oneLine(parameter.ConstraintDescription ?? parameter.Description, DESCRIPTION_MAX);
    return call('', [text(name), ruleOf(name, parameter), text(expected)]);
  });
  return [
    ...linesOf({ open: 'for name, fits, expected in [', items: rows, close: ']:' }),
    '    if not fits:',
    '        raise SystemExit(f"Fill in {name}: {expected}")',
  ];
}

/** The condition that a value has to meet. */
function ruleOf(
  name: string,
  { Type, Default, AllowedPattern, AllowedValues, MinValue, MaxValue, least = 1 }: Parameter,
): string {
  if (Type === 'Number') {
    return [
      `isinstance(${name}, int)`,
      ...(MinValue === undefined ? [] : [`${name} >= ${MinValue}`]),
      ...(MaxValue === undefined ? [] : [`${name} <= ${MaxValue}`]),
    ].join(' and ');
  }
  if (Type !== 'String') return least === 1 ? name : `len(set(${name})) >= ${least}`;
  if (AllowedValues !== undefined) return `${name} in [${AllowedValues.map(text).join(', ')}]`;
  if (AllowedPattern === undefined) return name;
  const fits = `re.fullmatch(${pattern(whole(AllowedPattern))}, ${name})`;
  return takesEmpty(AllowedPattern) && Default === undefined ? `${name} is not None and ${fits}` : fits;
}

/** A pattern that has to match all of the value: it needs no marks for its ends. */
const whole = (value: string): string => (/^\^[^|]*\$$/.test(value) ? value.slice(1, -1) : value);
