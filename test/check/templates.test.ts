import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/documents.ts';
import { runCheck } from './support/run-check.ts';
import { TEMPLATE_CASES } from './templates/cases.ts';

interface Line {
  readonly address: string;
  readonly kind: string;
  readonly region: string;
  readonly runs: { readonly instance: string | null };
  readonly monthlyUsd: { readonly minimum: number | null; readonly maximum: number | null };
  readonly findings: readonly { readonly code: string }[];
  readonly unknown: readonly string[];
}

/** Runs the command on one of the folders. Returns its exit status and all that it printed. */
async function check(name: string, path: string, ...options: string[]): Promise<{ exit: number; printed: string }> {
  const ran = await runCheck([...options, '--', join(ROOT, 'test/check/templates', name, path)]);
  return { exit: ran.exit, printed: ran.stdout + ran.stderr };
}

/** In US dollars to the cent; null where it can't be known. */
const dollars = (monthly: (typeof TEMPLATE_CASES)[number]['endpoints'][number]['minimum']): number | null =>
  monthly === 'unknown'
    ? null
    : Math.round(monthly.reduce((sum, [hours, count, usd]) => sum + hours * count * usd, 0) * 100) / 100;

describe('a template that somebody else published', () => {
  it('is one of at least twelve, of every format', () => {
    expect(TEMPLATE_CASES.length).toBeGreaterThanOrEqual(12);
  });

  it.each(TEMPLATE_CASES)(
    '$name: every endpoint is found, costed by hand and judged',
    async ({ name, path, endpoints }) => {
      const { printed } = await check(name, path, '--json');
      const { endpoints: lines } = JSON.parse(printed) as { endpoints: Line[] };
      expect(lines.map(({ address }) => address).toSorted()).toEqual(
        endpoints.map(({ address }) => address).toSorted(),
      );
      for (const { address, kind, region, instance, minimum, maximum, ...more } of endpoints) {
        const line = lines.find((one) => one.address === address);
        const codes = line?.findings.map(({ code }) => code) ?? [];
        expect.soft(line).toMatchObject({
          ...(kind === 'undecided' ? {} : { kind }),
          region,
          runs: { instance },
          monthlyUsd: { minimum: closeTo(dollars(minimum)), maximum: closeTo(dollars(maximum)) },
        });
        expect.soft(codes).toEqual(expect.arrayContaining([...(more.findings ?? [])]));
        expect.soft(codes.filter((code) => more.never?.includes(code))).toEqual([]);
        const unknown = line?.unknown.join('\n') ?? '';
        expect.soft((more.unknown ?? []).filter((what) => !unknown.includes(what))).toEqual([]);
      }
    },
  );

  it.each(TEMPLATE_CASES)(
    '$name: is shown as text and as a comment of at most 60 lines, without a secret',
    async (one) => {
      for (const options of [[], ['--markdown'], ['--json']]) {
        const { exit, printed } = await check(one.name, one.path, ...options);
        expect([0, 1]).toContain(exit);
        if (options[0] === '--markdown') expect(printed.split('\n').length).toBeLessThanOrEqual(61);
        if (one.secret !== undefined) expect(printed).not.toContain(one.secret);
      }
    },
  );
});

const closeTo = (usd: number | null): unknown => (usd === null ? null : expect.closeTo(usd, 2));
