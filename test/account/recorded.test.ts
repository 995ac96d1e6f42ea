import { describe, expect, it } from 'vitest';
import { findRecorded } from '../../src/account/recorded.ts';

const FILE = 'examples/account/fictional.jsonl';
const NOTE = {
  what: 'AWS account',
  why: 'Nothing was read in AWS. This is the recorded account in fictional.jsonl.',
};

describe('a recorded account', () => {
  it('has its endpoints by name, in the Region that was recorded alone', async () => {
    const found = await findRecorded(FILE, 'checkout-fraud');
    expect(found.ok && found.line).toMatchObject({ name: 'checkout-fraud', region: 'eu-west-1' });
    expect(found.ok && found.line.unknown[0]).toEqual(NOTE);
    expect(await findRecorded(FILE, 'checkout-fraud', 'us-east-1')).toEqual({
      ok: false,
      text: 'No endpoint named checkout-fraud in fictional.jsonl.',
    });
  });

  it('says in one sentence that its file is missing, or is no account', async () => {
    expect(await findRecorded('none.jsonl', 'any')).toEqual({ ok: false, text: 'none.jsonl: no such file.' });
    const wrong = await findRecorded('README.md', 'any');
    expect(wrong).toMatchObject({ ok: false, text: expect.stringMatching(/^README\.md: Not JSON\./) });
  });
});
