import { describe, expect, it } from 'vitest';
import { toldTo } from '../support/deciding.ts';
import { forEachTest } from '../support/for-each-test.ts';
import { type JourneyOptions, startJourney } from '../support/journey.ts';

describe('a recorded AWS account in Slack', () => {
  const settings: JourneyOptions['settings'] = () => ({ accountFile: 'examples/account/fictional.jsonl' });
  const journey = forEachTest(() => startJourney('http', 'embedded', { withPeople: true, settings }));

  it('is read without AWS, and every answer says that nothing was read there', async () => {
    const { ada, channel } = journey;
    await ada.slashCommand(channel, 'endpoint checkout-fraud');
    expect(await toldTo(journey, ada, 'Proposed')).toContain(
      'Nothing was read in AWS. This is the recorded account in fictional.jsonl.',
    );
  });
});
