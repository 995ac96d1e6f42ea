import type { ViewResponseAction } from '@slack/bolt';
import { currentReference } from '../../logger.ts';
import { isSameValue, type Measurement, onInstance, parseWorkload } from '../../recommender/index.ts';
import { mayBeRevised } from '../../reviews/decide.ts';
import { findReview } from '../../reviews/review-store.ts';
import { applyChanges } from '../../wording/read-what-if.ts';
import { readableFilesIn } from '../connection/shared-file.ts';
import { readGiven } from '../outbox/measured-files.ts';
import { findWhatIf, saveWhatIf } from '../outbox/questions.ts';
import {
  BLOCKS,
  buildNotDone,
  type DialogValues,
  decodeDecideMetadata,
  filesIn,
  typedIn,
} from '../render/dialogs/dialog.ts';
import { buildAddMeasurement, buildMeasuredInstance } from '../render/dialogs/measurement.ts';
import { type ListenerParts, type Person, personOf } from './parts.ts';
import { type Changed, openToRevise, revise } from './revise.ts';
import type { ButtonHandler, ViewHandler } from './route-by-name.ts';
import { DECIDED, GONE, presserOf, tell } from './tell.ts';

/** Slack waits three seconds for the answer to a submission; files are read within this, in milliseconds. */
const READ_LIMIT_MS = 2000;

/** Slack opens no input for files without it (docs.slack.dev/reference/block-kit/block-elements/file-input-element). */
const mayReadFiles = ({ scopes }: ListenerParts): boolean => scopes.length === 0 || scopes.includes('files:read');

/** Handles "Add a measurement": opens the dialog that takes one. */
export function handleAddMeasurementAction(parts: ListenerParts): ButtonHandler {
  return async ({ action, body, ack, context }) => {
    await ack();
    const { teamId } = personOf(context, body.user.id);
    const review = await findReview(parts.db, teamId, action.value ?? '');
    const build = (of: NonNullable<typeof review>) => buildAddMeasurement(of, { mayUpload: mayReadFiles(parts) });
    const told = review === undefined ? GONE : await openToRevise(parts, review, body.trigger_id, build);
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}

/** Handles the submitted measurement: it becomes a revision, or the dialog asks on which instance type it ran. */
export const handleAddMeasurementView = (parts: ListenerParts): ViewHandler => handling(parts, addMeasurement);

async function addMeasurement(
  parts: ListenerParts,
  person: Person,
  { reviewId, values }: Submitted,
): Promise<ViewResponseAction | undefined> {
  const { db, interactive: client } = parts;
  const review = await findReview(db, person.teamId, reviewId);
  if (review === undefined) return notDone(GONE);
  if (!mayBeRevised(review.state)) return notDone(DECIDED);
  const typed = typedIn(values, BLOCKS.measured).trim();
  const files = readableFilesIn(filesIn(values, BLOCKS.measuredFiles));
  if (typed === '' && files.length === 0) {
    return beside(BLOCKS.measured, 'Paste a measurement, or upload a file with one.');
  }
  const given = { files, ...(typed !== '' && { text: typed }) };
  const { measurements, refused } = await readGiven({ client, fetch: globalThis.fetch }, given, READ_LIMIT_MS);
  if (refused.length > 0) return besideEach(refused);
  if (measurements.every(({ instanceType }) => instanceType !== null)) {
    return store(parts, person, {
      reviewId,
      measurements,
      block: typed === '' ? BLOCKS.measuredFiles : BLOCKS.measured,
    });
  }
  const { revision: baseRevision } = review.latest;
  const asked = { reviewId, teamId: person.teamId, baseRevision, changes: { measurements } };
  const storedId = await saveWhatIf(db, asked);
  return { response_action: 'update', view: buildMeasuredInstance(review, { storedId, measurements }) };
}

/** Handles "Name the instance type" on the answer to a measurement that names none. */
export function handleNameInstanceAction(parts: ListenerParts): ButtonHandler {
  return async ({ action, body, ack, context }) => {
    await ack();
    const { teamId } = personOf(context, body.user.id);
    const storedId = action.value ?? '';
    const stored = await findWhatIf(parts.db, teamId, storedId);
    const review = stored && (await findReview(parts.db, teamId, stored.reviewId));
    const measurements = stored?.changes.measurements ?? [];
    const told =
      review === undefined
        ? GONE
        : await openToRevise(parts, review, body.trigger_id, () =>
            buildMeasuredInstance(review, { storedId, measurements }),
          );
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}

/** Handles the submitted instance type: what was read before becomes a revision. */
export const handleMeasuredInstanceView = (parts: ListenerParts): ViewHandler => handling(parts, addOnInstance);

async function addOnInstance(
  parts: ListenerParts,
  person: Person,
  { reviewId, storedId = '', values }: Submitted,
): Promise<ViewResponseAction | undefined> {
  const stored = await findWhatIf(parts.db, person.teamId, storedId);
  if (stored === undefined || stored.reviewId !== reviewId) return notDone(GONE);
  const instanceType = typedIn(values, BLOCKS.measuredType).trim().toLowerCase();
  const checked = parseWorkload({ name: 'x', instanceType });
  if (!checked.ok) return beside(BLOCKS.measuredType, "That isn't an instance type. Write it like ml.g6e.xlarge.");
  const measurements = onInstance(stored.changes.measurements ?? [], instanceType);
  return store(parts, person, { reviewId, measurements, block: BLOCKS.measuredType });
}

/** Makes the measurements a revision. Where that is refused, the reason is shown at `block`, so that the dialog keeps what it has. */
async function store(
  parts: ListenerParts,
  person: Person,
  { reviewId, measurements, block }: { reviewId: string; measurements: Measurement[]; block: string },
): Promise<ViewResponseAction | undefined> {
  let refused: string | undefined;
  const told = await revise(parts, person, {
    reviewId,
    baseRevision: 'latest',
    change(workload): Changed {
      const changed = addMeasured(workload, measurements);
      if (!changed.ok) refused = changed.text;
      return changed;
    },
  });
  if (told === undefined) return undefined;
  return refused === undefined ? notDone(told) : beside(block, refused);
}

/** The workload with measurements added, or why not: there are too many, or it has them all. */
export function addMeasured(workload: Parameters<typeof applyChanges>[0], measurements: Measurement[]): Changed {
  const changed = applyChanges(workload, { measurements });
  return changed.ok && isSameValue(changed.workload.measurements, workload.measurements)
    ? { ok: false, text: 'This review has that measurement. Nothing was changed.' }
    : changed;
}

interface Submitted {
  reviewId: string;
  storedId?: string | undefined;
  values: DialogValues;
}

/** Acknowledges a dialog with what came of it, and posts the revision. */
function handling(
  parts: ListenerParts,
  act: (parts: ListenerParts, person: Person, submitted: Submitted) => Promise<ViewResponseAction | undefined>,
): ViewHandler {
  return async ({ body, view, ack, context }) => {
    const { reviewId = '', storedId } = decodeDecideMetadata(view.private_metadata) ?? {};
    const submitted = { reviewId, storedId, values: view.state.values };
    try {
      const answer = await act(parts, personOf(context, body.user.id), submitted);
      await (answer === undefined ? ack() : ack(answer));
      if (answer !== undefined) return;
    } catch (error) {
      parts.logger.error({ err: error }, 'A measurement could not be stored');
      parts.onFailed?.();
      const first = view.blocks.findLast(({ type }) => type === 'input')?.block_id ?? '';
      await ack(beside(first, `I couldn't save this. Try again. Reference: ${currentReference()}`));
      return;
    }
    await parts.poster.kick(reviewId);
  };
}

const notDone = (text: string): ViewResponseAction => ({ response_action: 'update', view: buildNotDone(text) });

const beside = (block: string, text: string): ViewResponseAction => ({
  response_action: 'errors',
  errors: { [block]: text },
});

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
