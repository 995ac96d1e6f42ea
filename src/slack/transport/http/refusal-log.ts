import type { IncomingMessage } from 'node:http';

/** So many lines per window; the others are counted. At most 20 MB a day, however many are refused. */
const LINES = 10;
const WINDOW_MS = 10_000;

const CLAIM_LENGTH = 60;

/** Writes what was refused, but no more than a disk can take. */
export interface RefusalLog {
  write(text: string): void;
  /** Writes the count that is still due. */
  stop(): void;
}

export function createRefusalLog(warn: (text: string) => void): RefusalLog {
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
    write(text) {
      window ??= setTimeout(close, WINDOW_MS).unref();
      if (written === LINES) left += 1;
      else {
        written += 1;
        warn(text);
      }
    },
    stop: close,
  };
}

/** Who sent a request: the peer's address, and whom a proxy names, which anybody can claim. */
export function senderOf({ socket, headers }: IncomingMessage): string {
  const peer = socket.remoteAddress ?? 'a peer that is gone';
  const claimed = headers['x-forwarded-for'];
  return claimed === undefined ? peer : `${peer} (claims to forward for ${String(claimed).slice(0, CLAIM_LENGTH)})`;
}
