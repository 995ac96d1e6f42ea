import { describe, expect, it } from 'vitest';
import { findEndpoint, readAccount } from '../../src/account/aws/read-account.ts';
import { NOW, realTime, worldOf } from './support/seeded.ts';
import { readingOf, serveAws } from './support/serve-aws.ts';

// Several Regions, of which some can't be read, with the real SDK against the double of AWS.

const REGIONS = ['af-south-1', 'eu-west-1', 'us-east-1'] as const;
const worlds = { 'eu-west-1': worldOf(realTime({ name: 'fraud' })) };
/** How a Region that isn't enabled refuses good credentials. */
const NOT_ENABLED = { 'af-south-1': 'UnrecognizedClientException' };
const NOT_ENABLED_WHY =
  'AWS refused the credentials (UnrecognizedClientException). Sign in again, or check that the Region is enabled.';
const DENIED_WHY = 'Access denied. It needs sagemaker:DescribeEndpoint.';

describe('an account in 3 Regions', () => {
  it('has the endpoint of the second where the first is not enabled, and says so', async () => {
    await serveAws(worlds, { refused: NOT_ENABLED });
    const read = await readAccount(REGIONS, readingOf());
    expect(read.ok && read.audit.account).toMatchObject({
      endpoints: 1,
      incomplete: [{ what: 'af-south-1', why: NOT_ENABLED_WHY }],
    });
  });

  it('has it where the first is no Region at all', async () => {
    await serveAws(worlds);
    const read = await readAccount(['eu west', 'eu-west-1'], readingOf());
    const incomplete = [{ what: 'eu west', why: "eu west isn't an AWS Region. Write it like eu-west-1." }];
    expect(read.ok && read.audit.account).toMatchObject({ endpoints: 1, incomplete });
  });

  it('is one sentence, and one call to one Region, where the credentials have expired', async () => {
    const expired = 'ExpiredTokenException';
    const double = await serveAws(worlds, { refused: Object.fromEntries(REGIONS.map((one) => [one, expired])) });
    const text = `AWS refused the credentials (${expired}). Sign in again.`;
    expect(await readAccount(REGIONS, readingOf())).toEqual({ ok: false, text });
    expect(double.seen.calls).toEqual(new Map([['sagemaker:ListEndpoints', 1]]));
  });

  it('names each Region where none can be read, for different reasons', async () => {
    const refused = { ...NOT_ENABLED, 'eu-west-1': 'InvalidClientTokenId' };
    await serveAws(worlds, { refused });
    const read = await readAccount(['af-south-1', 'eu-west-1'], readingOf());
    expect(read).toEqual({
      ok: false,
      text: `af-south-1: ${NOT_ENABLED_WHY} eu-west-1: ${NOT_ENABLED_WHY.replace('UnrecognizedClientException', 'InvalidClientTokenId')}`,
    });
  });
});

describe('an endpoint in one of 3 Regions', () => {
  it('is found in the second where the first is not enabled', async () => {
    await serveAws(worlds, { refused: NOT_ENABLED });
    const read = await findEndpoint('fraud', REGIONS, readingOf());
    expect(read.ok && read.line).toMatchObject({ name: 'fraud', region: 'eu-west-1' });
  });

  it('that is in none of them says which could not be read, and why', async () => {
    await serveAws(worlds, { refused: NOT_ENABLED });
    expect(await findEndpoint('none', REGIONS, readingOf())).toEqual({
      ok: false,
      text: `No endpoint named none in eu-west-1, us-east-1. Not read: af-south-1: ${NOT_ENABLED_WHY}`,
    });
  });

  it('that may not be described is not taken for found in the first: one sentence', async () => {
    await serveAws(worlds, { denied: ['sagemaker:DescribeEndpoint'] });
    expect(await findEndpoint('fraud', REGIONS, readingOf())).toEqual({ ok: false, text: DENIED_WHY });
  });

  it('is not looked for further after a stop', async () => {
    const double = await serveAws(worlds);
    const reading = readingOf({ now: NOW, signal: AbortSignal.abort() });
    expect((await findEndpoint('fraud', REGIONS, reading)).ok).toBe(false);
    expect(double.seen.calls).toEqual(new Map());
  });
});
