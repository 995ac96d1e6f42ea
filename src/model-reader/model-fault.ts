/** Why there is no answer of the model's. */
export type WhyUnread =
  | 'timeout'
  | 'throttled'
  | 'denied'
  | 'not-enabled'
  | 'no-schema'
  | 'budget'
  | 'forbidden'
  | 'nonsense'
  | 'too-long'
  | 'error';

/** Why a call gave nothing. `error`: its code, or its name in AWS's API, without any part of what was sent. */
export interface ModelFault {
  why: WhyUnread;
  error: string;
}

/** An answer larger than any that was asked for. */
export class TooLarge extends Error {
  override name = 'TooLarge';
}

const NOT_ENABLED =
  /access to the model|model access|not (?:been )?enabled|use case details|model identifier|on-demand throughput|inference profile|end of its life|not supported in|isn't supported/i;

/** What an error of a client means. Its own text is never passed on: it may quote what was sent. */
export function modelFaultOf(error: unknown, isLate: boolean): ModelFault {
  const { name = 'Error', message = '', code = name } = error instanceof Error ? (error as NodeJS.ErrnoException) : {};
  return { why: whyOf(name, message, isLate), error: String(code) };
}

// https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html#API_runtime_Converse_Errors
function whyOf(name: string, message: string, isLate: boolean): WhyUnread {
  if (isLate || /Abort|Timeout/.test(name)) return 'timeout';
  if (/Throttling|TooManyRequests|ServiceQuotaExceeded/.test(name)) return 'throttled';
  if (/^(?:TooLarge|ResponseExceededMaxSizeError|SyntaxError)$/.test(name)) return 'nonsense';
  if (name === 'ResourceNotFoundException') return 'not-enabled';
  if (/AccessDenied|Validation/.test(name) && NOT_ENABLED.test(message)) return 'not-enabled';
  return /AccessDenied|Credential|Token|UnrecognizedClient|Signature/.test(name) ? 'denied' : 'error';
}
