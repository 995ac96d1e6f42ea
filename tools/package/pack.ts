import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withLinksInside } from './links.ts';
import { pinned } from './pinned.ts';

/**
 * Packs a built checkout: what `files` of its `package.json` names, with `npm-shrinkwrap.json`, so that people who unpack it
 * get the packages that were tested. What only a checkout can do is left out: scripts, development packages, links to sources.
 *
 * @returns the path of the tarball in `into`, `endpoint-reviewer-VERSION.tgz`.
 */
export function packPackage(checkout: string, into: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'endpoint-reviewer-pack-'));
  const npmPack = (cwd: string, ...more: string[]) =>
    execFileSync('npm', ['pack', '--silent', '--ignore-scripts', ...more], { cwd, encoding: 'utf8' }).trim();
  try {
    const listed = JSON.parse(npmPack(checkout, '--dry-run', '--json')) as [{ files: { path: string }[] }];
    const files = listed[0].files.map(({ path }) => path);
    for (const path of files) cpSync(join(checkout, path), join(folder, path));
    for (const path of files.filter((name) => name.endsWith('.md'))) {
      writeFileSync(join(folder, path), withLinksInside(path, readFileSync(join(checkout, path), 'utf8'), files));
    }
    const { manifest, shrinkwrap } = pinned(
      readJson(join(checkout, 'package.json')),
      readJson(join(checkout, 'package-lock.json')),
    );
    writeJson(join(folder, 'package.json'), manifest);
    writeJson(join(folder, 'npm-shrinkwrap.json'), shrinkwrap);
    return join(into, npmPack(folder, '--pack-destination', into));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const readJson = (path: string): object => JSON.parse(readFileSync(path, 'utf8'));
const writeJson = (path: string, value: unknown) => writeFileSync(path, `${JSON.stringify(value, null, 2)}\n`);
