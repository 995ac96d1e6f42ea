import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What a pull request is compared with: the files themselves, or another commit of them. */
export interface Base {
  /** Where the base has a path of the pull request; undefined where it doesn't. */
  pathOf(path: string): string | undefined;
  remove(): void;
}

/**
 * Opens the base. A path that exists is the base of every path, such as a plan made of the base branch. Anything else is a
 * commit, branch or tag, which is checked out into `folder`, and fetched first where the clone lacks it.
 * @throws Error where git knows no such commit
 */
export function openBase(base: string, workspace: string, folder: string): Base {
  const stated = join(workspace, base);
  if (existsSync(stated)) return { pathOf: () => stated, remove: () => undefined };
  if (!/^[\w][\w./@{}^~-]*$/.test(base))
    throw new Error(`base: ${JSON.stringify(base)} is neither a path nor a commit.`);
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', workspace, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
  const commit = findCommit(base, git);
  git('worktree', 'add', '--quiet', '--detach', folder, commit);
  return {
    pathOf: (path) => {
      const there = join(folder, path);
      return existsSync(there) ? there : undefined;
    },
    remove: () => void git('worktree', 'remove', '--force', folder),
  };
}

function findCommit(base: string, git: (...args: string[]) => string): string {
  const resolve = (name: string): string | undefined => {
    try {
      return git('rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`);
    } catch {
      return undefined;
    }
  };
  const known = resolve(base) ?? resolve(`origin/${base}`);
  if (known !== undefined) return known;
  try {
    git('fetch', '--quiet', '--no-tags', '--depth=1', 'origin', base);
  } catch {
    throw new Error(`base: git finds no ${base}, here or at origin.`);
  }
  return git('rev-parse', 'FETCH_HEAD');
}
