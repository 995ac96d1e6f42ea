import { onTestFinished } from 'vitest';
import type { Reading } from '../../../src/account/aws/read-account.ts';
import { type AwsDouble, startAwsDouble } from '../../support/aws/aws-double.ts';
import type { Faults, World } from '../../support/aws/world.ts';
import { NOW } from './seeded.ts';

/** Serves what each Region holds to the real SDK in this process, until the test ends. */
export async function serveAws(worlds: Readonly<Record<string, World>>, faults: Faults = {}): Promise<AwsDouble> {
  const double = await startAwsDouble(worlds, { now: NOW, faults });
  const access = {
    AWS_ENDPOINT_URL: double.url,
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'secret',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const before = Object.keys(access).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, access);
  onTestFinished(async () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await double.close();
  });
  return double;
}

/** 30 days until the time of the seeded accounts. */
export const readingOf = (more: Partial<Reading> = {}): Reading => {
  return { days: 30, now: NOW, signal: new AbortController().signal, progress: () => {}, ...more };
};
