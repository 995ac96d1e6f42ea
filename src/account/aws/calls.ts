// One call to AWS: when it may start, when it is given up, and why it gave nothing.

/** Runs work with a limit on how much runs at once. The rest waits in order. */
export type Gate = <Result>(work: () => Promise<Result>) => Promise<Result>;

export function createGate(most: number): Gate {
  let free = most;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}

/** Rejects after `milliseconds` with an error that the SDK doesn't retry. What hangs is left behind. */
export async function within<Result>(milliseconds: number, work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(NO_RESPONSE)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What `within` rejects with. */
export const NO_RESPONSE = 'no response';

export type Trouble =
  /** This fact stays unknown, and the rest can be read. */
  | { kind: 'gap'; why: string }
  /** There is no such thing in the account. */
  | { kind: 'missing' }
  /** Somebody stopped the reading. */
  | { kind: 'stopped' }
  | Hopeless;

/** No call to the Region will work: no credentials, or AWS can't be reached. One sentence. */
export interface Hopeless {
  kind: 'hopeless';
  text: string;
  /** Whether no call to any other Region will work either. */
  isEverywhere: boolean;
}

const DENIED = /AccessDenied|NotAuthorized|UnauthorizedOperation|Forbidden/;
const THROTTLED = /Throttl|TooManyRequests|RequestLimitExceeded|LimitExceeded/;
const INVALID_CREDENTIALS =
  /ExpiredToken|InvalidClientTokenId|UnrecognizedClient|InvalidSignature|SignatureDoesNotMatch|MissingAuthenticationToken|IncompleteSignature|InvalidToken|AuthFailure/;
/** A Region that isn't enabled refuses good credentials too, by other names than these. */
const BAD_CREDENTIALS = /ExpiredToken|Signature|MissingAuthenticationToken/;
const UNREACHABLE = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ECONNRESET|ETIMEDOUT)$/;
const MISSING = /^(?:Could not find|RecordNotFound)|does not exist/;

const NO_CREDENTIALS =
  'No AWS credentials found. Set AWS_PROFILE, sign in with aws sso login, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.';

/** What an error of the SDK means for the call `action`, named as in IAM: "sagemaker:DescribeModel". */
export function troubleOf(error: unknown, action: string, isStopped: boolean): Trouble {
  if (isStopped) return { kind: 'stopped' };
  const { name = '', message = '', code = '' } = error as { name?: string; message?: string; code?: string };
  if (message === NO_RESPONSE) return { kind: 'gap', why: `AWS didn't respond to ${action}.` };
  if (DENIED.test(name)) return { kind: 'gap', why: `Access denied. It needs ${action}.` };
  if (THROTTLED.test(name)) return { kind: 'gap', why: `AWS kept throttling ${action}.` };
  if (/CredentialsProviderError|TokenProviderError|CredentialsError/.test(name) || /credential/i.test(name)) {
    return { kind: 'hopeless', text: NO_CREDENTIALS, isEverywhere: true };
  }
  if (INVALID_CREDENTIALS.test(name)) {
    if (BAD_CREDENTIALS.test(name)) {
      return { kind: 'hopeless', text: `AWS refused the credentials (${name}). Sign in again.`, isEverywhere: true };
    }
    const text = `AWS refused the credentials (${name}). Sign in again, or check that the Region is enabled.`;
    return { kind: 'hopeless', text, isEverywhere: false };
  }
  if (UNREACHABLE.test(code)) {
    return { kind: 'hopeless', text: `AWS can't be reached (${code}).`, isEverywhere: false };
  }
  if (name === 'ResourceNotFound' || MISSING.test(message)) return { kind: 'missing' };
  return { kind: 'gap', why: `${action} failed (${name || 'unknown error'}).` };
}
