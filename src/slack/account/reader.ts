import type { findEndpoint } from '../../account/aws/read-account.ts';
import { isRegion } from '../../account/facts.ts';
import type { PriceList } from '../../recommender/index.ts';

// What already runs, in Slack: one endpoint, and the form filled with what was measured.

/** Reads the AWS account. Nothing is ever written to it. */
export interface AccountReader {
  /** Reads one endpoint; without a Region, of the first that has it. Or one sentence that says why it wasn't read. */
  findEndpoint(name: string, region: string | undefined, signal: AbortSignal): ReturnType<typeof findEndpoint>;
}

const READ_DAYS = 30;

/** How long one endpoint may take, in milliseconds. AWS's SDK repeats refused calls for longer. */
const ENDPOINT_LIMIT_MS = 60_000;

/**
 * Reads AWS, with its SDK, which is loaded by the first reading. `regions`: empty for the one of AWS's own configuration.
 * `prices`: what bills are counted by; AWS's list prices by default.
 */
export function createAwsReader(
  regions: readonly string[],
  { now = Date.now, prices }: { now?: () => number; prices?: PriceList } = {},
): AccountReader {
  const [first, ...more] = regions;
  const silent = () => {};
  return {
    async findEndpoint(name, region, signal) {
      const aws = await import('../../account/aws/read-account.ts');
      const limit = AbortSignal.timeout(ENDPOINT_LIMIT_MS);
      const both = AbortSignal.any([signal, limit]);
      const reading = { days: READ_DAYS, now: now(), signal: both, progress: silent, prices };
      const read = await aws.findEndpoint(name, region === undefined ? [first, ...more] : [region], reading);
      const isLate = !read.ok && limit.aborted;
      return isLate ? { ok: false, text: `AWS took more than ${ENDPOINT_LIMIT_MS / 1000} s. Try again.` } : read;
    },
  };
}

/** Reads a recorded account in a file in place of AWS, for trying without access. */
export function createRecordedReader(file: string, prices?: PriceList): AccountReader {
  return {
    async findEndpoint(name, region) {
      const { findRecorded } = await import('../../account/recorded.ts');
      return findRecorded(file, name, region, prices);
    },
  };
}

const REFUSED = { ok: false, text: 'This bot serves several workspaces, so it reads no AWS account.' } as const;

/** The reader of a bot that several workspaces share: the account is none of theirs. */
export const NO_ACCOUNT: AccountReader = { findEndpoint: async () => REFUSED };

export interface EndpointWords {
  name: string;
  region: string | undefined;
}

/** API_CreateEndpoint.html, EndpointName: at most 63 letters, digits and single hyphens between them. */
const ENDPOINT_NAME = /^[a-z0-9][a-z0-9-]{0,62}$/i;

export const isEndpointName = (text: string): boolean => ENDPOINT_NAME.test(text) && !text.endsWith('-');

/** Reads `endpoint` before exactly one name and an optional Region. Undefined for anything else: those words describe a workload. */
export function readEndpointWords(text: string): EndpointWords | undefined {
  const [command = '', name, region, ...more] = text.trim().split(/\s+/);
  if (command.toLowerCase() !== 'endpoint' || name === undefined || more.length > 0) return undefined;
  const isMeant = isEndpointName(name) && (region === undefined || isRegion(region));
  return isMeant ? { name, region } : undefined;
}
