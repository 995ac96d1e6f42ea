import { isJson, type Json } from '../json.ts';

/** Arguments that a form carries as JSON text, as @slack/web-api sends them. */
const STRUCTURED = ['blocks', 'view', 'metadata', 'attachments', 'message', 'files', 'outputs'];
const BOOLEANS = [
  'reply_broadcast',
  'link_names',
  'unfurl_links',
  'unfurl_media',
  'mrkdwn',
  'include_all_metadata',
  'return_im',
];

/** The arguments of a call, from a form or from JSON. What cannot be read stays text, and the method refuses it. */
export function readArguments(contentType: string, body: string): Json {
  if (contentType.startsWith('application/json')) {
    const parsed = parse(body);
    return isJson(parsed) ? parsed : {};
  }
  const args: Json = Object.fromEntries(new URLSearchParams(body));
  for (const name of STRUCTURED) {
    if (typeof args[name] === 'string') args[name] = parse(args[name]);
  }
  for (const name of BOOLEANS) {
    if (args[name] === 'true' || args[name] === 'false') args[name] = args[name] === 'true';
  }
  return args;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
