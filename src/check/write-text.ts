import { formatRate, formatUsd, hostingTitle, optionTitle } from '../recommender/index.ts';
import { bullet, inert, WIDTH, wrap } from '../terminal/lines.ts';
import { joinClauses } from '../wording/sentences.ts';
import { writeTeamPrices } from '../wording/team-prices.ts';
import type { Assessed, Change, Checked, Size } from './checked.ts';
import type { Bounds } from './costs.ts';
import { SEVERITY_WORDS } from './findings/finding.ts';
import { faultText } from './templates/declared.ts';

// A check in the terminal.

/** "2 to 4 × ml.c6i.xlarge", "asynchronous, 0 to 3 × ml.g4dn.xlarge", "serverless, 2,048 MB". */
export function runsWords({ line, counts, sizes, runs }: Assessed): string {
  const { kind } = line;
  const { option, hosting } = line.runs;
  const title =
    kind === 'component' ? 'inference component' : option === null ? 'not known' : optionTitle(option).toLowerCase();
  const size =
    kind === 'serverless'
      ? memoryWords(runs?.memorySizeInMB, runs?.maxConcurrency)
      : kind === 'component'
        ? `${countWords(counts)} ${counts.max === 1 ? 'copy' : 'copies'}`
        : sizes.map(sizeWords).join(', ');
  const shared =
    kind === 'component' || hosting === null || hosting === 'single-model' ? '' : hostingTitle(hosting).toLowerCase();
  return [title, shared, size].filter((part) => part !== '').join(', ');
}

function memoryWords(memory: number | null = null, concurrency: number | null = null): string {
  const parts = [
    ...(memory === null ? [] : [`${memory} MB`]),
    ...(concurrency === null ? [] : [`at most ${concurrency} requests at once`]),
  ];
  return parts.join(', ');
}

const countWords = ({ min, max }: Bounds): string =>
  min === null || max === null ? '?' : min === max ? `${min}` : `${min} to ${max}`;

const sizeWords = ({ types, counts, isShadow }: Size): string =>
  `${countWords(counts)} × ${joinClauses(types.length === 0 ? ['?'] : types, 'or')}${isShadow ? ' (shadow)' : ''}`;

/** "$298 to $596", "$0 and more by the request". */
export function monthlyWords({ line: { kind, monthlyUsd } }: Assessed): string {
  const { minimum, maximum } = monthlyUsd;
  if (kind === 'component') return 'billed with its endpoint';
  if (minimum === null) return maximum === null ? 'not known' : `at most ${formatUsd(maximum)}`;
  const least = formatUsd(minimum);
  if (maximum === null) {
    return kind === 'serverless'
      ? `${least}, and more by the request`
      : kind === 'transform'
        ? 'billed by the hour of a run'
        : `at least ${least}`;
  }
  return formatUsd(maximum) === least ? least : `${least} to ${formatUsd(maximum)}`;
}

export function writeText({ endpoints, files, notes, faults, change, prices }: Checked): string {
  const lines = endpoints.flatMap((one) => [...endpointLines(one), '']);
  if (change !== undefined) lines.push(...changeLines(change), '');
  if (endpoints.length === 0 && faults.length === 0) {
    const where =
      files.length === 0
        ? 'No template'
        : `No SageMaker endpoint in ${files.length === 1 ? '1 template' : `${files.length} templates`}`;
    lines.push(`${where}: nothing to check.`, '');
  }
  for (const told of [...faults.map(faultText), ...notes]) lines.push(inert(told));
  if (endpoints.length > 0 || change !== undefined) lines.push(...pricesLines(prices));
  return `${lines.join('\n').trimEnd()}\n`;
}

/** What the amounts are counted with; none for AWS's list prices. */
function pricesLines(prices: Checked['prices']): string[] {
  const paid = writeTeamPrices(prices);
  return paid === undefined ? [] : wrap(`Amounts are ${paid}.`, WIDTH);
}

function endpointLines(one: Assessed): string[] {
  const { line, hourlyUsd, name } = one;
  const { atDecisionLoad } = line.monthlyUsd;
  const where = line.address === name ? '' : ` (${line.address})`;
  const hourly = hourlyUsd === undefined ? '' : `; ${formatRate(hourlyUsd)} per instance hour`;
  return [
    inert(`${name}${where}, ${line.file}`),
    `  ${inert(runsWords(one))}`,
    `  Per month: ${monthlyWords(one)}${hourly}`,
    ...(atDecisionLoad === undefined ? [] : [`  At the decision's load: ${formatUsd(atDecisionLoad)} per month`]),
    ...line.differs.flatMap(({ what, decided, found }) =>
      bullet(inert(`Differs: ${what} is ${found}, ${decided} was decided.`)),
    ),
    ...(one.isCompared
      ? bullet(`${line.differs.length === 0 ? 'As decided' : 'Compared'}: ${line.compared.join(', ')}.`)
      : []),
    ...line.findings.flatMap(({ severity, text }) => bullet(inert(`${SEVERITY_WORDS[severity]}: ${text}`))),
    ...line.unknown.flatMap((what) => bullet(inert(`Unknown: ${what}.`))),
  ];
}

function changeLines({ monthlyUsd: { from, to }, endpoints }: Change): string[] {
  const of = (usd: number | null) => (usd === null ? 'not known' : formatUsd(usd));
  return [
    `At the minimum, from ${formatUsd(from)} to ${formatUsd(to)} per month`,
    ...endpoints.flatMap(({ address, change, monthlyUsd }) => {
      const usd =
        change === 'added'
          ? of(monthlyUsd.to)
          : change === 'removed'
            ? of(monthlyUsd.from)
            : `${of(monthlyUsd.from)} to ${of(monthlyUsd.to)}`;
      return bullet(inert(`${address} ${change}: ${usd}`));
    }),
  ];
}
