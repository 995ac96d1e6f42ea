import { randomUUID } from 'node:crypto';
import type { ModalView } from '@slack/types';
import { isRegion } from '../../account/facts.ts';
import { readPasted } from '../../account/pasted.ts';
import { rank } from '../../account/rank.ts';
import { reviewBy } from '../../account/review.ts';
import type { PriceList } from '../../recommender/index.ts';
import { within } from '../../retry.ts';
import { type Read, understood } from '../../wording/text.ts';
import {
  besideInput,
  buildEndpointAnswer,
  buildEndpointRead,
  buildFromEndpoint,
  CHOICE,
  dialogOf,
  ENDPOINT_BLOCKS,
  notReadInDialog,
  notReadWords,
  PASTES,
  readingWords,
  type Typed,
} from '../account/endpoint-views.ts';
import {
  draftOfMeasured,
  fillWithMeasured,
  findMeasured,
  MEASURED_GONE,
  measuredNotice,
  type ReadLine,
  readLine,
  saveMeasured,
} from '../account/measured-workload.ts';
import { type EndpointWords, isEndpointName } from '../account/reader.ts';
import { buildForm } from '../form/build-form.ts';
import { decodeMetadata, type FormMetadata } from '../form/draft.ts';
import { findDraft, saveDraft } from '../form/draft-store.ts';
import { readRecord } from '../read-record.ts';
import { section } from '../render/blocks.ts';
import { chosenIn, typedIn } from '../render/dialogs/dialog.ts';
import { placeOf } from './direct-message.ts';
import type { FormUpdates } from './form-action.ts';
import { openDialog, openForm } from './open-form.ts';
import type { ListenerParts, Person } from './parts.ts';
import { denialFor } from './permit.ts';
import { type Answer, beside, instead, noteFailure, onPress, onView, type Submission } from './press.ts';
import type { ButtonHandler, ViewHandler } from './route-by-name.ts';
import { tell } from './tell.ts';

/** An endpoint that is read within this many milliseconds is answered at once. */
const QUICK_MS = 1500;

export async function answerEndpointWords(
  parts: ListenerParts,
  words: EndpointWords,
  person: Person,
  responder: { userId: string; responseUrl: string; channelId: string },
): Promise<void> {
  const denied = await denialFor(parts, person, { user: { id: person.userId } }, { act: 'read-endpoint' });
  if (denied !== undefined) {
    await tell(parts, responder, { text: denied });
    return;
  }
  const reading = parts.account.findEndpoint(words.name, words.region, new AbortController().signal);
  if (!(await within(reading, QUICK_MS))) await tell(parts, responder, { text: readingWords(words.name) });
  const read = await reading;
  if (!read.ok) {
    await tell(parts, responder, { text: notReadWords(read.text) });
    return;
  }
  const { line } = read;
  const [measuredId = ''] = await saveMeasured(parts.db, person.teamId, [readLine(line)]);
  await tell(parts, responder, buildEndpointAnswer({ line, measuredId }));
}

/** Handles "Start a review" on what was read of an endpoint: opens the form with what was measured. */
export const handleReviewEndpointAction = (parts: ListenerParts): ButtonHandler =>
  onPress(parts, async ({ action, body, person }) => {
    const measured = await findMeasured(parts.db, person.teamId, action.value ?? '');
    if (measured === undefined) return MEASURED_GONE;
    const opened = await openForm(parts, {
      triggerId: body.trigger_id,
      person,
      draft: draftOfMeasured(measured),
      notice: measuredNotice(measured),
      metadata: placeOf(body.channel),
      responseUrl: body.response_url,
    });
    return opened.ok ? undefined : opened.text;
  });

// "Start from an endpoint" in the form: a dialog on top of it, what was read in its place, and the form filled.

/** The form that is under the dialog, and what the dialog read. */
interface DialogMetadata {
  form: FormMetadata;
  /** What was read is shown, and submitting it fills the form. */
  isRead?: true;
  /** Of the only endpoint that was read. Of several one is chosen. */
  measuredId?: string;
}

function decode(text: string): DialogMetadata | null {
  const { form, isRead, measuredId } = readRecord(text);
  const metadata = decodeMetadata(JSON.stringify(form ?? null));
  return (
    metadata && {
      form: metadata,
      ...(isRead === true && { isRead }),
      ...(typeof measuredId === 'string' && { measuredId }),
    }
  );
}

/** Handles the button in the form: opens the dialog on top of it, and saves what was typed so far. */
export const handleStartFromEndpoint = (parts: ListenerParts, { remember }: FormUpdates): ButtonHandler =>
  onPress(parts, async ({ body: { view, trigger_id: triggerId }, person }) => {
    const form = decodeMetadata(view?.private_metadata ?? '');
    if (view === undefined || form === null) return undefined;
    const told = await openDialog(parts, { triggerId, isPushed: true }, buildFromEndpoint(JSON.stringify({ form })));
    await remember(person, form.draftId, view);
    return told;
  });

/** Handles the dialog: shows in its place what was pasted or is read from AWS, and then fills the form with it. */
export const handleFromEndpointView = (parts: ListenerParts): ViewHandler =>
  onView(parts, { decode, what: 'do this' }, async (submission) => {
    const { view, values, metadata } = submission;
    if (metadata.isRead) return fillForm(parts, submission);
    const typed: Typed = {
      name: typedIn(values, ENDPOINT_BLOCKS.name).trim(),
      region: typedIn(values, ENDPOINT_BLOCKS.region).trim(),
      pasted: PASTES.map((blockId) => typedIn(values, blockId)),
    };
    const errors = faultsOf(typed);
    if (errors !== undefined) return { response_action: 'errors', errors };
    if (typed.name === '') return answerPaste(parts, submission, typed);
    return {
      answer: instead(dialogOf(view.private_metadata, [section(readingWords(typed.name))])),
      async after() {
        const again = (notice: string) => buildFromEndpoint(view.private_metadata, typed, notice);
        const next = await answerName(parts, submission, typed).then(
          (answer) => (typeof answer === 'string' ? again(notReadInDialog(answer)) : answer),
          (error: unknown) => again(noteFailure(parts, error, 'do this')),
        );
        try {
          await parts.interactive.views.update({ view_id: view.id, view: next });
        } catch (error) {
          parts.logger.info({ err: error }, 'Could not show an endpoint: its dialog was probably closed');
        }
      },
    };
  });

type Asked = Pick<Submission<DialogMetadata>, 'metadata' | 'person'>;

/** What stands in the dialog's place once the paste is read, or what is wrong with it. */
async function answerPaste(parts: ListenerParts, asked: Asked, typed: Typed): Promise<Answer> {
  const read = readFromPaste(typed, parts.advisor.prices);
  if (!read.ok) return beside(PASTES[0], besideInput(read.text));
  return instead(await showRead(parts, asked, read.value.read, read.value.unused));
}

/** What stands in the dialog's place once the endpoint is read, or why it wasn't. */
async function answerName(parts: ListenerParts, asked: Asked, { name, region }: Typed): Promise<ModalView | string> {
  const signal = new AbortController().signal;
  const found = await parts.account.findEndpoint(name, region === '' ? undefined : region, signal);
  return found.ok ? showRead(parts, asked, [readLine(found.line)], []) : found.text;
}

/** What is wrong with the answers, by block; undefined where nothing is. */
function faultsOf({ name, region, pasted }: Typed): Record<string, string> | undefined {
  const isPasted = pasted.some((text) => text.trim() !== '');
  if (name === '' && !isPasted) return { [ENDPOINT_BLOCKS.name]: 'Enter a name, or paste JSON.' };
  if (name !== '' && isPasted) return { [ENDPOINT_BLOCKS.name]: 'Enter a name or paste JSON, not both.' };
  if (name !== '' && !isEndpointName(name)) {
    return { [ENDPOINT_BLOCKS.name]: 'An endpoint name has letters, digits and hyphens, at most 63.' };
  }
  if (region !== '' && !isRegion(region))
    return { [ENDPOINT_BLOCKS.region]: 'Enter an AWS Region, such as eu-west-1.' };
  return undefined;
}

function readFromPaste({ region, pasted }: Typed, prices: PriceList): Read<{ read: ReadLine[]; unused: string[] }> {
  const read = readPasted(pasted.join(''), { region: region === '' ? null : region, now: Date.now() });
  if (!read.ok) return read;
  const named = new Set(read.facts.filter(({ endpoint }) => endpoint !== null).map(({ name }) => name));
  const { lines } = rank(
    [{ reviewed: read.facts.map((one) => reviewBy(prices, one)), jobs: [], quotas: [] }],
    [],
    prices,
  );
  return understood({
    read: lines.flatMap((line) =>
      line.kind === 'endpoint'
        ? [{ line, endpoint: named.has(line.name) && isEndpointName(line.name) ? line.name : null }]
        : [],
    ),
    unused: read.unused.map(({ what, why }) => `${what}: ${why}`),
  });
}

async function showRead(
  { db }: ListenerParts,
  { metadata, person: { teamId } }: Asked,
  read: readonly ReadLine[],
  unused: readonly string[],
): Promise<ModalView> {
  const ids = await saveMeasured(db, teamId, read);
  const [measuredId] = ids;
  const shown = read.map(({ line }, at) => ({ line, measuredId: ids[at] ?? '' }));
  const next = { ...metadata, isRead: true, ...(ids.length === 1 && measuredId !== undefined && { measuredId }) };
  return buildEndpointRead(shown, JSON.stringify(next), unused);
}

/**
 * Shows the filled form in place of what was read, on top of the form that was open before. Slack keeps what stands in the inputs
 * of an open form, so that one can't be filled. *Back* leads to it as it was.
 */
async function fillForm(
  { db }: ListenerParts,
  { metadata, values, person }: Submission<DialogMetadata>,
): Promise<Answer> {
  const { form, measuredId } = metadata;
  const measured = await findMeasured(db, person.teamId, measuredId ?? chosenIn(values, CHOICE.block) ?? '');
  if (measured === undefined) return MEASURED_GONE;
  const opened = await findDraft(db, { id: form.draftId, ...person });
  const { draft, kept } = fillWithMeasured(opened?.answers ?? {}, measured);
  const filled: FormMetadata = { ...form, draftId: randomUUID(), isOnTop: true };
  await saveDraft(db, { id: filled.draftId, ...person }, { ...opened, answers: { ...draft } });
  const notice = measuredNotice(measured, kept);
  return instead(buildForm({ draft, metadata: filled, showMore: form.showMore ?? false, notice }));
}
