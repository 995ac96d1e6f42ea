import { describe, expect, it } from 'vitest';
import { SETTINGS } from '../../src/settings/settings.ts';
import { writeEnvExample, writeSettingsPage } from '../../tools/settings.ts';
import { TEXTS } from '../../tools/settings-texts.ts';

describe('the documents of the settings', () => {
  it('.env.example is as the list makes it', async () => {
    await expect(writeEnvExample()).toMatchFileSnapshot('../../.env.example');
  });

  it('docs/settings.md is as the list makes it', async () => {
    await expect(writeSettingsPage()).toMatchFileSnapshot('../../docs/settings.md');
  });

  it('have every setting once, in the order of the list', () => {
    const names = Object.keys(SETTINGS);
    expect([...writeEnvExample().matchAll(/^(\w+)=/gm)].map(([, name]) => name)).toEqual(names);
    expect([...writeSettingsPage().matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)).toEqual(names);
  });

  it('end each meaning with a period, so that its default can follow', () => {
    expect(Object.entries(TEXTS).filter(([, { doc }]) => !doc.endsWith('.'))).toEqual([]);
  });
});
