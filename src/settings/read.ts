import * as z from 'zod';
import { distance } from '../recommender/index.ts';
import { type NameInCode, nameInCode, SETTINGS, type Setting, type SettingName, type Settings } from './settings.ts';

/** The environment without empty variables. */
export type StatedEnvironment = Record<string, string | undefined>;

/** The variable and a sentence that says where to find a valid value. Never the value itself. */
export interface ConfigFault {
  variable: string;
  text: string;
}

/** An empty variable counts as not set. */
export function statedIn(environment: Record<string, string | undefined>): StatedEnvironment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()));
}

export const ALL_SETTINGS = Object.keys(SETTINGS) as SettingName[];

type Read<Name extends SettingName> =
  | { ok: true; settings: Pick<Settings, NameInCode<Name>> }
  | { ok: false; faults: ConfigFault[] };

/** Reads some of the settings, and finds all of their faults at once. */
export function readSettings<const Name extends SettingName>(
  stated: StatedEnvironment,
  names: readonly Name[],
): Read<Name> {
  const schema = z.object(Object.fromEntries(names.map((name) => [name, schemaOf(SETTINGS[name])])));
  const parsed = schema.safeParse(stated);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message: text }) => ({ variable: String(path[0]), text }));
    return { ok: false, faults };
  }
  const values = names.map((name) => [nameInCode(name), parsed.data[name]]);
  return { ok: true, settings: Object.fromEntries(values) };
}

function schemaOf({ schema, default: otherwise }: Setting): z.ZodType {
  if (typeof otherwise === 'string') return schema.prefault(otherwise);
  return otherwise === undefined ? schema.nullable().default(null) : schema.default(otherwise);
}

/** The faults, one per line. */
export function describeFaults(faults: readonly ConfigFault[]): string {
  return faults.map(({ variable, text }) => `${variable}: ${text}`).join('\n');
}

/** A variable that looks like a setting and isn't one. */
interface UnknownSetting extends ConfigFault {
  /** Whether it keeps the bot from starting. */
  isFault: boolean;
}

/** Read by AWS's SDK, and no slip of AWS_REGIONS. */
const AWS_OWN = ['AWS_REGION'];

/** Wrong letters allowed. One less in a short name: PATH is not PORT. */
const LETTERS_WRONG = 2;
const LONG_NAME = 8;

/**
 * Finds misspelled settings, and anything else that starts with SLACK_ or DATABASE_. A misspelled DATABASE_… is a fault if the
 * setting itself isn't set: the bot would start with an empty database. Others may belong to another program, such as
 * SLACK_API_TOKEN or Kubernetes' DATABASE_PORT.
 */
export function findUnknownSettings(stated: StatedEnvironment): UnknownSetting[] {
  const unknown = Object.keys(stated).filter((name) => !(name in SETTINGS) && !AWS_OWN.includes(name));
  const slips = unknown.flatMap((variable) => {
    const meant = closest(variable);
    if (meant === undefined) return [];
    const isFault = meant.startsWith('DATABASE_') && stated[meant] === undefined;
    const ignored = isFault ? '' : ' Ignoring it.';
    return [{ variable, text: `Unknown setting. Did you mean ${meant}?${ignored}`, isFault }];
  });
  const foreign = unknown.filter((name) => /^(SLACK|DATABASE)_/.test(name) && closest(name) === undefined);
  if (foreign.length === 0) return slips;
  const text = `Ignoring unknown settings. Known: ${ALL_SETTINGS.join(', ')}.`;
  return [...slips, { variable: foreign.join(', '), text, isFault: false }];
}

function closest(name: string): string | undefined {
  const [best] = ALL_SETTINGS.filter((known) => Math.abs(known.length - name.length) <= LETTERS_WRONG)
    .map((known) => ({ known, wrong: distance(name.toUpperCase(), known) }))
    .filter(({ known, wrong }) => wrong <= (known.length < LONG_NAME ? LETTERS_WRONG - 1 : LETTERS_WRONG))
    .toSorted((one, other) => one.wrong - other.wrong);
  return best?.known;
}
