import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/check.ts';
import { readTemplates } from '../../src/check/templates/read-templates.ts';
import { writeText } from '../../src/check/write-text.ts';
import { renderDeployment } from '../../src/deploy/index.ts';
import { checkTool } from '../../src/mcp/tools/check.ts';
import { parseWorkload } from '../../src/recommender/index.ts';
import { NOW } from '../account/support/seeded.ts';
import { ADVISOR } from '../support/advisor.ts';
import { callsOf } from './support/assistant.ts';

interface Structured {
  isSound: boolean;
  endpoints: {
    address: string;
    monthlyUsd: { minimum: number; maximum: number };
    runs: { instance: string };
    findings: { text: string; source?: { url: string } }[];
    differs: { what: string; decided: string; found: string }[];
    unknown: string[];
  }[];
  change?: { monthlyUsd: { from: number; to: number } };
  notes: string[];
}

const { answer: checked, refusal } = callsOf<Structured>(checkTool);

const parsed = parseWorkload({
  name: 'fraud',
  payloadSizeMB: 1,
  processingTimeSeconds: 0.02,
  trafficPattern: 'steady',
  peakRequestsPerSecond: 300,
});
if (!parsed.ok) throw new Error(parsed.faults.join());
const recommendation = ADVISOR.advise(parsed.workload);

function fileOf(format: 'cloudformation' | 'terraform'): string {
  const code = renderDeployment(recommendation, { format });
  if (!code.ok) throw new Error(code.text);
  return code.files[0]?.content ?? '';
}

const config = (name: string, instanceType: string, count = 1) => ({
  [name]: {
    Type: 'AWS::SageMaker::EndpointConfig',
    Properties: {
      ProductionVariants: [
        { VariantName: 'a', ModelName: 'm', InstanceType: instanceType, InitialInstanceCount: count },
      ],
    },
  },
});

describe('the check of a template', () => {
  it('says of a template what the command line says of it, with the sources', async () => {
    const content = JSON.stringify({ Resources: config('Config', 'ml.m5.xlarge') });
    const read = readTemplates([{ path: 'template.json', text: content, isNamed: true }]);
    const { text, structured } = await checked({ template: content });
    expect(text.replace(/\s+/g, ' ')).toContain(writeText(check(read)).replace(/\s+/g, ' ').trimEnd());
    const urls = structured.endpoints.flatMap(({ findings }) => findings.flatMap(({ source }) => source?.url ?? []));
    expect(urls).not.toEqual([]);
    for (const url of urls) expect(text).toContain(url);
  });

  it.each(['cloudformation', 'terraform'] as const)('finds our own %s template as decided', async (format) => {
    const { text, structured } = await checked({ template: fileOf(format), decision: recommendation });
    expect([structured.isSound, structured.endpoints[0]?.differs]).toEqual([true, []]);
    expect(text).toMatch(/^No errors\.\n.*As decided/s);
  });

  it('says what differs from the decision, in text and structure', async () => {
    const type = recommendation.choice?.instance?.type ?? '';
    const content = fileOf('cloudformation').replaceAll(type, 'ml.m5.24xlarge');
    const { text, structured } = await checked({ template: content, decision: JSON.stringify({ recommendation }) });
    expect(structured.isSound).toBe(false);
    expect(structured.endpoints[0]?.differs).toContainEqual({
      what: 'instance type',
      decided: type,
      found: 'ml.m5.24xlarge',
    });
    expect(text).toMatch(/^Not sound/);
    expect(text.replaceAll(/\s+/g, ' ')).toContain(`Differs: instance type is ml.m5.24xlarge, ${type} was decided.`);
  });

  it('takes JSON as an object, and knows a .tf.json file without its name', async () => {
    const object = await checked({ template: { Resources: config('Config', 'ml.m5.xlarge', 2) } });
    expect(object.structured.endpoints[0]).toMatchObject({ address: 'Config', runs: { instance: 'ml.m5.xlarge' } });
    const variants = [{ model_name: 'm', instance_type: 'ml.m5.xlarge', initial_instance_count: 1 }];
    const terraform = { resource: { aws_sagemaker_endpoint_configuration: { c: { production_variants: variants } } } };
    const { structured, text } = await checked({ template: terraform });
    expect(structured.endpoints[0]?.address).toBe('aws_sagemaker_endpoint_configuration.c');
    for (const what of structured.endpoints.flatMap(({ unknown }) => unknown)) {
      expect(text.replaceAll(/\s+/g, ' ')).toContain(`Unknown: ${what}.`);
    }
  });

  it('shows 30 of 40 endpoints, those with errors first, and says so', async () => {
    const many = Object.assign({}, ...Array.from({ length: 39 }, (_, at) => config(`Good${at}`, 'ml.m5.xlarge')));
    const { structured, text } = await checked({
      template: { Resources: { ...many, ...config('Bad', 'ml.no.such') } },
    });
    expect(structured.endpoints).toHaveLength(30);
    expect(structured.notes).toEqual(["10 more endpoints aren't shown. All of them: npx endpoint-reviewer check FILE"]);
    expect(text).toContain('10 more endpoints');
  });

  it.each([
    [{ template: 'Resources: [' }, 'template, line 1: not valid YAML. Correct it, or leave it out.'],
    [{ template: 3 }, 'template must be a text or a JSON object.'],
    [{ template: '{}' }, /^template: neither a CloudFormation template, a Terraform plan in JSON/],
    [
      { template: 'resource "aws_sagemaker_endpoint" "e" {\n  name = [1 2]\n}' },
      'template, line 2, column 13: expected a comma or ]. Correct it, or leave the file out.',
    ],
    [{ template: 'Resources: {}', decision: 'yes' }, /^decision: Not JSON\./],
    [{ template: '/etc/passwd' }, /^template: neither/],
    [
      { template: ' '.repeat(30_001) },
      /^template has 30,001 characters, more than 30,000\. Check a long one with: npx /,
    ],
    [{ template: '{}', decision: '{},'.repeat(1_300_000) }, /^decision has more than/],
    [{ template: `{"a": "${' '.repeat(200_000)}"}` }, /^template has 200,009 characters, more than 200,000\./],
    [
      {
        template: {
          Resources: Object.assign({}, ...Array.from({ length: 101 }, (_, at) => config(`C${at}`, 'ml.m5.large'))),
        },
      },
      /^template has more than 200 resources and variants\. Check a long one with: npx /,
    ],
    [{ template: `{"Resources": ${'['.repeat(201)}` }, /^template: nests lists and objects more than 200 deep\./],
  ])("refuses what it can't check with what to do: case %#", async (given, text) => {
    expect(await refusal(given)).toEqual(typeof text === 'string' ? text : expect.stringMatching(text));
  });

  it('quotes nothing of a template, which may hold secrets', async () => {
    const secret = 'hunter2-hunter2';
    for (const content of [`a: [${secret}`, `{"a": "${secret}"`, `a: ${secret}`]) {
      expect(await refusal({ template: content })).not.toContain(secret);
    }
  });
});

const CONFIG = {
  EndpointConfigName: 'fraud',
  ProductionVariants: [
    { VariantName: 'AllTraffic', ModelName: 'fraud', InstanceType: 'ml.m5.xlarge', InitialInstanceCount: 2 },
  ],
};

const { answer: reviewed } = callsOf<{ name: string; runs: { option: string; count: number }; missing?: string[] }>(
  checkTool,
);

const HOUR = 3600;
const HOURS = 20 * 24;

/** 20 days of a metric, by the hour. */
const hourly = (Id: string, Label: string, value: number) => ({
  Id,
  Label,
  Timestamps: Array.from({ length: HOURS }, (_, at) => NOW / 1000 - (at + 1) * HOUR),
  Values: Array(HOURS).fill(value),
});

const MEASURED = [
  CONFIG,
  {
    EndpointName: 'fraud',
    EndpointArn: 'arn:aws:sagemaker:eu-west-1:123456789012:endpoint/fraud',
    EndpointConfigName: 'fraud',
    ProductionVariants: [
      { VariantName: 'AllTraffic', CurrentInstanceCount: 2, DesiredInstanceCount: 2, CurrentWeight: 1 },
    ],
    EndpointStatus: 'InService',
    CreationTime: NOW / 1000 - 300 * 24 * HOUR,
  },
  { MetricDataResults: [hourly('m1', 'Invocations', 360), hourly('m2', 'ModelLatency p95', 80_000)], Messages: [] },
];

const { answer: reviewedNow } = callsOf<{ missing?: string[] }>(checkTool, { now: () => NOW });

describe('the check of an endpoint that runs', () => {
  it.each([
    ['an object', CONFIG],
    ['a list', [CONFIG]],
    ['a text of JSON', JSON.stringify(CONFIG)],
    ['what the AWS CLI printed twice', `${JSON.stringify(CONFIG)}\n${JSON.stringify(CONFIG)}`],
  ])('takes %s, and says that nothing can be proposed and what is missing', async (_, described) => {
    const { text, structured } = await reviewed({ described });
    expect(structured).toMatchObject({
      name: 'fraud',
      runs: { option: 'real-time', count: 2 },
      missing: ['trafficPattern', 'responseTimeSeconds'],
    });
    expect(text).toMatch(
      /^fraud\nRuns: .*2 × ml\.m5\.xlarge\n.*\nProposed: nothing yet\. Missing: traffic pattern and response time\./,
    );
    expect(text).toContain('- metrics: Not pasted. Add aws cloudwatch get-metric-data.');
  });

  it('says what it should be where metrics say how it is used, in at most 5,000 characters', async () => {
    const { text, structured } = await reviewedNow({ described: MEASURED });
    expect(structured.missing).toBeUndefined();
    expect(text).toMatch(/^Proposed: (?!nothing yet)/m);
    expect(text).toMatch(/^What it should be:$/m);
    expect(text.length).toBeLessThanOrEqual(5000);
  });

  it.each([
    [{}, 'Give a template, or described.'],
    [{ template: '{}', described: CONFIG }, 'Give either template or described, not both.'],
    [{ described: CONFIG, decision: '{}' }, /^decision goes with a template\./],
    [{ described: [] }, 'Not JSON. Paste what aws sagemaker describe-endpoint-config prints.'],
    [{ described: 'hello' }, /^Not JSON\./],
    [{ described: [{ hello: 1 }] }, /^Document 1: /],
    [{ described: Array(201).fill(CONFIG) }, 'described has more than 200 entries.'],
    [{ described: `[${'{},'.repeat(150_000)}{}]` }, /^described has more than 100,000 /],
    [
      { described: [CONFIG, { ...CONFIG, EndpointConfigName: 'churn' }] },
      'These are 2 endpoints: fraud, churn. Send one at a time.',
    ],
  ])('refuses %# with what to do', async (given, text) => {
    expect(await refusal(given)).toEqual(typeof text === 'string' ? text : expect.stringMatching(text));
  });
});
