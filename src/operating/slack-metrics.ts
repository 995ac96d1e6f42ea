import type { OnCall } from '../slack/connection/clients.ts';
import { classifyFailure, type Failure } from '../slack/connection/slack-errors.ts';
import type { Sockets } from '../slack/connection/transport.ts';
import { ATTEMPT_RESULTS, type OnAttempt } from '../slack/outbox/deliver.ts';
import { kindsThat } from '../slack/outbox/job-kinds.ts';
import type { Meters } from './meters.ts';

/** The methods of Slack that the bot calls. */
const METHODS = [
  ...['assistant.threads.setSuggestedPrompts', 'auth.test', 'oauth.v2.access'],
  ...['chat.getPermalink', 'chat.postEphemeral', 'chat.postMessage', 'chat.update'],
  ...['conversations.history', 'conversations.info', 'conversations.replies'],
  ...['files.completeUploadExternal', 'files.getUploadURLExternal', 'files.info'],
  ...['functions.completeError', 'functions.completeSuccess'],
  ...['reactions.add', 'usergroups.list', 'usergroups.users.list', 'users.conversations', 'users.info'],
  ...['views.open', 'views.publish', 'views.push', 'views.update'],
];

const FAILURES = Object.keys({
  'no-access': true,
  content: true,
  gone: true,
  'not-permitted': true,
  'not-authorised': true,
  'rate-limited': true,
  unreachable: true,
  uncertain: true,
} satisfies Record<Failure['kind'], true>);

/** How an attempt to send a webhook can end. */
const WEBHOOK_RESULTS = { posted: 'delivered', again: 'again', refused: 'failed', crashed: 'failed' } as const;
type WebhookResult = keyof typeof WEBHOOK_RESULTS;

export interface SlackMetrics {
  onCall: OnCall;
  onAttempt: OnAttempt;
  /** An answer's date was over a minute from this machine's clock. */
  onClockOff(): void;
  /** Null over HTTP. */
  showSockets(sockets: Sockets | null): void;
}

/** Seconds. A post takes well under one, and one that fails is retried for a day. 300 is the promise. */
const DELAY_BUCKETS = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1800, 3600, 14_400];

export function createSlackMetrics({ counter, gauge, histogram }: Meters): SlackMetrics {
  const calls = counter('slack_calls_total', 'Calls to Slack by method: ok, or why they failed.', {
    method: METHODS,
    result: ['ok', ...FAILURES],
  });
  const posts = counter(
    'posts_total',
    'Attempts to post by kind of post, and how they ended: posted, needless, again, refused, uncertain, crashed.',
    { kind: kindsThat(({ postedAs }) => postedAs !== 'webhook'), result: ATTEMPT_RESULTS },
  );
  const delays = histogram(
    'post_delay_seconds',
    'Seconds from storing a submitted review until its message was posted.',
    DELAY_BUCKETS,
  );
  const webhooks = counter(
    'webhooks_total',
    'Attempts to send a webhook, and how they ended: delivered, again, failed (after 24 hours).',
    { result: Object.values(WEBHOOK_RESULTS) },
  );
  const connections = gauge(
    'sockets',
    'Connections of Socket Mode: open, leaving (about to close), missing (not open though they should be).',
    ['state'],
  );
  const off = counter('clock_off_total', "Answers of Slack whose date was over a minute off this machine's clock.", {});
  return {
    onClockOff: () => off.inc(),
    onCall: (method, error) => calls.inc({ method, result: error === undefined ? 'ok' : classifyFailure(error).kind }),
    onAttempt(kind, result, waitedMs) {
      if (kind === 'message' && waitedMs !== undefined) delays.observe(waitedMs / 1000);
      if (kind !== 'webhook') posts.inc({ kind, result });
      else if (result in WEBHOOK_RESULTS) webhooks.inc({ result: WEBHOOK_RESULTS[result as WebhookResult] });
    },
    showSockets(sockets) {
      for (const [state, number] of Object.entries(sockets ?? {})) connections.set({ state }, number);
    },
  };
}
