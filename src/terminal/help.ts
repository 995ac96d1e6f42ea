import {
  expectationOf,
  kindOf,
  rowOf,
  type Unit,
  unitOf,
  WORKLOAD_FIELDS,
  type WorkloadField,
  wordsOf,
} from '../recommender/index.ts';
import { table } from './lines.ts';

const USAGE = `Recommends how to serve a model on Amazon SageMaker AI.

Usage: npm run --silent recommend -- [--json|--short] [FILE...]
       npm run --silent recommend -- [--json|--short] --words "8,000 xgboost models, rarely called"

Reads workloads as JSON from the files, or from standard input: one object, an array, or JSON Lines.
  --words TEXT  a workload in plain words instead of JSON; shows what was understood
  --json        one recommendation as JSON per line, in the order of the input
  --short       option, instances, cost, confidence with its conditions, decisive assumptions
  -h, --help    this text, with every field of a workload
  -             standard input, among files

Exit status: 0 all workloads answered, 1 some refused, 2 wrong use.
Example: npm run --silent recommend -- examples/ct-scans.json
`;

/** What is shown after wrong use. */
export const SHORT_USAGE = `${USAGE}\n--help lists the fields of a workload.\n`;

const COLUMNS = [
  { title: 'Field', width: 25 },
  { title: 'Value', width: 41 },
  { title: 'Unit', width: 9 },
  { title: 'Example', width: 17 },
];

const UNITS: Readonly<Record<Unit, string>> = {
  seconds: 'seconds',
  MB: 'MB',
  GB: 'GB',
  hours: 'hours',
  count: '',
  usd: 'USD',
  runs: 'per month',
};

/** The usage and every field of a workload: what it takes, its unit, an example. */
export function writeHelp(): string {
  const rows = WORKLOAD_FIELDS.map((field) => {
    const unit = unitOf(field);
    return [field, expectationOf(field), unit === undefined ? '' : UNITS[unit], JSON.stringify(exampleOf(field))];
  });
  const intro = 'Fields of a workload. Only name is required; leave out what you do not know.';
  return `${USAGE}\n${intro}\n\n${table(COLUMNS, rows).join('\n')}\n`;
}

function exampleOf(field: WorkloadField): unknown {
  if (kindOf(field) === 'yes-or-no') return true;
  return wordsOf(field)?.[0] ?? rowOf(field).sample;
}
