import { describe, expect, it } from 'vitest';
import { DEPLOYMENT_FORMATS, renderDeployment } from '../../../src/deploy/index.ts';
import { named, recommend } from '../../../src/recommender/index.ts';
import { CHOICES } from '../cases.ts';

describe.each(Object.keys(CHOICES))('%s', (name) => {
  const recommendation = recommend(CHOICES[name] ?? named(name));
  const rendered = DEPLOYMENT_FORMATS.map((format) => renderDeployment(recommendation, { format }));
  const behaviours = rendered.flatMap((code) => (code.ok ? [code.behaviour] : []));

  it('says on what its behaviour rests', () => {
    expect(behaviours[0]?.basis.length).toBeGreaterThan(0);
  });

  it('behaves alike in each format that can express it', () => {
    expect(behaviours.slice(1)).toEqual(behaviours.slice(0, behaviours.length - 1));
  });
});
