import type { RoleRow } from './role-types.ts';
import { COUNT_ROLES } from './roles-of-counts.ts';
import { SIZE_ROLES } from './roles-of-sizes.ts';
import { TIME_ROLES } from './roles-of-times.ts';
import { TOKEN_ROLES } from './roles-of-tokens.ts';
import type { Dimension } from './types.ts';

/**
 * Evidence for what a quantity is, one line for each kind: which role, of which dimensions, on which side of it, how much it
 * weighs, and the words. Add a phrase to a line. Words are in their stem; ` ; ` stands between phrases.
 */
export const ROLES: readonly (readonly [phrases: string, row: RoleRow])[] = [
  ...TIME_ROLES,
  ...SIZE_ROLES,
  ...COUNT_ROLES,
  ...TOKEN_ROLES,
].map(([role, dimensions, side, weight, phrases]) => [
  phrases,
  { role, dimensions: dimensions.split(' ') as Dimension[], side, weight },
]);
