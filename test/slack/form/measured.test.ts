import { describe, expect, it } from 'vitest';
import { validateView } from '../../../local-workspace/block-kit/validate.ts';
import type { Measurement } from '../../../src/recommender/index.ts';
import { buildForm } from '../../../src/slack/form/build-form.ts';
import { measurementsIn } from '../../../src/slack/form/draft.ts';
import { REMOVE_MEASURED_ACTION, withoutMeasured } from '../../../src/slack/form/measured.ts';
import { draftOf, interpretDraft } from '../../../src/slack/form/read-form.ts';
import { writeMeasured } from '../../../src/wording/quantities/index.ts';
import { MEASURED } from '../../support/measurements.ts';

const [[guidellm] = [], [onCpu, onGpu] = []] = MEASURED as [Measurement[], Measurement[]];
const draft = draftOf({ name: 'chat', measurements: [guidellm, onCpu, onGpu] as Measurement[] });
const viewOf = (of: typeof draft) =>
  buildForm({ draft: of, metadata: { draftId: 'd', channelId: 'C1' }, showMore: false });

describe('measurements in the form', () => {
  it('stand in a line each, with who measured, on what and when, and a button that takes them out', () => {
    const lines = viewOf(draft).blocks.flatMap((block) =>
      block.type === 'section' && 'accessory' in block && JSON.stringify(block).includes(REMOVE_MEASURED_ACTION)
        ? [block.text?.text]
        : [],
    );
    expect(lines).toEqual([
      '*Measured:* GuideLLM on ml.g6e.xlarge (2026-11-20)',
      '*Measured:* own figures on ml.c6i.xlarge',
      '*Measured:* own figures on ml.g5.xlarge (2026-10-02)',
    ]);
  });

  it('go one by one, and a second press takes out nothing else', () => {
    const name = 'own figures on ml.c6i.xlarge';
    const once = withoutMeasured(draft, name);
    expect(measurementsIn(once)).toEqual([guidellm, onGpu]);
    expect(withoutMeasured(once, name)).toEqual(once);
  });

  it('leave a workload without any once all are out', () => {
    const emptied = measurementsIn(draft).map(writeMeasured).reduce(withoutMeasured, draft);
    expect(interpretDraft(emptied, { needsChannel: false })).toEqual({ ok: true, workload: { name: 'chat' } });
  });

  it('show four lines of 200, and how many more there are', () => {
    const many = Array.from({ length: 200 }, (_, day) => ({ ...onGpu, instanceCount: 1, measuredAt: `day ${day}` }));
    const view = viewOf(draftOf({ name: 'x', measurements: many as Measurement[] }));
    expect(validateView(view)).toEqual([]);
    expect(JSON.stringify(view).split(REMOVE_MEASURED_ACTION).length - 1).toBe(4);
    expect(JSON.stringify(view)).toContain('and 196 more');
  });
});
