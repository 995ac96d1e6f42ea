import { describe, expect, it } from 'vitest';
import { ALLOWED_LICENSES, licenseRows, productionPackages } from '../../tools/packages/production-packages.ts';
import { read } from '../support/documents.ts';

const packages = productionPackages();

describe('the production packages', () => {
  it('have a license that asks for its notice alone', () => {
    expect(packages.length).toBeGreaterThan(100);
    expect(packages.filter(({ license }) => !ALLOWED_LICENSES.includes(license))).toEqual([]);
  });

  it('are listed in LICENSES.md as the lock file has them. If not: npm run tool -- packages', () => {
    const listed = read('LICENSES.md')
      .split('## Licenses')[1]
      ?.match(/^\| `.+$/gm);
    expect(listed).toEqual(licenseRows(packages));
  });
});
