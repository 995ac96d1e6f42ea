import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { PageMemory } from '../page/page-world.ts';
import type { Workspace } from '../start-workspace.ts';
import { type Kept, whatIsKept } from '../state/workspace-state.ts';

/** What `npm run try` finds again when it is started anew, beside the bot's own database. */
export interface KeptTrial {
  workspace: Kept;
  memory: PageMemory;
  /** How far its clock is ahead of the real one, in milliseconds. Absent in what an earlier version kept. */
  aheadMs?: number;
}

/** Raise it when the shape of what is kept changes. */
const VERSION = 1;

const FILE = 'workspace.kept';
const DATABASE = 'reviews.db';
const POLICY = 'policy.yml';

/** Milliseconds of changes that are lost at most if the process is killed. */
const WRITE_DELAY_MS = 50;

export function databaseIn(folder: string): string {
  return join(folder, DATABASE);
}

/** The rules by which the team decides. */
export function policyIn(folder: string): string {
  return join(folder, POLICY);
}

/** @throws Error that says what to do if the file can't be read. */
export function readKept(folder: string): KeptTrial | undefined {
  const path = join(folder, FILE);
  if (!existsSync(path)) return undefined;
  const refused = `${path} was written by another version, or is damaged. To start clean: npm run try -- --reset`;
  let read: { version: number; trial: KeptTrial };
  try {
    read = deserialize(readFileSync(path));
  } catch (cause) {
    throw new Error(refused, { cause });
  }
  if (read?.version !== VERSION) throw new Error(refused);
  return read.trial;
}

/** Saves changes shortly after they happen. Returns a function that saves once more and ends it. */
export function keep(folder: string, workspace: Workspace, memory: PageMemory, aheadMs = 0): () => void {
  const path = join(folder, FILE);
  let due: NodeJS.Timeout | undefined;
  const write = () => {
    due = undefined;
    const trial: KeptTrial = { workspace: whatIsKept(workspace.state), memory, aheadMs };
    // A process that is killed while it writes leaves the earlier file as it was.
    writeFileSync(`${path}.new`, serialize({ version: VERSION, trial }));
    renameSync(`${path}.new`, path);
  };
  const end = workspace.subscribe(() => {
    due ??= setTimeout(write, WRITE_DELAY_MS);
  });
  return () => {
    end();
    clearTimeout(due);
    write();
  };
}

/** Deletes what is kept, and nothing else in the folder. */
export function forgetKept(folder: string): void {
  const names = [FILE, `${FILE}.new`, POLICY, DATABASE, `${DATABASE}-wal`, `${DATABASE}-shm`];
  for (const name of names) rmSync(join(folder, name), { force: true });
}
