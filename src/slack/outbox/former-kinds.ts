import type { JobKind } from '../tables.ts';

/** What version 0.2.0 queues while it runs beside this one, and what that is here. Remove it in the release after this one. */
const FORMER: Readonly<Record<string, { kind: JobKind }>> = {
  'revision-line': { kind: 'event-line' },
  'state-line': { kind: 'event-line' },
  // Only a date brings a decision up: of these nothing is said.
  'replay-line': { kind: 'revisited' },
  'calibration-line': { kind: 'revisited' },
};

export const FORMER_KINDS = Object.keys(FORMER) as JobKind[];

/** Reads which kind of post a row is, and what it is rendered from besides the record. */
export function readFormer(row: { kind: JobKind; asked_words: string | null }): {
  kind: JobKind;
  content: string | undefined;
} {
  const former = FORMER[row.kind];
  return { kind: former?.kind ?? row.kind, content: row.asked_words ?? undefined };
}
