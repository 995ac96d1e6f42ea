import { randomUUID } from 'node:crypto';
import type {
  BlockAction,
  Context,
  Middleware,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewResponseAction,
  ViewSubmitAction,
} from '@slack/bolt';
import type { ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Kysely } from 'kysely';
import { isRegion } from '../../account/facts.ts';
import { readPasted } from '../../account/pasted.ts';
import { rank } from '../../account/rank.ts';
import { type EndpointLine, reviewBy } from '../../account/review.ts';
import type { Advisor } from '../../advice/advisor.ts';
import type { Logger } from '../../logger.ts';
import type { PriceList } from '../../recommender/index.ts';
import { buildForm } from '../form/build-form.ts';
import { type Draft, decodeMetadata, type FormMetadata } from '../form/draft.ts';
import { findDraft, saveDraft } from '../form/draft-store.ts';
import type { StateValues } from '../form/question.ts';
import { buildNotDone, buildWords, chosenIn, typedIn } from '../render/dialogs/dialog.ts';
import type { AccountTables, DraftTables } from '../tables.ts';
import {
  besideInput,
  buildEndpointRead,
  buildFromEndpoint,
  CHOICE,
  dialogOf,
  ENDPOINT_BLOCKS,
  notReadInDialog,
  PASTES,
  readingWords,
  type Typed,
  withNotice,
} from './answer.ts';
import {
  fillWithMeasured,
  findMeasured,
  MEASURED_GONE,
  measuredNotice,
  type ReadLine,
  readLine,
  saveMeasured,
} from './measured.ts';
import { type AccountReader, isEndpointName } from './reader.ts';

// "Start from an endpoint" in the form: a dialog on top of it, what was read in its place, and the form filled.

interface Person {
  teamId: string;
  userId: string;
}

interface DialogParts {
  interactive: WebClient;
  db: Kysely<AccountTables & DraftTables>;
  logger: Logger;
  account: AccountReader;
  advisor: Pick<Advisor, 'prices'>;
}

/** What the listeners lend, because this folder is below theirs. */
export interface FormDesk {
  personOf(context: Context, userId: string): Person;
  /** Says privately why the dialog didn't open. */
  tellFault(body: BlockAction, error: unknown): Promise<void>;
  /** Logs why a submission failed. Returns a sentence for the person, with the reference to the log. */
  noteFault(error: unknown): string;
  /** Saves and returns the draft with the form's current answers. */
  remember(person: Person, draftId: string, view: { state: { values: StateValues } }): Promise<Draft>;
}

/** The form that is under the dialog, and what the dialog read. */
interface DialogMetadata {
  form: FormMetadata;
  /** Of the only endpoint that was read. Of several one is chosen. */
  measuredId?: string;
}

function decode(text: string): DialogMetadata | null {
  try {
    const { form, measuredId } = JSON.parse(text) as { [key in keyof DialogMetadata]?: unknown };
    const metadata = decodeMetadata(JSON.stringify(form ?? null));
    if (metadata === null) return null;
    return { form: metadata, ...(typeof measuredId === 'string' && { measuredId }) };
  } catch {
    return null;
  }
}

/** Handles the button in the form: opens the dialog on top of it, and saves what was typed so far. */
export function handleStartFromEndpoint(
  { interactive }: DialogParts,
  { personOf, remember, tellFault }: FormDesk,
): Middleware<SlackActionMiddlewareArgs<BlockAction>> {
  return async ({ body, ack, context }) => {
    await ack();
    const { view, trigger_id: triggerId } = body;
    const form = decodeMetadata(view?.private_metadata ?? '');
    if (view === undefined || form === null) return;
    const metadata: DialogMetadata = { form };
    try {
      await interactive.views.push({ trigger_id: triggerId, view: buildFromEndpoint(JSON.stringify(metadata)) });
    } catch (error) {
      await tellFault(body, error);
    }
    await remember(personOf(context, body.user.id), form.draftId, view);
  };
}

/** Handles the dialog: reads what was pasted, or the named endpoint from AWS, and shows it in the dialog's place. */
export function handleFromEndpointView(
  parts: DialogParts,
  { personOf, noteFault }: FormDesk,
): Middleware<SlackViewMiddlewareArgs<ViewSubmitAction>> {
  return async ({ body, view, ack, context }) => {
    const metadata = decode(view.private_metadata);
    if (metadata === null) {
      await ack({
        response_action: 'update',
        view: buildNotDone('This dialog is from an older version. Open it again.'),
      });
      return;
    }
    const { values } = view.state;
    const typed: Typed = {
      name: typedIn(values, ENDPOINT_BLOCKS.name).trim(),
      region: typedIn(values, ENDPOINT_BLOCKS.region).trim(),
      pasted: PASTES.map((blockId) => typedIn(values, blockId)),
    };
    const errors = faultsOf(typed);
    if (errors !== undefined) {
      await ack({ response_action: 'errors', errors });
      return;
    }
    const { teamId } = personOf(context, body.user.id);
    if (typed.name === '') {
      await ack(await answerPaste(parts, teamId, metadata, typed).catch((error: unknown) => errorOf(noteFault(error))));
      return;
    }
    await ack({
      response_action: 'update',
      view: dialogOf(view.private_metadata, [buildWords(readingWords(typed.name))]),
    });
    const again = (notice: string) => buildFromEndpoint(view.private_metadata, typed, notice);
    const next = await answerName(parts, teamId, metadata, typed).then(
      (answer) => (typeof answer === 'string' ? again(notReadInDialog(answer)) : answer),
      (error: unknown) => again(noteFault(error)),
    );
    try {
      await parts.interactive.views.update({ view_id: view.id, view: next });
    } catch (error) {
      parts.logger.info({ err: error }, 'Could not show an endpoint: its dialog was probably closed');
    }
  };
}

/** What stands in the dialog's place once the paste is read, or what is wrong with it. */
async function answerPaste(
  parts: DialogParts,
  teamId: string,
  metadata: DialogMetadata,
  typed: Typed,
): Promise<ViewResponseAction> {
  const read = readFromPaste(typed, parts.advisor.prices);
  if (!read.ok) return errorOf(read.text);
  return { response_action: 'update', view: await showRead(parts, teamId, metadata, read.read, read.unused) };
}

const errorOf = (text: string): ViewResponseAction => ({
  response_action: 'errors',
  errors: { [PASTES[0]]: besideInput(text) },
});

/** What stands in the dialog's place once the endpoint is read, or why it wasn't. */
async function answerName(
  parts: DialogParts,
  teamId: string,
  metadata: DialogMetadata,
  { name, region }: Typed,
): Promise<ModalView | string> {
  const signal = new AbortController().signal;
  const found = await parts.account.findEndpoint(name, region === '' ? undefined : region, signal);
  return found.ok ? showRead(parts, teamId, metadata, [readLine(found.line)], []) : found.text;
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

type FromPaste =
  | { ok: true; read: (ReadLine & { line: EndpointLine })[]; unused: string[] }
  | { ok: false; text: string };

function readFromPaste({ region, pasted }: Typed, prices: PriceList): FromPaste {
  const read = readPasted(pasted.join(''), { region: region === '' ? null : region, now: Date.now() });
  if (!read.ok) return read;
  const named = new Set(read.facts.filter(({ endpoint }) => endpoint !== null).map(({ name }) => name));
  const { lines } = rank(
    [{ reviewed: read.facts.map((one) => reviewBy(prices, one)), jobs: [], quotas: [] }],
    [],
    prices,
  );
  return {
    ok: true,
    read: lines.flatMap((line) =>
      line.kind === 'endpoint'
        ? [{ line, endpoint: named.has(line.name) && isEndpointName(line.name) ? line.name : null }]
        : [],
    ),
    unused: read.unused.map(({ what, why }) => `${what}: ${why}`),
  };
}

/** Stores what was read, and builds what shows it. */
async function showRead(
  { db }: DialogParts,
  teamId: string,
  metadata: DialogMetadata,
  read: readonly ReadLine[],
  unused: readonly string[],
): Promise<ModalView> {
  const ids = await saveMeasured(db, teamId, read);
  const [measuredId] = ids;
  const shown = read.flatMap(({ line }, at) => (line.kind === 'endpoint' ? [{ line, measuredId: ids[at] ?? '' }] : []));
  const next = { ...metadata, ...(ids.length === 1 && measuredId !== undefined && { measuredId }) };
  return buildEndpointRead(shown, JSON.stringify(next), unused);
}

/**
 * Handles "Fill in the form": shows the filled form in place of what was read, on top of the form that was open before. Slack
 * keeps what stands in the inputs of an open form, so that one can't be filled. *Back* leads to it as it was.
 */
export function handleEndpointReadView(
  parts: DialogParts,
  { personOf, noteFault }: FormDesk,
): Middleware<SlackViewMiddlewareArgs<ViewSubmitAction>> {
  return async ({ body, view, ack, context }) => {
    const next = await fillForm(parts, personOf(context, body.user.id), view).catch((error: unknown) =>
      withNotice(view, noteFault(error)),
    );
    await ack({ response_action: 'update', view: next });
  };
}

type SubmittedView = ViewSubmitAction['view'];

async function fillForm({ db }: DialogParts, person: Person, view: SubmittedView): Promise<ModalView> {
  const metadata = decode(view.private_metadata);
  const id = metadata?.measuredId ?? chosenIn(view.state.values, CHOICE.block) ?? '';
  const measured = await findMeasured(db, person.teamId, id);
  if (metadata === null || measured === undefined) return buildNotDone(MEASURED_GONE);
  const { form } = metadata;
  const opened = await findDraft(db, { id: form.draftId, ...person });
  const { draft, kept } = fillWithMeasured(opened?.answers ?? {}, measured);
  const filled: FormMetadata = { ...form, draftId: randomUUID(), isOnTop: true };
  await saveDraft(db, { id: filled.draftId, ...person }, { ...opened, answers: { ...draft } });
  const notice = measuredNotice(measured, kept);
  return buildForm({ draft, metadata: filled, showMore: form.showMore ?? false, notice });
}
