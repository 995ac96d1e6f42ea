import type { Block, KnownBlock, View } from '@slack/types';
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { quietBoltLogger } from '../logger.ts';
import { formatCount } from '../recommender/index.ts';
import type { Config } from '../settings/config.ts';
import { createClient } from '../slack/connection/clients.ts';
import { classifyFailure } from '../slack/connection/slack-errors.ts';
import { type Finding, fault, fine, note } from './doctor.ts';
import { findToken } from './doctor-slack.ts';
import { type Example, slackExamples } from './slack-examples.ts';

const ABOUT = 'messages';
/** Limit for one call, in milliseconds. */
const CALL_LIMIT_MS = 2_000;
/** No call starts later than this, in milliseconds. */
const ALL_LIMIT_MS = 5_000;
/** Longest reason of Slack's, in characters. */
const REASON_MAX = 300;

/** What `blocks.validate` answers where it judged (docs.slack.dev/reference/methods/blocks.validate, 2026-11). */
const REFUSALS = new Set(['invalid_blocks', 'invalid_message', 'invalid_view']);

type Judged = { kind: 'taken' } | { kind: 'refused'; why: string } | { kind: 'not-asked'; why: string };

/**
 * Asks Slack whether it takes each kind of message and view, with the method `blocks.validate`, which needs no scope and posts nothing.
 * A message that is posted again without what Slack refuses is a note. Where the token may not ask, one line says so.
 */
export async function checkBlocks(config: Config): Promise<Finding[]> {
  const botToken = await findToken(config);
  if (botToken === undefined) return [];
  const { slackApiUrl } = config;
  const client = createClient({ botToken, slackApiUrl, logger: quietBoltLogger() }, CALL_LIMIT_MS);
  const examples = await slackExamples();
  const endsAt = Date.now() + ALL_LIMIT_MS;
  const found: Finding[] = [];
  let taken = 0;
  for (const [index, example] of examples.entries()) {
    const judged: Judged =
      Date.now() < endsAt ? await ask(client, example) : { kind: 'not-asked', why: 'Slack answers too slowly.' };
    if (judged.kind === 'not-asked') {
      const left = index === 0 ? '' : ` ${formatCount(examples.length - index, 'kind')} left.`;
      return [...found, note(ABOUT, `Slack wasn't asked whether it takes them: ${judged.why}${left}`)];
    }
    if (judged.kind === 'taken') taken++;
    else found.push(await refused(client, example, judged.why));
  }
  const all = examples.length;
  return taken === all ? [fine(ABOUT, `Slack takes all ${all} kinds of messages and views.`)] : found;
}

async function refused(client: WebClient, example: Example, why: string): Promise<Finding> {
  const said = `Slack refuses the ${example.name}: ${why}`;
  if (!('message' in example) || example.otherwise === undefined) {
    return fault(ABOUT, `${said} Look for a newer version of this app.`);
  }
  const { kind } = await ask(client, { name: example.name, message: example.otherwise });
  if (kind === 'refused')
    return fault(ABOUT, `${said} It refuses the plain one, too. Look for a newer version of this app.`);
  return note(ABOUT, `${said} It's posted as plain text instead.`);
}

async function ask(client: WebClient, example: Example): Promise<Judged> {
  try {
    await client.blocks.validate(
      'view' in example
        ? { view: example.view as View }
        : { message: { blocks: example.message as (KnownBlock | Block)[] } },
    );
    return { kind: 'taken' };
  } catch (error) {
    if (error instanceof WebAPIPlatformError && REFUSALS.has(error.data.error)) {
      return { kind: 'refused', why: whyRefused(error.data) };
    }
    return { kind: 'not-asked', why: `${classifyFailure(error).error}.` };
  }
}

/** The first of Slack's errors: what is wrong, and where, as a JSON pointer. */
function whyRefused({ error, errors }: { error: string; errors?: unknown }): string {
  const [first] = Array.isArray(errors) ? (errors as ({ message?: unknown; pointer?: unknown } | null)[]) : [];
  const [message, pointer] = [first?.message, first?.pointer].map((part) => (typeof part === 'string' ? part : ''));
  if (!message) return `${error}.`;
  return `${message.slice(0, REASON_MAX)}${pointer ? ` at ${pointer.slice(0, REASON_MAX)}` : ''}.`;
}
