/** A body without the response URLs that aren't Slack's, and the origins of those: never the path, which is the secret. */
interface ReadBody {
  body: Record<string, unknown>;
  foreign: string[];
}

/**
 * Takes response URLs out of a payload that lead elsewhere than to Slack or the configured API. Everything that calls such a URL,
 * now or later, has it from a payload, and works without one. The payload's types are checked before. No other URL of a payload is
 * ever called.
 */
export function withoutForeignUrls(body: Record<string, unknown>, slackApiUrl: string): ReadBody {
  const foreign = new Set<string>();
  const isOurs = (url: unknown): boolean => {
    const isSlacks = typeof url !== 'string' || isSlackUrl(url, slackApiUrl);
    if (!isSlacks) foreign.add(originOf(url));
    return isSlacks;
  };
  const { response_url: url, response_urls: urls, ...rest } = body;
  const kept = {
    ...rest,
    ...('response_url' in body && isOurs(url) && { response_url: url }),
    ...('response_urls' in body && {
      response_urls: Array.isArray(urls) ? urls.filter((each) => isOurs(each.response_url)) : urls,
    }),
  };
  return foreign.size === 0 ? { body, foreign: [] } : { body: kept, foreign: [...foreign] };
}

/**
 * Slack's own domains: response URLs are on hooks.slack.com (docs.slack.dev/interactivity/handling-user-interaction), and on
 * hooks.slack-gov.com for GovSlack.
 */
const SLACK_DOMAINS = ['slack.com', 'slack-gov.com'];

export function isSlackUrl(url: string, slackApiUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port, origin } = new URL(url);
  const isSlacks = SLACK_DOMAINS.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));
  if (protocol === 'https:' && port === '' && isSlacks) return true;
  return URL.canParse(slackApiUrl) && origin !== 'null' && origin === new URL(slackApiUrl).origin;
}

/** Longest host that DNS knows, and the rest of an origin (https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4). */
const ORIGIN_LENGTH = 270;

function originOf(url: string): string {
  const origin = URL.canParse(url) ? new URL(url).origin : 'null';
  return origin === 'null' ? 'a malformed address' : origin.slice(0, ORIGIN_LENGTH);
}
