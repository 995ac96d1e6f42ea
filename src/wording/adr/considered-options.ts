import { type OptionCost, optionTitle, type Reason, type Recommendation } from '../../recommender/index.ts';
import { writeMonthlyCost } from '../money.ts';
import { md, mdLink } from './markdown.ts';

/** MADR's pros and cons, option by option, with a month's cost and what would have to change. */
export function prosAndCons(recommendation: Recommendation): string[] {
  const { choice, rationale, rejected, costs } = recommendation;
  const chosen =
    choice === null ? [] : [section(optionTitle(choice.option), costOf(costs, choice.option), good(rationale))];
  const others = rejected.map(({ option, title, reasons, verdict, wouldFitIf }) => {
    const change = wouldFitIf === null ? [] : [`* Neutral: ${md(wouldFitIf.text)}`];
    const cost = verdict === 'ruled-out' ? undefined : costOf(costs, option);
    return section(title, cost, [...bad(reasons), ...change]);
  });
  return ['## Pros and Cons of the Options', ...[...chosen, ...others].flat()];
}

function section(title: string, cost: OptionCost | undefined, lines: readonly string[]): string[] {
  return ['', `### ${md(title)}`, '', ...lines, ...(cost === undefined ? [] : costLines(cost))];
}

function good(reasons: readonly Reason[]): string[] {
  return reasons.map((reason) => `* Good, because ${sentence(reason)}`);
}

function bad(reasons: readonly Reason[]): string[] {
  return reasons.map((reason) => `* Bad, because ${sentence(reason)}`);
}

/** A reason with its source; its numbers and names keep their letters, so that only a plain first word is made small. */
export function sentence({ text, source }: Reason): string {
  const lower = /^(?:The|A|An|It|Its|Each|One|Traffic|Requests|Nothing|No)\b/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
  return source === undefined ? md(lower) : `${md(lower)} (${mdLink(source.title, source.url)})`;
}

function costOf(costs: readonly OptionCost[], option: OptionCost['option']): OptionCost | undefined {
  return costs.find((cost) => cost.option === option);
}

function costLines(cost: OptionCost): string[] {
  const note = cost.note === null ? '' : `. ${md(cost.note)}`;
  return [`* Cost: ${md(writeMonthlyCost(cost))}${note}`];
}
