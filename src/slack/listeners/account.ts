import { within } from '../../retry.ts';
import { buildEndpointAnswer, notReadWords, readingWords } from '../account/answer.ts';
import {
  draftOfMeasured,
  findMeasured,
  MEASURED_GONE,
  measuredNotice,
  readLine,
  saveMeasured,
} from '../account/measured.ts';
import type { EndpointWords } from '../account/reader.ts';
import { placeOf } from './direct-message.ts';
import { openForm } from './open-form.ts';
import type { ListenerParts, Person } from './parts.ts';
import { denialFor } from './permit.ts';
import { onPress } from './press.ts';
import type { ButtonHandler } from './route-by-name.ts';
import { tell } from './tell.ts';

/** An endpoint that is read within this many milliseconds is answered at once. */
const QUICK_MS = 1500;

/** Answers `endpoint NAME` privately. */
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
