import { describe, expect, it } from 'vitest';
import { createSerial } from '../../../src/slack/listeners/form-action.ts';

describe('createSerial', () => {
  it('runs the works of one key in order, one at a time', async () => {
    const inOrder = createSerial();
    const steps: string[] = [];
    const work = (name: string) => async () => {
      steps.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      steps.push(`${name} ends`);
    };
    await Promise.all([inOrder('form', work('first')), inOrder('form', work('second'))]);
    expect(steps).toEqual(['first begins', 'first ends', 'second begins', 'second ends']);
  });

  it('lets another key go ahead', async () => {
    const inOrder = createSerial();
    let finish = () => {};
    const slow = inOrder('one', () => new Promise<void>((resolve) => (finish = resolve)));
    await expect(inOrder('other', async () => 'done')).resolves.toBe('done');
    finish();
    await slow;
  });

  it('goes on after a failure, which only its owner sees', async () => {
    const inOrder = createSerial();
    const failed = inOrder('form', async () => {
      throw new Error('no');
    });
    const next = inOrder('form', async () => 'done');
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe('done');
  });
});
