import type { IncomingMessage } from 'node:http';

/**
 * What all unfinished requests may hold together, in bytes: sixteen of the largest. Slack's are a few KB and are complete within
 * milliseconds, so this many only pile up where somebody sends without finishing.
 */
const BODIES_LIMIT_BYTES = 16 * 1024 * 1024;

/** Bounds the memory of bodies that nobody has verified yet. */
export interface BodyBudget {
  /** Bytes held now. */
  heldBytes(): number;
  /** Starts counting for one request. `onEvicted` is called at most once: it must let go of the body at once. */
  open(onEvicted: () => void): BodyClaim;
}

interface BodyClaim {
  /**
   * Counts more bytes. If all requests together exceed the limit, the oldest are evicted until they don't. False where
   * this one is among those.
   */
  grow(bytes: number): boolean;
  /** Gives everything back. Calling it again does nothing. */
  release(): void;
}

/**
 * Makes room by evicting the request that began first. What Slack sends is young and soon complete; who sends slowly or never
 * finishes is old. So a flood evicts itself and Slack's requests get through, without a limit per peer: behind a
 * proxy all requests have the same one.
 */
export function createBodyBudget(limitBytes = BODIES_LIMIT_BYTES): BodyBudget {
  // In the order in which they were opened.
  const claims = new Map<BodyClaim, { bytes: number; onEvicted: () => void }>();
  let heldBytes = 0;

  function makeRoom(): void {
    for (const [oldest, { bytes, onEvicted }] of claims) {
      if (heldBytes <= limitBytes) return;
      // Frees nothing.
      if (bytes === 0) continue;
      oldest.release();
      onEvicted();
    }
  }

  return {
    heldBytes: () => heldBytes,
    open(onEvicted) {
      const claim: BodyClaim = {
        grow(bytes) {
          const held = claims.get(claim);
          if (held === undefined) return false;
          held.bytes += bytes;
          heldBytes += bytes;
          makeRoom();
          return claims.has(claim);
        },
        release() {
          heldBytes -= claims.get(claim)?.bytes ?? 0;
          claims.delete(claim);
        },
      };
      claims.set(claim, { bytes: 0, onEvicted });
      return claim;
    },
  };
}

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
