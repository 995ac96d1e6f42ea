import { actionsSection } from './actions.ts';
import { concernsSection } from './concerns.ts';
import { contextSection } from './context.ts';
import { costsSection } from './costs.ts';
import { flipsSection } from './flips.ts';
import { headerSection } from './header.ts';
import { hostingSection } from './hosting.ts';
import { optionsSection } from './options.ts';
import type { Section } from './section.ts';
import { standingSection } from './standing.ts';
import { warningsSection } from './warnings.ts';
import { whySection } from './why.ts';

/** The parts of the review's message, in the order in which they are read. */
export const SECTIONS: readonly Section[] = [
  headerSection,
  standingSection,
  whySection,
  optionsSection,
  hostingSection,
  costsSection,
  flipsSection,
  warningsSection,
  concernsSection,
  contextSection,
  actionsSection,
];
