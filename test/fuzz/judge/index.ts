import { isJson, type Json } from '../../local-workspace/json.ts';
import { validateMessage, validateView } from '../../src/slack/block-kit/validate.ts';
import type { Said } from './fake-slack.ts';
import { type Input, SECRET, STRANGER } from './inputs/input.ts';

/** What the bot did with one input. */
export interface Handled {
  acknowledgements: unknown[];
  said: Said[];
  /** Lines of the log at level error. */
  errors: string[];
  /** Something waits in the outbox, because Slack did not take posts a moment ago. */
  isPostLeft: boolean;
}

/** What Slack would act on, if it stood unescaped in a text that Slack reads as mrkdwn. */
const PINGING = /<!(?:channel|here|everyone|subteam)|<@U0EVIL|<#C0EVIL|<(?:https?:\/\/|mailto:)[^>|]*evil/;

/** Everything that is wrong with how an input was handled; nothing where all is well. */
export function judge(input: Input, { acknowledgements, said, errors, isPostLeft }: Handled): string[] {
  const faults: string[] = [];
  if (acknowledgements.length !== 1) faults.push(`acknowledged ${acknowledgements.length} times`);
  const shown: unknown[] = [...acknowledgements, ...said.map(({ args }) => args)];
  for (const text of shown.flatMap(mrkdwnIn)) if (PINGING.test(text)) faults.push(`unescaped: ${text.slice(0, 300)}`);
  const seenByActor = [...acknowledgements, ...said.filter(({ isPost }) => !isPost)];
  if (teamOf(input.body) === STRANGER && JSON.stringify(seenByActor).includes(SECRET)) {
    faults.push('a stranger sees what belongs to another team');
  }
  for (const call of said) faults.push(...breachesOf(call));
  faults.push(...acknowledgements.flatMap(viewBreachesOf));
  const isAnswered = isPostLeft || said.some(({ ok, isPost }) => ok || isPost);
  if (input.isWellFormed && input.expectsWords && !isAnswered) faults.push('nobody answered the person');
  // An error of Slack's is part of the game; one of the language is a mistake of ours, whoever was told of it.
  const mistakes = errors.filter((line) => /"type":"(?:TypeError|RangeError|ReferenceError|SqliteError)"/.test(line));
  if (input.isWellFormed && mistakes.length > 0) faults.push(`a mistake: ${mistakes[0]?.slice(0, 1500)}`);
  for (const line of errors) if (/xox[a-z]-|xapp-|\/response\//.test(line)) faults.push('a secret in the log');
  return faults;
}

/** As Bolt reads it. */
function teamOf({ team_id: direct, team, authorizations }: Record<string, unknown>): unknown {
  const authorized: unknown = Array.isArray(authorizations) ? authorizations[0] : undefined;
  if (isJson(authorized)) return authorized['team_id'];
  return isJson(team) ? team['id'] : direct;
}

/** Texts that Slack reads as mrkdwn: a message's own text, and every mrkdwn object. Plain text pings nobody. */
function mrkdwnIn(shown: unknown): string[] {
  if (Array.isArray(shown)) return shown.flatMap(mrkdwnIn);
  if (!isJson(shown)) return [];
  const own = shown['type'] === 'mrkdwn' || shown['type'] === undefined ? [shown['text']] : [];
  return [...own.filter((text) => typeof text === 'string'), ...Object.values(shown).flatMap(mrkdwnIn)];
}

function breachesOf({ method, args }: Said): string[] {
  const breaches = method.startsWith('views.')
    ? validateView(args['view'])
    : args['blocks'] !== undefined || args['text'] !== undefined
      ? validateMessage({ text: args['text'], blocks: args['blocks'] } as Parameters<typeof validateMessage>[0])
      : [];
  const linked = args['link_names'] === true || args['parse'] === 'full' ? [`${method} links names`] : [];
  return [...breaches.map(({ path, text }) => `${method} ${path} ${text}`), ...linked];
}

function viewBreachesOf(acknowledgement: unknown): string[] {
  const body: Json = isJson(acknowledgement) ? acknowledgement : {};
  if (body['response_action'] !== 'update' && body['response_action'] !== 'push') return [];
  return validateView(body['view']).map(({ path, text }) => `acknowledgement ${path} ${text}`);
}
