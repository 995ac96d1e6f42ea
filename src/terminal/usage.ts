export const USAGE = `Recommends how to serve a model on Amazon SageMaker AI.

Usage: npm run --silent recommend -- [--json] [FILE...]

Reads workloads as JSON from the files, or from standard input: one object, an array, or JSON Lines.
  --json      one recommendation as JSON per line, in the order of the input
  -h, --help  this text
  -           standard input, among files

Exit status: 0 all workloads answered, 1 some refused, 2 wrong use.
Example: npm run --silent recommend -- examples/ct-scans.json
`;
