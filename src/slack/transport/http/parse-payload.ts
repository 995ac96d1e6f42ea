import { parse as parseForm } from 'node:querystring';

/** What Slack sent, as an object; or the HTTP status that says why it is none. */
export type ParsedPayload = { ok: true; payload: Record<string, unknown> } | { ok: false; status: 400 | 415 };

/**
 * Reads a verified body by its content type, whatever parameters that has as long as the charset is UTF-8. Commands are
 * forms; interactions are forms whose field `payload` is JSON; events are JSON.
 */
export function parsePayload(contentType: string | undefined, body: Buffer): ParsedPayload {
  const [type = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='));
  if (charset !== undefined && !/^charset="?utf-?8"?$/.test(charset)) return { ok: false, status: 415 };
  const text = decode(body);
  if (text === undefined) return { ok: false, status: 400 };
  switch (type) {
    case 'application/json':
      return parseJson(text);
    case 'application/x-www-form-urlencoded':
      return parseFields(text);
    default:
      return { ok: false, status: 415 };
  }
}

function decode(body: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

function parseFields(text: string): ParsedPayload {
  // Of a field that is there twice the first one counts: nothing of Slack's is a list.
  const fields = Object.entries(parseForm(text)).map(([name, value]) => [
    name,
    Array.isArray(value) ? value[0] : value,
  ]);
  const payload: Record<string, unknown> = Object.fromEntries(fields);
  return typeof payload['payload'] === 'string' ? parseJson(payload['payload']) : { ok: true, payload };
}

function parseJson(text: string): ParsedPayload {
  try {
    const payload: unknown = JSON.parse(text);
    if (typeof payload === 'object' && payload !== null && !Array.isArray(payload)) {
      return { ok: true, payload: payload as Record<string, unknown> };
    }
  } catch {
    // Not JSON: the same as JSON that is no object.
  }
  return { ok: false, status: 400 };
}
