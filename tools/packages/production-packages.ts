import { readFileSync } from 'node:fs';
import * as z from 'zod';

const Lock = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      devOptional: z.boolean().optional(),
      optional: z.boolean().optional(),
      bin: z.record(z.string(), z.string()).optional(),
    }),
  ),
});

/** A package that `npm ci --omit=dev` installs, as the lock file has it. */
export interface ProductionPackage {
  /** Where it is installed, such as `node_modules/pg/node_modules/pg-types`. */
  path: string;
  name: string;
  version: string;
  /** An SPDX expression, as its author states it. Empty where nothing is stated. */
  license: string;
  /** Whether it is for some systems only, such as a binary. */
  isOptional: boolean;
  /** The commands that it brings. */
  commands: readonly string[];
}

/** The production packages of the lock file, by their paths. */
export function productionPackages(): ProductionPackage[] {
  const lock = readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8');
  const { packages } = Lock.parse(JSON.parse(lock));
  return Object.entries(packages).flatMap(([path, { version, license = '', dev, devOptional, optional, bin = {} }]) => {
    const name = path.replace(/^.*node_modules\//, '');
    const isLeftOut = path === '' || dev === true || devOptional === true;
    return isLeftOut
      ? []
      : [{ path, name, version, license, isOptional: optional === true, commands: Object.keys(bin) }];
  });
}

/** Licenses that ask for no more than their notice. Any other needs somebody who reads it first. */
export const ALLOWED_LICENSES: readonly string[] = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

/** The page's row of a package. Several versions of one share a row. */
export function licenseRows(packages: readonly ProductionPackage[]): string[] {
  const versions = new Map<string, Set<string>>();
  for (const { name, version, license } of packages) {
    const key = `${name} | ${license}`;
    versions.set(key, (versions.get(key) ?? new Set()).add(version));
  }
  return [...versions]
    .map(([key, those]) => {
      const [name = '', license = ''] = key.split(' | ');
      return `| \`${name}\` | ${[...those].toSorted().join(', ')} | ${license} |`;
    })
    .toSorted();
}
