import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/check.ts';
import { readTemplates } from '../../src/check/templates/read-templates.ts';
import { writeText } from '../../src/check/write-text.ts';
import { renderDeployment } from '../../src/deploy/index.ts';
import { checkTool } from '../../src/mcp/tools/check-template.ts';
import { parseWorkload } from '../../src/recommender/index.ts';
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

describe('check_template', () => {
  it('says of a template what the command line says of it, with the sources', async () => {
    const content = JSON.stringify({ Resources: config('Config', 'ml.m5.xlarge') });
    const read = readTemplates([{ path: 'template.json', text: content, isNamed: true }]);
    const { text, structured } = await checked({ content });
    expect(text.replace(/\s+/g, ' ')).toContain(writeText(check(read)).replace(/\s+/g, ' ').trimEnd());
    const urls = structured.endpoints.flatMap(({ findings }) => findings.flatMap(({ source }) => source?.url ?? []));
    expect(urls).not.toEqual([]);
    for (const url of urls) expect(text).toContain(url);
  });

  it.each(['cloudformation', 'terraform'] as const)('finds our own %s template as decided', async (format) => {
    const { text, structured } = await checked({ content: fileOf(format), decision: recommendation });
    expect([structured.isSound, structured.endpoints[0]?.differs]).toEqual([true, []]);
    expect(text).toMatch(/^No errors\.\n.*As decided/s);
  });

  it('says what differs from the decision, in text and structure', async () => {
    const type = recommendation.choice?.instance?.type ?? '';
    const content = fileOf('cloudformation').replaceAll(type, 'ml.m5.24xlarge');
    const { text, structured } = await checked({ content, decision: JSON.stringify({ recommendation }) });
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
    const object = await checked({ content: { Resources: config('Config', 'ml.m5.xlarge', 2) } });
    expect(object.structured.endpoints[0]).toMatchObject({ address: 'Config', runs: { instance: 'ml.m5.xlarge' } });
    const variants = [{ model_name: 'm', instance_type: 'ml.m5.xlarge', initial_instance_count: 1 }];
    const terraform = { resource: { aws_sagemaker_endpoint_configuration: { c: { production_variants: variants } } } };
    const { structured, text } = await checked({ content: terraform });
    expect(structured.endpoints[0]?.address).toBe('aws_sagemaker_endpoint_configuration.c');
    for (const what of structured.endpoints.flatMap(({ unknown }) => unknown)) {
      expect(text.replaceAll(/\s+/g, ' ')).toContain(`Unknown: ${what}.`);
    }
  });

  it('shows 30 of 40 endpoints, those with errors first, and says so', async () => {
    const many = Object.assign({}, ...Array.from({ length: 39 }, (_, at) => config(`Good${at}`, 'ml.m5.xlarge')));
    const { structured, text } = await checked({ content: { Resources: { ...many, ...config('Bad', 'ml.no.such') } } });
    expect(structured.endpoints).toHaveLength(30);
    expect(structured.notes).toEqual(["10 more endpoints aren't shown. All of them: npx endpoint-reviewer check FILE"]);
    expect(text).toContain('10 more endpoints');
  });

  it.each([
    [{ content: 'Resources: [' }, 'content, line 1: not valid YAML. Correct it, or leave it out.'],
    [{ content: 3 }, 'content must be a text or a JSON object.'],
    [{ content: '{}' }, /^content: neither a CloudFormation template, a Terraform plan in JSON/],
    [
      { content: 'resource "aws_sagemaker_endpoint" "e" {\n}' },
      /^content is Terraform's own language, .*terraform show -json/,
    ],
    [{ content: 'Resources: {}', decision: 'yes' }, /^decision: Not JSON\./],
    [{ content: '/etc/passwd' }, /^content: neither/],
    [{ content: ' '.repeat(30_001) }, /^content has 30,001 characters, more than 30,000\. Check a long one with: npx /],
    [{ content: `{"a": "${' '.repeat(200_000)}"}` }, /^content has 200,009 characters, more than 200,000\./],
    [
      {
        content: {
          Resources: Object.assign({}, ...Array.from({ length: 101 }, (_, at) => config(`C${at}`, 'ml.m5.large'))),
        },
      },
      /^content has more than 200 resources and variants\. Check a long one with: npx /,
    ],
    [{ content: `{"Resources": ${'['.repeat(201)}` }, /^content: nests lists and objects more than 200 deep\./],
  ])("refuses what it can't check with what to do: case %#", async (given, text) => {
    expect(await refusal(given)).toEqual(typeof text === 'string' ? text : expect.stringMatching(text));
  });

  it('quotes nothing of a template, which may hold secrets', async () => {
    const secret = 'hunter2-hunter2';
    for (const content of [`a: [${secret}`, `{"a": "${secret}"`, `a: ${secret}`]) {
      expect(await refusal({ content })).not.toContain(secret);
    }
  });
});
