import type { InstancesCompared } from '../../../advice/instances.ts';
import { measureIt } from '../../../deploy/measuring/index.ts';
import {
  type Choice,
  formatAbout,
  formatGB,
  formatNumber,
  formatSeconds,
  type InferenceOptionId,
  isJob,
  isQueue,
  JOB_START_UP_SECONDS,
  optionTitle,
  type Reason,
  type Recommendation,
  type Scaling,
} from '../../../recommender/index.ts';
import { writeMonthlyCost } from '../../../wording/money.ts';
import { joinClauses, sizingWords } from '../../../wording/sentences.ts';
import {
  alternativeWords,
  isSizedByEarlierRules,
  measuredAgainst,
  whatDecides,
  whatUsersSee,
  writeCount,
  writePeak,
  writeSize,
} from '../../../wording/sizes.ts';
import { capitalized } from '../../../wording/text.ts';
import { sayLines, section } from '../blocks.ts';
import type { Message } from '../message.ts';
import { escapeWithin, joinLines, reasonLine } from '../mrkdwn.ts';

interface ChosenInstance {
  type: string;
  /** All instances together; 0 where the volume is not known. */
  hoursPerMonth: number;
}

/** The instance that an option's bill prices; undefined where it has none. */
export function chosenInstance({ costs }: Recommendation, option: InferenceOptionId): ChosenInstance | undefined {
  const line = componentOf(costs, option, 'Instances');
  return line === undefined ? undefined : { type: line.detail, hoursPerMonth: line.quantity };
}

/** A line of the bill that is called `name (detail, …)`. */
function componentOf(
  costs: Recommendation['costs'],
  option: InferenceOptionId,
  name: string,
): { detail: string; quantity: number } | undefined {
  const components = costs.find((cost) => cost.option === option)?.components ?? [];
  for (const component of components) {
    const [plain, detail = ''] = component.name.split(' (');
    if (plain === name) return { detail: detail.split(/[,)]/)[0] ?? '', quantity: component.monthlyQuantity };
  }
  return undefined;
}

const NAME_MAX = 60;
const TEXT_MAX = 2500;
const REASONS_MAX = 4;

/** Which instance is recommended, whether it was stated, and what it costs. */
export function buildInstance(recommendation: Recommendation): Message {
  const { choice, workload, assumptions } = recommendation;
  if (choice === null) return nothingFits();
  const title = optionTitle(choice.option);
  const instance = chosenInstance(recommendation, choice.option);
  if (instance === undefined) return withoutInstances(recommendation, title);
  const type = escapeWithin(instance.type, NAME_MAX);
  const assumed = assumptions.find(({ field }) => field === 'instanceType');
  const why =
    workload.instanceType === undefined
      ? [assumed === undefined ? 'You named none.' : escapeWithin(assumed.text, TEXT_MAX)]
      : ['You named it.'];
  return answer(`*Instance:* ${type} for ${title}`, [
    ...why.map((line) => `• ${line}`),
    ...sizingLines(recommendation),
    ...typeWords(recommendation).map((line) => `• ${line}`),
    `• ${capitalized(countLine(recommendation, instance))}`,
    ...costLines(recommendation),
    ...warningsAbout(recommendation, /instance|gpu/i),
  ]);
}

export function buildCount(recommendation: Recommendation): Message {
  const { choice } = recommendation;
  if (choice === null) return nothingFits();
  const title = optionTitle(choice.option);
  const instance = chosenInstance(recommendation, choice.option);
  if (instance === undefined) return withoutInstances(recommendation, title);
  return answer(`*How many:* ${countLine(recommendation, instance)}`, [
    `• ${endpointsLine(recommendation)}`,
    `• ${SCALES[choice.scaling]}`,
    ...sizingLines(recommendation),
    ...costLines(recommendation),
    ...warningsAbout(recommendation, /instance/i),
  ]);
}

const SCALES: Readonly<Record<Scaling, string>> = {
  fixed: "It doesn't scale: enough instances for the peak are always on.",
  'auto-scaling': 'Auto scaling adds instances as traffic rises and removes them as it falls. It never scales to zero.',
  'scale-to-zero': 'It scales to zero while idle. The next request waits until an instance is up.',
  'on-demand':
    'AWS scales it on demand, up to the maximum concurrency and to zero while idle. Scaling up means cold starts.',
  'provisioned-concurrency':
    'Provisioned concurrency stays warm during busy hours. Outside them it scales to zero, with cold starts.',
  'per-job': 'Each run starts its own instances and stops them at the end. Nothing runs in between.',
};

/** What a start costs in time. AWS publishes no figure for any of them: those with a figure have it from the recommender. */
const STARTS: Readonly<Record<Scaling, string | ((choice: Choice) => string)>> = {
  fixed: 'No cold start: its instances are always on. A replacement takes minutes; AWS gives no figure.',
  'auto-scaling': ({ times }) =>
    `No cold start while an instance is on. An extra one serves ${afterAbout(times?.addedAfterSeconds)}, so the instances that are up must carry a sudden peak. AWS gives no figure.`,
  'scale-to-zero': ({ option, times }) => {
    const first = isQueue(option) ? 'the first request waits' : 'requests fail';
    const zero = times ? ` It's at zero again ${afterAbout(times.removedAfterSeconds)} without requests.` : '';
    return `From zero, ${first} until an instance serves, ${afterAbout(times?.wakeUpSeconds)}.${zero} AWS gives no figure.`;
  },
  'on-demand':
    'A cold start loads the image and the model, which takes seconds, and longer for large models. AWS gives no figure, so measure it.',
  'provisioned-concurrency':
    'No cold start within the provisioned concurrency. Above it, a cold start takes seconds, and longer for large models.',
  'per-job': `Each run waits about ${formatSeconds(JOB_START_UP_SECONDS)} for its instances. AWS gives no figure.`,
};

/** Answers of earlier versions have no figure. */
const afterAbout = (seconds: number | null | undefined): string =>
  seconds ? `after about ${formatAbout(seconds)}` : 'after minutes';

function startOf(choice: Choice): string {
  const words = STARTS[choice.scaling];
  return typeof words === 'string' ? words : words(choice);
}

/** How capacity follows the traffic, with what AWS asks for. */
export function buildScaling(recommendation: Recommendation, words = ''): Message {
  const { choice, rationale } = recommendation;
  if (choice === null) return nothingFits();
  const instance = chosenInstance(recommendation, choice.option);
  const said = rationale.filter(({ text }) => /\bscal|\bzero|\bidle|\bgaps?\b/i.test(text));
  return answer(`*Scaling:* ${SCALES[choice.scaling]}`, [
    ...(/cold|wak|warm|boot|first|start|quick|fast|soon|long|come up|ready/i.test(words)
      ? [`• ${startOf(choice)}`]
      : []),
    ...(instance === undefined ? [] : [`• ${capitalized(countLine(recommendation, instance))}`]),
    ...said.slice(0, REASONS_MAX).map((reason) => `• ${reasonLine(reason)}`),
    ...warningsAbout(recommendation, /\bscal|\bzero|wakes?|cold|peak|quota/i),
    ...(recommendation.workload.peakRequestsPerSecond === undefined && choice.option === 'real-time'
      ? ['• You gave no peak. Add one for a firmer number, such as `peak 20 rps`.']
      : []),
  ]);
}

export function buildWarnings({ warnings, notes = [] }: Recommendation): Message {
  const told = (reasons: readonly Reason[]): string[] => reasons.map((reason) => `• ${reasonLine(reason)}`);
  return answer(warnings.length === 0 ? '*Before you deploy:* no warnings.' : '*Before you deploy*', [
    ...told(warnings),
    ...(notes.length === 0 ? [] : ['*Worth knowing*', ...told(notes)]),
  ]);
}

/** "about 8 (4–13) × ml.g6e.xlarge at the peak, at least 3; about 5.2 on average.", as the message says it. */
function countLine({ choice, costs }: Recommendation, { type, hoursPerMonth }: ChosenInstance): string {
  const size = choice === null ? undefined : writePeak(choice);
  if (choice === null || size === undefined) return `${escapeWithin(type, NAME_MAX)}, sized by earlier rules.`;
  const { instance, sizing, scaling } = choice;
  const unknown = sizing?.basis === 'unknown';
  const isPriced = costs.some(({ option, monthlyUsd }) => option === choice.option && monthlyUsd !== null);
  const parts = [
    `${size}${unknown ? '' : COUNTED[scaling]}`,
    ...(scaling === 'auto-scaling' && instance && !unknown
      ? [`between ${formatNumber(instance.min)} and ${formatNumber(instance.max)} run`]
      : []),
    ...(instance?.busyMin !== undefined && !unknown
      ? [`scheduled actions keep at least ${formatNumber(instance.busyMin)} on in the busy hours`]
      : []),
    ...(isPriced && !unknown && scaling !== 'fixed' ? [`about ${digits(hoursPerMonth)} instance hours per month`] : []),
    ...(isSizedByEarlierRules(choice) ? ['sized by earlier rules'] : []),
  ];
  return `${escapeWithin(parts.join('; '), TEXT_MAX)}.`;
}

/** What the count is of. */
const COUNTED: Readonly<Record<Scaling, string>> = {
  fixed: ', always on',
  'auto-scaling': ' at the peak',
  'scale-to-zero': ', 0 while idle',
  'per-job': ' per run',
  'on-demand': '',
  'provisioned-concurrency': '',
};

const digits = (number: number): string => formatNumber(Number(number.toPrecision(3)));

/** One for each model unless they share one. */
const endpointsOf = ({ choice, workload }: Recommendation): number =>
  choice?.hosting === 'single-model' ? (workload.modelCount ?? 1) : 1;

function endpointsLine(recommendation: Recommendation): string {
  if (recommendation.choice !== null && isJob(recommendation.choice.option)) return 'No endpoint: each run is a job.';
  const endpoints = endpointsOf(recommendation);
  return endpoints === 1 ? 'One endpoint.' : `${formatNumber(endpoints)} endpoints, one for each model.`;
}

function withoutInstances(recommendation: Recommendation, title: string): Message {
  const { costs, choice } = recommendation;
  if (choice?.sizing?.basis === 'unknown') {
    return answer(`*${title}:* ${escapeWithin(writeCount(choice) ?? '', TEXT_MAX)}.`, sizingLines(recommendation));
  }
  const memory = choice === null ? undefined : componentOf(costs, choice.option, 'Inference duration');
  const size =
    memory === undefined
      ? ''
      : ` You choose its memory size: the estimate uses ${escapeWithin(memory.detail, NAME_MAX)}.`;
  return answer(`*${title}* has no instances to choose: AWS runs them.${size}`, [
    ...costLines(recommendation),
    ...warningsAbout(recommendation, /memory|concurren|quota/i),
  ]);
}

const sizingLines = (recommendation: Recommendation): string[] => {
  const { choice } = recommendation;
  const isSaid = choice !== null && choice.sizing?.basis === 'bounded' && whatDecides(choice) === undefined;
  return decisionWords(recommendation)
    .slice(isSaid ? 1 : 0)
    .map((words) => `• ${words}`);
};

/** What decides the size, why an instance holds the load, and what users see: sentences with escaped words. */
function decisionWords(recommendation: Recommendation): string[] {
  const { choice } = recommendation;
  if (choice === null || choice.confidence === 'needs-facts') return [];
  const [users, holds, against] = [whatUsersSee(choice), sizingWords(recommendation), measuredAgainst(choice)];
  return [
    ...(choice.sizing ? [choice.sizing.text] : []),
    ...(against === undefined ? [] : [`${against}.`]),
    ...(holds === undefined ? [] : [holds]),
    ...(users === undefined ? [] : [`At the peak a user sees ${users}.`]),
  ].map((line) => escapeWithin(line, TEXT_MAX));
}

/** What the type was chosen against, and how to measure it. */
function typeWords(recommendation: Recommendation): string[] {
  const { choice } = recommendation;
  if (choice === null || choice.confidence === 'needs-facts') return [];
  const against = alternativeWords(choice);
  return [
    ...(against.length === 0 ? [] : [`Chosen against, per month: ${escapeWithin(against.join('; '), TEXT_MAX)}.`]),
    ...measuringWords(recommendation),
  ];
}

/** What measures the chosen type where that may change its size, and where all of it is. */
function measuringWords(recommendation: Recommendation): string[] {
  const it = measureIt(recommendation);
  if (!it.ok || !it.isAdvised) return [];
  const { command, instanceType, ways } = it;
  const script = `press *Get the code* and choose *Load test*: a script with ${joinClauses(ways, 'and')}.`;
  const [measure, back] = [`To measure one ${instanceType}`, 'Add the result with *Add a measurement*.'];
  return command === null
    ? [`${measure}, ${script} ${back}`]
    : [`${measure}: \`${escapeWithin(command, TEXT_MAX)}\``, `Or ${script} ${back}`];
}

function costLines({ choice, costs }: Recommendation): string[] {
  const cost = costs.find(({ option }) => option === choice?.option);
  return cost?.monthlyUsd ? [`• Cost: ${writeMonthlyCost(cost)}`] : [];
}

const warningsAbout = ({ warnings }: Recommendation, pattern: RegExp): string[] =>
  warnings.filter(({ text }: Reason) => pattern.test(text)).map((warning) => `• ${reasonLine(warning)}`);

const nothingFits = (): Message =>
  answer('*No option fits*, so there is nothing to size. Ask `compare` for what each option would need.', []);

const answer = (heading: string, lines: readonly string[]): Message => sayLines([heading, ...lines], TEXT_MAX);

const INSTANCES_TEXT_MAX = 2900;
const LINE_MAX = 600;

/** What a review would be on each of some instances: type, count, cost, and whether they hold it, beside what is recommended. */
export function buildInstances(recommendation: Recommendation, compared: readonly InstancesCompared[]): Message {
  const { choice } = recommendation;
  const lines = compared.map((instances) => `• ${lineOf(instances, recommendation)}`);
  const today =
    choice === null ? [] : [`• *Recommended:* ${optionTitle(choice.option)}, ${sizeWords(recommendation)}.`];
  const heading = compared.map(({ named }) => named.name).join(' or ');
  return {
    text: `${escapeWithin(heading, LINE_MAX)}: ${compared.map(({ after }) => sizeWords(after)).join('; ')}`,
    blocks: [section(joinLines([...lines, ...today], INSTANCES_TEXT_MAX))],
  };
}

function lineOf({ named, type, holds, after }: InstancesCompared, recommendation: Recommendation): string {
  const { choice } = after;
  const memory = named.memoryGiB === undefined ? '' : ` (${formatGB(named.memoryGiB)} each)`;
  const arm = named.name === 'AWS Graviton' ? ' Container images must be built for arm64.' : '';
  const name = `*${named.name}*${memory}`;
  if (choice === null) return `${name}, such as ${type}: no option fits.`;
  if (choice.instance?.type !== type)
    return `${name}: can't be chosen. ${optionTitle(choice.option)} stays the choice, and AWS runs its instances.`;
  const other = choice.option === recommendation.choice?.option ? '' : `, with ${optionTitle(choice.option)}`;
  if (holds !== true)
    return `${name}, such as ${type}${other}: ${escapeWithin(choice.sizing?.text ?? '', LINE_MAX)}${arm}`;
  const smaller = type === named.types[0] ? '' : ` ${named.types[0]} is too small.`;
  return `${name}${other}: ${sizeWords(after)}.${smaller}${arm}`;
}

function sizeWords(recommendation: Recommendation): string {
  const size = writeSize(recommendation);
  if (recommendation.choice === null) return 'no option fits';
  return escapeWithin(size === '' ? optionTitle(recommendation.choice.option) : size, LINE_MAX);
}
