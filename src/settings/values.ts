import { isIP } from 'node:net';
import * as z from 'zod';
import { describeSslFault } from '../database/ssl-modes.ts';
import { AWS_REGIONS, nearest } from '../recommender/index.ts';

// What settings take, and what is said where they are something else.

export const BOT_TOKEN_PLACE = 'OAuth & Permissions → Bot User OAuth Token';
export const APP_TOKEN_PLACE = 'Basic Information → App-Level Tokens (scope connections:write)';
export const SIGNING_SECRET_PLACE = 'Basic Information → App Credentials → Signing Secret';

/** A token of one kind. Names the kind if it is another one, since the two are easily swapped. */
export function token(start: 'xoxb-' | 'xapp-', place: string) {
  return z.string().superRefine((value, context) => {
    if (value.startsWith(start) && value.length > start.length && !/[\s…]/.test(value)) return;
    context.addIssue({
      code: 'custom',
      message: `${describeOther(value, start)} Copy the token from ${place}. It starts with ${start}.`,
    });
  });
}

function describeOther(value: string, start: string): string {
  if (value === start || value === `${start}…`) return 'This is the placeholder from .env.example. Replace it.';
  if (value.startsWith(start)) return 'White space or an ellipsis is in this token.';
  if (value.startsWith('xoxb-')) return 'This is a bot token. It belongs in SLACK_BOT_TOKEN.';
  if (value.startsWith('xapp-')) return 'This is an app-level token. It belongs in SLACK_APP_TOKEN.';
  if (value.startsWith('xoxp-')) return 'This is a user token. The bot needs a bot token.';
  return "This isn't a Slack token.";
}

/**
 * Slack documents no format. Its only example has 32 lowercase letters and digits, not all of them hexadecimal
 * (https://docs.slack.dev/authentication/verifying-requests-from-slack), so longer ones pass. The other credentials on that
 * page fail: the verification token is shorter, the client ID has a dot, tokens have dashes.
 */
export const signingSecret = z
  .string()
  .regex(
    /^[0-9a-z]{32,128}$/,
    `This isn't a signing secret: those have 32 lowercase letters and digits. Copy it from ${SIGNING_SECRET_PLACE}.`,
  );

/** Such as 4123121235.9872358710 (https://docs.slack.dev/reference/methods/oauth.v2.access). */
export const clientId = z
  .string()
  .regex(/^\d{1,40}\.\d{1,40}$/, "This isn't a client ID: those are two numbers with a dot between them.");

/** Bytes of a key of AES-256. */
const KEY_BYTES = 32;

const MOST_KEYS = 20;

export const tokenKeys = z
  .string()
  .transform((value) => value.split(',').map((key) => key.trim()))
  .refine(
    (keys) => keys.length <= MOST_KEYS && keys.every(isKey),
    `Must be up to ${MOST_KEYS} keys of ${KEY_BYTES} bytes in Base64, separated by commas. Make one: openssl rand -base64 32.`,
  );

function isKey(text: string): boolean {
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === KEY_BYTES && bytes.toString('base64') === text;
}

export const port = z
  .string()
  .regex(/^\d{1,5}$/, 'Must be a port number, such as 3000.')
  .transform(Number)
  .refine((number) => number <= 65_535, 'Must be a port number up to 65535, such as 3000.');

/** `otherwise`: what counts where it isn't set. */
export const host = (otherwise: string) =>
  z
    .string()
    .refine(
      (value) => isIP(value) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(value),
      `Must be an address of this machine without a port, such as 127.0.0.1. Omit it for ${otherwise}.`,
    );

export const secondsApart = z
  .string()
  .regex(/^\d{1,3}(\.\d+)?$/, 'Must be seconds, such as 10.')
  .transform(Number)
  .refine((number) => number <= 300, 'Must be seconds up to 300, such as 10.');

export const webAddress = z
  .url({ protocol: /^https?$/, error: 'Must be an http or https URL. Omit it for https://slack.com/api/.' })
  .refine(
    (address) => !URL.canParse(address) || isWithoutUser(new URL(address)),
    'Must be without user name and password: this address is printed where Slack is out of reach.',
  )
  .transform((address) => (address.endsWith('/') ? address : `${address}/`));

function isWithoutUser({ username, password }: URL): boolean {
  return username === '' && password === '';
}

const WEBHOOKS_MAX = 10;

/** A comma within a URL is written %2C. */
export const webhookUrls = z.string().transform((text, context): readonly string[] => {
  const entries = text.split(',').flatMap((entry) => entry.trim() || []);
  const wrong = entries.findIndex((entry) => !isWebhookUrl(entry));
  if (wrong < 0 && entries.length > 0 && entries.length <= WEBHOOKS_MAX)
    return entries.map((entry) => new URL(entry).href);
  const message =
    wrong < 0
      ? `Must be 1 to ${WEBHOOKS_MAX} URLs, separated by commas.`
      : `Entry ${wrong + 1} must be an http or https URL without user name and password, such as https://hooks.example.com/decisions.`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

function isWebhookUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text) && isWithoutUser(new URL(text));
}

export const webhookSecret = z
  .string()
  .refine(
    (value) => !value.startsWith('whsec_') || /^whsec_[\w+/-]{2,}={0,2}$/.test(value),
    'Must be Base64 after whsec_. Without whsec_ it may be any text.',
  );

export const days = z
  .string()
  .regex(/^\d{1,4}$/, 'Must be whole days up to 9999, such as 30, or 0 for no grace period.')
  .transform(Number);

export const nudgeDays = z
  .string()
  .regex(/^\d{1,3}$/, 'Must be whole days up to 999, such as 7, or 0 for no nudges.')
  .transform(Number);

export const count = z
  .string()
  .regex(/^\d{1,5}$/, 'Must be a whole number, such as 30, or 0 for no limit.')
  .transform(Number);

export const dailyCalls = z
  .string()
  .regex(/^\d{1,7}$/, 'Must be a whole number, such as 2000, or 0 for no limit.')
  .transform(Number);

export const milliseconds = z
  .string()
  .regex(/^[1-9]\d{2,4}$/, 'Must be whole milliseconds from 100 to 99999, such as 6000.')
  .transform(Number);

/** IDs and ARNs of models and inference profiles (Amazon Bedrock API, Converse, modelId, 2026-09), and names such as Qwen/Qwen3-8B. */
export const modelName = z
  .string()
  .regex(
    /^[\w@][\w.:/@+-]{1,2047}$/,
    'Must be the ID or ARN of a model or inference profile of Amazon Bedrock, such as eu.amazon.nova-lite-v1:0, or its name on the server of READER_URL.',
  );

/** Up to the path of the call, which may stand behind it. */
export const chatAddress = z
  .url({ protocol: /^https?$/, error: 'Must be an http or https URL, such as http://127.0.0.1:11434/v1.' })
  .regex(/^[^?#@]*$/, 'Must be without user name, query and fragment. A key belongs in READER_KEY.')
  .transform((address) => address.replace(/(?:\/chat\/completions)?\/?$/, ''));

export const bearerKey = z.string().regex(/^[!-~]{1,4096}$/, 'Must be letters, digits and signs without white space.');

/** As AWS calls them, also one that is newer than this list: after the place, such as us-gov-west-1. */
const AWS_REGION =
  /^[a-z]{2,4}(?:-[a-z]{2,5})?-(?:central|north|south|east|west|northeast|northwest|southeast|southwest)-\d{1,2}$/;
const REGIONS_MAX = 40;

const oneOf = (isRegion: (name: string) => boolean) =>
  z.string().refine((name) => AWS_REGION.test(name) && isRegion(name), {
    error: ({ input }) => `Must be an AWS Region. ${meantBy(String(input), 'Write it like eu-central-1.')}`,
  });

function meantBy(name: string, otherwise: string): string {
  const meant = nearest(name, AWS_REGIONS);
  return meant === undefined ? otherwise : `Did you mean ${meant}?`;
}

export const region = oneOf(() => true);

/** One that a workload can have. */
export const defaultRegion = oneOf((name) => AWS_REGIONS.includes(name));

export const regions = z.string().transform((text, context): readonly string[] => {
  const entries = text.split(',').flatMap((entry) => entry.trim() || []);
  const refuse = (message: string) => {
    context.addIssue({ code: 'custom', message });
    return z.NEVER;
  };
  const wrong = entries.findIndex((entry) => !AWS_REGION.test(entry));
  if (wrong >= 0) {
    const hint = meantBy(entries[wrong] ?? '', 'Separate Regions by commas, such as eu-west-1,us-east-1.');
    return refuse(`${entries.length === 1 ? 'This' : `Entry ${wrong + 1}`} isn't an AWS Region. ${hint}`);
  }
  if (entries.length === 0 || entries.length > REGIONS_MAX) {
    return refuse(`Must be 1 to ${REGIONS_MAX} AWS Regions, such as eu-west-1,us-east-1.`);
  }
  return [...new Set(entries)];
});

/** User IDs start with U or W, user group IDs with S (https://docs.slack.dev/reference/objects). */
export const deciders = z
  .string()
  .regex(
    /^(?:channel|requester|[UWS][A-Z0-9]{2,30}(?:, ?[UWS][A-Z0-9]{2,30}){0,99})$/,
    'Must be channel, requester, or up to 100 IDs of people and user groups, such as U0123456789,S0123456789.',
  )
  .transform((text): 'channel' | 'requester' | readonly string[] =>
    text === 'channel' || text === 'requester' ? text : [...new Set(text.split(/, ?/))],
  );

export const workspaceId = z.string().regex(/^T[A-Z0-9]{2,30}$/, 'Must be the ID of a workspace, such as T0123456789.');

/** `true` or `false`. */
export const yesOrNo = z
  .enum(['true', 'false'], { error: 'Must be true or false.' })
  .transform((value) => value === 'true');

const SERVER_PLACEHOLDER = 'postgres://user:password@host/database';

/** The address of a file or a PostgreSQL server. */
export const databaseUrl = z
  .string()
  .refine((value) => value !== SERVER_PLACEHOLDER, 'This is the placeholder from .env.example. Replace it.')
  .refine(
    (value) => /^file:./.test(value) || isServerAddress(value),
    `Must be a file, such as file:data/reviews.db, or a PostgreSQL server, such as ${SERVER_PLACEHOLDER}.`,
  )
  .superRefine((value, context) => {
    const fault = value.startsWith('file:') ? undefined : describeSslFault(value);
    if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
  });

export const poolSize = z
  .string()
  .regex(/^[1-9]\d{0,2}$/, 'Must be 1 to 999 connections, such as 10.')
  .transform(Number);

export const timeoutSeconds = z
  .string()
  .regex(/^[1-9]\d{0,3}$/, 'Must be whole seconds from 1 to 9999, such as 10.')
  .transform(Number);

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
export function isLong({ length }: string): boolean {
  return length > 5;
}

/** The password in a database's address, encoded and decoded. Short ones are left out: redacting them would garble the log. */
export function passwordsOf(url: string): string[] {
  if (!URL.canParse(url)) return [];
  const { password } = new URL(url);
  return [...new Set([password, decoded(password) ?? ''])].filter(isLong);
}
