import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExtraId } from '../../src/deploy/index.ts';
import { type Moto, startMoto } from '../support/moto.ts';
import { parseTemplate } from '../support/parse-template.ts';
import { choicesNamed } from './cases.ts';
import { ARCHIVE, IMAGE, inputOf, SKIPPED, type Stack, stackOf, variantWithoutPools } from './stack.ts';

// Green says that references, conditions, parameters, outputs, update and deletion hold. It says nothing of scaling, alarms and
// schedules, which moto skips, nor of AsyncInferenceConfig and a state machine's definition, which it drops.

const OWN_ROLE = 'arn:aws:iam::123456789012:role/serving';
/** The template of a choice. */
function stackFor(choice: string, name = choice, extras: readonly ExtraId[] = []): Stack {
  const [workload] = choicesNamed(choice);
  if (workload === undefined) throw new Error(`no choice ${choice}`);
  return stackOf(workload, name, extras);
}

const withParameters = (stack: Stack, more: Readonly<Record<string, string>>): Stack => ({
  ...stack,
  parameters: { ...stack.parameters, ...more },
});

/** @throws Error if the text isn't there exactly once. */
function changed(stack: Stack, from: string, to: string): Stack {
  expect(stack.text.split(from), `"${from}" in the template`).toHaveLength(2);
  return { ...stack, text: stack.text.replace(from, to) };
}

describe('a template on moto', () => {
  let moto: Moto;
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(() => moto?.end());

  /** Status and outputs of a stack, and the ARN or name of each of its resources by its ID in the template. */
  async function read({ name }: Stack) {
    const { Stacks: [found] = [] } = await moto.cloudFormation.describeStacks({ StackName: name });
    const { StackResources = [] } = await moto.cloudFormation.describeStackResources({ StackName: name });
    const made = StackResources.filter(({ LogicalResourceId }) => LogicalResourceId !== '');
    return {
      status: found?.StackStatus,
      outputs: Object.fromEntries((found?.Outputs ?? []).map((output) => [output.OutputKey, output.OutputValue])),
      resources: Object.fromEntries(made.map((one) => [one.LogicalResourceId, String(one.PhysicalResourceId)])),
    };
  }

  async function create(stack: Stack) {
    await moto.cloudFormation.createStack(inputOf(stack));
    return read(stack);
  }

  async function serving(endpointName: string | undefined) {
    const endpoint = await moto.sageMaker.describeEndpoint({ EndpointName: endpointName });
    const config = await moto.sageMaker.describeEndpointConfig({ EndpointConfigName: endpoint.EndpointConfigName });
    const [variant] = config.ProductionVariants ?? [];
    const model = await moto.sageMaker.describeModel({ ModelName: variant?.ModelName });
    return { endpoint, config, variant, model };
  }

  const tagsOf = async (arn: string | undefined) => (await moto.sageMaker.listTags({ ResourceArn: arn })).Tags;

  /** The names of all endpoints, configurations and models. */
  async function names(): Promise<(string | undefined)[]> {
    const { Endpoints = [] } = await moto.sageMaker.listEndpoints({});
    const { EndpointConfigs = [] } = await moto.sageMaker.listEndpointConfigs({});
    const { Models = [] } = await moto.sageMaker.listModels({});
    return [
      ...Endpoints.map((one) => one.EndpointName),
      ...EndpointConfigs.map((one) => one.EndpointConfigName),
      ...Models.map((one) => one.ModelName),
    ];
  }

  const remove = ({ name }: Stack) => moto.cloudFormation.deleteStack({ StackName: name });

  it.each(['real-time', 'serverless', 'asynchronous-to-zero', 'asynchronous-steady'])(
    'deploys %s: the outputs name an endpoint that serves the model as the template says',
    async (choice) => {
      const stack = withParameters(stackFor(choice, choice, ['tags']), { Owner: 'ada', Expiry: '2027-05-01' });
      const template = parseTemplate(stack.text);
      const { status, outputs, resources } = await create(stack);
      expect(status).toBe('CREATE_COMPLETE');
      expect(Object.keys(outputs)).toEqual(Object.keys(template.Outputs));
      const known = Object.entries(template.Resources).filter(([, { Type }]) => !SKIPPED.test(Type));
      expect(Object.keys(resources)).toEqual(known.map(([id]) => id));

      const { endpoint, config, variant, model } = await serving(outputs['EndpointName']);
      expect(endpoint.EndpointArn).toBe(outputs['EndpointArn']);
      expect(endpoint.EndpointStatus).toBe('InService');
      expect(config.EndpointConfigArn).toBe(resources['EndpointConfig']);
      expect(model.ModelArn).toBe(resources['Model']);
      const stated = variantWithoutPools(template);
      const driver = template.Parameters['InferenceAmiVersion']?.Default;
      const resolved = 'InferenceAmiVersion' in stated ? { InferenceAmiVersion: driver } : {};
      expect(variant).toEqual({ ...stated, ...resolved, ModelName: model.ModelName });
      expect(model.PrimaryContainer).toMatchObject({ Image: IMAGE, ModelDataUrl: ARCHIVE });
      expect(model.ExecutionRoleArn).toBe(`arn:aws:iam::123456789012:role/${resources['ExecutionRole']}`);
      expect(await tagsOf(endpoint.EndpointArn)).toEqual([
        { Key: 'owner', Value: 'ada' },
        { Key: 'expiry', Value: '2027-05-01' },
      ]);
      await remove(stack);
    },
  );

  it.each([
    ...['real-time-language-model', 'real-time-office-hours', 'real-time-reservable', 'real-time-unsized'],
    ...['real-time-candidate', 'real-time-variants', 'multi-model', 'serverless-provisioned', 'batch-transform-gpu'],
  ])('deploys %s', async (choice) => {
    const stack = stackFor(choice);
    expect((await create(stack)).status).toBe('CREATE_COMPLETE');
    await remove(stack);
  });

  it('deploys batch-transform: the output is the ARN of its state machine, and owner and expiry are on the model', async () => {
    const stack = withParameters(stackFor('batch-transform', 'batch-transform', ['tags']), {
      Owner: 'ada',
      Expiry: '2027-05-01',
    });
    const template = parseTemplate(stack.text);
    const { status, outputs, resources } = await create(stack);
    expect(status).toBe('CREATE_COMPLETE');
    expect(outputs).toEqual({
      StateMachineArn: resources['Run'],
      InvocationsTimeoutInSeconds: template.Outputs['InvocationsTimeoutInSeconds']?.Value,
    });
    expect(resources['Run']).toMatch(/^arn:aws:states:eu-west-1:123456789012:stateMachine:/);
    const known = Object.entries(template.Resources).filter(([, { Type }]) => !SKIPPED.test(Type));
    expect(Object.keys(resources)).toEqual(known.map(([id]) => id));
    const model = await moto.sageMaker.describeModel({ ModelName: resources['Model']?.split('/')[1] });
    expect(model.PrimaryContainer).toEqual({ Image: IMAGE, ModelDataUrl: ARCHIVE });
    expect(await tagsOf(model.ModelArn)).toHaveLength(2);
    await remove(stack);
  });

  it('sends the answers of an asynchronous endpoint to two topics of its stack', async () => {
    const stack = stackFor('asynchronous-to-zero', 'topics');
    const { outputs, resources } = await create(stack);
    expect(outputs['SuccessTopicArn']).toBe(resources['SuccessTopic']);
    expect(outputs['ErrorTopicArn']).toBe(resources['ErrorTopic']);
    expect(outputs['SuccessTopicArn']).toMatch(/^arn:aws:sns:/);
    expect(outputs['SuccessTopicArn']).not.toBe(outputs['ErrorTopicArn']);
    await remove(stack);
  });

  it('makes no role where one is given, and no tag where none is', async () => {
    const stack = withParameters(stackFor('real-time', 'own-role', ['own-role', 'tags']), {
      ExecutionRoleArn: OWN_ROLE,
    });
    const { outputs, resources } = await create(stack);
    const { endpoint, model } = await serving(outputs['EndpointName']);
    expect(model.ExecutionRoleArn).toBe(OWN_ROLE);
    expect(resources).not.toHaveProperty('ExecutionRole');
    expect(await tagsOf(endpoint.EndpointArn)).toEqual([]);
    await remove(stack);
  });

  it('updates from 3 instances to 4: the endpoint stays, its configuration is replaced and the old one deleted', async () => {
    const stack = stackFor('real-time', 'update', ['tags']);
    const { outputs } = await create(stack);
    const before = await serving(outputs['EndpointName']);
    expect(before.variant?.InitialInstanceCount).toBe(3);

    // moto updates what changed itself, and not what refers to it: the new tag makes it update the endpoint.
    const larger = changed(stack, 'InitialInstanceCount: 3', 'InitialInstanceCount: 4');
    await moto.cloudFormation.updateStack(inputOf(withParameters(larger, { Owner: 'ada' })));
    const updated = await read(stack);
    expect(updated.status).toBe('UPDATE_COMPLETE');
    expect(updated.outputs).toEqual(outputs);
    const after = await serving(outputs['EndpointName']);
    expect(after.variant?.InitialInstanceCount).toBe(4);
    expect(after.config.EndpointConfigArn).toBe(updated.resources['EndpointConfig']);
    expect(after.model.ModelName).toBe(before.model.ModelName);
    const left = await names();
    expect(left).toContain(after.config.EndpointConfigName);
    expect(left).not.toContain(before.config.EndpointConfigName);
    expect(await tagsOf(after.endpoint.EndpointArn)).toEqual([{ Key: 'owner', Value: 'ada' }]);
    await remove(stack);
  });

  it('deletes endpoint, configuration and model with the stack', async () => {
    const stack = stackFor('real-time', 'delete');
    const before = await names();
    await create(stack);
    expect(await names()).toHaveLength(before.length + 3);
    await remove(stack);
    expect(await names()).toEqual(before);
    await expect(read(stack)).rejects.toThrow('does not exist');
  });

  // biome-ignore format: one case a line.
  it.each([
    ["an ARN where the configuration's name is due", 'real-time', ['!GetAtt EndpointConfig.EndpointConfigName', '!Ref EndpointConfig'],
      'Could not find endpoint configuration'],
    ["an ARN where the model's name is due", 'asynchronous-to-zero', ['!GetAtt Model.ModelName', '!Ref Model'], 'Could not find model'],
    ['a state machine that runs a model which the stack lacks', 'batch-transform', ['!GetAtt Model.ModelName', '!GetAtt Churn.ModelName'],
      'references undefined resource Churn'],
    ['1500 MB of serverless memory', 'serverless', ['MemorySizeInMB: 2048', 'MemorySizeInMB: 1500'], "Value '1500' at 'MemorySizeInMB'"],
  ] as const)('refuses %s', async (_, choice, [from, to], refusal) => {
    const broken = changed(stackFor(choice, `broken-${choice}`), from, to);
    await expect(create(broken)).rejects.toThrow(refusal);
  });

  it.each(['real-time', 'serverless', 'asynchronous-to-zero', 'batch-transform'])(
    'refuses %s without any one of the parameters that have no default',
    async (choice) => {
      const stack = stackFor(choice, `without-${choice}`);
      expect(stack.required.length).toBeGreaterThanOrEqual(2);
      for (const name of stack.required) {
        const { [name]: _, ...parameters } = stack.parameters;
        await expect(create({ ...stack, parameters })).rejects.toThrow(`Missing parameter ${name}`);
      }
    },
  );
});
