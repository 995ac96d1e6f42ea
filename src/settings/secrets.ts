import { readFileSync, statSync } from 'node:fs';
import { ALL_SETTINGS, isSecret, nameInCode, SETTINGS, type Settings } from './settings.ts';
import { isLong, passwordsOf } from './values.ts';

// Where secrets come from, and which ones are redacted. Each secret may stand in a file that `NAME_FILE` names, as Docker and
// Kubernetes mount them.

const SECRETS = ALL_SETTINGS.filter(isSecret);

/** Every `NAME_FILE`, in the order of the settings. */
export const SECRET_FILES = SECRETS.map(fileVariable);

function fileVariable(name: string): string {
  return `${name}_FILE`;
}

const isSecretName = (name: string) => SECRETS.some((secret) => secret === name);

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether a setting has a value, or a file that should hold it. */
export const isStated = (stated: Environment, name: string): boolean =>
  stated[name] !== undefined || (isSecretName(name) && stated[fileVariable(name)] !== undefined);

/** A value, or a sentence about what names it. Undefined where no file is named. */
type FromFile = { ok: true; path: string; value: string } | { ok: false; variable: string; text: string } | undefined;

/** Reads a secret from the file that its `NAME_FILE` names. */
export function readFromFile(stated: Environment, name: string): FromFile {
  const variable = fileVariable(name);
  const path = isSecretName(name) ? stated[variable] : undefined;
  if (path === undefined) return undefined;
  if (stated[name] !== undefined) {
    return { ok: false, variable: `${name} and ${variable}`, text: 'Set one of them, and unset the other.' };
  }
  try {
    const value = contentOf(path);
    return { ok: true, path, value };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { ok: false, variable, text: describeUnread(error, path, name) };
  }
}

/** The longest secret is 20 keys, the longest list of URLs is 10 of them. In bytes. */
const FILE_LIMIT = 16 * 1024;

/** Says what is wrong with a file, after its path. */
class Unfit extends Error {}

/** @throws Unfit, or what Node throws where a file can't be read. */
function contentOf(path: string): string {
  const stat = statSync(path);
  // A pipe or a device could keep the program from ever starting.
  if (!stat.isFile()) throw new Unfit("isn't a regular file. Give the path of the file that holds the secret.");
  if (stat.size > FILE_LIMIT) throw new Unfit('is larger than 16 KB. It must hold the secret alone.');
  const bytes = readFileSync(path);
  if (bytes.indexOf('\uFEFF') === 0) throw new Unfit('starts with a byte order mark. Save it as UTF-8 without one.');
  const text = textOf(bytes);
  if (text === undefined) throw new Unfit("isn't UTF-8 text. Write the secret into it as plain text.");
  const value = withoutLineBreak(text);
  if (value.trim() === '') throw new Unfit('is empty. Write the secret into it.');
  if (/[\r\n]/.test(value)) throw new Unfit('has several lines. It must hold the secret alone, on one line.');
  return value;
}

export const withoutLineBreak = (text: string): string => text.replace(/\r?\n$/, '');

/** Undefined where bytes are no text. */
function textOf(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}

function describeUnread(error: Error, path: string, name: string): string {
  if (error instanceof Unfit) return `${path} ${error.message}`;
  const code = 'code' in error ? String(error.code) : error.message;
  if (code === 'EACCES' || code === 'EPERM') {
    return `${path} may not be read by this user (UID ${process.geteuid?.() ?? 'unknown'}). Change its owner or its mode.`;
  }
  // Somebody may have set it to the secret.
  if (!/^\.{0,2}\//.test(path)) {
    return `No such file. Give its whole path, such as /run/secrets/${name.toLowerCase()}. If this is the secret itself, set ${name} to it.`;
  }
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return `${path} doesn't exist. Mount the secret there, or correct the path.`;
  return `${path} can't be read (${code}). Replace it by a regular file that holds the secret.`;
}

/**
 * Every secret in an environment and in the files that it names, valid or not. Short ones are left out: redacting them would
 * garble what is printed.
 */
export function secretsIn(environment: Environment): string[] {
  return SECRETS.flatMap((name) => {
    const variable = fileVariable(name);
    const file = environment[variable] ? readFromFile({ [variable]: environment[variable] }, name) : undefined;
    return [environment[name] ?? '', ...(file?.ok ? [file.value] : [])].flatMap((value) =>
      SETTINGS[name].isSecret === 'password' ? passwordsOf(value) : value.split(',').map(trimmed).filter(isLong),
    );
  });
}

const trimmed = (text: string): string => text.trim();

/** Every secret among settings that were read. */
export function secretsOf(settings: Settings): string[] {
  return SECRETS.flatMap((name) => {
    const values = [settings[nameInCode(name)]].flat().filter((value) => typeof value === 'string');
    return SETTINGS[name].isSecret === 'password' ? values.flatMap(passwordsOf) : values.filter(isLong);
  });
}
