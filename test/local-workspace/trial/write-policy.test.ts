import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startWorkspace } from '../../../local-workspace/start-workspace.ts';
import { forgetKept } from '../../../local-workspace/trial/kept-file.ts';
import { type Scene, setScene } from '../../../local-workspace/trial/scene.ts';
import { writePolicy } from '../../../local-workspace/trial/write-policy.ts';
import { readPolicy } from '../../../src/policy/read-policy.ts';

describe('the policy of npm run try', () => {
  let folder: string;
  let scene: Scene;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'policy-'));
    const workspace = await startWorkspace();
    scene = await setScene(workspace);
    await workspace.stop();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('asks for two approvals of the architects above $5,000, and lets the lead decide although a concern blocks', () => {
    const read = readPolicy(readFileSync(writePolicy(folder, scene), 'utf8'));
    expect(read).toMatchObject({
      ok: true,
      policy: {
        approvals: [{ when: { monthlyUsdOver: 5000 }, count: 2, from: [scene.archCouncilId], notRequester: true }],
        concerns: { blockingMayBeAcceptedBy: [scene.people[2]?.id] },
      },
    });
  });

  it('stays as somebody changed it, until a clean start', () => {
    const path = writePolicy(folder, scene);
    writeFileSync(path, 'version: 1');
    expect(readFileSync(writePolicy(folder, scene), 'utf8')).toBe('version: 1');
    forgetKept(folder);
    expect(readFileSync(writePolicy(folder, scene), 'utf8')).toContain('expensive endpoints');
  });
});
