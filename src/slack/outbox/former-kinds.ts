import type { JobKind } from '../tables.ts';

/** What version 0.2.0 queues while it runs beside this one, and what that is here. Remove it in the release after this one. */
const FORMER: Readonly<Record<string, { kind: JobKind; content?: string }>> = {
  'revision-line': { kind: 'event-line' },
  'state-line': { kind: 'event-line' },
  'replay-line': { kind: 'since-line', content: JSON.stringify({ why: 'facts' }) },
  'calibration-line': { kind: 'since-line', content: JSON.stringify({ why: 'month' }) },
};

export const FORMER_KINDS = Object.keys(FORMER) as JobKind[];

/** Reads which kind of post a row is, and what it is rendered from besides the record. */
export function readFormer(row: { kind: JobKind; asked_words: string | null }): {
  kind: JobKind;
  content: string | undefined;
} {
  const former = FORMER[row.kind];
  return { kind: former?.kind ?? row.kind, content: former?.content ?? row.asked_words ?? undefined };
}
