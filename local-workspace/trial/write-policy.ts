import { writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import { policyIn } from './kept-file.ts';
import type { Scene } from './scene.ts';

/** Writes the rules by which the trial's people decide, unless the folder has some. Returns the file's path. */
export function writePolicy(folder: string, scene: Scene): string {
  const path = policyIn(folder);
  try {
    // Somebody may have changed them to try others.
    writeFileSync(path, policyFor(scene), { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return path;
}

/** Above $5,000 per month it takes two approvals, and the lead may decide although a concern blocks. */
export function policyFor({ archCouncilId, leadId }: Pick<Scene, 'archCouncilId' | 'leadId'>): string {
  return stringify({
    version: 1,
    approvals: [
      {
        name: 'expensive endpoints',
        when: { monthlyUsdOver: 5000 },
        count: 2,
        from: [archCouncilId],
        notRequester: true,
      },
    ],
    concerns: { blockingMayBeAcceptedBy: [leadId] },
    nudge: { afterDays: 7, most: 3 },
    revisit: { afterDays: 90 },
    // At 09:00 of the person who tries it.
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  });
}
