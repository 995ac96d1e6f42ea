import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SHORTCUTS } from '../../src/slack/ids.ts';
import type { Proposed } from '../../src/wording/proposed.ts';
import { type Bedrock, type BedrockBehaviour, startBedrock } from '../support/bedrock.ts';
import { answerIn, asks, type Journey, postedIn, startJourney, wordsOf } from '../support/journey.ts';

/** The rules leave its time of processing out, and take 20 rps. */
const TEXT = 'churn, payload 3 MB, 20 rps, the gizmo wheezes 12 sec on it';
const ANSWER: Proposed = {
  facts: [
    { field: 'payloadSizeMB', value: 3, quote: 'payload 3 MB', how: 'stated' },
    { field: 'processingTimeSeconds', value: 12, quote: 'the gizmo wheezes 12 sec on it', how: 'stated' },
  ],
  unclear: [{ field: 'peakRequestsPerSecond', readings: ['20'], quote: '20 rps' }],
};
const MODEL = 'eu.some.model-v1:0';
/** Within this an answer that is let go has come, in milliseconds. */
const ANSWERED_MS = 200;
const HELPED = `Read with the help of ${MODEL} in your AWS account.`;

describe('a form whose words a language model reads as well', () => {
  let journey: Journey;
  let bedrock: Bedrock;
  let answer: Proposed | BedrockBehaviour;
  /** Lets the model answer. */
  let release: () => void;

  beforeEach(async () => {
    answer = ANSWER;
    let released = Promise.resolve();
    release = () => {};
    bedrock = await startBedrock({ answerTo: () => answer, until: () => released });
    released = new Promise((resolve) => {
      release = resolve;
    });
    for (const [name, value] of Object.entries(bedrock.environment)) vi.stubEnv(name, value);
    const settings = () => ({ readerModel: MODEL, readerModelTimeoutMs: 6000 });
    journey = await startJourney('socket-mode', 'embedded', { settings });
  });
  afterEach(async () => {
    release();
    await journey.end();
    await bedrock.close();
  });
  afterAll(() => {
    vi.unstubAllEnvs();
  });

  const open = async (words = TEXT) => {
    await journey.ada.slashCommand(journey.channel, words);
    return journey.ada.waitForView();
  };
  const asked = () => vi.waitFor(() => expect(bedrock.requests).toHaveLength(1), 5000);
  const updates = () => journey.workspace.calls('views.update').length;
  const readAlso = () => journey.ada.waitForView((view) => wordsOf(view).includes(HELPED));

  it('opens at once, and shows what the model also read when it has answered; what was typed stays', async () => {
    const { ada } = journey;
    const form = await open();
    expect(wordsOf(form)).not.toContain('Also read');
    await asked();
    expect(updates()).toBe(0);
    ada.type(form.id, 'question_payload', '4 MB');
    release();
    const also = await readAlso();
    expect(wordsOf(also)).toMatch(/Also read.*Processing time 12 s · “the gizmo wheezes 12 sec on it”/);
    expect(wordsOf(also)).toContain('*Check* “20 rps”: Peak requests per second 20?');
    expect(answerIn(also, 'payload')).toBe('4 MB');
    expect(answerIn(also, 'processing')).toBeUndefined();
    const ids = (view: typeof form) => Object.keys(view.values);
    expect(ids(also)).toEqual(ids(form));
  });

  it('fills in what is used, on another process too, and takes out what is not right', async () => {
    const { ada, channel } = journey;
    const form = await open();
    release();
    await readAlso();
    await journey.stopBot();
    await journey.startBot();
    const { blocks } = await ada.waitForView();
    const use = blocks.findIndex(({ block_id: id }) => String(id).startsWith('form_use_'));
    await ada.clickInView(form.id, 'form_take_0', undefined, String(blocks[use]?.['block_id']));
    const used = await ada.waitForView((view) => 'question_processing.1' in view.values);
    expect(answerIn(used, 'processing.1')).toBe('12 s');
    const check = used.blocks.find(({ block_id: id }) => String(id).startsWith('form_confirm_'));
    await ada.clickInView(form.id, 'form_take_none', undefined, String(check?.['block_id']));
    const emptied = await ada.waitForView((view) => 'question_volume.1' in view.values);
    expect(answerIn(emptied, 'volume.1')).toBeUndefined();
    expect(wordsOf(emptied)).not.toMatch(/Also read|\*Check/);
    expect(await ada.submit(form.id)).toMatchObject({ kind: 'closed' });
    const posted = await postedIn(journey, channel);
    const [, details] = journey.workspace.thread(channel, posted.ts);
    expect(wordsOf(details)).toMatch(/\*Understood:\* 3 MB payload · 12 s per request/);
  });

  it('shows it with the questions that an answer has brought meanwhile', async () => {
    const { ada } = journey;
    const form = await open();
    await asked();
    await ada.clickInView(form.id, 'form_more');
    await ada.waitForView((view) => asks(view, 'region'));
    await ada.answer(form.id, 'question_traffic', 'known-hours');
    await ada.waitForView((view) => asks(view, 'hours'));
    release();
    const also = await readAlso();
    expect([asks(also, 'region'), asks(also, 'hours'), answerIn(also, 'traffic')]).toEqual([true, true, 'known-hours']);
  });

  it('stays as it is while it shows errors, and has the rest after the next action', async () => {
    const { ada } = journey;
    const form = await open();
    await asked();
    await ada.answer(form.id, 'question_within', 'soon');
    expect(await ada.submit(form.id)).toMatchObject({ kind: 'errors' });
    release();
    await pause(ANSWERED_MS);
    expect(updates()).toBe(0);
    await ada.clickInView(form.id, 'form_more');
    await readAlso();
  });

  it('is left alone once it is submitted', async () => {
    const { ada, channel } = journey;
    const form = await open();
    await asked();
    expect(await ada.submit(form.id)).toMatchObject({ kind: 'closed' });
    await postedIn(journey, channel);
    release();
    await pause(ANSWERED_MS);
    expect(updates()).toBe(0);
    expect(journey.logLines.join('')).not.toContain('Could not show what a language model read');
  });

  it('is left alone once it is closed', async () => {
    const { ada } = journey;
    const form = await open();
    await asked();
    await ada.closeView(form.id);
    release();
    await expect.poll(() => journey.logLines.join('')).toContain('Could not show what a language model read');
    expect(ada.views()).toEqual([]);
  });

  it('says why it was read without the model', async () => {
    answer = 'throttled';
    await open();
    release();
    const shown = await journey.ada.waitForView((view) => wordsOf(view).includes('without the language model'));
    expect(wordsOf(shown)).toContain('Read without the language model: it gets too many requests.');
    expect(wordsOf(shown)).not.toContain('Also read');
  });

  it('does not keep the bot from stopping while the model hangs', async () => {
    await open();
    await asked();
    await journey.stopBot();
    expect(journey.logLines.join('')).not.toContain('Stopped with work unfinished');
  });

  it('is not read by the model where nobody wrote words, or they are a workload in JSON', async () => {
    const { ada } = journey;
    for (const words of ['', '{"payloadSizeMB": 3}']) await ada.closeView((await open(words)).id);
    expect(bedrock.requests).toEqual([]);
  });

  it('is read from a message as well', async () => {
    const { ada, ben, channel } = journey;
    const { ts } = await ben.say(channel, TEXT);
    release();
    await ada.messageShortcut(SHORTCUTS.reviewMessage, channel, ts);
    await readAlso();
    expect(bedrock.requests.map(({ text }) => text)).toEqual([expect.stringContaining(TEXT)]);
  });
});
