import { isRegion } from '../account/facts.ts';
import { joinClauses } from '../wording/sentences.ts';
import { type Document, type FileFault, isObject } from './templates/declared.ts';
import { parseTemplate } from './templates/parse.ts';
import { isKnown } from './templates/unknown-text.ts';

// Files with the values of a template's parameters: CloudFormation's and CodePipeline's JSON (docs.aws.amazon.com/cli, cloudformation deploy,
// read 2026-12), and the AWS SAM CLI's configuration (serverless-sam-cli-config, read 2026-12).

/** One file's values. */
export interface ParameterFile {
  readonly path: string;
  /** By name. Undefined: the value of the deployed stack, which isn't in the files. */
  readonly values: Readonly<Record<string, string | undefined>>;
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

export type ReadParameters =
  | { readonly ok: true; readonly file: ParameterFile }
  | { readonly ok: false; readonly fault: FileFault };

const EXPECTED =
  'Expected [{"ParameterKey": "…", "ParameterValue": "…"}], {"Parameters": {…}} or samconfig.toml with parameter_overrides.';

const SAM_NAME = /(?:^|\/)samconfig\.(?:toml|ya?ml)$/i;

/** Names that such files have. */
export const PARAMETER_NAMES = /^samconfig\.(?:toml|ya?ml)$|\.json$/i;

/** Whether it is worth reading: most JSON beside a template is something else. */
export const mayHaveParameters = (path: string, text: string): boolean =>
  SAM_NAME.test(path) || (/"ParameterKey"|"Parameters"/.test(text) && !text.includes('"Resources"'));

/** Reads one file. What is wrong is said without quoting it. */
export async function readParameters({ path, text }: Document): Promise<ReadParameters> {
  const isSam = SAM_NAME.test(path) || path.endsWith('.toml');
  const parsed = path.endsWith('.toml') ? await parseToml(text) : parseTemplate(text, !isSam);
  if (!parsed.ok) return { ok: false, fault: { file: path, ...parsed } };
  const own = isSam ? samIn(parsed.value) : { values: valuesIn(parsed.value), region: null };
  if (own.values === undefined)
    return { ok: false, fault: { file: path, line: null, text: `no parameters. ${EXPECTED}` } };
  return { ok: true, file: { path, text, region: own.region, values: own.values } };
}

/** The parser's message quotes the file. */
async function parseToml(text: string) {
  const { parse, TomlError } = await import('smol-toml');
  try {
    return { ok: true, value: parse(text) } as const;
  } catch (error) {
    const { line = null, column } = error instanceof TomlError ? error : {};
    return { ok: false, line, column, text: 'not valid TOML. Correct it, or leave it out.' } as const;
  }
}

type Values = ParameterFile['values'];

/** Of the environment "default", else of the only one: what `sam deploy` takes. */
function samIn(value: unknown): { values: Values | undefined; region: string | null } {
  const environments = Object.entries(isObject(value) ? value : {}).filter(([, one]) => isObject(one));
  const [, environment] =
    environments.find(([name]) => name === 'default') ??
    (environments.length === 1 ? environments[0] : undefined) ??
    [];
  const of = (command: string): Record<string, unknown> => {
    const own = isObject(environment) ? environment[command] : undefined;
    return isObject(own) && isObject(own['parameters']) ? own['parameters'] : {};
  };
  const { parameter_overrides: overrides, region } = { ...of('global'), ...of('deploy') };
  const values =
    typeof overrides === 'string'
      ? pairsIn(overrides)
      : valuesIn(Array.isArray(overrides) ? overrides : { Parameters: overrides });
  return { values, region: typeof region === 'string' && isRegion(region) ? region : null };
}

/** Key=Value, Key="a value", and the older ParameterKey=Key,ParameterValue=Value. */
const PAIR = /\b(?:ParameterKey=)?(\w{1,255})(?:,ParameterValue)?=("(?:\\.|[^"\\])*"|'[^']*'|\S*)/g;

const pairsIn = (text: string): Values =>
  Object.fromEntries(
    [...text.matchAll(PAIR)].map(([, name = '', value = '']) => [name, value.replaceAll(/^["']|["']$|\\(?=")/g, '')]),
  );

/** Undefined where it has no such form. */
function valuesIn(value: unknown): Values | undefined {
  if (Array.isArray(value)) {
    const entries = value.map((one) => (typeof one === 'string' ? Object.entries(pairsIn(one))[0] : entryOf(one)));
    return value.length > 0 && entries.every((entry) => entry !== undefined) ? Object.fromEntries(entries) : undefined;
  }
  const { Parameters: parameters } = isObject(value) && !('Resources' in value) ? value : {};
  if (!isObject(parameters)) return undefined;
  const entries = Object.entries(parameters).map(([name, one]) => [name, textOf(one)] as const);
  return entries.every(([, one]) => one !== undefined) ? Object.fromEntries(entries) : undefined;
}

function entryOf(one: unknown): [string, string | undefined] | undefined {
  const { ParameterKey: name, ParameterValue: value, UsePreviousValue: isPrevious } = isObject(one) ? one : {};
  const text = textOf(value);
  return typeof name === 'string' && (text !== undefined || isPrevious === true) ? [name, text] : undefined;
}

/** A list is one text for CloudFormation. */
function textOf(value: unknown): string | undefined {
  if (Array.isArray(value))
    return value.every((one) => textOf(one) !== undefined) ? value.map(textOf).join(',') : undefined;
  const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
  return isPlain && isKnown(value) ? String(value) : undefined;
}

/** What a template gets. */
interface Chosen {
  readonly values: Values;
  readonly region: string | null;
  /** Which file, or why none. */
  readonly note: string | undefined;
}

/** The values of the template at `path`, whose parameters have these names. Of several files beside it none is taken. */
export function chosenFor(path: string, names: readonly string[], { named, beside, pairs }: GivenParameters): Chosen {
  const folder = folderOf(path);
  const has = ({ values }: ParameterFile) => names.some((name) => Object.hasOwn(values, name));
  const own = named.length > 0 ? [] : beside.filter((file) => folderOf(file.path) === folder && has(file));
  const [only, second] = own;
  const taken = second === undefined ? own : [];
  const region = [...named, ...taken].findLast((file) => file.region !== null)?.region ?? null;
  const note =
    only === undefined
      ? undefined
      : second === undefined
        ? `${path}: its parameters are those of ${only.path}.`
        : `${path}: ${joinClauses(
            own.map((file) => file.path),
            'and',
          )} have its parameters, so it gets none of them. Name one: --parameters ${only.path}`;
  return { values: Object.assign({}, ...[...named, ...taken].map(({ values }) => values), pairs), region, note };
}

export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/** What is wrong with the values of the command line: a name that no template has, and one that two files have otherwise. */
export function wrongParameters({ named, pairs }: GivenParameters, names: readonly string[]): FileFault[] {
  const seen = new Map<string, ParameterFile>();
  const expected = `Expected ${names.length === 0 ? 'none' : joinClauses(names.slice(0, NAMES_MAX), 'or')}.`;
  const inFiles = named.flatMap((file) =>
    Object.entries(file.values).flatMap(([name, value]): FileFault[] => {
      const fault = (text: string) => [{ file: file.path, ...placeOf(name, file.text), text }];
      const other = seen.get(name);
      seen.set(name, file);
      if (!names.includes(name)) return fault(`no template has the parameter ${name}. ${expected}`);
      if (other === undefined || other.values[name] === value) return [];
      return fault(`${name} has another value in ${other.path}. Expected one of the two files.`);
    }),
  );
  const inPairs = Object.keys(pairs).filter((name) => !names.includes(name));
  const line = null;
  return [
    ...inFiles,
    ...inPairs.map((name) => ({
      file: '--parameters',
      line,
      text: `no template has the parameter ${name}. ${expected}`,
    })),
  ];
}

/** Of the names that a message lists. */
const NAMES_MAX = 20;

/** Where a name first stands as a whole word. */
function placeOf(name: string, text: string): { line: number; column: number } | { line: null } {
  const at = [...text.matchAll(/\w+/g)].find(([word]) => word === name)?.index;
  if (at === undefined) return { line: null };
  const before = text.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
