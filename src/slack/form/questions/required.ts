import type { PlainTextOption } from '@slack/types';
import type { Workload } from '../../../recommender/index.ts';
import { input } from '../../render/blocks.ts';
import { SLACK_LIMITS } from '../../render/limits.ts';
import { plain } from '../../render/mrkdwn.ts';
import { actionIdOf, answerTo, blockIdOf } from '../draft.ts';
import type { Question } from '../question.ts';

const REQUIRED = {
  requiresVpc: ['VPC access', "To call a database or service in your VPC; callers inside one don't need it"],
  requiresNetworkIsolation: ['Network isolation', 'No outbound calls, not even to AWS services'],
  requiresDataCapture: ['Data capture', 'Copies requests and responses to S3; Model Monitor needs it'],
  requiresMultipleVariants: ['Several production variants', 'They share the traffic, for A/B or shadow tests'],
  requiresMarketplaceModel: ['A model from AWS Marketplace', undefined],
} as const satisfies Partial<Record<keyof Workload, readonly [text: string, description: string | undefined]>>;

type Required = keyof typeof REQUIRED;

const FIELDS = Object.keys(REQUIRED) as Required[];

/** What words deny stays stated until somebody unticks it. */
const denied = (field: Required): string => `no-${field}`;

function optionsOf(field: Required, chosen: readonly string[]): (PlainTextOption & { value: string })[] {
  const [text, description] = REQUIRED[field];
  const option = {
    value: field as string,
    text: plain(text),
    ...(description !== undefined && { description: plain(description, SLACK_LIMITS.option.description) }),
  };
  const no = { value: denied(field), text: plain(`Not needed: ${text}`) };
  return chosen.includes(no.value) ? [option, no] : [option];
}

const split = (answer: string): string[] => answer.split(' ').filter(Boolean);

export const required: Question = {
  id: 'required',
  fields: FIELDS,
  place: () => 'more',
  build(draft) {
    const chosen = split(answerTo(draft, 'required'));
    const options = FIELDS.flatMap((field) => optionsOf(field, chosen));
    const initial = options.filter(({ value }) => chosen.includes(value));
    return input(
      blockIdOf('required'),
      'What else does it need?',
      {
        type: 'checkboxes',
        action_id: actionIdOf('required'),
        options,
        ...(initial.length > 0 && { initial_options: initial }),
      },
      { optional: true },
    );
  },
  read: ({ selected_options: chosen }) => (chosen ?? []).map(({ value }) => value).join(' '),
  interpret(answer) {
    const chosen = split(answer);
    const workload: Partial<Record<Required, boolean>> = {};
    for (const field of FIELDS) {
      if (chosen.includes(field)) workload[field] = true;
      else if (chosen.includes(denied(field))) workload[field] = false;
    }
    return { ok: true, workload };
  },
  write: (workload) =>
    FIELDS.flatMap((field) => {
      const value = workload[field];
      return value === undefined ? [] : [value ? field : denied(field)];
    }).join(' '),
};
