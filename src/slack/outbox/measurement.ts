import type { Advisor } from '../../advice/advisor.ts';
import { isSameValue } from '../../recommender/index.ts';
import { mayBeRevised } from '../../reviews/decide.ts';
import type { Review } from '../../reviews/record.ts';
import { applyChanges, type Changes } from '../../wording/read-what-if.ts';
import {
  buildAsksInstance,
  buildDecidedMeasurement,
  buildKnownMeasurement,
  buildRefusedMeasurement,
  withRefused,
} from '../render/measurements.ts';
import type { Message } from '../render/message.ts';
import { buildWhatIf } from '../render/thread/what-if.ts';
import type { MeasuredRead } from './measured-files.ts';

interface Around {
  advisor: Advisor;
  /** Stores a change for the button that makes it a revision. Returns its id. */
  store: (changes: Changes) => Promise<string>;
}

/**
 * Answers a measurement in a review's thread: what it would change, with a button that adds it; on which instance type it ran, where it
 * doesn't say; or what is wrong with it.
 */
export async function answerMeasurement(
  review: Review,
  { measurements, refused }: MeasuredRead,
  { advisor, store }: Around,
): Promise<Message> {
  if (measurements.length === 0) return buildRefusedMeasurement(refused);
  if (!mayBeRevised(review.state)) return buildDecidedMeasurement();
  if (measurements.some(({ instanceType }) => instanceType === null)) {
    return buildAsksInstance(measurements, refused, await store({ measurements }));
  }
  const { recommendation, revision } = review.latest;
  const { workload } = recommendation;
  const changed = applyChanges(workload, { measurements });
  if (!changed.ok) return buildRefusedMeasurement([{ name: null, text: changed.text }]);
  const { measurements: joined } = changed.workload;
  if (isSameValue(joined, workload.measurements)) return buildKnownMeasurement(measurements, refused);
  const compared = advisor.whatIf(recommendation, { measurements: joined });
  const offer = { whatIfId: await store({ measurements }), revision: revision + 1, text: 'Add it to the review' };
  return withRefused(buildWhatIf({ ...compared, offer, ignored: '', questions: '' }), refused);
}
