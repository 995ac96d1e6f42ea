/** A slash in JSON may be escaped, and a payload inside a payload is escaped once more: `\/`, `\\\/`. */
const SLASH = String.raw`\\*\/`;
const REST_OF_URL = String.raw`(?:[^\s"'\\<>]|\\+\/)*`;

const PATTERNS: [RegExp, string][] = [
  // Bot, user, app-level, configuration and refresh tokens: https://docs.slack.dev/authentication/tokens
  [/\bx(?:ox[a-z](?:\.xox[a-z])?|app)-[A-Za-z0-9_%-]+/g, '[token]'],
  // Response addresses let whoever has one write into the channel. Slack's are on one host,
  [new RegExp(String.raw`https?:${SLASH}${SLASH}hooks\.slack(?:-gov)?\.com${REST_OF_URL}`, 'g'), '[response_url]'],
  // and whatever a payload calls a response_url is one, on any host.
  [/(response_url\\*"\s*:\s*\\*")(?:[^"\\]|\\+\/)*/g, '$1[response_url]'],
  [
    new RegExp(String.raw`https?:${SLASH}${SLASH}[^\s"'\\<>/]+${SLASH}response${SLASH}${REST_OF_URL}`, 'g'),
    '[response_url]',
  ],
  // The address of a Socket Mode connection carries a single-use ticket.
  [/([?&]ticket=)[^\s"'\\&]*/g, '$1[ticket]'],
  // Slack's old verification token, in every payload.
  [/("token\\*"\s*:\s*\\*")[^"\\]*/g, '$1[token]'],
];

/**
 * The text without tokens, signing secret, response addresses and connection tickets. Works on whole log lines, also
 * where JSON stands inside JSON, and leaves valid JSON valid.
 */
export function redact(text: string, secrets: string[]): string {
  let redacted = text;
  for (const secret of secrets) if (secret.length > 0) redacted = redacted.replaceAll(secret, '[secret]');
  for (const [pattern, replacement] of PATTERNS) redacted = redacted.replace(pattern, replacement);
  return redacted;
}
