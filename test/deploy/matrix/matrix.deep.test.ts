import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEMPLATE_BYTES_MAX } from '../../../src/deploy/cloudformation.ts';
import { DEPLOYMENT_FORMATS, type DeploymentFormat, renderDeployment } from '../../../src/deploy/index.ts';
import {
  type InferenceOptionId,
  parseWorkload,
  recommend,
  servingOf,
  type Workload,
} from '../../../src/recommender/index.ts';
import { openValidator, validatorFaults } from '../../support/cloudformation-validator.ts';
import { ruleFaults } from '../../support/deploy-rules/index.ts';
import { expectGolden } from '../../support/golden.ts';
import { type Moto, startMoto } from '../../support/moto.ts';
import { parseTemplate } from '../../support/parse-template.ts';
import { GAVE_UP } from '../generated/check-choice.ts';
import { inputOf, stackOf } from '../stack.ts';
import { argumentFaults, danglingIn } from '../terraform/faults.ts';
import { type Choice, MATRIX } from './workloads.ts';

// Every choice × 12 workloads × formats: what AWS's validator, our rules, the recorded provider and moto say of the code.

const WORKLOADS = 12;

/** What was found of one choice in one format. */
interface Cell {
  readonly choice: string;
  readonly format: DeploymentFormat;
  readonly written: number;
  /** Of the validator, or of the provider's recorded arguments. */
  readonly validator: readonly string[];
  /** Templates that the validator left unfinished. */
  readonly unfinished: number;
  readonly rules: readonly string[];
  readonly bytes: number;
  /** Stacks that moto completed of those that it can make. */
  readonly moto: string;
}

interface Written {
  readonly workload: Workload;
  readonly option: InferenceOptionId;
}

/** Each workload with the option that it leads to. @throws where it leads to another choice than it was written for. */
function optionsOf({ name, leads, scaling, workloads }: Choice): Written[] {
  return workloads.map((workload) => {
    const parsed = parseWorkload(JSON.parse(JSON.stringify(workload)));
    expect(parsed.ok ? [] : parsed.faults, `${name}: ${workload.name}`).toEqual([]);
    const option = recommend(workload).choice?.option ?? expect.fail(`${name}: ${workload.name} has no choice`);
    const serving = servingOf(workload, option);
    const led = `${serving?.option} ${serving?.hosting}`;
    expect(led.startsWith(leads), `${name}: ${workload.name} leads to ${led}`).toBe(true);
    if (scaling !== undefined) expect(serving?.scaling, `${name}: ${workload.name}`).toBe(scaling);
    return { workload, option };
  });
}

/** The text in a format; undefined where the format refuses the choice and names another. */
function textOf({ workload, option }: Written, format: DeploymentFormat): string | undefined {
  const code = renderDeployment(recommend(workload), { format, option });
  if (!code.ok) {
    expect(code.text, workload.name).toMatch(/CloudFormation|Terraform/);
    expect(format, workload.name).not.toBe('cloudformation');
    return undefined;
  }
  return code.files[0]?.content ?? '';
}

const engine = openValidator();

const CHECKS: Partial<Record<DeploymentFormat, (text: string) => string[]>> = {
  cloudformation: (text) => validatorFaults(engine, text),
  terraform: (text) => [...argumentFaults(JSON.parse(text)), ...danglingIn(JSON.parse(text))],
};

describe('code of every choice', () => {
  const cells: Cell[] = [];
  let moto: Moto;
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(async () => {
    engine.free();
    await moto?.end();
  });

  /** How many of the stacks that moto can make it completed, as "11 of 11". */
  async function onMoto(choice: string, written: readonly Written[]): Promise<string> {
    let completed = 0;
    const stacks = written
      .map(({ workload, option }, at) => stackOf(workload, `${choice.replaceAll(/\W+/g, '-')}-${at}`, option))
      .filter(({ text }) => !MOTO_LACKS.test(text));
    for (const stack of stacks) {
      await moto.cloudFormation.createStack(inputOf(stack));
      const { Stacks: [made] = [] } = await moto.cloudFormation.describeStacks({ StackName: stack.name });
      if (made?.StackStatus === 'CREATE_COMPLETE') completed += 1;
      await moto.cloudFormation.deleteStack({ StackName: stack.name });
    }
    expect(completed, choice).toBe(stacks.length);
    return stacks.length === 0 ? '–' : `${completed} of ${stacks.length}`;
  }

  it.each(MATRIX.map((choice) => ({ ...choice, choice })))(
    '$name: 12 workloads in each format that has it, without a fault',
    async ({ choice }) => {
      expect(choice.workloads).toHaveLength(WORKLOADS);
      const written = optionsOf(choice);
      for (const format of DEPLOYMENT_FORMATS) {
        const texts = written.flatMap((one) => textOf(one, format) ?? []);
        const reported = texts.map((text) => CHECKS[format]?.(text) ?? []);
        cells.push({
          choice: choice.name,
          format,
          written: texts.length,
          validator: reported.flat().filter((fault) => !GAVE_UP.test(fault)),
          unfinished: reported.filter((faults) => faults.some((fault) => GAVE_UP.test(fault))).length,
          rules: format === 'cloudformation' ? texts.flatMap((text) => ruleFaults(parseTemplate(text))) : [],
          bytes: Math.max(0, ...texts.map((text) => Buffer.byteLength(text))),
          moto: format === 'cloudformation' ? await onMoto(choice.name, written) : '',
        });
        const { validator, rules, bytes } = cells.at(-1) ?? expect.fail();
        expect([...validator, ...rules], format).toEqual([]);
        if (format === 'cloudformation') {
          expect(texts).toHaveLength(WORKLOADS);
          expect(bytes).toBeLessThanOrEqual(TEMPLATE_BYTES_MAX);
        }
      }
    },
    MINUTES_MAX,
  );

  it('comes to this table', async () => {
    expect(cells).toHaveLength(MATRIX.length * DEPLOYMENT_FORMATS.length);
    await expectGolden(tableOf(cells), 'deploy/matrix.md');
  });
});

/** Models of several containers, and inference components. */
const MOTO_LACKS = /^ {6}Containers:|AWS::SageMaker::InferenceComponent/m;

const MINUTES_MAX = 600_000;

/** To whole kilobytes, so that a word more changes nothing. */
const kilobytes = (bytes: number): string => (bytes === 0 ? '–' : `${Math.ceil(bytes / 1000)} KB`);

function tableOf(cells: readonly Cell[]): string {
  const rows = cells.map(({ choice, format, written, validator, unfinished, rules, bytes, moto }) => {
    const checked =
      !(format in CHECKS) || written === 0
        ? '–'
        : `${validator.length}${unfinished > 0 ? ` (${unfinished} unfinished)` : ''}`;
    return [
      choice,
      format,
      `${written}`,
      checked,
      format === 'cloudformation' ? `${rules.length}` : '–',
      kilobytes(bytes),
      moto || '–',
    ];
  });
  const lines = [
    ['Choice', 'Format', 'Written of 12', 'Validator or schema', 'Our rules', 'Largest', 'Completed on moto'],
    Array.from({ length: 7 }, () => '---'),
    ...rows,
  ];
  return `${lines.map((cellsOf) => `| ${cellsOf.join(' | ')} |`).join('\n')}\n`;
}
