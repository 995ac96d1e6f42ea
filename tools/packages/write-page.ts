import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, lstatSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeWhole } from '../../src/write-file.ts';
import { ALLOWED_LICENSES, licenseRows, productionPackages } from './production-packages.ts';

/**
 * Installs the production packages into a temporary folder, measures them, and writes LICENSES.md: `npm run tool -- packages`.
 */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Groups below this share the last row, in MB. */
const SMALL_MB = 0.5;

const packages = productionPackages();
const refused = packages.filter(({ license }) => !ALLOWED_LICENSES.includes(license));
if (refused.length > 0) {
  const named = refused.map(({ name, license }) => `${name} (${license === '' ? 'none stated' : license})`);
  process.stderr.write(`Read these licenses first, then add them to ALLOWED_LICENSES: ${named.join(', ')}.\n`);
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'endpoint-reviewer-packages-'));
try {
  for (const file of ['package.json', 'package-lock.json', '.npmrc'])
    copyFileSync(join(ROOT, file), join(folder, file));
  execFileSync('npm', ['ci', '--omit=dev', '--ignore-scripts', '--prefer-offline'], { cwd: folder, stdio: 'ignore' });
  const page = buildPage(folder);
  await writeWhole(join(ROOT, 'LICENSES.md'), (part) => writeFileSync(part, page));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function buildPage(installed: string): string {
  const isThere = packages.filter(({ path }) => existsSync(join(installed, path)));
  const total = bytesIn(join(installed, 'node_modules'));
  const groups = new Map<string, { count: number; bytes: number }>();
  for (const { path, name } of isThere) {
    const group = name.startsWith('@') ? `${name.split('/')[0]}/*` : name;
    const { count, bytes } = groups.get(group) ?? { count: 0, bytes: 0 };
    groups.set(group, { count: count + 1, bytes: bytes + bytesIn(join(installed, path)) });
  }
  const large = [...groups]
    .filter(([, { bytes }]) => mb(bytes) >= SMALL_MB)
    .toSorted(([, a], [, b]) => b.bytes - a.bytes);
  const largeBytes = large.reduce((sum, [, { bytes }]) => sum + bytes, 0);
  const largeCount = large.reduce((sum, [, { count }]) => sum + count, 0);
  const sizes = [
    ...large.map(([name, { count, bytes }]) => `| \`${name}\` | ${count} | ${mb(bytes).toFixed(1)} |`),
    `| all others | ${isThere.length - largeCount} | ${mb(total - largeBytes).toFixed(1)} |`,
  ];
  const system = `${process.platform} ${process.arch}`;
  return `# Packages and licenses

\`npm run tool -- packages\` in a checkout writes this page. A test compares it with the lock file.

## Size

\`npm ci --omit=dev\` installs ${isThere.length} packages with ${mb(total).toFixed(0)} MB (${system}, sum of file sizes):

| packages | how many | MB |
| --- | --- | --- |
${sizes.join('\n')}

Only \`endpoint-reviewer account\` loads \`@aws-sdk/*\` and \`@smithy/*\`, and the bot where \`READER_MODEL\` names a model.

## Licenses

${ALLOWED_LICENSES.slice(0, -1).join(', ')} and ${ALLOWED_LICENSES.at(-1)} are allowed: they ask for their notice, which each package
brings along. Packages for other systems than yours are listed too. The bill of materials of a release has the same packages
([releasing](CONTRIBUTING.md#releasing)).

| package | version | license |
| --- | --- | --- |
${licenseRows(packages).join('\n')}
`;
}

/** The sum of the sizes of all files in a folder, without those of packages nested in it. */
function bytesIn(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => {
    const path = join(folder, name);
    const found = lstatSync(path);
    return sum + (found.isDirectory() ? bytesIn(path) : found.size);
  }, 0);
}

function mb(bytes: number): number {
  return bytes / 1_000_000;
}
