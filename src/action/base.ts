import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/**
 * What a pull request is compared with, as a path. A path that exists is itself the base, such as a folder that was synthesized from the
 * base branch. Anything else is a commit, branch or tag, and fetched where the clone lacks it: what it has at `paths`, and the
 * parameters beside a file, is copied into a folder, which stays empty where all of them are new.
 * @throws Error where git knows no such commit
 */
export function openBase(base: string, paths: readonly string[], workspace: string, newFolder: () => string): string {
  const stated = resolve(workspace, base);
  if (existsSync(stated)) return stated;
  if (!/^[\w][\w./@{}^~-]*$/.test(base))
    throw new Error(`base: ${JSON.stringify(base)} is neither a path nor a commit.`);
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', workspace, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  const tree = join(newFolder(), 'tree');
  const folder = newFolder();
  git('worktree', 'add', '--quiet', '--detach', tree, findCommit(base, git));
  try {
    const insides = paths.map((path) => relative(workspace, resolve(workspace, path)));
    for (const inside of insides.flatMap((one) => [one, ...parametersBeside(one, tree)])) {
      if (inside.startsWith('..') || !existsSync(join(tree, inside))) continue;
      // Hidden folders within a folder aren't read.
      cpSync(join(tree, inside), join(folder, inside.replaceAll(/(^|\/)\./g, '$1_')), { recursive: true });
    }
  } finally {
    git('worktree', 'remove', '--force', tree);
  }
  return folder;
}

/** Of a template alone: a folder has them in it. What declares resources would be checked as a template of the base. */
function parametersBeside(inside: string, tree: string): string[] {
  const isFile = !inside.startsWith('..') && statSync(join(tree, inside), { throwIfNoEntry: false })?.isFile() === true;
  if (!isFile) return [];
  const folder = dirname(inside);
  return readdirSync(join(tree, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && /^samconfig\.|\.json$/i.test(entry.name))
    .map(({ name }) => join(folder, name))
    .filter((path) => !readFileSync(join(tree, path), 'utf8').includes('"Resources"'));
}

function findCommit(base: string, git: (...args: string[]) => string): string {
  const resolveName = (name: string): string | undefined => {
    try {
      return git('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`);
    } catch {
      return undefined;
    }
  };
  const known = resolveName(base) ?? resolveName(`origin/${base}`);
  if (known !== undefined) return known;
  try {
    git('fetch', '--quiet', '--no-tags', '--depth=1', 'origin', base);
  } catch {
    throw new Error(`base: git finds no ${base}, here or at origin.`);
  }
  return git('rev-parse', 'FETCH_HEAD');
}
