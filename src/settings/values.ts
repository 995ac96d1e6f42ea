import { isIP } from 'node:net';
import { describeSslFault } from '../database/ssl-modes.ts';
import { AWS_REGIONS, nearest } from '../recommender/index.ts';

// The kinds of values that settings take, and what is said where one is something else.

export const BOT_TOKEN_PLACE = 'OAuth & Permissions → Bot User OAuth Token';
export const APP_TOKEN_PLACE = 'Basic Information → App-Level Tokens (scope connections:write)';
export const SIGNING_SECRET_PLACE = 'Basic Information → App Credentials → Signing Secret';

/** Why a value is refused. Never the value itself. */
export class Refusal {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Kind<Value> = (text: string) => Value | Refusal;

const read =
  <Value>(isFit: (text: string) => boolean, must: string, meaning: (text: string) => Value): Kind<Value> =>
  (text) =>
    isFit(text) ? meaning(text) : new Refusal(must);

const textThat = (isFit: (text: string) => boolean, must: string) => read(isFit, must, (value) => value);

export const text = (pattern: RegExp, must: string) => textThat((value) => pattern.test(value), must);

export const number = (pattern: RegExp, must: string, most = Number.POSITIVE_INFINITY) =>
  read((value) => pattern.test(value) && Number(value) <= most, must, Number);

export const word =
  <const Word extends string>(words: readonly Word[]): Kind<Word> =>
  (value) =>
    words.find((known) => known === value) ?? new Refusal(`Must be one of ${words.join(', ')}.`);

export const yesOrNo = read(
  (value) => value === 'true' || value === 'false',
  'Must be true or false.',
  (value) => value === 'true',
);

const entriesOf = (value: string) => value.split(',').map((entry) => entry.trim());

/** Several texts that fit, separated by commas, each once. */
export const list = (isFit: (entry: string) => boolean, most: number, must: string) =>
  read(
    (value) => entriesOf(value).length <= most && entriesOf(value).every(isFit),
    must,
    (value): readonly string[] => [...new Set(entriesOf(value))],
  );

/** The same, where each entry may be wrong in its own way. `must`: for none and for too many. */
const longList =
  (
    faultOf: (entry: string) => string | undefined,
    most: number,
    must: string,
    meaning = (entry: string) => entry,
  ): Kind<readonly string[]> =>
  (value) => {
    const entries = entriesOf(value).filter((entry) => entry !== '');
    const wrong = entries.findIndex((entry) => faultOf(entry) !== undefined);
    const which = entries.length === 1 ? 'This' : `Entry ${wrong + 1}`;
    if (wrong >= 0) return new Refusal(`${which} ${faultOf(entries[wrong] ?? '')}`);
    return entries.length > 0 && entries.length <= most ? [...new Set(entries.map(meaning))] : new Refusal(must);
  };

/** A token of one kind. Names the kind if it is another one, since the two are easily swapped. */
export const token =
  (start: 'xoxb-' | 'xapp-', place: string): Kind<string> =>
  (value) =>
    value.startsWith(start) && value.length > start.length && !/[\s…]/.test(value)
      ? value
      : new Refusal(`${describeOther(value, start)} Copy the token from ${place}. It starts with ${start}.`);

function describeOther(value: string, start: string): string {
  if (value === start || value === `${start}…`) return 'This is the placeholder from .env.example. Replace it.';
  if (value.startsWith(start)) return 'White space or an ellipsis is in this token.';
  if (value.startsWith('xoxb-')) return 'This is a bot token. It belongs in SLACK_BOT_TOKEN.';
  if (value.startsWith('xapp-')) return 'This is an app-level token. It belongs in SLACK_APP_TOKEN.';
  if (value.startsWith('xoxp-')) return 'This is a user token. The bot needs a bot token.';
  return "This isn't a Slack token.";
}

/** Bytes of a key of AES-256. */
const KEY_BYTES = 32;

export function isKey(value: string): boolean {
  const bytes = Buffer.from(value, 'base64');
  return bytes.length === KEY_BYTES && bytes.toString('base64') === value;
}

/** User IDs start with U or W, user group IDs with S (https://docs.slack.dev/reference/objects). */
export const isPerson = (value: string) => /^[UWS][A-Z0-9]{2,30}$/.test(value);

export const host = textThat(
  (value) => isIP(value) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value),
  'Must be an address of this machine without a port, such as 127.0.0.1. Omit it for all interfaces.',
);

const isAddress = (value: string) => /^https?:\/\//i.test(value) && URL.canParse(value);

function isWithoutUser(address: string): boolean {
  const { username, password } = new URL(address);
  return username === '' && password === '';
}

export const webAddress: Kind<string> = (value) => {
  const address = value.trim();
  if (!isAddress(address)) return new Refusal('Must be an http or https URL. Omit it for https://slack.com/api/.');
  if (!isWithoutUser(address))
    return new Refusal('Must be without user name and password: this address is printed where Slack is out of reach.');
  return address.endsWith('/') ? address : `${address}/`;
};

/** Up to the path of the call, which may stand behind it. */
export const chatAddress: Kind<string> = (value) => {
  const address = value.trim();
  if (!isAddress(address)) return new Refusal('Must be an http or https URL, such as http://127.0.0.1:11434/v1.');
  if (/[?#@]/.test(address))
    return new Refusal('Must be without user name, query and fragment. A key belongs in READER_KEY.');
  return address.replace(/(?:\/chat\/completions)?\/?$/, '');
};

const WEBHOOKS_MAX = 10;

/** A comma within a URL is written %2C. */
export const webhookUrls = longList(
  (entry) =>
    isAddress(entry) && isWithoutUser(entry)
      ? undefined
      : 'must be an http or https URL without user name and password, such as https://hooks.example.com/decisions.',
  WEBHOOKS_MAX,
  `Must be 1 to ${WEBHOOKS_MAX} URLs, separated by commas.`,
  (entry) => new URL(entry).href,
);

/** As AWS calls them, also one that is newer than this list: after the place, such as us-gov-west-1. */
const AWS_REGION =
  /^[a-z]{2,4}(?:-[a-z]{2,5})?-(?:central|north|south|east|west|northeast|northwest|southeast|southwest)-\d{1,2}$/;
const REGIONS_MAX = 40;

function meantBy(name: string, otherwise: string): string {
  const meant = nearest(name, AWS_REGIONS);
  return meant === undefined ? otherwise : `Did you mean ${meant}?`;
}

/** One that a workload can have. */
export const region: Kind<string> = (name) =>
  AWS_REGIONS.includes(name)
    ? name
    : new Refusal(`Must be an AWS Region. ${meantBy(name, 'Write it like eu-central-1.')}`);

export const regions = longList(
  (entry) =>
    AWS_REGION.test(entry)
      ? undefined
      : `isn't an AWS Region. ${meantBy(entry, 'Separate Regions by commas, such as eu-west-1,us-east-1.')}`,
  REGIONS_MAX,
  `Must be 1 to ${REGIONS_MAX} AWS Regions, such as eu-west-1,us-east-1.`,
);

const SERVER_PLACEHOLDER = 'postgres://user:password@host/database';

export const databaseUrl: Kind<string> = (value) => {
  if (value === SERVER_PLACEHOLDER) return new Refusal('This is the placeholder from .env.example. Replace it.');
  if (/^file:./.test(value)) return value;
  if (!isServerAddress(value))
    return new Refusal(
      `Must be a file, such as file:data/reviews.db, or a PostgreSQL server, such as ${SERVER_PLACEHOLDER}.`,
    );
  const fault = describeSslFault(value);
  return fault === undefined ? value : new Refusal(fault);
};

function isServerAddress(value: string): boolean {
  if (!/^postgres(ql)?:\/\//.test(value) || !URL.canParse(value)) return false;
  const { pathname, password } = new URL(value);
  return pathname.length > 1 && decoded(password) !== undefined;
}

/** Decodes percent-encoded text. Undefined if the encoding is invalid. */
function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Whether redacting a secret leaves the text readable. Short ones stand in words and figures, too. */
export const isLong = ({ length }: string): boolean => length > 5;

/** The password in a database's address, encoded and decoded. Short ones are left out: redacting them would garble the log. */
export function passwordsOf(url: string): string[] {
  if (!URL.canParse(url)) return [];
  const { password } = new URL(url);
  return [...new Set([password, decoded(password) ?? ''])].filter(isLong);
}
