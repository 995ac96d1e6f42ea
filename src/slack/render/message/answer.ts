import type { Reason, Recommendation, RejectedHosting } from '../../../recommender/index.ts';
import { writeWithPrices } from '../../../wording/money.ts';
import { headline } from '../../../wording/sentences.ts';
import { SLACK_LIMITS } from '../limits.ts';
import { clip, escapeWithin, joinLines, mrkdwn, plain, reasonLine } from '../mrkdwn.ts';
import type { Section } from './section.ts';

/** The choice in words. */
export const headerSection: Section = {
  id: 'header',
  build: ({ latest: { recommendation } }) => [
    { type: 'header', text: plain(headlineWithin(recommendation, SLACK_LIMITS.header), SLACK_LIMITS.header) },
  ],
};

const NAME_MIN = 12;

/** Where the headline is too long, the name is cut and not the choice. */
function headlineWithin(recommendation: Recommendation, max: number): string {
  const whole = headline(recommendation);
  if (whole.length <= max) return whole;
  const { name } = recommendation.workload;
  const shorter = clip(name, Math.max(NAME_MIN, name.length - (whole.length - max)));
  return headline({ ...recommendation, workload: { ...recommendation.workload, name: shorter } });
}

/** More is an argument that nobody reads; the recommendation has the strongest first. */
const REASONS_MAX = 4;

const REASONS_MIN = 2;

const WHY_TEXT_MAX = 2500;

/** What speaks for the choice; where nothing fits, that the table's reasons are all there is. */
export const whySection: Section = {
  id: 'why',
  build({ latest }) {
    const { kind, rationale } = latest.recommendation;
    const reasons = strongest(rationale).map((reason) => `• ${reasonLine(reason)}`);
    const opening =
      kind === 'nothing-fits'
        ? 'Each of the four options is ruled out by something that this workload must have.'
        : '*Why*';
    if (kind === 'recommended' && reasons.length === 0) return [];
    return [{ type: 'section', text: mrkdwn(joinLines([opening, ...reasons], WHY_TEXT_MAX)) }];
  },
};

/** That nothing else is left stands in the table too, so it is said here only where there is little else to say. */
function strongest(rationale: readonly Reason[]): Reason[] {
  const own = rationale.filter(({ code }) => code !== 'only-one-left');
  return (own.length < REASONS_MIN ? [...rationale] : own).slice(0, REASONS_MAX);
}

/** How many have their reason in the channel; those of the others are in the thread. */
export const HOSTINGS_MAX = 2;

const TITLE_MAX = 60;

const HOSTING_TEXT_MAX = 1800;

/** Why models and containers do not share an endpoint in another way; only where that was in question. */
export const hostingSection: Section = {
  id: 'hosting',
  build({ latest }) {
    const { rejectedHosting } = latest.recommendation;
    if (rejectedHosting.length === 0) return [];
    const lines = rejectedHosting.slice(0, HOSTINGS_MAX).map(hostingLine);
    const others = rejectedHosting.slice(HOSTINGS_MAX).map(({ title }) => escapeWithin(title, TITLE_MAX));
    const rest = others.length > 0 ? [`• Nor ${others.join(' or ')}, for the reasons in the thread`] : [];
    return [
      { type: 'section', text: mrkdwn(joinLines(['*Hosting that was weighed*', ...lines, ...rest], HOSTING_TEXT_MAX)) },
    ];
  },
};

function hostingLine({ title, reasons: [strongest] }: RejectedHosting): string {
  const name = escapeWithin(title, TITLE_MAX);
  return strongest ? `• Not ${name}: ${reasonLine(strongest)}` : `• Not ${name}`;
}

const NOTE_MAX = 400;

const PRICES_MAX = 60;

const COSTS_TEXT_MAX = 900;

/** The date of the prices, and what is to be known about the choice's amount; the amounts stand beside the options. */
export const costsSection: Section = {
  id: 'costs',
  build({ latest }) {
    const { choice, costs, facts } = latest.recommendation;
    const cost = costs.find(({ option }) => option === choice?.option) ?? costs[0];
    if (cost === undefined) return [];
    const prices = writeWithPrices(facts.pricesAsOf);
    const heading = `*Cost* a month${prices === undefined ? '' : `, ${escapeWithin(prices, PRICES_MAX)}`}`;
    const note =
      cost.note === null
        ? 'it stands beside each option, and its lines are in the thread.'
        : escapeWithin(cost.note, NOTE_MAX);
    return [{ type: 'section', text: mrkdwn(joinLines([`${heading}: ${note}`], COSTS_TEXT_MAX)) }];
  },
};

/** How many stand in the channel; the others are in the thread. */
export const WARNINGS_MAX = 3;

const WARNINGS_TEXT_MAX = 2000;

/** The expensive mistakes that this workload is about to make. */
export const warningsSection: Section = {
  id: 'warnings',
  build({ latest }) {
    const { warnings } = latest.recommendation;
    if (warnings.length === 0) return [];
    const lines = warnings.slice(0, WARNINGS_MAX).map((warning) => `• ${reasonLine(warning)}`);
    const rest = warnings.length - lines.length;
    const more = rest > 0 ? [`• ${rest} more in the thread`] : [];
    return [{ type: 'section', text: mrkdwn(joinLines(['*Watch out*', ...lines, ...more], WARNINGS_TEXT_MAX)) }];
  },
};

/** The nearest changes come first, and the nearest are what a team can act on. */
const FLIPS_MAX = 2;

const FLIP_MAX = 300;

const FLIPS_TEXT_MAX = 700;

/** What would make the answer another one. */
export const flipsSection: Section = {
  id: 'flips',
  build({ latest }) {
    const { flips } = latest.recommendation;
    if (flips.length === 0) return [];
    const lines = flips.slice(0, FLIPS_MAX).map(({ text }) => `• ${escapeWithin(text, FLIP_MAX)}`);
    return [{ type: 'section', text: mrkdwn(joinLines(['*What would change the answer*', ...lines], FLIPS_TEXT_MAX)) }];
  },
};
