import { INSTANCE_TYPE_NAMES, matchesGlob, nearest, REGIONS } from '../recommender/index.ts';

/** Keys and numbers from the top of the file to a place in it. */
export type Path = readonly (string | number)[];

/** A fault that the shape of the file doesn't show. */
export interface Lint {
  readonly path: Path;
  readonly text: string;
}

/** A pattern of instance types that matches none. */
export function lintInstanceTypes(path: Path, glob: string): Lint[] {
  if (INSTANCE_TYPE_NAMES.some((type) => matchesGlob(glob, type))) return [];
  return [{ path, text: `Matches no instance type: ${glob}.` }];
}

/** A Region, or a pattern of some, that has no prices. */
export function lintRegions(path: Path, glob: string): Lint[] {
  if (REGIONS.some((region) => matchesGlob(glob, region))) return [];
  const meant = glob.includes('*') ? undefined : nearest(glob, REGIONS);
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return [{ path, text: `Matches no Region that has prices: ${glob}.${hint}` }];
}
