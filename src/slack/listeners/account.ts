import type { BlockAction, ButtonAction, StaticSelectAction } from '@slack/bolt';
import { within } from '../../retry.ts';
import { buildEndpointAnswer, notReadWords, readingWords } from '../account/answer.ts';
import { findEnded } from '../account/audit-store.ts';
import {
  draftOfMeasured,
  findMeasured,
  MEASURED_GONE,
  measuredNotice,
  readLine,
  saveMeasured,
} from '../account/measured.ts';
import type { AccountWords } from '../account/reader.ts';
import { placeOf } from './direct-message.ts';
import { openForm, responseAddressOf } from './open-form.ts';
import { type ListenerParts, type Person, personOf } from './parts.ts';
import { denialFor } from './permit.ts';
import type { ActionHandler, ButtonHandler } from './route-by-name.ts';
import { presserOf, tell } from './tell.ts';

/** An endpoint that is read within this many milliseconds is answered at once. */
const QUICK_MS = 1500;

/** Answers `endpoint NAME` privately, and starts `audit` in a direct message. */
export async function answerAccountWords(
  parts: ListenerParts,
  words: AccountWords,
  person: Person,
  responder: { userId: string; responseUrl: string; channelId: string },
): Promise<void> {
  const act = words.kind === 'audit' ? 'audit' : 'read-endpoint';
  const denied = await denialFor(parts, person, { user: { id: person.userId } }, { act });
  if (denied !== undefined) {
    await tell(parts, responder, { text: denied });
    return;
  }
  if (words.kind === 'audit') {
    const told = await parts.audits.start({ ...person, channelId: responder.channelId });
    if (told !== undefined) await tell(parts, responder, { text: told });
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

/** Handles "Audit again" under an audit that was cut short. */
export function handleAuditAgainAction(parts: ListenerParts): ButtonHandler {
  return async ({ action, body, ack, context }) => {
    await ack();
    const person = personOf(context, body.user.id);
    // The result can go where the first one was asked for.
    const former = await findEnded(parts.db, person.teamId, action.value ?? '');
    const channelId = former?.channelId ?? body.channel?.id ?? person.userId;
    const told = await parts.audits.start({ ...person, channelId });
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}

/** Handles "Post to the channel" under an audit, for who asked for it and for those who may audit. */
export function handleShareAuditAction(parts: ListenerParts): ButtonHandler {
  return async ({ action, body, ack, context }) => {
    await ack();
    const person = personOf(context, body.user.id);
    const auditId = action.value ?? '';
    const audit = await findEnded(parts.db, person.teamId, auditId);
    const isOwn = audit?.userId === person.userId;
    const denied = isOwn ? undefined : await denialFor(parts, person, body, { act: 'audit' });
    const responseAddress = responseAddressOf(body.response_url);
    const told =
      denied ?? (await parts.audits.share({ ...person, auditId, ...(responseAddress && { responseAddress }) }));
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}

/** Handles "Stop" under a running audit. */
export function handleStopAuditAction(parts: ListenerParts): ButtonHandler {
  return async ({ action, body, ack, context }) => {
    await ack();
    const person = personOf(context, body.user.id);
    const place = { channelId: body.channel?.id, messageTs: body.message?.ts };
    const told = await parts.audits.stop({ ...person, auditId: action.value ?? '', ...place });
    if (told !== undefined) await tell(parts, presserOf(body), { text: told });
  };
}

/** Handles "Start a review" on what was read of an endpoint, and the choice of one under an audit: opens the form with what was measured. */
export function handleReviewEndpointAction(
  parts: ListenerParts,
): ActionHandler<BlockAction<ButtonAction | StaticSelectAction>> {
  return async ({ action, body, ack, context }) => {
    await ack();
    const person = personOf(context, body.user.id);
    const id = action.type === 'static_select' ? action.selected_option?.value : action.value;
    const measured = await findMeasured(parts.db, person.teamId, id ?? '');
    if (measured === undefined) {
      await tell(parts, presserOf(body), { text: MEASURED_GONE });
      return;
    }
    const opened = await openForm(parts, {
      triggerId: body.trigger_id,
      person,
      draft: draftOfMeasured(measured),
      notice: measuredNotice(measured),
      metadata: placeOf(body.channel),
      responseUrl: body.response_url,
    });
    if (!opened.ok) await tell(parts, presserOf(body), { text: opened.text });
  };
}
