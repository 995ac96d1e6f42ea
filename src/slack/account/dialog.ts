import { randomUUID } from 'node:crypto';
import type {
  BlockAction,
  Context,
  Middleware,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import type { WebClient } from '@slack/web-api';
import type { Kysely } from 'kysely';
import { isRegion } from '../../account/facts.ts';
import { readPasted } from '../../account/pasted.ts';
import { rank } from '../../account/rank.ts';
import { type EndpointLine, reviewEndpoint } from '../../account/review.ts';
import type { Logger } from '../../logger.ts';
import { buildForm } from '../form/build-form.ts';
import { type Draft, decodeMetadata, type FormMetadata } from '../form/draft.ts';
import { findDraft, saveDraft } from '../form/draft-store.ts';
import type { StateValues } from '../form/question.ts';
import { VIEWS } from '../ids.ts';
import { buildNotDone, buildTextInput, buildWords, chosenIn, typedIn } from '../render/dialogs/dialog.ts';
import { SLACK_LIMITS } from '../render/limits.ts';
import { escapeWithin, plain } from '../render/mrkdwn.ts';
import type { AccountTables, DraftTables } from '../tables.ts';
import { besideInput, buildEndpointRead, CHOICE, readingWords } from './answer.ts';
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
}

/** What the listeners lend, because this folder is below theirs. */
export interface FormDesk {
  personOf(context: Context, userId: string): Person;
  /** Says privately why the dialog didn't open. */
  tellFault(body: BlockAction, error: unknown): Promise<void>;
  /** Saves and returns the draft with the form's current answers. */
  remember(person: Person, draftId: string, view: { state: { values: StateValues } }): Promise<Draft>;
}

/** The form that is under the dialog, and what the dialog read. */
interface DialogMetadata {
  form: FormMetadata;
  /** Of the only endpoint that was read. Of several one is chosen. */
  measuredId?: string;
}

/** Slack takes 3,000 characters in an input, so a longer paste goes on in the next one. */
const PASTES = ['endpoint_json_1', 'endpoint_json_2', 'endpoint_json_3', 'endpoint_json_4'] as const;
/** The inputs of the dialog, by block_id. */
export const ENDPOINT_BLOCKS = { name: 'endpoint_name', region: 'endpoint_region', pasted: PASTES } as const;

interface Typed {
  name: string;
  region: string;
  pasted: readonly string[];
}

const NOTHING_TYPED: Typed = { name: '', region: '', pasted: [] };

/** The dialog. `notice`: why nothing was read, in mrkdwn. */
export function buildFromEndpoint(metadata: string, typed: Typed = NOTHING_TYPED, notice?: string): ModalView {
  const line = { optional: true, multiline: false, max: 63 };
  return {
    ...dialogOf(metadata, [
      ...(notice === undefined ? [] : [buildWords(notice)]),
      buildTextInput({ ...line, blockId: ENDPOINT_BLOCKS.name, label: 'Endpoint name', initial: typed.name }),
      buildTextInput({
        ...line,
        blockId: ENDPOINT_BLOCKS.region,
        label: 'AWS Region',
        hint: 'Skip it to look in the Regions that are set up.',
        initial: typed.region,
      }),
      buildWords(
        '*No access to AWS?* Paste what these print, in any order: `aws sagemaker describe-endpoint-config`, `aws sagemaker describe-endpoint`, `aws cloudwatch get-metric-data`.',
      ),
      ...PASTES.map((blockId, at) =>
        buildTextInput({
          blockId,
          label: at === 0 ? 'JSON' : `JSON, continued (${at + 1} of ${PASTES.length})`,
          ...(at === 0 && { hint: 'Longer than 3,000 characters? Go on in the next field, at any character.' }),
          optional: true,
          max: SLACK_LIMITS.input.plainText,
          initial: typed.pasted[at] ?? '',
        }),
      ),
    ]),
    submit: plain('Read', SLACK_LIMITS.view.submit),
  };
}

function dialogOf(metadata: string, blocks: KnownBlock[]): ModalView {
  return {
    type: 'modal',
    callback_id: VIEWS.fromEndpoint,
    title: plain('Start from an endpoint', SLACK_LIMITS.view.title),
    close: plain('Back', SLACK_LIMITS.view.close),
    private_metadata: metadata,
    blocks,
  };
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
  { personOf }: FormDesk,
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
      const read = readFromPaste(typed);
      if (!read.ok) await ack({ response_action: 'errors', errors: { [PASTES[0]]: besideInput(read.text) } });
      else
        await ack({ response_action: 'update', view: await showRead(parts, teamId, metadata, read.read, read.unused) });
      return;
    }
    await ack({
      response_action: 'update',
      view: dialogOf(view.private_metadata, [buildWords(readingWords(typed.name))]),
    });
    const region = typed.region === '' ? undefined : typed.region;
    const found = await parts.account.findEndpoint(typed.name, region, new AbortController().signal);
    const next = found.ok
      ? await showRead(parts, teamId, metadata, [readLine(found.line)], [])
      : buildFromEndpoint(view.private_metadata, typed, notReadInDialog(found.text));
    try {
      await parts.interactive.views.update({ view_id: view.id, view: next });
    } catch (error) {
      parts.logger.info({ err: error }, 'Could not show an endpoint: its dialog was probably closed');
    }
  };
}

const notReadInDialog = (why: string): string =>
  `*I couldn't read AWS.* ${escapeWithin(why, SLACK_LIMITS.sectionField)} You can paste JSON instead.`;

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

function readFromPaste({ region, pasted }: Typed): FromPaste {
  const read = readPasted(pasted.join(''), { region: region === '' ? null : region, now: Date.now() });
  if (!read.ok) return read;
  const named = new Set(read.facts.filter(({ endpoint }) => endpoint !== null).map(({ name }) => name));
  const { lines } = rank([{ reviewed: read.facts.map(reviewEndpoint), jobs: [], quotas: [] }], []);
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
  { db }: DialogParts,
  { personOf }: FormDesk,
): Middleware<SlackViewMiddlewareArgs<ViewSubmitAction>> {
  return async ({ body, view, ack, context }) => {
    const person = personOf(context, body.user.id);
    const metadata = decode(view.private_metadata);
    const id = metadata?.measuredId ?? chosenIn(view.state.values, CHOICE.block) ?? '';
    const measured = await findMeasured(db, person.teamId, id);
    if (metadata === null || measured === undefined) {
      await ack({ response_action: 'update', view: buildNotDone(MEASURED_GONE) });
      return;
    }
    const { form } = metadata;
    const opened = await findDraft(db, { id: form.draftId, ...person });
    const { draft, kept } = fillWithMeasured(opened?.answers ?? {}, measured);
    const filled: FormMetadata = { ...form, draftId: randomUUID(), isOnTop: true };
    await saveDraft(db, { id: filled.draftId, ...person }, { ...opened, answers: { ...draft } });
    const notice = measuredNotice(measured, kept);
    const next = buildForm({ draft, metadata: filled, showMore: form.showMore ?? false, notice });
    await ack({ response_action: 'update', view: next });
  };
}
