import { distance } from '../recommender/index.ts';
import { isStated, readFromFile, SECRET_FILES, withoutLineBreak } from './secrets.ts';
import { ALL_SETTINGS, type NameInCode, nameInCode, SETTINGS, type SettingName, type Settings } from './settings.ts';
import { Refusal } from './values.ts';

/** The environment without empty variables. */
export type StatedEnvironment = Record<string, string | undefined>;

/** The variable and a sentence that says where to find a valid value. Never the value itself. */
export interface ConfigFault {
  variable: string;
  text: string;
}

/**
 * An empty variable counts as not set. One line break at its end is left out: AWS Secrets Manager and Kubernetes keep the one of
 * the file that a secret was made from.
 */
export function statedIn(environment: Record<string, string | undefined>): StatedEnvironment {
  const stated = Object.entries(environment).filter(([, value]) => value?.trim());
  return Object.fromEntries(stated.map(([name, value]) => [name, withoutLineBreak(value ?? '')]));
}

type Read<Name extends SettingName> =
  | { ok: true; settings: Pick<Settings, NameInCode<Name>> }
  | { ok: false; faults: ConfigFault[] };

/** Reads some of the settings, and finds all of their faults at once. */
export function readSettings<const Name extends SettingName>(
  stated: StatedEnvironment,
  names: readonly Name[],
): Read<Name> {
  const read = names.map((name) => ({ name, value: readValue(stated, name) }));
  const faults = [
    ...read.flatMap(({ value }) => (value instanceof Fault ? { variable: value.variable, text: value.text } : [])),
    ...(names.some((name) => name === 'READER_URL') ? readerFaults(stated) : []),
  ];
  if (faults.length > 0) return { ok: false, faults };
  return {
    ok: true,
    settings: Object.fromEntries(read.map(({ name, value }) => [nameInCode(name), value])),
  } as Read<Name>;
}

class Fault extends Refusal {
  readonly variable: string;

  constructor(variable: string, text: string) {
    super(text);
    this.variable = variable;
  }
}

/** From the environment, from a file or by default. Of a value that came from a file, a fault says which. */
function readValue(stated: StatedEnvironment, name: SettingName): unknown {
  const { kind, default: otherwise } = SETTINGS[name];
  const file = readFromFile(stated, name);
  if (file?.ok === false) return new Fault(file.variable, file.text);
  const text = file?.value ?? stated[name] ?? otherwise;
  if (typeof text !== 'string') return text ?? null;
  const value = kind(text);
  if (!(value instanceof Refusal)) return value;
  return file === undefined ? new Fault(name, value.text) : new Fault(`${name}_FILE`, `In ${file.path}: ${value.text}`);
}

/** What READER_URL needs, and what has no use with it or without it. */
function readerFaults(stated: StatedEnvironment): ConfigFault[] {
  const has = (name: string) => isStated(stated, name);
  const fault = (isWrong: boolean, variable: string, text: string) => (isWrong ? [{ variable, text }] : []);
  const url = has('READER_URL');
  return [
    ...fault(url && !has('READER_MODEL'), 'READER_MODEL', 'Not set. READER_URL needs it: the name of the model.'),
    ...fault(!url && has('READER_KEY'), 'READER_KEY', 'Set READER_URL as well, or unset it: Bedrock takes no key.'),
  ];
}

export const describeFaults = (faults: readonly ConfigFault[]): string =>
  faults.map(({ variable, text }) => `${variable}: ${text}`).join('\n');

/** A variable that looks like a setting and isn't one. */
interface UnknownSetting extends ConfigFault {
  /** Whether it keeps the bot from starting. */
  isFault: boolean;
}

/** Read by AWS's SDK, and no slip of AWS_REGIONS. */
const AWS_OWN = ['AWS_REGION'];

const KNOWN: readonly string[] = [...ALL_SETTINGS, ...SECRET_FILES];

/** Wrong letters allowed. One less in a short name: PATH is not PORT. */
const LETTERS_WRONG = 2;
const LONG_NAME = 8;

/**
 * Finds misspelled settings, and anything else that starts with SLACK_ or DATABASE_. A misspelled DATABASE_… is a fault if the
 * setting itself isn't set: the bot would start with an empty database. Others may belong to another program, such as
 * SLACK_API_TOKEN or Kubernetes' DATABASE_PORT.
 */
export function findUnknownSettings(stated: StatedEnvironment): UnknownSetting[] {
  const former = findFormerSettings(stated);
  const explained = [...KNOWN, ...AWS_OWN, ...former.map(({ variable }) => variable)];
  const unknown = Object.keys(stated).filter((name) => !explained.includes(name));
  const told = unknown.map((variable) => ({ variable, about: describeSlip(stated, variable) }));
  const slips = [
    ...former,
    ...told.flatMap(({ variable, about }) => (about === undefined ? [] : [{ variable, ...about }])),
  ];
  const foreign = told.filter(({ variable, about }) => about === undefined && /^(SLACK|DATABASE)_/.test(variable));
  if (foreign.length === 0) return slips;
  const text = `Ignoring unknown settings. Known: ${ALL_SETTINGS.join(', ')}.`;
  return [...slips, { variable: foreign.map(({ variable }) => variable).join(', '), text, isFault: false }];
}

/** What earlier versions read, and what takes its place. */
export const FORMER: ReadonlyMap<string, string> = new Map([
  ...['ACCOUNT_DIGEST', 'DIGEST_CHANNEL'].map((name) => [name, 'there is no weekly digest'] as const),
  ...['MCP_HOSTS', 'MCP_PORT', 'MCP_TOKEN'].map(
    (name) => [name, 'assistants speak over standard input and output alone'] as const,
  ),
  ['ADMINS', 'audits are on the command line, as account audit'],
  ['UNFURL_DOMAIN', 'links to the page have no preview'],
  ['REPLAY_NOTIFY_USD', 'a price list that changes posts nothing'],
  ['ACCOUNT_FILE', 'start --account FILE and account --from FILE read a recorded account'],
  ['DATABASE_LOCK_TIMEOUT_SECONDS', 'a query waits 2 s for a lock'],
  ['DATABASE_STATEMENT_TIMEOUT_SECONDS', 'a query may take 10 s'],
  ['METRICS_HOST', 'METRICS_PORT listens on HOST'],
  ['NUDGE_AFTER_DAYS', 'nudge in the policy says after how many days, 7 without it'],
  ['READER_REGION', 'Bedrock is called in the Region of the ARN in READER_MODEL, or else in AWS_REGION'],
  ['SOCKET_SECONDS_APART', 'connections are opened 10 s apart'],
  ['WORKFLOW_STEP', "the app's manifest says whether it has a step"],
]);

/** Those without which metrics would be shown on another address, or texts sent to another Region, where the other one is set. */
const FORMER_FAULTS = new Map([
  ['METRICS_HOST', 'METRICS_PORT'],
  ['READER_REGION', 'READER_MODEL'],
]);

export function findFormerSettings(stated: StatedEnvironment): UnknownSetting[] {
  return Object.keys(stated).flatMap((variable) => {
    const why = FORMER.get(variable) ?? FORMER.get(variable.replace(/_FILE$/, ''));
    const isFault = stated[FORMER_FAULTS.get(variable) ?? ''] !== undefined;
    const text = `No longer a setting: ${why}. ${isFault ? 'Unset it.' : 'Ignoring it.'}`;
    return why === undefined ? [] : [{ variable, text, isFault }];
  });
}

function describeSlip(stated: StatedEnvironment, variable: string): Omit<UnknownSetting, 'variable'> | undefined {
  const meant = closest(variable);
  if (meant !== undefined) {
    const isFault = meant.startsWith('DATABASE_') && !isStated(stated, meant.replace(/_FILE$/, ''));
    return { text: `Unknown setting. Did you mean ${meant}?${isFault ? '' : ' Ignoring it.'}`, isFault };
  }
  const base = variable.replace(/_FILE$/, '');
  if (!Object.hasOwn(SETTINGS, base)) return undefined;
  return { text: `Only secrets are read from files. Set ${base} instead. Ignoring it.`, isFault: false };
}

function closest(name: string): string | undefined {
  const [best] = KNOWN.filter((known) => Math.abs(known.length - name.length) <= LETTERS_WRONG)
    .map((known) => ({ known, wrong: distance(name.toUpperCase(), known) }))
    .filter(({ known, wrong }) => wrong <= (known.length < LONG_NAME ? LETTERS_WRONG - 1 : LETTERS_WRONG))
    .toSorted((one, other) => one.wrong - other.wrong);
  return best?.known;
}
