import { describe, expect, it } from 'vitest';
import { TEMPLATE_BYTES_MAX } from '../../src/deploy/cloudformation.ts';
import { expectGolden } from '../support/golden.ts';
import { parseTemplate } from '../support/parse-template.ts';
import { templates } from './cases.ts';

describe.each(templates())('the template of $name', ({ name, template, text }) => {
  it('is as it was reviewed', async () => {
    await expectGolden(text, `deploy/${name}.yaml`);
  });

  it('says in YAML what the data says', () => {
    const { AWSTemplateFormatVersion, ...parsed } = parseTemplate(text) as never as Record<string, unknown>;
    expect(AWSTemplateFormatVersion).toBe('2010-09-09');
    // Only other formats count the members of a list.
    const data = JSON.parse(JSON.stringify(template, (key, value) => (key === 'least' ? undefined : value)));
    expect({ Conditions: {}, ...parsed }).toEqual(data);
  });

  it('has less than the 51,200 bytes that deploy without a bucket', () => {
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(TEMPLATE_BYTES_MAX);
  });
});
