import { describe, expect, it } from 'vitest';
import type { Measurement } from '../../src/recommender/index.ts';
import { findReview } from '../../src/reviews/review-store.ts';
import { ACTIONS } from '../../src/slack/ids.ts';
import { messageSaying, postedReview } from '../support/deciding.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { inRecord } from '../support/in-record.ts';
import { startJourney, wordsOf } from '../support/journey.ts';
import { MEASURED } from '../support/measurements.ts';
import { processorMs } from '../support/processor-time.ts';
import { ways } from '../support/ways.ts';

const CHAT =
  'support-chat qwen3 8b, 1000 tokens in, 300 tokens out, peak 4 rps, steady, streaming, answers within 30 s';
const [[guidellm] = [], , [unplaced] = []] = MEASURED as Measurement[][];
const NAMED = JSON.stringify(guidellm);
const UNNAMED = JSON.stringify(unplaced);

describe.each(ways())('over %s, with the %s database, a measurement', (kind, database) => {
  const journey = forEachTest(() => startJourney(kind, database));

  async function posted() {
    const message = await postedReview(journey, CHAT);
    const [, details = expect.fail()] = journey.workspace.thread(journey.channel, message.ts);
    return { message, details };
  }

  /** The reply in the thread that has these words. */
  const replySaying = ({ ts }: { ts: string }, words: string) =>
    journey.workspace.waitFor(() =>
      journey.workspace.thread(journey.channel, ts).find((reply) => wordsOf(reply).includes(words)),
    );

  const measuredOf = () =>
    inRecord(journey.config.databaseUrl, async (db): Promise<readonly Measurement[]> => {
      const { id } = await db.selectFrom('reviews').select('id').executeTakeFirstOrThrow();
      return (await findReview(db, journey.workspace.teamId, id))?.latest.workload.measurements ?? [];
    });

  it('that is pasted becomes a revision, and the same run is added once', async () => {
    const { ben } = journey;
    const { message, details } = await posted();
    await ben.click(details, ACTIONS.addMeasurement);
    const dialog = await ben.waitForView();
    expect(await ben.submit(dialog.id)).toMatchObject({ kind: 'errors', by: 'app' });
    await ben.answer(dialog.id, 'measured_text', '{"source": "guidellm", "points": []}');
    expect(await ben.submit(dialog.id)).toMatchObject({
      errors: { measured_text: 'points must have at least one entry.' },
    });
    await ben.answer(dialog.id, 'measured_text', NAMED);
    expect(await ben.submit(dialog.id)).toMatchObject({ kind: 'closed' });
    await replySaying(message, `Revision 2 by a colleague: measurement added: GuideLLM on ml.g6e.xlarge (2026-11-20)`);
    expect(wordsOf(await messageSaying(journey, 'Revision 2'))).toContain('support-chat');
    expect(await measuredOf()).toEqual([guidellm]);

    await ben.click(details, ACTIONS.addMeasurement);
    const again = await ben.waitForView();
    await ben.answer(again.id, 'measured_text', NAMED);
    expect(await ben.submit(again.id)).toMatchObject({
      errors: { measured_text: 'This review has that measurement. Nothing was changed.' },
    });
  });

  it('of each of two people at the same moment is added', async () => {
    const { ada, ben } = journey;
    const { details } = await posted();
    const open = async (person: typeof ben, pasted: string) => {
      await person.click(details, ACTIONS.addMeasurement);
      const dialog = await person.waitForView();
      await person.answer(dialog.id, 'measured_text', pasted);
      return () => person.submit(dialog.id);
    };
    const other = { ...(guidellm as Measurement), measuredAt: '2026-11-21' };
    const submits = [await open(ada, NAMED), await open(ben, JSON.stringify(other))];
    expect(await Promise.all(submits.map((submit) => submit()))).toMatchObject([
      { kind: 'closed' },
      { kind: 'closed' },
    ]);
    expect((await measuredOf()).map(({ measuredAt }) => measuredAt).toSorted()).toEqual(['2026-11-20', '2026-11-21']);
  });

  it('that is uploaded without an instance type asks for it, with the recommended one filled in', async () => {
    const { ben } = journey;
    const { message, details } = await posted();
    await ben.click(details, ACTIONS.addMeasurement);
    const dialog = await ben.waitForView();
    ben.attach(dialog.id, 'measured_files', [
      { name: 'vllm.json', content: UNNAMED },
      { name: 'notes.txt', content: 'nothing to read' },
    ]);
    expect(await ben.submit(dialog.id)).toMatchObject({
      errors: { measured_files: 'notes.txt: This is neither JSON nor a table of rows.' },
    });
    ben.attach(dialog.id, 'measured_files', [{ name: 'vllm.json', content: UNNAMED }]);
    expect(await ben.submit(dialog.id)).toMatchObject({ kind: 'updated' });
    const asks = await ben.waitForView((view) => wordsOf(view).includes('name the instance type'));
    expect(wordsOf(asks)).toMatch(/"initial_value":"ml\.\w+\.\w+"/);
    await ben.answer(asks.id, 'measured_type', 'g5');
    expect(await ben.submit(asks.id)).toMatchObject({
      errors: { measured_type: "That isn't an instance type. Write it like ml.g6e.xlarge." },
    });
    await ben.answer(asks.id, 'measured_type', 'ml.g5.xlarge');
    expect(await ben.submit(asks.id)).toMatchObject({ kind: 'closed' });
    await replySaying(message, 'measurement added: vLLM bench on ml.g5.xlarge');
    expect(await measuredOf()).toEqual([{ ...unplaced, instanceType: 'ml.g5.xlarge' }]);
  });

  it('that comes with a mention is answered with what it would change, and added by one press', async () => {
    const { ben, channel, workspace } = journey;
    const { message } = await posted();
    await ben.mention(channel, "here's the load test", message.ts, [
      { name: 'run.json', content: NAMED },
      { name: 'broken.json', content: '{"points": [' },
    ]);
    const reply = await replySaying(message, 'Add it to the review');
    expect(wordsOf(reply)).toContain('measurement added: GuideLLM on ml.g6e.xlarge (2026-11-20)');
    expect(wordsOf(reply)).toContain('`broken.json`: The file ends early: it was cut off.');
    await ben.click(reply, ACTIONS.makeRevision);
    await replySaying(message, 'Revision 2 by a colleague');
    expect(await measuredOf()).toEqual([guidellm]);

    await ben.mention(channel, `and pasted: \`\`\`${NAMED}\`\`\``, message.ts);
    await replySaying(message, 'This review has it: GuideLLM on ml.g6e.xlarge (2026-11-20).');
    expect(workspace.calls('files.info')).toEqual([]);
  });

  it('of 1.7 million entries is refused in a sentence, while the command of somebody else is acknowledged', async () => {
    const { ada, ben, channel } = journey;
    const { message } = await posted();
    const content = `{"metadata":{"guidellm_version":"0","version":2},"benchmarks":[${'{},'.repeat(1_700_000)}{}]}`;
    const points = `{"source":"aiperf","points":[${'{},'.repeat(20_000)}{}]}`;
    const spent = await processorMs(async () => {
      await ben.mention(channel, '', message.ts, [
        { name: 'all.json', content },
        { name: 'points.json', content: points },
      ]);
      await ada.slashCommand(channel, 'claims 3 MB, 20 rps');
      await ada.waitForView((view) => wordsOf(view).includes('claims'));
      const reply = wordsOf(await replySaying(message, 'No measurement was added.'));
      expect(reply).toContain('`all.json`: It has more than 100,000 values, or nests deeper than 64.');
      expect(reply).toContain('`points.json`: More than 200 points. Expected a summary, a point for each load.');
    });
    expect(spent).toBeLessThan(3000);
  });

  it('that somebody adds while another changes the answers stays, and can be taken out there', async () => {
    const { ada, ben } = journey;
    const { message, details } = await posted();
    await ada.click(message, ACTIONS.changeAnswers);
    const form = await ada.waitForView();
    await ben.click(details, ACTIONS.addMeasurement);
    const dialog = await ben.waitForView();
    await ben.answer(dialog.id, 'measured_text', NAMED);
    expect(await ben.submit(dialog.id)).toMatchObject({ kind: 'closed' });
    await ada.answer(form.id, 'question_payload', '2 MB');
    expect(await ada.submit(form.id)).toMatchObject({ kind: 'updated' });
    const again = await ada.waitForView();
    expect(wordsOf(again)).toContain('*Measured:* GuideLLM on ml.g6e.xlarge (2026-11-20)');
    expect(await ada.submit(again.id)).toMatchObject({ kind: 'closed' });
    await replySaying(message, 'Revision 3');
    expect(await measuredOf()).toEqual([guidellm]);

    await ada.click(await messageSaying(journey, 'Revision 3'), ACTIONS.changeAnswers);
    const last = await ada.waitForView();
    await ada.clickInView(last.id, 'form_remove_measured');
    await ada.waitForView((view) => !wordsOf(view).includes('*Measured:*'));
    expect(await ada.submit(last.id)).toMatchObject({ kind: 'closed' });
    await replySaying(message, 'measurement removed: GuideLLM on ml.g6e.xlarge (2026-11-20)');
    expect(await measuredOf()).toEqual([]);
  });

  it('that a mention brings without an instance type is kept through a restart until somebody names it', async () => {
    const { ada, ben, channel } = journey;
    const { message } = await posted();
    await ben.mention(channel, '', message.ts, [{ name: 'vllm.json', content: UNNAMED }]);
    const reply = await replySaying(message, 'Name the instance type');
    await journey.stopBot();
    await journey.startBot();
    await ada.click(reply, ACTIONS.nameInstance);
    const asks = await ada.waitForView();
    expect(await ada.submit(asks.id)).toMatchObject({ kind: 'closed' });
    await replySaying(message, 'measurement added: vLLM bench on ml.');
    expect(await measuredOf()).toHaveLength(1);
  });

  it('outside of a review is answered with where it belongs', async () => {
    const { ben, channel, workspace } = journey;
    const how = "mention me with it in the review's thread";
    await ben.mention(channel, 'the load test', undefined, [{ name: 'run.json', content: NAMED }]);
    await workspace.waitFor(() => {
      const [root] = workspace.messages(channel);
      return root && workspace.thread(channel, root.ts).find(({ text }) => text.includes(how));
    });
    const own = workspace.directMessage(ben.id);
    await ben.say(own, NAMED);
    await workspace.waitFor(() => workspace.messages(own).find(({ text }) => text.includes(how)));
  });
});

describe('an app without files:read', () => {
  it('takes what is pasted, and says of a file what is missing', async () => {
    const journey = await startJourney('http', 'embedded', { without: ['files:read'] });
    const { ada, channel, workspace } = journey;
    const message = await postedReview(journey, CHAT);
    const [, details] = workspace.thread(channel, message.ts);
    if (details === undefined) throw new Error('no first reply');
    await ada.click(details, ACTIONS.addMeasurement);
    const dialog = await ada.waitForView();
    expect(wordsOf(dialog)).toContain('add the scope files:read');
    expect(wordsOf(dialog)).not.toContain('file_input');
    await ada.closeView(dialog.id);
    await ada.mention(channel, '', message.ts, [{ name: 'run.json', content: NAMED }]);
    const reply = await workspace.waitFor(() => workspace.thread(channel, message.ts)[3]);
    expect(reply.text).toContain('`run.json`: This app lacks the scope `files:read`.');
    await journey.end();
  });
});
