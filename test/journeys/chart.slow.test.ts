import { describe, expect, it } from 'vitest';
import { forEachTest } from '../support/for-each-test.ts';
import { postedIn, review, startJourney, wordsOf } from '../support/journey.ts';
import { ways } from '../support/ways.ts';

const PRICED = 'fraud-scoring 64 KB within 300 ms, steady, 40 ms each, 60M requests per month, 1 GB model';

describe.each(ways())('over %s, with the %s database, the chart in the first reply', (kind, database) => {
  const journey = forEachTest(() => startJourney(kind, database));

  /** Asks for a review in a new channel, and gives the replies of its thread. */
  async function repliesIn(name: string) {
    const { workspace } = journey;
    const channel = workspace.addChannel({ name, kind: 'public', botIsMember: true });
    await review(journey, channel, PRICED);
    const { ts } = await postedIn(journey, channel);
    return workspace.thread(channel, ts).slice(1);
  }
  const typesOf = (reply: { blocks?: unknown } | undefined) =>
    ((reply?.blocks ?? []) as { type: string }[]).map(({ type }) => type);
  const attempts = () => journey.workspace.calls('chat.postMessage');

  it('has the figures of the bill, and the volume that was stated', async () => {
    const [reply] = await repliesIn('charts');
    expect(typesOf(reply)).toContain('data_visualization');
    expect(wordsOf(reply)).toContain('60M · you are here');
    expect(reply?.text).toMatch(/60M \$\d/);
  });

  it('is left out where the workspace refuses it, with the same figures as text, posted once, and not tried again that day', async () => {
    const { state } = journey.workspace;
    state.blocksNotRolledOut.add('data_visualization');
    const [reply, ...more] = await repliesIn('without-charts');
    expect(more).toEqual([]);
    expect(typesOf(reply)).not.toContain('data_visualization');
    expect(wordsOf(reply)).toMatch(/60M \$\d/);
    expect(attempts()).toHaveLength(3);

    const [next] = await repliesIn('without-charts-again');
    expect(typesOf(next)).not.toContain('data_visualization');
    expect(attempts()).toHaveLength(5);
  });
});
