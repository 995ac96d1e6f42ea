import { describe, expect, it } from 'vitest';
import { isJson } from '../../local-workspace/json.ts';
import { createLogger } from '../../src/logger.ts';
import { ACTIONS } from '../../src/slack/ids.ts';
import { startBot } from '../../src/start.ts';
import { choose, current, fillAndSend, messageSaying, postedReview, raise } from '../support/deciding.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { startJourney } from '../support/journey.ts';
import { FORM, signed } from '../support/signed-request.ts';

const journey = forEachTest(() => startJourney('http'));

/** The last press that Slack delivered, signed anew, as somebody could have recorded it. */
function recordedPress() {
  const payload = journey.workspace.eventLog
    .flatMap((entry) => (entry.kind === 'delivered' && isJson(entry.payload) ? [entry.payload] : []))
    .findLast(({ type }) => type === 'block_actions');
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const headers = { 'content-type': FORM, ...signed(body, { seconds: 5 }) };
  return async (port: number | null) => {
    const response = await fetch(`http://127.0.0.1:${port}/slack/events`, { method: 'POST', headers, body });
    return [response.status, await response.text()];
  };
}

async function reopen() {
  await choose(journey.ben, current(journey), 'Re-open');
  expect(await fillAndSend(journey.ben, { decide_reason: 'to look again' })).toMatchObject({ kind: 'closed' });
  await messageSaying(journey, '*Re-opened* by');
}

describe('a press that somebody recorded', () => {
  it('is taken once: its copies get 200 and change nothing, from this process and from another one', async () => {
    await postedReview(journey);
    await journey.ben.click(current(journey), ACTIONS.accept);
    await messageSaying(journey, /Accepted/);
    const send = recordedPress();
    await reopen();
    const second = await startBot(journey.config, createLogger({ level: 'fatal' }));
    if (!second.ok) throw new Error(second.text);
    try {
      expect(await send(journey.port())).toEqual([200, '']);
      await messageSaying(journey, /Accepted/);
      await reopen();
      expect(await Promise.all([journey.port(), second.bot.port, journey.port()].map(send))).toEqual(
        Array(3).fill([200, '']),
      );
      // What a copy did would stand before this.
      await raise(journey, journey.ada, 'Look again');
      const { workspace, channel } = journey;
      const lines = workspace.thread(channel, current(journey).ts).map(({ text }) => text);
      expect(lines.filter((line) => / accepted /.test(line))).toHaveLength(2);
    } finally {
      await second.bot.stop();
    }
  });
});
