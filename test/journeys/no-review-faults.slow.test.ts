import { describe, expect, it } from 'vitest';
import { forEachTest } from '../support/for-each-test.ts';
import { startJourney } from '../support/journey.ts';
import { ways } from '../support/ways.ts';

describe.each(ways())('over %s, with the %s database, where no review stands and Slack is busy', (kind, database) => {
  const journey = forEachTest(() => startJourney(kind, database));

  it('after a 429 the bot says how to start one when Slack lets it', async () => {
    const { workspace, ada, channel } = journey;
    workspace.faults.next('chat.postMessage', { kind: '429', retryAfter: 1 });
    const said = await ada.mention(channel, 'what if it rains');
    const answer = await workspace.waitFor(() => workspace.thread(channel, said.ts)[1]);
    expect(answer.text).toContain('/sagemaker-endpoint');
  });

  it('after a 500 it repeats nothing, and tells the one who asked privately', async () => {
    const { workspace, ada, channel } = journey;
    workspace.faults.next('chat.postMessage', { kind: 'status', status: 500 });
    const said = await ada.mention(channel, 'what if it rains');
    await workspace.waitFor(() => workspace.ephemerals(ada.id).find(({ text }) => text.includes('reference')));
    expect(workspace.thread(channel, said.ts)).toHaveLength(1);
  });
});
