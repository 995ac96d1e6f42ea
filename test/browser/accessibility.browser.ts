import { describe, expect, it } from 'vitest';
import { checkAccessibility } from './support/check-accessibility.ts';
import { useVisit } from './support/visit.ts';

checkAccessibility('light');

describe('on a phone', () => {
  const visit = useVisit();

  it('the channels come on demand and go with a choice', async () => {
    const page = await visit.open('/', { viewport: { width: 390, height: 844 } });
    expect(await page.getByRole('link', { name: 'ml-platform' }).isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Channels and people' }).click();
    await page.getByRole('link', { name: 'ml-platform' }).click();
    await page.getByRole('heading', { level: 1, name: '#ml-platform' }).waitFor();
    expect(await page.getByRole('link', { name: 'ml-platform' }).isVisible()).toBe(false);
  });
});
