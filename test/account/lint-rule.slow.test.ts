import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, read } from '../support/documents.ts';

const RULE = './tools/reads-only.grit';

describe('the lint rule for AWS', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lint-rule-'));
    writeFileSync(join(folder, 'biome.json'), JSON.stringify({ root: true, plugins: [join(ROOT, RULE)] }));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The lines of a source that the rule forbids, counted from 1. */
  function forbidden(lines: readonly string[]): number[] {
    writeFileSync(join(folder, 'probe.ts'), `${lines.join('\n')}\n`);
    const args = ['lint', '--colors=off', '--reporter=github', '--max-diagnostics=100', 'probe.ts'];
    const { stdout } = spawnSync(join(ROOT, 'node_modules/.bin/biome'), args, { cwd: folder, encoding: 'utf8' });
    return [...stdout.matchAll(/title=plugin[^\n]*?line=(\d+)/g)].map(([, line]) => Number(line));
  }

  it('forbids commands that write, by any name of their module, and clients that write by their methods', () => {
    const lines = [
      'new sageMaker.DeleteEndpointCommand({});',
      'new StopTransformJobCommand({ TransformJobName: name });',
      'client.send(new cloudWatch.PutMetricDataCommand({}));',
      'new scaling.RegisterScalableTargetCommand({});',
      'new sageMaker.SageMaker({}).deleteEndpoint({});',
    ];
    expect(forbidden(lines)).toEqual([1, 2, 3, 4, 5]);
  });

  it('allows what describes, lists, gets or heads, and holds in all of src', () => {
    const lines = [
      'new sageMaker.DescribeEndpointCommand({});',
      'new ListEndpointsCommand({});',
      'new cloudWatch.GetMetricDataCommand({});',
      'new s3.HeadObjectCommand({});',
      'new sageMaker.SageMakerClient({});',
    ];
    expect(forbidden(lines)).toEqual([]);
    const { overrides }: { overrides: { includes: string[]; plugins?: string[] }[] } = JSON.parse(read('biome.json'));
    const held = overrides.filter(({ plugins }) => plugins?.includes(RULE));
    expect(held).toMatchObject([{ includes: ['src/**'] }]);
  });
});
