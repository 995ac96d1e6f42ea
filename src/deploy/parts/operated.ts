import type { DeploymentFacts } from '../facts.ts';
import type { Part } from '../template.ts';
import { ALARM_TOPIC } from './alarms.ts';
import { keyPart } from './encryption.ts';
import { tagsPart } from './names.ts';
import { rollbackPart } from './rollout.ts';
import { unwatchedFirstPart } from './serving-alarms.ts';

/** The parameters by which a team operates what it deploys: its key, its alarms, its tags. They have defaults. */
export const operated = (facts: DeploymentFacts): Part[] => [
  keyPart(facts),
  ALARM_TOPIC,
  rollbackPart(facts),
  tagsPart(facts),
  { notes: unwatchedFirstPart(facts) },
];
