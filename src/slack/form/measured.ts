import type { KnownBlock } from '@slack/types';
import { writeMeasured } from '../../wording/quantities/index.ts';
import { SLACK_LIMITS } from '../render/limits.ts';
import { escapeWithin, mrkdwn, plain } from '../render/mrkdwn.ts';
import { type Draft, measurementsIn, withMeasurements } from './draft.ts';

/** The button that takes measurements out of the form. */
export const REMOVE_MEASURED_ACTION = 'form_remove_measured';

/** More would push the questions out of sight. */
const SHOWN_MAX = 4;
const NAME_MAX = 200;

/** What was measured, each with a button that takes it out. */
export function buildMeasured(draft: Draft): KnownBlock[] {
  const names = [...new Set(measurementsIn(draft).map(writeMeasured))];
  const more = names.length - SHOWN_MAX;
  return [
    ...names.slice(0, SHOWN_MAX).map(
      (name, at): KnownBlock => ({
        type: 'section',
        block_id: `form_measured_${at}`,
        text: mrkdwn(`*Measured:* ${escapeWithin(name, NAME_MAX)}`),
        accessory: {
          type: 'button',
          action_id: REMOVE_MEASURED_ACTION,
          text: plain('Remove'),
          value: name,
          accessibility_label: plain(`Remove ${name}`, SLACK_LIMITS.button.accessibilityLabel).text,
        },
      }),
    ),
    ...(more > 0 ? [{ type: 'context' as const, elements: [plain(`and ${more} more`)] }] : []),
  ];
}

/** The draft without the measurements that a button names. */
export const withoutMeasured = (draft: Draft, name: string): Draft =>
  withMeasurements(
    draft,
    measurementsIn(draft).filter((one) => writeMeasured(one) !== name),
  );
