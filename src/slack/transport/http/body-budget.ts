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

export interface BodyClaim {
  /**
   * Counts so many more bytes. If all requests together exceed the limit, the oldest are evicted until they don't. False where
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
