import { onTestFinished } from 'vitest';
import type { Reading } from '../../../src/account/aws/read-account.ts';
import type { AwsDouble } from '../../support/aws/aws-double.ts';
import type { Faults, World } from '../../support/aws/world.ts';
import { giveAwsAccess } from '../../support/aws-access.ts';
import { NOW } from './seeded.ts';

/** Serves what each Region holds to the real SDK in this process, until the test ends. */
export async function serveAws(worlds: Readonly<Record<string, World>>, faults: Faults = {}): Promise<AwsDouble> {
  const { double, end } = await giveAwsAccess(worlds, faults, NOW);
  onTestFinished(end);
  return double;
}

/** 30 days until the time of the seeded accounts. */
export const readingOf = (more: Partial<Reading> = {}): Reading => {
  return { days: 30, now: NOW, signal: new AbortController().signal, progress: () => {}, ...more };
};
