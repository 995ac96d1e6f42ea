import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeFolder } from './database/support/open-test-database.ts';
import { ROOT } from './support/documents.ts';

interface Component {
  name: string;
  version: string;
  properties: { name: string; value: string }[];
}

it('npm sbom lists every locked package, and marks what only development needs, without node_modules', ({
  onTestFinished,
}) => {
  const folder = makeFolder();
  onTestFinished(() => folder.remove());
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) {
    copyFileSync(join(ROOT, file), join(folder.path, file));
  }
  const asked = { cwd: folder.path, encoding: 'utf8', maxBuffer: 16_000_000 } as const;
  const listed = JSON.parse(execFileSync('npm', ['sbom', '--package-lock-only'], asked)) as {
    bomFormat: string;
    components: Component[];
  };
  expect(listed.bomFormat).toBe('CycloneDX');

  const isDevelopment = ({ properties }: Component) =>
    properties.some(({ name, value }) => name === 'cdx:npm:package:development' && value === 'true');
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string; dev?: boolean }>;
  };
  const locked = Object.entries(packages).flatMap(([path, { version, dev = false }]) =>
    path === '' ? [] : [`${path.replace(/^.*node_modules\//, '')}@${version} ${dev}`],
  );
  const components = listed.components.map((one) => `${one.name}@${one.version} ${isDevelopment(one)}`);
  expect(new Set(components)).toEqual(new Set(locked));
  expect(components.length).toBeGreaterThan(100);
});
