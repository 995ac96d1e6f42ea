import { isRegion } from '../account/facts.ts';
import { LEVELS_MAX } from '../text-limits.ts';
import { joinClauses } from '../wording/sentences.ts';
import { type Document, type FileFault, isObject } from './templates/declared.ts';
import { parseTemplate } from './templates/parse.ts';
import { isTfvars, readTfvars } from './templates/terraform.ts';
import { folderOf } from './templates/terraform-files.ts';

// Values for a template's parameters: CloudFormation's and CodePipeline's JSON (AWS CLI, cloudformation deploy, read 2026-12), and the AWS
// SAM CLI's configuration (serverless-sam-cli-config, read 2026-12).

export interface ParameterFile {
  readonly path: string;
  /** By name. Undefined: the value of the deployed stack, which isn't in the files. */
  readonly values: Readonly<Record<string, unknown>>;
  /** Null where the file says none. */
  readonly region: string | null;
  readonly text: string;
}

/** What the command line gives, and what lies beside the templates. */
export interface GivenParameters {
  /** In place of those beside a template. */
  readonly named: readonly ParameterFile[];
  readonly beside: readonly ParameterFile[];
  /** Before those of a file. */
  readonly pairs: Readonly<Record<string, string>>;
}

export const NO_PARAMETERS: GivenParameters = { named: [], beside: [], pairs: {} };

const EXPECTED =
  'Expected [{"ParameterKey": "…", "ParameterValue": "…"}], {"Parameters": {…}}, samconfig.toml with parameter_overrides, or .tfvars.';

/** Names that such files have. */
export const PARAMETER_NAMES = /^samconfig\.(?:toml|ya?ml)$|\.json$/i;

/** What each of their forms has: most JSON beside a template is something else, and may be large. */
const MAY_HAVE = /arameter|region|"\w{1,255}=/;

/**
 * Reads one file, or says what is wrong with it, without quoting it. `environment`: of samconfig.toml; left out, the default, else each
 * of them is a file.
 */
export async function readParameters(
  { path, text }: Document,
  environment?: string,
): Promise<(ParameterFile | FileFault)[]> {
  if (isTfvars(path)) {
    const read = readTfvars({ path, text });
    return [read.ok ? { path, text, region: null, values: Object.fromEntries(read.values) } : read.fault];
  }
  const [isJson, isToml] = [/\.json$/i, /\.toml$/i].map((ending) => ending.test(path));
  const parsed = isToml ? await parseToml(text) : parseTemplate(MAY_HAVE.test(text) ? text : '{}', isJson === true);
  if (!parsed.ok) return [{ file: path, ...parsed, text: `${parsed.text} ${EXPECTED}` }];
  const isSam = isToml || SAM.test(path);
  const found = isSam ? samIn(parsed.value, environment) : [{ name: '', values: valuesIn(parsed.value), region: null }];
  const read = found.flatMap(({ name, values, region }) =>
    values === undefined ? [] : [{ path: `${path}${name}`, text, region, values }],
  );
  const file = environment === undefined ? path : `${path}#${environment}`;
  return read.length > 0 ? read : [{ file, line: null, text: `no parameters. ${EXPECTED}` }];
}

const SAM = /samconfig\.ya?ml$/i;

/** The parser's message quotes the file. */
async function parseToml(text: string) {
  const { parse, TomlError } = await import('smol-toml');
  try {
    return { ok: true, value: parse(text, { maxDepth: LEVELS_MAX }) } as const;
  } catch (error) {
    const { line = null, column } = error instanceof TomlError ? error : {};
    return { ok: false, line, column, text: 'not valid TOML.' } as const;
  }
}

type Values = ParameterFile['values'];

/** Of the environment that is named, of "default", which `sam deploy` takes, or of each. `name`: what tells it from the others. */
function samIn(value: unknown, wanted: string | undefined) {
  const all = Object.entries(isObject(value) ? value : {}).filter(([, one]) => isObject(one));
  const own = all.filter(([name]) => name === (wanted ?? 'default'));
  const taken = wanted === undefined && own.length === 0 ? all : own;
  const isOnly = wanted === undefined && taken.length === 1;
  return taken.map(([name, one]) => ({ name: isOnly ? '' : `#${name}`, ...environmentIn(one) }));
}

function environmentIn(environment: unknown): { values: Values | undefined; region: string | null } {
  const stated = ['global', 'deploy'].map((command) => partOf(partOf(environment, command), 'parameters'));
  const { parameter_overrides: overrides, region } = Object.assign({}, ...stated) as Record<string, unknown>;
  const values =
    typeof overrides === 'string'
      ? pairsIn(overrides)
      : valuesIn(isObject(overrides) ? { Parameters: overrides } : overrides);
  const code = typeof region === 'string' && isRegion(region) ? region : null;
  return { values: values ?? (code === null ? undefined : {}), region: code };
}

const partOf = (value: unknown, key: string): Record<string, unknown> => {
  const part = isObject(value) ? value[key] : undefined;
  return isObject(part) ? part : {};
};

/** Key=Value, Key="a value", and the older ParameterKey=Key,ParameterValue=Value. */
const PAIR = /\b(?:ParameterKey=)?(\w{1,255})(?:,ParameterValue)?=("(?:\\.|[^"\\])*"|'[^']*'|\S*)/g;

const pairsIn = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(PAIR)].map(([, name = '', value = '']) => [name, value.replaceAll(/^["']|["']$|\\(?=")/g, '')]),
  );

/** Undefined where it has no such form. */
function valuesIn(value: unknown): Values | undefined {
  const { Parameters: own } = isObject(value) && !('Resources' in value) ? value : {};
  const entries = Array.isArray(value)
    ? value.map(entryOf)
    : Object.entries(isObject(own) ? own : {}).map(([name, one]) =>
        entryOf({ ParameterKey: name, ParameterValue: one }),
      );
  return entries.length > 0 && entries.every((one) => one !== undefined) ? Object.fromEntries(entries) : undefined;
}

function entryOf(one: unknown): [string, string | undefined] | undefined {
  if (typeof one === 'string') return Object.entries(pairsIn(one))[0];
  const { ParameterKey: name, ParameterValue: value, UsePreviousValue: isPrevious } = isObject(one) ? one : {};
  // A list is one text for CloudFormation.
  const items = [value].flat();
  const isText = items.every((item) => ['string', 'number', 'boolean'].includes(typeof item));
  return typeof name === 'string' && (isText || isPrevious === true)
    ? [name, isText ? items.join() : undefined]
    : undefined;
}

/** What files give, the last one first, and before them what the command line does. */
export const valuesOf = ({ named, pairs }: Pick<GivenParameters, 'named' | 'pairs'>): Values =>
  Object.assign({}, ...named.map(({ values }) => values), pairs);

/**
 * The values of the template at `path`, whose parameters have these names, and its Region. Of several files beside it none is taken;
 * `note` says which there are.
 */
export function chosenFor(path: string, names: readonly string[], { named, beside, pairs }: GivenParameters) {
  const near = named.length > 0 ? [] : beside.filter((file) => folderOf(file.path) === folderOf(path));
  const own = near.filter(({ values }) => names.some((name) => Object.hasOwn(values, name)));
  const [only, second] = own;
  const taken = [...named, ...(second === undefined ? own : [])];
  const regions = new Set([...near, ...named].flatMap((file) => file.region ?? []));
  const all = joinClauses(
    own.map((file) => file.path.slice(folderOf(path).length)),
    'and',
  );
  const several = `${all} beside it have its parameters, so none is taken. Name one: --parameters ${only?.path}`;
  return {
    values: valuesOf({ named: taken, pairs }),
    region: regions.size === 1 ? ([...regions][0] ?? null) : null,
    note: only && `${path}: ${second === undefined ? `its parameters are those of ${only.path}.` : several}`,
  };
}

/** Of the names that a message lists. */
const NAMES_MAX = 20;

/** What is wrong with the values of the command line: a name that no template has, or that two files have otherwise. */
export function wrongParameters({ named, pairs }: GivenParameters, names: readonly string[]): FileFault[] {
  const expected = names.length === 0 ? 'none' : joinClauses(names.slice(0, NAMES_MAX), 'or');
  const given = [...named, { path: '--parameters', text: '', values: pairs }];
  return given.flatMap(({ path: file, text: whole, values }, at) =>
    Object.keys(values).flatMap((name): FileFault[] => {
      const other = named.slice(0, at).find((one) => name in one.values && one.values[name] !== values[name]);
      // Terraform only warns of a value in a file that no variable takes.
      const isStray = !names.includes(name) && !isTfvars(file);
      if (!isStray && (other === undefined || at === named.length)) return [];
      const text = isStray
        ? `no template has the parameter ${name}. Expected ${expected}.`
        : `${name} has another value in ${other?.path}. Expected one of the two files.`;
      return [{ file, ...placeOf(name, whole), text }];
    }),
  );
}

/** Where a name first stands as a whole word. */
function placeOf(name: string, text: string): { line: number | null; column?: number } {
  const at = [...text.matchAll(/\w+/g)].find(([word]) => word === name)?.index;
  if (at === undefined) return { line: null };
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
