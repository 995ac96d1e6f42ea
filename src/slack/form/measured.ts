import type { KnownBlock } from '@slack/types';
import { writeMeasured } from '../../wording/quantities/index.ts';
import { button, labelled, remark, section } from '../render/blocks.ts';
import { escapeWithin } from '../render/mrkdwn.ts';
import { type Draft, measurementsIn, withMeasurements } from './draft.ts';

export const REMOVE_MEASURED_ACTION = 'form_remove_measured';

/** More would push the questions out of sight. */
const SHOWN_MAX = 4;
const NAME_MAX = 200;

export function buildMeasured(draft: Draft): KnownBlock[] {
  const names = [...new Set(measurementsIn(draft).map(writeMeasured))];
  const more = names.length - SHOWN_MAX;
  return [
    ...names.slice(0, SHOWN_MAX).map(
      (name, at): KnownBlock => ({
        ...section(
          `*Measured:* ${escapeWithin(name, NAME_MAX)}`,
          button(REMOVE_MEASURED_ACTION, 'Remove', name, labelled(`Remove ${name}`)),
        ),
        block_id: `form_measured_${at}`,
      }),
    ),
    ...(more > 0 ? [remark(`and ${more} more`)] : []),
  ];
}

export const withoutMeasured = (draft: Draft, name: string): Draft =>
  withMeasurements(
    draft,
    measurementsIn(draft).filter((one) => writeMeasured(one) !== name),
  );
