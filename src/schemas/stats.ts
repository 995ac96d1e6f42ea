import * as z from 'zod';
import type { figuresOf } from '../reviews/figures.ts';
import type { Same } from './held.ts';
import { count, each, figure, option } from './parts.ts';

// What `reviews stats --json` prints.

const figures = z.strictObject({ ...each(['decided', 'overridden', 'policiesOverridden'], count), medianDays: figure });

export const stats = z.strictObject({
  days: z.number(),
  since: z.iso.datetime(),
  total: figures,
  options: z.array(figures.extend({ option })),
});

true satisfies Same<z.output<typeof stats>, ReturnType<typeof figuresOf> & { days: number; since: string }>;
