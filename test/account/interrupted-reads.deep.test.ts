import { describe, expect, it } from 'vitest';
import { readAccount } from '../../src/account/aws/read-account.ts';
import { office, realTime, worldOf } from './support/seeded.ts';
import { readingOf, serveAws } from './support/serve-aws.ts';

// Calls that hang, and a reading that is stopped, with the real SDK against the double of AWS.

const REGION = 'us-east-1';
const worldOfMany = (count: number) =>
  worldOf(...Array.from({ length: count }, (_, at) => realTime({ name: `many-${at}`, requests: office(100) })));

describe('reading an account', () => {
  it('tries a call that never returns a few times, then leaves it out of 14 endpoints', async () => {
    const double = await serveAws({ [REGION]: worldOfMany(14) }, { hanging: ['sagemaker:DescribeModel'] });
    const read = await readAccount([REGION], readingOf({ attemptMs: 4000 }));
    if (!read.ok) throw new Error(read.text);
    const { lines, account } = read.audit;
    expect(lines).toHaveLength(14);
    expect(account.incomplete.map(({ why }) => why)).toEqual(["AWS didn't respond to sagemaker:DescribeModel."]);
    expect(double.seen.calls.get('sagemaker:DescribeModel')).toBeLessThanOrEqual(10);
  });

  it('ends with what was found of 60 endpoints when it is stopped', async () => {
    await serveAws({ [REGION]: worldOfMany(60) });
    const controller = new AbortController();
    const read = await readAccount(
      [REGION],
      readingOf({ signal: controller.signal, progress: () => controller.abort() }),
    );
    if (!read.ok) throw new Error(read.text);
    const { lines, account } = read.audit;
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.length).toBeLessThan(60);
    expect(account.incomplete.map(({ why }) => why)).toContain(`Stopped after ${lines.length} of 60.`);
  });
});
