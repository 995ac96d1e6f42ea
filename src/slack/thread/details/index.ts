import { assumptionsDetail } from './assumptions.ts';
import { costLinesDetail } from './cost-lines.ts';
import { descriptionDetail } from './description.ts';
import type { Detail } from './detail.ts';
import { furtherReasonsDetail } from './further-reasons.ts';
import { furtherWarningsDetail } from './further-warnings.ts';
import { sourcesDetail } from './sources.ts';
import { statedDetail } from './stated.ts';

/** The parts of the first reply in the thread: what the team can answer comes first. */
export const DETAILS: readonly Detail[] = [
  assumptionsDetail,
  statedDetail,
  descriptionDetail,
  furtherReasonsDetail,
  furtherWarningsDetail,
  costLinesDetail,
  sourcesDetail,
];
