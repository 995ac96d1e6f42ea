import { isJson } from '../../../local-workspace/json.ts';
import type { Input } from '../inputs/input.ts';
import type { Handled } from './handled.ts';

/** What Slack would act on, if it stood unescaped in a text that Slack reads as mrkdwn. */
const PINGING = /<!(?:channel|here|everyone|subteam)|<@U0EVIL|<#C0EVIL|<(?:https?:\/\/|mailto:)[^>|]*evil/i;

/** What turns the direction of what follows. */
const BIDI_CONTROL = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const POSTS = new Set(['chat.postMessage', 'chat.postEphemeral', 'chat.update']);

/**
 * No text that Slack reads as markup holds a mention or a link that somebody typed, Slack makes none of names and bare
 * addresses, and nothing that is shown holds a bidirectional control.
 */
export function markupFaults(_: Input, { acknowledgements, said }: Handled): string[] {
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
