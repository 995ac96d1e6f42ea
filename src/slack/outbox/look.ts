import type { Seen } from '../../account/look.ts';
import type { Logger } from '../../logger.ts';
import type { Review } from '../../reviews/record.ts';

/** Looks at the endpoint of a decision until the signal ends it. Undefined where none is noted, or it can't be looked at. Never rejects. */
export type LookAt = (review: Review, signal: AbortSignal) => Promise<Seen | undefined>;

interface LookParts {
  /** Only this team's decisions: another team's noted endpoint may have the name of one of this AWS account. */
  teamId: string;
  /** Where an endpoint is looked for that was noted without its Region. */
  regions: readonly string[];
  logger: Logger;
}

/** Looks at endpoints in AWS. The account's code is loaded with the first, and AWS's SDK with it. */
export function createLookAt({ teamId, regions, logger }: LookParts): LookAt {
  return async (review, signal) => {
    if (review.decision === null || review.endpoint === null || review.teamId !== teamId) return undefined;
    try {
      const { lookAt, readNotedFromAws: read } = await import('../../account/look.ts');
      const seen = await lookAt(review, { read, regions, now: Date.now(), signal });
      const { why } = seen.bill;
      if (why !== null)
        logger.warn({ reviewId: review.id, why }, 'Could not read what the endpoint of a decision costs');
      return seen;
    } catch (err) {
      logger.error({ err, reviewId: review.id }, 'Could not read what the endpoint of a decision costs');
      return undefined;
    }
  };
}

/** What is said of a look that the bot survived none of 3 times. Undefined where no endpoint is noted. */
export async function unsurvived(review: Review): Promise<Seen | undefined> {
  if (review.decision === null || review.endpoint === null) return undefined;
  const { compareWithEstimate } = await import('../../account/observed-bill.ts');
  const found = { kind: 'unread', why: 'I crashed each of the 3 times I read it.' } as const;
  return { bill: compareWithEstimate(review, found), differences: null };
}

/** Where no AWS account may be read. */
export const NO_LOOK: LookAt = async () => undefined;
