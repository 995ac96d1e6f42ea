import { RELIABILITY_RULES } from '../../account/findings/reliability.ts';
import { findAll } from '../../account/findings/rule.ts';
import { SCALING_RULES as ACCOUNT_SCALING_RULES, wakingFrom } from '../../account/findings/scaling.ts';
import { measure } from '../../account/measure.ts';
import { workloadOf } from '../../account/workload.ts';
import type { Reason } from '../../recommender/index.ts';
import { shown } from '../fields.ts';
import { isKnown } from '../templates/unknown-text.ts';
import { type Finding, findingOf, findingsBy, type Seen, type Severity } from './finding.ts';
import { HOST_RULES } from './hosts.ts';
import { METRIC_RULES } from './metrics.ts';
import { SCALING_RULES } from './scaling.ts';
import { SERVING_RULES } from './serving.ts';
import { UPDATE_RULES } from './updates.ts';

/** Of the account's rules, those that need no metrics find something in a template too. */
const ACCOUNT_RULES = [...ACCOUNT_SCALING_RULES, ...RELIABILITY_RULES];

/** What nothing ever wakes can't work; what wakes late may be meant so. */
function accountSeverity({ code }: Reason, { facts }: Seen['served']): Severity {
  const sleeps = [wakingFrom(facts, 'Instance'), wakingFrom(facts, 'Copy')].includes('never');
  if (code === 'no-wake-up') return sleeps ? 'error' : 'warning';
  return code === 'cannot-scale' ? 'warning' : 'note';
}

const RULES = [...SERVING_RULES, ...HOST_RULES, ...SCALING_RULES, ...METRIC_RULES, ...UPDATE_RULES];

const ORDER: readonly Severity[] = ['error', 'warning', 'note'];

/** What is wrong with an endpoint, errors first. */
export function findingsOf(seen: Seen): Finding[] {
  const { served, runs, priced } = seen;
  const facts = { ...served.facts, region: priced.region };
  const measures = measure(facts);
  const read = workloadOf(facts, runs, measures);
  const account = findAll(ACCOUNT_RULES, { facts, runs, measures, read, prices: priced.prices });
  const all = [
    ...findingsBy(RULES, seen),
    ...account.map((reason) => findingOf(reason, accountSeverity(reason, served))),
  ];
  return inOrder(all);
}

export const inOrder = (findings: readonly Finding[]): Finding[] =>
  findings
    .map((finding) => ({ ...finding, text: sentence(finding.text) }))
    .toSorted((one, other) => ORDER.indexOf(one.severity) - ORDER.indexOf(other.severity));

/** A name stays as it is written. What stands for an unknown one starts large. */
function sentence(text: string): string {
  const words = shown(text);
  return isKnown(text.charAt(0)) ? words : words.charAt(0).toUpperCase() + words.slice(1);
}
