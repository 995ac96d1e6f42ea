import { describe, expect, it, vi } from 'vitest';
import { createLogger } from '../../../src/logger.ts';
import type { ListenerParts } from '../../../src/slack/listeners/parts.ts';
import { permitAction } from '../../../src/slack/listeners/permit.ts';
import { onPress, onReview, onSubmit } from '../../../src/slack/listeners/press.ts';
import { byButton } from '../../../src/slack/listeners/route-by-name.ts';
import { openTestDatabase } from '../../database/support/open-test-database.ts';
import { settingsWith } from '../../support/settings.ts';

/** What happened, in its order. */
function openDesk() {
  const seen: string[] = [];
  const parts = {
    logger: createLogger({ level: 'fatal' }),
    onFailed: () => seen.push('failed'),
    poster: { kick: async (reviewId: string) => void seen.push(`kicked ${reviewId}`) },
    interactive: { chat: { postEphemeral: async ({ text }: { text: string }) => void seen.push(`told: ${text}`) } },
  } as unknown as ListenerParts;
  const ack = async (answer?: unknown) => void seen.push(`acknowledged ${JSON.stringify(answer ?? null)}`);
  return { seen, parts, ack };
}

const CONTEXT = { teamId: 'T1' };
const INPUTS = [{ type: 'section' }, { type: 'input', block_id: 'reason' }];

/** Submits a dialog about review r1 whose handler does `run`. */
async function submit(
  run: Parameters<typeof onSubmit>[1],
  view: { private_metadata?: string; blocks?: object[] } = {},
) {
  const { seen, parts, ack } = openDesk();
  const metadata = JSON.stringify({ reviewId: 'r1', revision: 1 });
  const sent = { private_metadata: metadata, state: { values: {} }, blocks: INPUTS, ...view };
  const args = { body: { user: { id: 'U1' } }, view: sent, ack, context: CONTEXT, find: async () => undefined };
  await onSubmit(parts, run)(args as never);
  return seen;
}

describe('a submitted dialog', () => {
  it('closes, and then what was stored is posted', async () => {
    expect(await submit(async () => undefined)).toEqual(['acknowledged null', 'kicked r1']);
  });

  it('that fails stays with what was typed: the one sentence is shown at its first input', async () => {
    const text = "I couldn't save this. Try again. Reference: none";
    const errors = { response_action: 'errors', errors: { reason: text } };
    const broken = () => Promise.reject(new Error('the disk is full'));
    expect(await submit(broken)).toEqual(['failed', `acknowledged ${JSON.stringify(errors)}`, 'kicked r1']);
    const [, shown = ''] = await submit(broken, { blocks: [{ type: 'section' }] });
    expect(shown).toContain('"response_action":"update"');
    expect(shown).toContain(text);
  });

  it('of another version does nothing, and says so', async () => {
    const run = vi.fn();
    const [shown = '', ...more] = await submit(run, { private_metadata: 'x' });
    expect(shown).toContain('This dialog is from an older version. Open it again.');
    expect([more, run.mock.calls]).toEqual([[], []]);
  });
});

describe('a press', () => {
  const pressed = (ack: unknown, more = {}) => ({
    action: { value: 'r1@2' },
    body: { user: { id: 'U1' }, channel: { id: 'C1' }, trigger_id: 't' },
    context: CONTEXT,
    ack,
    ...more,
  });

  it('is acknowledged before anything is done, and told what was not', async () => {
    const { seen, parts, ack } = openDesk();
    const run = async () => {
      seen.push('done');
      return 'It is decided.';
    };
    await onPress(parts, run)(pressed(ack) as never);
    expect(seen).toEqual(['acknowledged null', 'done', 'told: It is decided.']);
  });

  it('reads its review once, for the permission and for what it does', async () => {
    const database = await openTestDatabase('embedded');
    const { parts, ack } = openDesk();
    const reads = vi.spyOn(database.db, 'selectFrom');
    const all = {
      ...parts,
      db: database.db,
      settings: settingsWith(),
      people: { profile: async () => null },
    } as unknown as ListenerParts;
    const asked: unknown[] = [];
    const [, handle] = permitAction(all, [
      'accept',
      byButton('accept'),
      onReview(all, async (_, { reviewId, revision, find }) => {
        asked.push(reviewId, revision, await find(reviewId), await find(reviewId));
        return undefined;
      }),
    ] as unknown as Parameters<typeof permitAction>[1]);
    await handle(pressed(ack) as never);
    expect(asked).toEqual(['r1', 2, undefined, undefined]);
    expect(reads.mock.calls.filter(([table]) => table === 'reviews')).toHaveLength(1);
    await database.close();
  });
});
