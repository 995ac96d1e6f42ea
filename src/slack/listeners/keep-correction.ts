import type { Workload } from '../../recommender/index.ts';
import { saveCorrection } from '../../reviews/corrections.ts';
import type { HeardWords } from '../form/draft-store.ts';
import { draftOf, factsStated } from '../form/read-form.ts';
import { fillFromWords } from './fill-from-words.ts';
import type { ListenerParts, Person } from './parts.ts';

/**
 * Keeps what a person submitted in place of what was read from words, for new reviews. The review is stored already: where this
 * fails, nothing but the correction is lost.
 */
export async function keepCorrection(
  { db, keepCorrections, logger }: Pick<ListenerParts, 'db' | 'keepCorrections' | 'logger'>,
  { person, workload }: { person: Person; workload: Workload },
  reviewId: string,
  { words, authorId }: HeardWords,
): Promise<void> {
  if (!keepCorrections) return;
  const { teamId, userId: submitterId } = person;
  // As the form shows it: what was read goes through the form's own notation.
  const read = factsStated(draftOf(fillFromWords(words).heard.says));
  const correction = { reviewId, teamId, words, authorId, submitterId, read, submitted: workload, at: Date.now() };
  try {
    await saveCorrection(db, correction);
  } catch (error) {
    logger.warn({ err: error }, 'Could not keep a correction of what was read from words');
  }
}
