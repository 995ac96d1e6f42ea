import { createReadStream, type Dirent, existsSync } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { type ReadText, readText, STDIN, tooLarge, whyUnread } from '../read-text.ts';
import { INPUT_MB_MAX, PLAN_MB_MAX } from '../text-limits.ts';
import { type GivenParameters, PARAMETER_NAMES, type ParameterFile, readParameters } from './parameters.ts';
import { type Document, type FileFault, faultText, mentionsSageMaker } from './templates/declared.ts';
import { isModuleFile, mayBeTemplate } from './templates/read-templates.ts';
import { calledFolder, folderOf } from './templates/terraform-files.ts';

// Finds and reads files: alone here the check touches the disk.

/** What standard input is called. */
const PIPED = 'standard input';

const DEPTH_MAX = 30;
/** Of the templates in one folder, in characters. More is a whole disk, or a mistake. */
const FOLDER_MAX = 256 * 2 ** 20;

const TEMPLATE = /\.(?:ya?ml|json|template)$/i;
/** Dependencies, what tools keep for themselves, and the code that CDK uploads. */
const PASSED_OVER = /^(?:node_modules|\..*|asset\..*|__pycache__|venv)$/;

export interface Found {
  readonly documents: Document[];
  readonly notes: string[];
  /** Files that are named, or mention SageMaker. */
  readonly faults: FileFault[];
}

/** Reads every file that is named, and the templates in every folder. `-` is standard input. Never rejects. */
export async function findFiles(paths: readonly string[]): Promise<Found> {
  const found: Found = { documents: [], notes: [], faults: [] };
  const seen = new Set<string>();
  for (const path of paths) {
    try {
      if (path !== STDIN && (await stat(path)).isDirectory()) await readFolder(path, found, seen);
      else await readNamed(path, found, seen);
    } catch (error) {
      found.faults.push({ file: path, line: null, text: whyUnread(error) });
    }
  }
  await readModules(found, seen);
  return found;
}

/** A stack has at most 200 parameters of 4,096 bytes (AWS CloudFormation quotas, read 2026-12). */
const PARAMETERS_MB_MAX = 1;

/** An environment of samconfig.toml is named after it: "samconfig.toml#prod". */
const ENVIRONMENT = /(?<=samconfig\.(?:toml|ya?ml))#[\w-]+$/i;
export const fileOf = (path: string): string => path.replace(ENVIRONMENT, '');

async function readBeside(path: string): Promise<(ParameterFile | FileFault)[]> {
  const file = fileOf(path);
  const read = await readText(file, PARAMETERS_MB_MAX);
  if (!read.ok) return [{ file, line: null, text: read.why }];
  return readParameters({ path: file, text: read.text }, path.slice(file.length + 1) || undefined);
}

/** What --parameters gives, files and KEY=VALUE, and the files beside templates. */
export async function findParameters(
  given: readonly string[],
  templates: readonly Document[],
): Promise<GivenParameters & { readonly faults: FileFault[] }> {
  const isPair = (one: string) => /^[\w-]+=/.test(one) && !existsSync(one);
  const pairs = given.filter(isPair).map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]);
  const read = (await Promise.all(given.filter((one) => !isPair(one)).map(readBeside))).flat();
  const mayTake = ({ path, text }: Document) => path !== PIPED && text.includes('AWS::');
  const beside: ParameterFile[] = [];
  for (const folder of new Set(templates.filter(mayTake).map(({ path }) => folderOf(path)))) {
    const entries = await readdir(folder || '.', { withFileTypes: true }).catch(() => []);
    const names = entries.filter((entry) => entry.isFile() && PARAMETER_NAMES.test(entry.name)).toSorted(byName);
    for (const { name } of names) beside.push(...(await readBeside(`${folder}${name}`)).filter(hasValues));
  }
  const faults = read.flatMap((one) => (hasValues(one) ? [] : one));
  return { named: read.filter(hasValues), beside, pairs: Object.fromEntries(pairs), faults };
}

const hasValues = (one: ParameterFile | FileFault): one is ParameterFile => 'values' in one;

/** A module's other files, and the modules that it calls by a local path, wherever they are. No root calls more. */
const MODULES_MAX = 1000;
const SOURCE = /\bsource"?\s*[=:]\s*"(\.[^"\n]*)"/g;

async function readModules(found: Found, seen: Set<string>): Promise<void> {
  const folders = new Set<string>();
  // Those that are found on the way are looked at as well.
  for (const document of found.documents) {
    for (const folder of isTerraform(document.path) ? modulesOf(document) : []) {
      if (folders.size < MODULES_MAX && !folders.has(folder)) await readModule(folder, found, seen);
      folders.add(folder);
    }
  }
}

function modulesOf({ path, text, isNamed }: Document): string[] {
  const own = folderOf(path);
  const called = [...text.matchAll(SOURCE)].flatMap(([, source = '']) => calledFolder(own, source) ?? []);
  return isNamed === true ? [own, ...called] : called;
}

async function readModule(folder: string, found: Found, seen: Set<string>): Promise<void> {
  const entries = await readdir(folder || '.', { withFileTypes: true }).catch(() => []);
  for (const { name } of entries.filter((entry) => entry.isFile() && isTerraform(entry.name)).toSorted(byName))
    if (await isFirst(`${folder}${name}`, seen)) await readFound(`${folder}${name}`, found);
}

const isTerraform = (path: string): boolean => isModuleFile(path) || /\.tf\.json$/i.test(path);

const slashed = (path: string): string => path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');

async function isFirst(path: string, seen: Set<string>): Promise<boolean> {
  const real = await realpath(path);
  if (seen.has(real)) return false;
  seen.add(real);
  return true;
}

/** Only what `terraform show -json` prints may be larger than other files. */
async function readOne(path: string): Promise<ReadText> {
  const read = await readText(path, PLAN_MB_MAX);
  const isLarge = read.ok && read.text.length > INPUT_MB_MAX * 2 ** 20 && !read.text.includes('"format_version"');
  return isLarge ? { ok: false, why: tooLarge(INPUT_MB_MAX) } : read;
}

async function readNamed(path: string, { documents, faults }: Found, seen: Set<string>): Promise<void> {
  if (path !== STDIN && !(await isFirst(path, seen))) return;
  const file = path === STDIN ? PIPED : slashed(path);
  const read = await readOne(path);
  // A plan as Terraform stores it is a ZIP file.
  if (read.ok && !read.text.startsWith('PK\u0003')) documents.push({ path: file, text: read.text, isNamed: true });
  else
    faults.push({ file, line: null, text: read.ok ? 'a binary plan. Write it with terraform show -json.' : read.why });
}

async function readFolder(root: string, found: Found, seen: Set<string>): Promise<void> {
  let length = 0;
  for await (const path of filesIn(root.endsWith('/') ? root.slice(0, -1) : root)) {
    if ((TEMPLATE.test(path) || isModuleFile(path)) && (await isFirst(path, seen)))
      length += await readFound(path, found);
    if (length <= FOLDER_MAX) continue;
    const text = 'more than 256 MB of templates, so the rest is not read. Name the folders that are deployed.';
    found.faults.push({ file: root, line: null, text });
    return;
  }
}

/** Returns how much is kept, in characters. */
async function readFound(path: string, { documents, notes, faults }: Found): Promise<number> {
  const [file, read] = [slashed(path), await readOne(path)];
  if (read.ok && !mayBeTemplate(file, read.text)) return 0;
  if (read.ok) return documents.push({ path: file, text: read.text }) && read.text.length;
  const fault = { file, line: null, text: read.why };
  if (await isMentionedIn(path)) faults.push(fault);
  else notes.push(faultText(fault));
  return 0;
}

/** Whether a file that can't be read mentions SageMaker in its first gigabyte. Nobody knows of one that may not be read. */
async function isMentionedIn(path: string): Promise<boolean> {
  let last = '';
  try {
    for await (const part of createReadStream(path, { encoding: 'latin1', end: 2 ** 30 })) {
      if (mentionsSageMaker(last + part)) return true;
      last = String(part).slice(-10);
    }
  } catch {}
  return false;
}

/** The files of a folder and those within, by name. Symbolic links aren't followed. */
async function* filesIn(folder: string, depth = 0): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries.toSorted(byName)) {
    const path = `${folder}/${entry.name}`;
    if (entry.isFile()) yield path;
    else if (entry.isDirectory() && !PASSED_OVER.test(entry.name) && depth < DEPTH_MAX) yield* filesIn(path, depth + 1);
  }
}

const byName = (one: Dirent, other: Dirent): number => (one.name < other.name ? -1 : 1);
