import type { ViewResponseAction } from '@slack/bolt';
import { isSameValue, type Measurement, onInstance, parseWorkload } from '../../recommender/index.ts';
import { mayBeRevised } from '../../reviews/decide.ts';
import { applyChanges } from '../../wording/read-what-if.ts';
import { readableFilesIn } from '../connection/shared-file.ts';
import { readGiven } from '../outbox/measurement.ts';
import { findWhatIf, saveWhatIf } from '../outbox/questions.ts';
import { BLOCKS, filesIn, typedIn } from '../render/dialogs/dialog.ts';
import { buildAddMeasurement, buildMeasuredInstance } from '../render/measurements.ts';
import type { ListenerParts } from './parts.ts';
import {
  type Answer,
  type Asked,
  type Asking,
  askedOf,
  beside,
  instead,
  onPress,
  onSubmit,
  type Submission,
  type Told,
} from './press.ts';
import { type Changed, openToRevise, revise } from './revise.ts';
import type { ButtonHandler, ViewHandler } from './route-by-name.ts';
import { DECIDED, GONE } from './tell.ts';

/** Slack waits three seconds for the answer to a submission; files are read within this, in milliseconds. */
const READ_LIMIT_MS = 2000;

/** Slack opens no input for files without it (docs.slack.dev/reference/block-kit/block-elements/file-input-element). */
const mayReadFiles = ({ scopes }: ListenerParts): boolean => scopes.length === 0 || scopes.includes('files:read');

export const openAddMeasurement = (parts: ListenerParts, asked: Asked): Promise<Told> =>
  openToRevise(parts, asked, (review) => buildAddMeasurement(review, { mayUpload: mayReadFiles(parts) }));

/**
 * Handles the submitted measurement: it becomes a revision, or the dialog asks on which instance type it ran, and what was read
 * before becomes one then.
 */
export const handleAddMeasurementView = (parts: ListenerParts): ViewHandler =>
  onSubmit(parts, (submission) => {
    const { storedId } = submission.metadata;
    return storedId === undefined ? addMeasurement(parts, submission) : addOnInstance(parts, submission, storedId);
  });

async function addMeasurement(
  parts: ListenerParts,
  { values, metadata: { reviewId }, ...asking }: Submission,
): Promise<Answer> {
  const { db, interactive: client } = parts;
  const review = await asking.find(reviewId);
  if (review === undefined) return GONE;
  if (!mayBeRevised(review.state)) return DECIDED;
  const typed = typedIn(values, BLOCKS.measured).trim();
  const files = readableFilesIn(filesIn(values, BLOCKS.measuredFiles));
  if (typed === '' && files.length === 0) {
    return beside(BLOCKS.measured, 'Paste a measurement, or upload a file with one.');
  }
  const given = { files, ...(typed !== '' && { text: typed }) };
  const { measurements, refused } = await readGiven({ client, fetch: globalThis.fetch }, given, READ_LIMIT_MS);
  if (refused.length > 0) return besideEach(refused);
  if (measurements.every(({ instanceType }) => instanceType !== null)) {
    return store(parts, asking, {
      reviewId,
      measurements,
      block: typed === '' ? BLOCKS.measuredFiles : BLOCKS.measured,
    });
  }
  const { revision: baseRevision } = review.latest;
  const asked = { reviewId, teamId: asking.person.teamId, baseRevision, changes: { measurements } };
  const storedId = await saveWhatIf(db, asked);
  return instead(buildMeasuredInstance(review, { storedId, measurements }));
}

/** Handles "Name the instance type" on the answer to a measurement that names none. */
export const handleNameInstanceAction = (parts: ListenerParts): ButtonHandler =>
  onPress(parts, async ({ action, ...press }) => {
    const storedId = action.value ?? '';
    const stored = await findWhatIf(parts.db, press.person.teamId, storedId);
    if (stored === undefined) return GONE;
    const measurements = stored.changes.measurements ?? [];
    return openToRevise(parts, { ...askedOf(press), reviewId: stored.reviewId }, (review) =>
      buildMeasuredInstance(review, { storedId, measurements }),
    );
  });

async function addOnInstance(
  parts: ListenerParts,
  { values, metadata: { reviewId }, ...asking }: Submission,
  storedId: string,
): Promise<Answer> {
  const stored = await findWhatIf(parts.db, asking.person.teamId, storedId);
  if (stored === undefined || stored.reviewId !== reviewId) return GONE;
  const instanceType = typedIn(values, BLOCKS.measuredType).trim().toLowerCase();
  const checked = parseWorkload({ name: 'x', instanceType });
  if (!checked.ok) return beside(BLOCKS.measuredType, "That isn't an instance type. Write it like ml.g6e.xlarge.");
  const measurements = onInstance(stored.changes.measurements ?? [], instanceType);
  return store(parts, asking, { reviewId, measurements, block: BLOCKS.measuredType });
}

/** Makes the measurements a revision. Where that is refused, the reason is shown at `block`, so that the dialog keeps what it has. */
async function store(
  parts: ListenerParts,
  asking: Asking,
  { reviewId, measurements, block }: { reviewId: string; measurements: Measurement[]; block: string },
): Promise<Answer> {
  let refused: string | undefined;
  const told = await revise(parts, asking, {
    reviewId,
    baseRevision: 'latest',
    change(workload): Changed {
      const changed = addMeasured(workload, measurements);
      if (!changed.ok) refused = changed.text;
      return changed;
    },
  });
  if (told === undefined) return undefined;
  return refused === undefined ? told : beside(block, refused);
}

/** The workload with measurements added, or why not: there are too many, or it has them all. */
export function addMeasured(workload: Parameters<typeof applyChanges>[0], measurements: Measurement[]): Changed {
  const changed = applyChanges(workload, { measurements });
  return changed.ok && isSameValue(changed.workload.measurements, workload.measurements)
    ? { ok: false, text: 'This review has that measurement. Nothing was changed.' }
    : changed;
}

const ERROR_MAX = 500;

/** What is wrong with the files, and with what was typed, each at its input. */
function besideEach(refused: Awaited<ReturnType<typeof readGiven>>['refused']): ViewResponseAction {
  const errors: Record<string, string> = {};
  for (const { name, text } of refused) {
    const block = name === null ? BLOCKS.measured : BLOCKS.measuredFiles;
    const said = name === null ? text : `${name}: ${text}`;
    errors[block] = (errors[block] === undefined ? said : `${errors[block]} ${said}`).slice(0, ERROR_MAX);
  }
  return { response_action: 'errors', errors };
}
