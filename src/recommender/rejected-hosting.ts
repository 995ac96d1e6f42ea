import type { HostingPattern, Weighing } from './hosting/hosting-pattern.ts';
import { HOSTING_PATTERNS } from './hosting/index.ts';
import type { Judgement, Pair } from './judge.ts';
import type { HostingCode } from './reasons/reason-code.ts';
import { reasonOf, reasonsOf } from './reasons/reason-of.ts';
import type { HostingPatternId, Reason, RejectedHosting } from './recommendation.ts';

/** The patterns that were in question beside the chosen one, each with why not. */
export function rejectedHostings(judgement: Judgement, choice: Pair): RejectedHosting[] {
  return HOSTING_PATTERNS.flatMap((pattern, index) => {
    const weighing = judgement.weighings[index];
    if (pattern === choice.hosting || !weighing) return [];
    const reasons = reasonsAgainst(pattern, weighing, judgement, choice);
    return reasons.length > 0 ? [{ hosting: pattern.id, title: pattern.title, reasons }] : [];
  });
}

/** None where the pattern was in no question. */
function reasonsAgainst(pattern: HostingPattern, weighing: Weighing, judgement: Judgement, choice: Pair): Reason[] {
  const subject = { needs: judgement.needs, option: choice.option, hosting: pattern };
  if (!weighing.serves) return weighing.code === null ? [] : [reasonOf(weighing.code, subject)];
  const verdict = judgement.verdicts.find(({ option }) => option === choice.option);
  const pair = verdict?.pairs.find(({ hosting }) => hosting === pattern);
  if (!pair) return [reasonOf('hosting-not-on-option', subject)];
  if (pair.findings.length > 0) {
    return reasonsOf(pair.findings, subject);
  }
  return [
    reasonOf(
      pattern.id === 'single-model' && isOne(judgement) ? 'zero-needs-components' : LESS_SUITED[pattern.id],
      subject,
    ),
  ];
}

const isOne = ({ needs }: Judgement): boolean => needs.arrangement === 'one';

/** What a pattern that would serve has against it. */
const LESS_SUITED: Record<HostingPatternId, HostingCode> = {
  'single-model': 'many-endpoints-to-run',
  'multi-model': 'models-scale-alone',
  'multi-container': 'models-scale-alone',
  'inference-pipeline': 'no-fixed-sequence',
  'inference-components': 'components-not-needed',
};
