import { AsyncLocalStorage } from 'node:async_hooks';
import type { ReceiverEvent } from '@slack/bolt';
import type { Counter, Histogram } from 'prom-client';
import type { OnCall } from '../slack/connection/clients.ts';
import { isLate } from '../slack/connection/slack-errors.ts';
import { type Hearing, REFUSED_REQUESTS, type RefusedRequest, type TakeEvent } from '../slack/connection/transport.ts';
import { VIEWS } from '../slack/ids.ts';
import type { Meters } from './meters.ts';

/** Seconds. Slack shows its own error after 3. */
const COMMAND_BUCKETS = [0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 1.5, 2, 2.5, 3, 5];

const COMMAND_RESULTS = ['opened', 'late', 'failed'] as const;
const SUBMISSION_RESULTS = ['stored', 'refused', 'failed'] as const;

/** Whether submitting a view stores something. The others show something next, or can't be submitted. */
const STORES = {
  workload: true,
  raiseConcern: true,
  resolveConcern: true,
  concerns: false,
  accept: true,
  answerSize: true,
  addMeasurement: true,
  override: true,
  overridePolicy: true,
  confirm: true,
  decider: true,
  endpoint: true,
  getCode: true,
  search: false,
  fromEndpoint: false,
  home: false,
} satisfies Record<keyof typeof VIEWS, boolean>;

const STORING_VIEWS = new Set<unknown>(
  (Object.keys(VIEWS) as (keyof typeof VIEWS)[]).filter((name) => STORES[name]).map((name) => VIEWS[name]),
);

/** What becomes of what people do. */
export interface InteractionMetrics extends Hearing {
  /** Hears of the call that opens a command's form. */
  onCall: OnCall;
  /** The current interaction failed. */
  onFailed(): void;
}

/** A command or a submission that is being handled. */
interface Followed {
  hasFailed: boolean;
  /** Counts it, the first time. */
  settle(result: string): void;
  isCommand: boolean;
}

export function createInteractionMetrics({ counter, histogram }: Meters): InteractionMetrics {
  const commands = counter('commands_total', 'Commands by whether their form opened.', { result: COMMAND_RESULTS });
  const seconds = histogram(
    'command_seconds',
    'Seconds from a slash command to its open form, or until that was given up.',
    COMMAND_BUCKETS,
  );
  const submissions = counter('submissions_total', 'Submitted forms and dialogs by what became of them.', {
    result: SUBMISSION_RESULTS,
  });
  const requests = counter(
    'requests_total',
    'Commands, presses, submissions and events that Slack sent, once they were accepted.',
    {},
  );
  const refused = counter('requests_refused_total', 'Requests that were refused before they were handled, by reason.', {
    reason: REFUSED_REQUESTS,
  });
  const current = new AsyncLocalStorage<Followed | undefined>();

  return {
    async follow(event, handle) {
      const { body } = event;
      requests.inc();
      if ('command' in body) await current.run(followCommand(commands, seconds), () => handleCommand(event, handle));
      else if (isStoring(body)) await current.run(follow(submissions), () => handleSubmission(event, handle));
      else await current.run(undefined, () => handle(event));
    },
    onCall(method, error) {
      const followed = current.getStore();
      if (method !== 'views.open' || !followed?.isCommand) return;
      followed.settle(error === undefined ? 'opened' : isLate(error) ? 'late' : 'failed');
    },
    onFailed() {
      const followed = current.getStore();
      if (followed !== undefined) followed.hasFailed = true;
    },
    onRefused: (reason: RefusedRequest) => refused.inc({ reason }),
  };

  /** Commands without a form, such as `help`, count only where they fail. */
  async function handleCommand(event: ReceiverEvent, handle: TakeEvent): Promise<void> {
    await handle(event);
    const followed = current.getStore();
    if (followed?.hasFailed) followed.settle('failed');
  }

  async function handleSubmission(event: ReceiverEvent, handle: TakeEvent): Promise<void> {
    const followed = current.getStore();
    const ack: ReceiverEvent['ack'] = async (answer) => {
      followed?.settle(followed.hasFailed ? 'failed' : isStillOpen(answer) ? 'refused' : 'stored');
      await event.ack(answer);
    };
    await handle({ ...event, ack });
    followed?.settle('failed');
  }
}

function follow(counter: Counter, onSettled = () => {}, isCommand = false): Followed {
  let isSettled = false;
  return {
    hasFailed: false,
    isCommand,
    settle(result) {
      if (isSettled) return;
      isSettled = true;
      counter.inc({ result });
      onSettled();
    },
  };
}

function followCommand(commands: Counter, seconds: Histogram): Followed {
  const startedAt = performance.now();
  return follow(commands, () => seconds.observe((performance.now() - startedAt) / 1000), true);
}

function isStoring(body: ReceiverEvent['body']): boolean {
  return body['type'] === 'view_submission' && STORING_VIEWS.has(body['view']?.callback_id);
}

/** Returns whether the answer to a submission keeps its form open, with errors or with another view. */
function isStillOpen(answer: unknown): boolean {
  const action = typeof answer === 'object' && answer !== null && 'response_action' in answer && answer.response_action;
  return action === 'errors' || action === 'update' || action === 'push';
}
