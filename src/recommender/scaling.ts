import { WAKE_UP_SECONDS } from './facts/working-figures.ts';
import { conditional, doubtful, type Finding, rulesOut } from './finding.ts';
import { dueSeconds, type Needs, wantsComponentsAtZero } from './needs/needs.ts';
import type { HostingPatternId, Scaling } from './recommendation.ts';

/** How capacity follows the traffic. Each option has its ways; what a way costs in conditions is added as findings. */

/** Instances that stay on; copies of inference components may go to zero. */
export function scaleInstances(needs: Needs, hosting: HostingPatternId, findings: Finding[]): Scaling {
  const required = needs.stated.requiresScaleToZero === true;
  if (hosting !== 'inference-components') {
    if (required) findings.push(rulesOut('scale-to-zero-not-supported'));
  } else if (required || wantsComponentsAtZero(needs)) {
    judgeComponentsWakeUp(needs, findings);
    return 'scale-to-zero';
  }
  return needs.traffic === 'steady' ? 'fixed' : 'auto-scaling';
}

function judgeComponentsWakeUp(needs: Needs, findings: Finding[]): void {
  const { coldStarts } = needs.stated;
  if (coldStarts === 'minutes-acceptable' || needs.isDataset) return;
  findings.push(coldStarts === undefined ? doubtful('wake-up-takes-minutes') : rulesOut('wake-up-takes-minutes'));
}

/** Instances behind a queue, which go to zero where the wake-up fits. */
export function scaleQueue(needs: Needs, _hosting: HostingPatternId, findings: Finding[]): Scaling {
  const required = needs.stated.requiresScaleToZero === true;
  if (required || queueWantsZero(needs)) {
    const wakesInTime = judgeQueueWakeUp(needs, required, findings);
    if (required || wakesInTime) return 'scale-to-zero';
  }
  return needs.traffic === 'steady' ? 'fixed' : 'auto-scaling';
}

/** Idle stretches cost nothing at zero; where nothing unusual may be met, an instance stays on. */
function queueWantsZero(needs: Needs): boolean {
  if (needs.isDataset) return true;
  if (needs.traffic !== 'intermittent' || needs.costPriority === 'performance') return false;
  return needs.coldStarts !== 'unacceptable';
}

/**
 * From zero it must wake, queue and run within the response time, or before a run of a data set is due. Adds the condition;
 * false where it cannot.
 */
function judgeQueueWakeUp(needs: Needs, required: boolean, findings: Finding[]): boolean {
  const { responseTimeSeconds, processingTimeSeconds } = needs;
  if (required && needs.stated.coldStarts === 'unacceptable') findings.push(rulesOut('wake-up-takes-minutes'));
  const within = needs.isDataset ? finite(dueSeconds(needs.stated)) : responseTimeSeconds;
  if (within === undefined) {
    if (needs.isDataset) return true;
    if (needs.stated.coldStarts === 'acceptable') findings.push(conditional('wake-up-takes-minutes'));
    return true;
  }
  const fromZeroSeconds = WAKE_UP_SECONDS + (processingTimeSeconds ?? 0);
  if (fromZeroSeconds > within) {
    if (required) findings.push(conditional('wake-up-over-response-time', fromZeroSeconds, within));
    return false;
  }
  if (processingTimeSeconds === undefined && !needs.isDataset) findings.push(conditional('wake-up-unproven', within));
  return true;
}

const finite = (seconds: number): number | undefined => (seconds === Infinity ? undefined : seconds);

/** Only for hours that are known beforehand is capacity kept warm; outside them it would be paid for nothing. */
export function canBeKeptWarm(needs: Needs): boolean {
  return needs.traffic === 'intermittent' && needs.busyTimesKnown;
}

/** On demand, or kept warm where no cold start is accepted. */
export function scaleServerless(needs: Needs, _hosting: HostingPatternId, findings: Finding[]): Scaling {
  if (needs.isDataset || needs.coldStarts !== 'unacceptable') return 'on-demand';
  if (needs.stated.requiresScaleToZero === true) findings.push(conditional('warm-capacity-is-not-zero'));
  return 'provisioned-concurrency';
}
