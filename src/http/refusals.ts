import type { IncomingMessage } from 'node:http';

/** Lines per window; the rest is counted. At most 20 MB per day, however many requests are refused. */
const LINES = 10;

const WINDOW_MS = 10_000;

const CLAIM_LENGTH = 60;

/** Logs refusals, up to a limit. */
export interface RefusalLog {
  write(text: string, fields?: object): void;
  /** Logs the count of the lines that were left out. */
  stop(): void;
}

export function createRefusalLog(warn: (text: string, fields?: object) => void): RefusalLog {
  let written = 0;
  let left = 0;
  let window: NodeJS.Timeout | undefined;

  const close = () => {
    clearTimeout(window);
    window = undefined;
    if (left > 0) warn(`${left} more refusals within ${WINDOW_MS / 1000} s were not logged`);
    written = 0;
    left = 0;
  };
  return {
    write(text, fields) {
      window ??= setTimeout(close, WINDOW_MS).unref();
      if (written === LINES) left += 1;
      else {
        written += 1;
        warn(text, fields);
      }
    },
    stop: close,
  };
}

/** Returns who sent a request: the peer's address, and the forwarded address, which anybody can claim. */
export function senderOf({ socket, headers }: IncomingMessage): string {
  const peer = socket.remoteAddress ?? 'a closed connection';
  const claimed = headers['x-forwarded-for'];
  return claimed === undefined ? peer : `${peer} (claims to forward for ${String(claimed).slice(0, CLAIM_LENGTH)})`;
}
