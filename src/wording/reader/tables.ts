import { DOUBTS, FRAME_PARTS } from './frames.ts';
import { compileTables, findPhrases } from './patterns.ts';
import { BIT_ROLES, COUNT_ROLES, FACTOR_ROLES, MONEY_ROLES, PARAMETER_ROLES, TOKEN_ROLES } from './roles-of-counts.ts';
import { SIZE_ROLES } from './roles-of-sizes.ts';
import { TIME_ROLES } from './roles-of-times.ts';
import { NO_STATEMENT, STATEMENTS, VAGUE_REGION, VAGUE_WAIT } from './statements.ts';
import type { Dimension, HitsOf, Item, PhraseRows, Role, RoleRow, RoleTable } from './types.ts';

/**
 * Evidence for what a quantity is. Add a phrase to the row that has the role, the side of the quantity it stands on and its
 * weight. Words are in their stem; ` ; ` stands between phrases.
 */
const TABLES: readonly (readonly [Dimension, RoleTable])[] = [
  ['time', TIME_ROLES],
  ['size', SIZE_ROLES],
  ['count', COUNT_ROLES],
  ['count', TOKEN_ROLES],
  ['factor', FACTOR_ROLES],
  ['params', PARAMETER_ROLES],
  ['money', MONEY_ROLES],
  ['bits', BIT_ROLES],
];

export const ROLES: readonly (readonly [phrases: string, row: RoleRow])[] = TABLES.flatMap(([dimension, table]) =>
  Object.entries(table).map(([key, phrases]) => {
    const [role, side, weight] = key.split(' ') as [Role, RoleRow['side'], string];
    return [phrases, { role, dimension, side, weight: Number(weight) }] as const;
  }),
);

const INDEX = compileTables<PhraseRows>({
  statements: { rows: STATEMENTS },
  nothing: { rows: [[NO_STATEMENT, true]] },
  vague: { rows: [[VAGUE_WAIT, true]] },
  places: { rows: [[VAGUE_REGION, true]] },
  frames: { rows: FRAME_PARTS, all: true },
  doubts: { rows: DOUBTS },
  roles: { rows: ROLES, all: true, needs: ({ dimension }) => dimension },
});

/** Every phrase of every table that a text has, found in one pass. */
export const findTables = (items: readonly Item[]): HitsOf<PhraseRows> => findPhrases(items, INDEX);
