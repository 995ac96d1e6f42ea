import { describe, expect, it } from 'vitest';
import { validateMessage } from '../../../../local-workspace/block-kit/validate.ts';
import { DEPLOYMENT_FORMATS, measureIt } from '../../../../src/deploy/index.ts';
import { behaviourLine, buildCode, buildDeployment, formatIn } from '../../../../src/slack/render/thread/deploy.ts';
import { NOTHING_FITS } from '../../../support/recommendations.ts';
import { REVIEWS, reviewOf } from '../../../support/reviews.ts';
import { mrkdwnIn } from '../../markup.ts';

const NOTHING = {
  firstAnswerAfterIdleSeconds: null,
  zeroAfterSeconds: null,
  maxRequestsPerSecond: null,
  peakReachedAfterSeconds: null,
  basis: [],
};

describe('how a deployment behaves, in one line', () => {
  it.each([
    [
      { firstAnswerAfterIdleSeconds: 424, zeroAfterSeconds: 1556 },
      'First answer after idle: about 7 min. Scales to zero after 26 min.',
    ],
    [{ firstAnswerAfterIdleSeconds: 0.04 }, 'First answer after idle: about 40 ms.'],
    [
      { maxRequestsPerSecond: 18.75, peakReachedAfterSeconds: 540 },
      'Serves up to 19 rps. Holds a sudden peak after 9 min.',
    ],
    [{ maxRequestsPerSecond: 0.0222, peakReachedAfterSeconds: 0 }, 'Serves up to 80 requests per hour.'],
    [{}, ''],
  ])('%j is said as "%s"', (figures, line) => {
    expect(behaviourLine({ ...NOTHING, ...figures }, 'asynchronous')).toBe(line);
  });

  it('of a job is when it reads its first record', () => {
    const job = { ...NOTHING, zeroAfterSeconds: 0, peakReachedAfterSeconds: 300 };
    expect(behaviourLine(job, 'batch-transform')).toBe('A run reads its first record after about 5 min.');
  });
});

describe('the reply with the code', () => {
  it.each(Object.entries(REVIEWS).filter(([name]) => name !== 'overridden'))(
    'is one that Slack takes, as files and in the message: %s',
    async (_, review) => {
      for (const format of DEPLOYMENT_FORMATS) {
        const asFiles = await buildCode(review, { format, tags: {}, asFiles: true });
        expect(asFiles?.files ?? []).toHaveLength(1);
        expect(asFiles && validateMessage(asFiles)).toEqual([]);
        const inMessage = await buildCode(review, { format, tags: {}, asFiles: false });
        if (inMessage !== undefined) expect(validateMessage(inMessage)).toEqual([]);
      }
    },
  );

  it.each(Object.entries(REVIEWS))('with a load test is one that Slack takes: %s', async (_, review) => {
    const it = measureIt(review.latest.recommendation);
    const asFiles = await buildCode(review, { format: 'measure', tags: {}, asFiles: true });
    expect(asFiles && validateMessage(asFiles)).toEqual([]);
    expect(asFiles?.files?.map(({ name }) => name)).toEqual(it.ok ? [it.script.path] : undefined);
    const inMessage = await buildCode(review, { format: 'measure', tags: {}, asFiles: false });
    if (inMessage !== undefined) expect(validateMessage(inMessage)).toEqual([]);
  });

  it('tells how a notebook is run, and what to fill in first', async () => {
    const [review = expect.fail()] = Object.values(REVIEWS);
    const reply = await buildCode(review, { format: 'notebook', tags: {}, asFiles: true });
    const [file = expect.fail()] = reply?.files ?? [];
    expect(file.name).toMatch(/^deploy_\w+\.py$/);
    const said = mrkdwnIn(reply?.blocks).join('\n');
    expect(said).toContain(`\`\`\`python ${file.name}\`\`\`\nFirst fill in Image, ModelDataUrl`);
    expect(said).toContain('Or run it as a cell of a notebook.');
  });

  it('links no address that somebody typed', async () => {
    const [review = expect.fail()] = Object.values(REVIEWS);
    const workload = { ...review.latest.workload, name: 'https://evil.example a@evil.example evil.example' };
    const named = { ...review, latest: { ...review.latest, workload } };
    const reply = await buildCode(named, { format: 'terraform', tags: {}, asFiles: true });
    expect(mrkdwnIn(reply?.blocks).join('\n')).toContain(`Terraform for ${workload.name}:`);
  });

  it('is one sentence and no file where the team decided for an option that does not fit', async () => {
    const review = REVIEWS['overridden'] ?? expect.fail();
    const reply = await buildCode(review, { format: 'cloudformation', tags: {}, asFiles: true });
    expect(reply).toMatchObject({ text: expect.stringMatching(/doesn't fit this workload/) });
    expect(reply?.files).toBeUndefined();
  });

  it('is none where no option fits, and the answer to how it is deployed says so', async () => {
    const { text } = await buildDeployment(reviewOf(NOTHING_FITS), { isSupposed: false });
    expect(text).toMatch(/^No option fits, so there is nothing to deploy yet/);
  });

  it('is in no format but four, one of which had another name', () => {
    const words = ['cloudformation', 'terraform', 'notebook', 'sdk', 'measure', 'cdk', '', undefined];
    const formats = words.map((word) => formatIn(word) ?? '-');
    expect(formats).toEqual('cloudformation terraform notebook notebook measure - - -'.split(' '));
  });
});
