import { describe, expect, it } from 'vitest';
import { recommend } from '../../src/recommender/index.ts';
import { historyLines, writeActor, writeEntry } from '../../src/reviews/history.ts';
import { CT_SCANS } from '../support/recommendations.ts';
import { ANA, BEN, CHEN, DINA, PEOPLE, proposed, RULES, tell } from './support/story.ts';

const NAMING = { person: (id: string) => `@${PEOPLE.get(id) ?? id}`, review: (id: string) => `review ${id}` };

const SMALLER = recommend({ ...CT_SCANS.workload, payloadSizeMB: 3 });

/** "@ana proposed revision 1: …" */
function linesOf(told: ReturnType<typeof tell>['history']): string[] {
  return historyLines(told).map((entry) => `${writeActor(entry.byId, NAMING.person)} ${writeEntry(entry, NAMING)}`);
}

describe('historyLines', () => {
  it('tells a dispute in order: concern, revision, approvals, decision, re-opening and override', () => {
    const changed = { workload: SMALLER.workload, recommendation: SMALLER };
    const { history } = tell(
      [
        [ANA, { kind: 'set-decider', userId: DINA }],
        [DINA, { kind: 'set-decide-by', date: '2026-11-30', today: '2026-11-24' }],
        [BEN, { kind: 'raise-concern', text: 'PHI leaves the VPC', blocking: true }],
        [CHEN, { kind: 'raise-concern', text: 'Who wakes it at night?' }],
        [BEN, { kind: 'resolve-concern', concernId: 1, note: 'We add a VPC endpoint' }],
        [BEN, { kind: 're-open-concern', concernId: 1, reason: 'The bucket has another key' }],
        [DINA, { kind: 'accept', despiteConcerns: [1, 2], reason: 'The key is ours from May' }],
        [ANA, { kind: 'revise', baseRevision: 1, ...changed, team: { ...RULES, version: '0d15ea5e' } }],
        [DINA, { kind: 'accept', despiteConcerns: [1, 2], reason: 'As before' }],
        [CHEN, { kind: 'resolve-concern', concernId: 2, note: 'An alarm does' }],
        [BEN, { kind: 'resolve-concern', concernId: 1, note: 'We share the key' }],
        [CHEN, { kind: 'accept' }],
        [DINA, { kind: 'note-endpoint', endpoint: 'ct-scans-prod' }],
        [DINA, { kind: 'set-revisit', date: '2027-02-27', today: '2026-11-25' }],
        [DINA, { kind: 'revisit', keep: true, next: '2027-05-28' }],
        [ANA, { kind: 're-open', reason: 'Prices fell' }],
        [CHEN, { kind: 'override', option: 'batch-transform', reason: 'We batch at night' }],
        [CHEN, { kind: 'withdraw-approval' }],
        [DINA, { kind: 'accept' }],
        [BEN, { kind: 'accept' }],
        [DINA, { kind: 'supersede', byReviewId: 'R2' }],
      ],
      proposed(RULES),
    );
    expect(linesOf(history)).toMatchInlineSnapshot(`
      [
        "@ana proposed revision 1: Asynchronous inference with scaling to zero",
        "@ana made @dina the owner",
        "@dina set the due date to 2026-11-30",
        "@ben raised blocking concern 1: "PHI leaves the VPC"",
        "@chen raised concern 2: "Who wakes it at night?"",
        "@ben resolved concern 1 ("PHI leaves the VPC"): "We add a VPC endpoint"",
        "@ben re-opened concern 1 ("PHI leaves the VPC"): "The bucket has another key"",
        "@dina approved revision 1 (1 of 2, rule "expensive endpoints"): "The key is ours from May"",
        "@ana made revision 2: payload 500 → 3 MB; still Asynchronous Inference. Approvals start again. The policy was version c3f7f86e before and is version 0d15ea5e now",
        "@dina approved revision 2 (1 of 2, rule "expensive endpoints"): "As before"",
        "@chen resolved concern 2 ("Who wakes it at night?"): "An alarm does"",
        "@ben resolved concern 1 ("PHI leaves the VPC"): "We share the key"",
        "@chen approved revision 2 (2 of 2, rule "expensive endpoints")",
        "@chen accepted Asynchronous Inference (revision 2) under policy version 0d15ea5e",
        "@dina noted the endpoint ct-scans-prod",
        "@dina set 2027-02-27 as the date to look at the decision again",
        "@dina looked at the decision again and kept it until 2027-05-28",
        "@ana re-opened the review, decided for Asynchronous Inference until then: "Prices fell"",
        "@chen proposed Batch Transform, which is ruled out, against the recommended Asynchronous Inference (revision 2): "We batch at night"",
        "@chen approved revision 2 (1 of 2, rule "expensive endpoints")",
        "@chen took back the approval of revision 2",
        "@dina approved revision 2 (1 of 2, rule "expensive endpoints")",
        "@ben approved revision 2 (2 of 2, rule "expensive endpoints")",
        "@ben chose Batch Transform, which is ruled out, against the recommended Asynchronous Inference (revision 2) under policy version 0d15ea5e, as @chen proposed: "We batch at night"",
        "@dina replaced the review with review R2",
      ]
    `);
    expect(historyLines(history).map(({ revision }) => revision)).toEqual([
      ...Array(8).fill(1),
      ...Array(history.events.length - 8).fill(2),
    ]);
  });
});
