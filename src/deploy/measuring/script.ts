import { joined, oneLine } from '../parts/names.ts';
import { ASKED, type Asked, loadTestJob, recommendationJob, workloadConfig } from './jobs.ts';
import { aiperf, guidellm, urlOf } from './load-testers.ts';
import type { MeasuringPlan, TokenLoad } from './plan.ts';

// The script that measures: each way is a word that it takes, so that nothing is paid for by accident. Pure.

interface Way {
  /** The word that the script takes. */
  readonly word: string;
  /** As a sentence names it. */
  readonly title: string;
  /** What it does, for the list at the top. */
  readonly what: string;
  readonly lines: readonly string[];
}

export function scriptOf(plan: MeasuringPlan): { readonly ways: readonly string[]; readonly content: string } {
  const { tokens } = plan;
  const ways =
    tokens === null ? [...(plan.takesLoadTest ? [loadTestWay(plan)] : []), rowWay(plan)] : tokenWays(plan, tokens);
  const words = ways.map(({ word }) => word);
  const lines = [
    '#!/usr/bin/env bash',
    ...headOf(plan, ways),
    'set -euo pipefail',
    '',
    ...(tokens === null ? [] : setupOf(plan, tokens)),
    'case "${1:-}" in',
    ...ways.flatMap(({ word, lines: own }) => [`${word})`, ...own, '  ;;']),
    '*)',
    `  echo "Name one: ${joined(words, 'or')}." >&2`,
    '  exit 2',
    '  ;;',
    'esac',
    '',
  ];
  return { ways: ways.map(({ title }) => title), content: lines.join('\n') };
}

const COMMENT_MAX = 130;

/** Comments, each on one line whatever is in it. */
const comment = (text: string): string => `# ${oneLine(text, COMMENT_MAX)}`.trim();

function headOf(plan: MeasuringPlan, ways: readonly Way[]): string[] {
  const { instanceType, levels, tokens, region, title, needsOwnEndpoint } = plan;
  const { images = null } = tokens ?? {};
  const seen = images === null ? '' : `, ${images.count} × ${images.side} × ${images.side} px`;
  const load = tokens === null ? '' : `: ${tokens.inputTokens} tokens${seen} in and ${tokens.outputTokens} out`;
  const width = Math.max(...ways.map(({ word }) => word.length));
  return [
    comment(`Measures ${title} on one ${instanceType} in ${region}${load},`),
    comment(`with ${joined(levels.map(String), 'and')} requests in progress.`),
    comment(''),
    ...ways.map(({ word, what }) => `#   ${word.padEnd(width)}  ${what}`),
    ...(tokens !== null && 'why' in tokens.job ? [comment(''), comment(tokens.job.why)] : []),
    comment(''),
    ...(needsOwnEndpoint
      ? [comment('Deploy the model behind a real-time endpoint for it: this answers directly.')]
      : []),
    comment(`Then add the result: endpoint-reviewer recommend --measured FILE@${instanceType} WORKLOAD.json,`),
    comment('or "Add a measurement" on the review in Slack.'),
  ];
}

/** What all testers of an endpoint need: where it is, what it serves, and a token. */
function setupOf(plan: MeasuringPlan, { modelId, address }: TokenLoad): string[] {
  const { region, instanceType } = plan;
  const named =
    modelId === null
      ? [`: "\${TOKENIZER:?Set TOKENIZER to ${ASKED.TOKENIZER}}"`]
      : [`TOKENIZER=\${TOKENIZER:-${modelId}}`];
  const wanted = (name: string, what: string): string => `  : "\${${name}:?Set ${name} to ${what}}"`;
  const own = [
    ...named,
    comment('The model as the server calls it: /opt/ml/model where its weights come from S3.'),
    'MODEL=${MODEL:-$TOKENIZER}',
    '',
  ];
  const server =
    address === 'other'
      ? [
          wanted(
            'URL',
            `the address of a server with one ${instanceType} that speaks the chat API of OpenAI, without /v1`,
          ),
        ]
      : [
          wanted('ENDPOINT', `the name of an endpoint with one ${instanceType}`),
          ...(address === 'component' ? [wanted('COMPONENT', 'the name of its inference component')] : []),
          `  URL="${urlOf(plan, '$ENDPOINT', '$COMPONENT')}"`,
          '  # For 3 h. You need sagemaker:CallWithBearerToken, sagemaker:InvokeEndpoint on the endpoint, and pip install sagemaker.',
          "  TOKEN=$(python3 -c 'from datetime import timedelta",
          'from sagemaker.core.token_generator import generate_token',
          `print(generate_token(region="${region}", expiry=timedelta(hours=3)))')`,
        ];
  return [...own, 'open_endpoint() {', ...server, '}', ''];
}

function tokenWays(plan: MeasuringPlan, tokens: TokenLoad): Way[] {
  const { levels } = plan;
  const given = { model: '"$MODEL"', tokenizer: '"$TOKENIZER"', url: '"$URL"', key: '${TOKEN:+--api-key "$TOKEN"}' };
  const [first = '', ...rest] = aiperf(tokens, { level: '$level', given });
  return [
    {
      word: 'guidellm',
      title: 'GuideLLM',
      what: `GuideLLM 0.7, all levels in one report: guidellm.json (pip install 'guidellm[${tokens.images === null ? 'recommended' : 'recommended,vision'}]')`,
      lines: ['  open_endpoint', ...continued(guidellm(plan, tokens, 'guidellm.json'))],
    },
    {
      word: 'aiperf',
      title: 'AIPerf',
      what: 'NVIDIA AIPerf, a file for each level: aiperf/LEVEL/profile_export_aiperf.json (pip install aiperf)',
      lines: [
        '  open_endpoint',
        `  for level in ${levels.join(' ')}; do`,
        ...continued([first, ...rest, '--output-artifact-dir "aiperf/$level"']).map((line) => `  ${line}`),
        '  done',
      ],
    },
    ...('why' in tokens.job ? [] : [recommendationWay(plan, tokens, tokens.job)]),
  ];
}

const continued = (parts: readonly string[]): string[] =>
  parts.map((part, at) => `  ${at === 0 ? '' : '  '}${part}${at === parts.length - 1 ? '' : ' \\'}`);

function recommendationWay(
  plan: MeasuringPlan,
  tokens: TokenLoad,
  job: Extract<TokenLoad['job'], { framework: string }>,
): Way {
  const request = recommendationJob(plan, job);
  return {
    word: 'job',
    title: 'an AI recommendation job',
    what: `an AI recommendation job of SageMaker AI on ${joined(job.types, 'and')}: no endpoint needed, you pay for the compute`,
    lines: [
      ...asking(['WEIGHTS_S3', 'RESULTS_S3', 'ROLE_ARN']),
      ...written('workload-config.json', workloadConfig(plan, tokens), tokens.modelId === null ? ['TOKENIZER'] : []),
      ...written('recommendation-job.json', request, ['WEIGHTS_S3', 'RESULTS_S3', 'ROLE_ARN']),
      ...sent(plan, 'create-ai-workload-config', 'workload-config.json'),
      ...sent(plan, 'create-ai-recommendation-job', 'recommendation-job.json'),
      ...later(plan, request.AIRecommendationJobName),
    ],
  };
}

function loadTestWay(plan: MeasuringPlan): Way {
  const request = loadTestJob(plan);
  const types = request.InputConfig.EndpointConfigurations.map(({ InstanceType }) => InstanceType);
  return {
    word: 'job',
    title: 'a load test by Inference Recommender',
    what: `a load test by Inference Recommender on ${joined(types, 'and')}: you pay for the instances`,
    lines: [
      ...asking(['MODEL_PACKAGE_ARN', 'ROLE_ARN']),
      ...written('load-test-job.json', request, ['MODEL_PACKAGE_ARN', 'ROLE_ARN']),
      ...sent(plan, 'create-inference-recommendations-job', 'load-test-job.json'),
      ...later(plan, request.JobName),
    ],
  };
}

const asking = (names: readonly Asked[]): string[] =>
  names.map((name) => `  : "\${${name}:?Set ${name} to ${ASKED[name]}}"`);

const sent = ({ region }: MeasuringPlan, operation: string, file: string): string[] =>
  continued([`aws sagemaker ${operation}`, `--region ${region} --cli-input-json file://${file}`]);

const later = ({ region }: MeasuringPlan, job: string): string[] => [
  `  echo 'Once it is completed: endpoint-reviewer recommend --from-job ${job} --region ${region} WORKLOAD.json'`,
];

/** A row for each level, to write down what came of it. */
function rowWay({ instanceType, levels }: MeasuringPlan): Way {
  return {
    word: 'row',
    title: 'rows to fill in',
    what: 'measurement.csv to fill in: your own requests, a line for each number in progress, times in seconds',
    lines: [
      "  cat > measurement.csv <<'CSV'",
      'instance,concurrency,requests per second,p50,p95',
      ...levels.map((level) => `${instanceType},${level},,,`),
      'CSV',
    ],
  };
}

/** JSON in a file, with what was asked filled in. No line of it is `JSON` alone, which ends it, and a shell reads nothing in it. */
function written(path: string, value: object, names: readonly Asked[]): string[] {
  const filled = names.map((name) => `-e "s|<${name}>|$${name}|"`).join(' ');
  const program = filled === '' ? 'cat' : `sed ${filled}`;
  return [`  ${program} > ${path} <<'JSON'`, JSON.stringify(value, null, 2), 'JSON'];
}
