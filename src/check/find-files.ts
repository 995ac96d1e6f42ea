import type { Dirent } from 'node:fs';
import { lstat, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { whyUnread } from '../wording/why-unread.ts';
import type { Document, FileFault } from './templates/declared.ts';

// Finds and reads files: alone here the check touches the disk.

/** A plan of this size takes about a gigabyte of memory to read. */
const FILE_MAX_MB = 64;
const FILE_MAX = FILE_MAX_MB * 2 ** 20;
/** Of one folder. More is a whole disk, or a mistake. */
const ENTRIES_MAX = 50_000;
const DEPTH_MAX = 30;
const FOLDER_MAX_MB = 256;

const TEMPLATE = /\.(?:ya?ml|json|template)$/i;
/** Dependencies, what tools keep for themselves, and the code that CDK uploads. */
const PASSED_OVER = /^(?:node_modules|\..*|asset\..*|__pycache__|venv)$/;

export interface Found {
  readonly documents: Document[];
  /** Terraform in its own language, which isn't read. */
  readonly hcl: string[];
  readonly notes: string[];
  /** Of files that the command line names. */
  readonly faults: FileFault[];
}

/** Reads every file that is named, and the templates in every folder. `-` is standard input. Never rejects. */
export async function findFiles(paths: readonly string[]): Promise<Found> {
  const found: Found = { documents: [], hcl: [], notes: [], faults: [] };
  const seen = new Set<string>();
  for (const path of paths) {
    try {
      if (path === '-') {
        found.documents.push({ path: 'standard input', text: await text(process.stdin), isNamed: true });
      } else if ((await stat(path)).isDirectory()) await readFolder(path, found, seen);
      else await readNamed(path, found, seen);
    } catch (error) {
      found.faults.push({ file: path, line: null, text: whyUnread(error) });
    }
  }
  return found;
}

const slashed = (path: string): string => path.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');

async function isFirst(path: string, seen: Set<string>): Promise<boolean> {
  const real = await realpath(path);
  if (seen.has(real)) return false;
  seen.add(real);
  return true;
}

async function readNamed(path: string, { documents, hcl, faults }: Found, seen: Set<string>): Promise<void> {
  if (!(await isFirst(path, seen))) return;
  if (/\.tf$/i.test(path)) {
    hcl.push(slashed(path));
    return;
  }
  const refuse = (why: string) => faults.push({ file: path, line: null, text: why });
  if ((await stat(path)).size > FILE_MAX) {
    refuse(`over ${FILE_MAX_MB} MB. Check a plan of fewer resources, with terraform plan -target.`);
    return;
  }
  const content = await readFile(path);
  // A plan as Terraform stores it is a ZIP file.
  if (content.subarray(0, 2).toString('latin1') === 'PK') refuse('a binary plan. Write it with terraform show -json.');
  else documents.push({ path: slashed(path), text: content.toString('utf8'), isNamed: true });
}

async function readFolder(root: string, found: Found, seen: Set<string>): Promise<void> {
  let entries = 0;
  let bytes = 0;
  for await (const path of filesIn(root.endsWith('/') ? root.slice(0, -1) : root)) {
    entries += 1;
    if (entries > ENTRIES_MAX || bytes > FOLDER_MAX_MB * 2 ** 20) {
      const most = `more than ${ENTRIES_MAX} files or ${FOLDER_MAX_MB} MB of templates`;
      found.notes.push(`${root}: ${most}; the rest isn't read.`);
      return;
    }
    bytes += await readFound(path, found, seen);
  }
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

/** Returns how much was read, in bytes. */
async function readFound(path: string, { documents, hcl, notes }: Found, seen: Set<string>): Promise<number> {
  if (/\.tf$/i.test(path)) {
    hcl.push(slashed(path));
    return 0;
  }
  if (!TEMPLATE.test(path)) return 0;
  const { size } = await lstat(path);
  if (size > FILE_MAX) {
    notes.push(`${slashed(path)}: over ${FILE_MAX_MB} MB, not read.`);
    return 0;
  }
  const content = await readFile(path, 'utf8').catch(() => undefined);
  if (content === undefined || !(await isFirst(path, seen))) return 0;
  documents.push({ path: slashed(path), text: content });
  return size;
}
