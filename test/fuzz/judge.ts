import type { Breach } from '../../local-workspace/block-kit/breach.ts';
import { validateBlocks, validateMessage, validateView } from '../../local-workspace/block-kit/validate.ts';
import { isJson, type Json } from '../../local-workspace/json.ts';
import { VIEWS } from '../../src/slack/ids.ts';
import type { Said } from './fake-slack.ts';
import { type Input, PRIVATE, SECRET, STRANGER, STRANGERS_CHANNEL, teamOf } from './inputs/payload.ts';

/** What the bot did with one input. */
export interface Handled {
  acknowledgements: unknown[];
  said: Said[];
  /** Lines of the log at level error. */
  errors: string[];
  /** Something about this review waits in the outbox, because Slack did not take posts a moment ago. */
  isPostLeft: boolean;
  /** The record says what was submitted; true where nothing was, or where the acknowledgement says why not. */
  isStored: boolean;
}

/**
 * One for each input. What was submitted closes without a word only where the record has it, and otherwise says why not:
 * beside a question that the form shows, or in another view.
 */
function acknowledgementFaults({ body, isWellFormed }: Input, { acknowledgements, isStored }: Handled): string[] {
  if (acknowledgements.length !== 1) return [`acknowledged ${acknowledgements.length} times`];
  if (!isWellFormed || body['type'] !== 'view_submission') return [];
  const [answer] = acknowledgements;
  if (isClosed(answer)) return isStored ? [] : ['closed a form or dialog whose answers are not in the record'];
  const view = isJson(body['view']) ? body['view'] : {};
  return isJson(answer) ? errorFaults(answer, view) : ['answered a form or dialog with something else than an action'];
}

/** Closing the dialogs below too says no more than closing. */
function isClosed(acknowledgement: unknown): boolean {
  return isEmpty(acknowledgement) || (isJson(acknowledgement) && acknowledgement['response_action'] === 'clear');
}

export function isEmpty(acknowledgement: unknown): boolean {
  return acknowledgement === undefined || acknowledgement === null || acknowledgement === '';
}

function errorFaults({ response_action: action, errors, view }: Json, submitted: Json): string[] {
  if (action === 'update' || action === 'push') return isJson(view) ? [] : ['shows no view instead of the form'];
  if (action !== 'errors' || !isJson(errors)) return [`answered a form or dialog with ${String(action)}`];
  const told = Object.entries(errors);
  const blocks: unknown[] = Array.isArray(submitted['blocks']) ? submitted['blocks'] : [];
  const shown = new Set(blocks.filter(isJson).map(({ block_id: id }) => id));
  return told.length === 0
    ? ['an error that names no question']
    : told.flatMap(([block, text]) => [
        ...(shown.has(block) ? [] : [`an error beside "${block}", which the form does not show`]),
        ...(typeof text === 'string' && text !== '' ? [] : [`an error beside "${block}" without a word`]),
      ]);
}

/** Calls by which somebody sees something. Looking an address up, or asking where to put a file, is none. */
const SEEN = new Set([
  ...'views.open views.update views.push views.publish chat.postMessage chat.postEphemeral chat.update'.split(' '),
  ...['reactions.add', 'files.completeUploadExternal', 'response_url'],
]);

/** Whether somebody was shown something, now or as soon as Slack takes posts again. */
export function isAnswered({ said, acknowledgements, isPostLeft }: Handled): boolean {
  return isPostLeft || said.some(({ ok, method }) => ok && SEEN.has(method)) || acknowledgements.some(saysSomething);
}

function answerFaults(input: Input, handled: Handled): string[] {
  return input.isWellFormed && input.expectsWords && !isAnswered(handled) ? ['nobody answered the person'] : [];
}

function saysSomething(acknowledgement: unknown): boolean {
  if (typeof acknowledgement === 'string') return acknowledgement !== '';
  if (!isJson(acknowledgement)) return false;
  return ['text', 'blocks', 'response_action'].some((field) => acknowledgement[field] !== undefined);
}

/** What Slack would act on, if it stood unescaped in a text that Slack reads as mrkdwn. */
const PINGING = /<!(?:channel|here|everyone|subteam)|<@U0EVIL|<#C0EVIL|<(?:https?:\/\/|mailto:)[^>|]*evil/i;

/** What turns the direction of what follows. */
const BIDI_CONTROL = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const POSTS = new Set(['chat.postMessage', 'chat.postEphemeral', 'chat.update']);

/**
 * No text that Slack reads as markup holds a mention or a link that somebody typed, Slack makes none of names and bare
 * addresses, and nothing that is shown holds a bidirectional control.
 */
function markupFaults(_: Input, { acknowledgements, said }: Handled): string[] {
  const shown = [...acknowledgements, ...said.filter(({ method }) => method !== 'upload').map(({ args }) => args)];
  const linking = said.filter(
    ({ method, args }) => POSTS.has(method) && !(isOff(args['link_names']) && args['parse'] === 'none'),
  );
  return [
    ...shown.flatMap(markupIn).flatMap((text) => (PINGING.test(text) ? [`unescaped: ${text.slice(0, 300)}`] : [])),
    ...shown.flatMap(looseIn).map((text) => `Slack may link names in: ${text.slice(0, 300)}`),
    ...linking.map(({ method }) => `${method} links names or addresses`),
    ...said
      .filter(({ args }) => 'initial_comment' in args)
      .map(({ method }) => `${method} links addresses in a comment`),
    ...shown
      .flatMap(textsIn)
      .filter((text) => BIDI_CONTROL.test(text))
      .map((text) => `a bidirectional control in: ${JSON.stringify(text.slice(0, 300))}`),
  ];
}

/**
 * Texts that Slack reads as mrkdwn: a message's own text, an acknowledgement that is a text, and every mrkdwn object. Plain
 * text pings nobody.
 */
function markupIn(shown: unknown): string[] {
  return typeof shown === 'string'
    ? [shown]
    : objectsIn(shown).flatMap(({ type, text }) => {
        const isMarkup = type === 'mrkdwn' || type === undefined;
        return isMarkup && typeof text === 'string' ? [text] : [];
      });
}

const isOff = (flag: unknown): boolean => flag === false || flag === 'false';

/** Every text that is shown, markup or not. What stands in an input comes from the one who sees it. */
function textsIn(shown: unknown): string[] {
  return typeof shown === 'string'
    ? [shown]
    : objectsIn(shown).flatMap(({ text }) => (typeof text === 'string' ? [text] : []));
}

/** Texts of mrkdwn objects in which Slack makes mentions of `@here` and `#general` by itself. */
function looseIn(shown: unknown): string[] {
  return objectsIn(shown).flatMap(({ type, text, verbatim }) =>
    type === 'mrkdwn' && verbatim !== true ? [String(text)] : [],
  );
}

function objectsIn(shown: unknown): Record<string, unknown>[] {
  if (Array.isArray(shown)) return shown.flatMap(objectsIn);
  return isJson(shown) ? [shown, ...Object.values(shown).flatMap(objectsIn)] : [];
}

/**
 * A stranger was shown nothing of another team's, in an answer or in the stranger's own channel, and nobody was shown what
 * another person's form holds. What is posted elsewhere is for those who were there before.
 */
function teamFaults({ body }: Input, { acknowledgements, said }: Handled): string[] {
  const all = JSON.stringify([acknowledgements, said]);
  const personal = all.includes(PRIVATE) ? ["somebody sees what stands in another person's form"] : [];
  if (teamOf(body) !== STRANGER || !all.includes(SECRET)) return personal;
  const seen = said.filter(({ isPost, args }) => !isPost || args['channel'] === STRANGERS_CHANNEL);
  const isShown = JSON.stringify([acknowledgements, seen]).includes(SECRET);
  return [...personal, ...(isShown ? ['a stranger sees what belongs to another team'] : [])];
}

/** Every message and view keeps Slack's limits. */
function limitFaults(_: Input, { acknowledgements, said }: Handled): string[] {
  return [...said.flatMap(ofCall), ...acknowledgements.flatMap(ofAcknowledgement)];
}

function ofCall({ method, args }: Said): string[] {
  return breachesOf(method, args).map(({ path, text }) => `${method} ${path} ${text}`);
}

function breachesOf(method: string, { view, text, blocks }: Json): Breach[] {
  if (method.startsWith('views.')) return validateView(view);
  // An upload takes no text beside its blocks.
  if (method.startsWith('files.')) return blocks === undefined ? [] : validateBlocks('message', blocks);
  return blocks === undefined && text === undefined ? [] : validateMessage({ text, blocks });
}

function ofAcknowledgement(acknowledgement: unknown): string[] {
  const body: Json = isJson(acknowledgement) ? acknowledgement : {};
  if (body['response_action'] !== 'update' && body['response_action'] !== 'push') return [];
  return validateView(body['view']).map(({ path, text }) => `acknowledgement ${path} ${text}`);
}

/** The log holds no token and no response address, and nothing of it is a mistake of ours. */
function logFaults({ isWellFormed }: Input, { errors }: Handled): string[] {
  // Slack's errors are part of the game. JavaScript's are our mistakes, even if someone was told about them.
  const mistakes = errors.filter((line) => /"type":"(?:TypeError|RangeError|ReferenceError|SqliteError)"/.test(line));
  return [
    ...(isWellFormed && mistakes.length > 0 ? [`a mistake: ${mistakes[0]?.slice(0, 1500)}`] : []),
    ...errors.filter((line) => /xox[a-z]-|xapp-|\/response\//.test(line)).map(() => 'a secret in the log'),
  ];
}

/** What is looked at after each input. */
const JUDGES: readonly ((input: Input, handled: Handled) => string[])[] = [
  acknowledgementFaults,
  answerFaults,
  markupFaults,
  teamFaults,
  limitFaults,
  logFaults,
];

/** Everything that is wrong with how an input was handled; nothing where all is well. */
export function judge(input: Input, handled: Handled): string[] {
  return JUDGES.flatMap((look) => look(input, handled));
}

/** One thing that the bot shows or takes, and whether this was one. */
type Seen = (call: Said, cause: Input['kind']) => boolean;

const callbackOf = ({ args }: Said): unknown => (isJson(args['view']) ? args['view']['callback_id'] : undefined);
const isView =
  (method: string, ...callbacks: readonly unknown[]): Seen =>
  (call) =>
    call.method === method && callbacks.includes(callbackOf(call));
const OTHERS: readonly string[] = [VIEWS.workload, VIEWS.search, VIEWS.home, VIEWS.fromEndpoint];
const DIALOGS = Object.values(VIEWS).filter((id) => !OTHERS.includes(id));

/** Where somebody else reads what was typed. An acknowledgement counts as a call by the name of its action. */
const SHOWN: Readonly<Record<string, Seen>> = {
  "a review's message": ({ method, isPost, args }) =>
    isPost && (method === 'chat.update' || (method === 'chat.postMessage' && args['thread_ts'] === undefined)),
  "a line in a review's thread": ({ method, isPost, args }) =>
    isPost && method === 'chat.postMessage' && args['thread_ts'] !== undefined,
  'an answer to a mention': ({ method, args }, cause) =>
    cause === 'mention' && method === 'chat.postMessage' && args['thread_ts'] !== undefined,
  'an answer to a direct message': ({ method }, cause) => cause === 'direct message' && method === 'chat.postMessage',
  'the form': isView('views.open', VIEWS.workload),
  'the form after an answer': isView('views.update', VIEWS.workload),
  'the form with a notice': isView('update', VIEWS.workload),
  'an error beside a question': ({ method }) => method === 'errors',
  'a dialog': isView('views.open', ...DIALOGS),
  'what stands instead of a dialog': isView('update', undefined, VIEWS.accept),
  'the home tab': isView('views.publish', VIEWS.home),
  'what a search found': isView('update', VIEWS.search),
  'what was read of a pasted endpoint': isView('update', VIEWS.fromEndpoint),
  'a private word': ({ method }) => method === 'response_url' || method === 'chat.postEphemeral',
  'a decision record': ({ method }) => method === 'upload',
};

const HOSTILE = /!channel|!here|!everyone|S0EVIL|U0EVIL|C0EVIL|evil/;

/** What a run is to have reached before it says that nothing is wrong. */
export interface Surfaces {
  look(input: Input, handled: Handled): void;
  /** The names of those that no input reached. */
  missing(): string[];
}

export function createSurfaces(): Surfaces {
  const shown = new Set(Object.keys(SHOWN));
  // The list of concerns has nothing to submit.
  const submitted = DIALOGS.filter((id) => id !== VIEWS.concerns);
  const taken = new Set<string>([VIEWS.workload, ...submitted]);
  return {
    look({ kind, body, isWellFormed }, { said, acknowledgements, isStored }) {
      const calls = shown.size === 0 ? [] : [...said, ...acknowledgements.flatMap(asCall)];
      for (const call of calls) {
        const names = [...shown].filter((name) => SHOWN[name]?.(call, kind));
        if (names.length > 0 && HOSTILE.test(JSON.stringify(call.args))) for (const name of names) shown.delete(name);
      }
      const isSubmitted = isWellFormed && body['type'] === 'view_submission';
      const isTaken = isSubmitted && isStored && acknowledgements.every(isClosed);
      if (isTaken && isJson(body['view'])) taken.delete(String(body['view']['callback_id']));
    },
    missing: () => [
      ...[...shown].map((name) => `nothing hostile reached ${name}`),
      ...[...taken].map((callback) => `none was taken of ${callback}`),
    ],
  };
}

function asCall(acknowledgement: unknown): Said[] {
  if (!isJson(acknowledgement) || acknowledgement['response_action'] === undefined) return [];
  const args: Json = acknowledgement;
  return [{ method: String(args['response_action']), args, ok: true, isPost: false }];
}
