import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { workload } from '../../support/workloads.ts';
import { filledIn, type Ran, runNotebook, runNotebooks } from './run-notebooks.ts';

// Notebooks on moto, and on stand-ins where it can't make the stack, doesn't end a run, or answers at once.

const BUCKETS = `import boto3
for name in ("data", "models"):
    boto3.client("s3").create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})`;

const ASKED = { REQUEST: '{"a": 1}' };
const ARGUMENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'batch-transform': {},
  'batch-transform-gpu': {},
  'multi-model': { ...ASKED, TARGET_MODEL: '"churn.tar.gz"' },
};

/** As the API answers them. */
const RUN_ENDS = { DescribeExecution: [{ status: 'RUNNING' }, { status: 'SUCCEEDED' }] };
const NO_STACK = { Error: { Code: 'ValidationError', Message: 'Stack with id churn does not exist' } };
/** Of AWS's sample of scaling to zero (aws-samples, read 2026-12-02). */
const NO_CAPACITY = {
  Error: { Code: 'ValidationError', Message: 'Inference Component has no capacity to process this request.' },
};

const operations = ({ calls }: Ran): string[] => calls.map(([operation]) => operation);
const requestOf = ({ calls }: Ran, wanted: string): Record<string, unknown> | undefined =>
  calls.find(([operation]) => operation === wanted)?.[1];

/** A stack as it is described, with the notebook's own description. */
const described = (status: string, outputs: Readonly<Record<string, string>> = {}, description?: string) => ({
  Stacks: [
    {
      StackName: 'churn',
      StackStatus: status,
      ...(description !== undefined && { Description: description }),
      Outputs: Object.entries(outputs).map(([OutputKey, OutputValue]) => ({ OutputKey, OutputValue })),
    },
  ],
});

const descriptionIn = (notebook: string): string => {
  const line = notebook.split('\n').find((one) => one.startsWith('DESCRIPTION = '));
  return JSON.parse(line?.slice('DESCRIPTION = '.length) ?? '');
};

describe('a notebook on moto', () => {
  const choices = [
    ...['real-time', 'real-time-language-model', 'real-time-office-hours', 'real-time-candidate', 'multi-model'],
    ...['serverless', 'serverless-provisioned', 'asynchronous-to-zero', 'asynchronous-steady'],
    ...['batch-transform', 'batch-transform-gpu'],
  ];
  const ran = runNotebooks(
    choices.map((choice) => {
      const notebook = filledIn(choice, ARGUMENTS[choice] ?? ASKED);
      return { cells: [BUCKETS, notebook, notebook, 'delete()', 'delete()'], stand_ins: RUN_ENDS };
    }),
  );
  const of = (choice: string): Ran => ran[choices.indexOf(choice)] ?? expect.fail(choice);

  it.each(choices)('of %s makes the stack once, asks each time, and deletes what it made', (choice) => {
    const { ended, printed } = of(choice);
    expect(ended).toBeNull();
    expect(printed.match(/It is as it should be: nothing is changed\./g)).toHaveLength(1);
    expect(printed).toMatch(/Deleting the stack \S+ in \S+:\n(?: {2}\w* \(\S*\)\n)+Deleted\./);
    expect(printed).toMatch(/There is no stack \S+ in \S+\.\n$/);
    const made = operations(of(choice)).filter((operation) => /Stack$|^Invoke|^StartExecution/.test(operation));
    const ask = choice.startsWith('batch')
      ? 'StartExecution'
      : choice.startsWith('asynchronous')
        ? 'InvokeEndpointAsync'
        : 'InvokeEndpoint';
    // moto's run doesn't end: the second cell follows it.
    const again = choice.startsWith('batch') ? [] : [ask];
    expect(made).toEqual(['CreateStack', ask, 'UpdateStack', ...again, 'DeleteStack']);
  });

  it('sends what stands in REQUEST, and names the model of many', () => {
    expect(requestOf(of('multi-model'), 'InvokeEndpoint')).toEqual({
      EndpointName: expect.stringMatching(/^tenant-churn-models-/),
      ContentType: 'application/json',
      Body: '{"a": 1}',
      TargetModel: 'churn.tar.gz',
    });
    expect(of('multi-model').printed).toContain('\nbody\n');
  });

  it('uploads the request of a queue, and prints the answer from S3', () => {
    const queued = of('asynchronous-to-zero');
    const put = requestOf(queued, 'PutObject') ?? expect.fail();
    expect(put).toMatchObject({
      Bucket: 'data',
      Key: expect.stringMatching(/^churn\/[0-9a-f-]{36}$/),
      Body: '{"a": 1}',
    });
    expect(requestOf(queued, 'InvokeEndpointAsync')).toMatchObject({
      InputLocation: `s3://data/${put['Key']}`,
      InvocationTimeoutSeconds: 900,
    });
    expect(queued.printed).toContain('OutputLocation: {"default": "response"}');
  });

  it('follows a run of a job that is going on, and says where the results are', () => {
    const { printed } = of('batch-transform');
    expect(printed).toMatch(/\nStarted: arn:aws:states:\S+\nThe results are under s3:\/\/data\/churn\/\n/);
    expect(printed).toMatch(/\nIt runs already: arn:aws:states:/);
  });

  it('updates the stack where something else stands in the cell', () => {
    const cells = [filledIn('real-time'), filledIn('real-time', { DataCaptureUri: '"s3://data/other/"' })];
    const updated = runNotebook({ cells });
    expect(updated.ended).toBeNull();
    expect(updated.printed).toContain('fraud-scoring: UPDATE_COMPLETE');
  });

  it('creates nothing while something must be filled in, and names it', () => {
    const notebook = filledIn('multi-model', { Image: 'None', TARGET_MODEL: 'None' });
    expect(runNotebook({ cells: [notebook] })).toEqual({
      calls: [],
      printed: '',
      ended: 'Fill in Image, TARGET_MODEL first.',
    });
  });

  it('leaves another stack of the name alone', () => {
    const another = `import boto3
boto3.client("cloudformation", region_name="us-east-1").create_stack(StackName="fraud-scoring", TemplateBody='{"Resources": {}}')`;
    for (const cell of ['ask(deploy())', 'delete()']) {
      const functions = filledIn('real-time').replace('\n    ask(deploy())', '\n    pass');
      const stopped = runNotebook({ cells: [another, functions, cell] });
      expect(stopped.ended).toBe('There is another stack fraud-scoring in us-east-1. Choose another STACK_NAME.');
      expect(operations(stopped)).toEqual(['CreateStack', 'DescribeStacks']);
    }
  });
});

describe('a notebook on stand-ins', () => {
  const folder = mkdtempSync(join(tmpdir(), 'notebook-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** What a choice runs into, whose stack is there with these outputs. */
  const runOn = (
    notebook: string,
    outputs: Readonly<Record<string, string>>,
    answers: Readonly<Record<string, object[]>>,
  ) =>
    runNotebook({
      cells: [notebook],
      stand_ins: {
        DescribeStacks: [
          NO_STACK,
          ...['CREATE_IN_PROGRESS', 'CREATE_COMPLETE'].map((status) =>
            described(status, outputs, descriptionIn(notebook)),
          ),
        ],
        CreateStack: [{ StackId: 'churn' }],
        ...answers,
      },
    });

  const COMPONENTS = { EndpointName: 'churn', InferenceComponentNames: 'churn-model-1, churn-model-2' };

  it('waits for what sleeps, and asks the first component', () => {
    const answers = { InvokeEndpoint: [NO_CAPACITY, NO_CAPACITY, { Body: 'awake' }] };
    const ran = runOn(filledIn('inference-components-to-zero', ASKED), COMPONENTS, answers);
    expect(ran.ended).toBeNull();
    expect(ran.printed).toMatch(/CREATE_IN_PROGRESS\nchurn: CREATE_COMPLETE\n/);
    expect(ran.printed).toMatch(/(?:Nothing is loaded yet: trying again in 30 s\.\n){2}awake\n$/);
    expect(requestOf(ran, 'InvokeEndpoint')).toMatchObject({ InferenceComponentName: 'churn-model-1' });
  });

  it('asks the component that is named', () => {
    const notebook = filledIn('inference-components', { ...ASKED, COMPONENT: '"churn-model-2"' });
    const ran = runOn(notebook, COMPONENTS, { InvokeEndpoint: [{ Body: 'two' }] });
    expect(requestOf(ran, 'InvokeEndpoint')).toMatchObject({ InferenceComponentName: 'churn-model-2' });
  });

  it('waits no longer than WAIT_MINUTES, and says what AWS says', () => {
    const notebook = filledIn('inference-components-to-zero', { ...ASKED, WAIT_MINUTES: '5' });
    const ran = runOn(notebook, COMPONENTS, { InvokeEndpoint: [NO_CAPACITY] });
    expect(ran.ended).toContain('no capacity to process this request');
    expect(operations(ran).filter((operation) => operation === 'InvokeEndpoint')).toHaveLength(12);
  });

  it('tries no other refusal again', () => {
    const refused = { Error: { Code: 'ModelError', Message: 'Received server error (500) from primary' } };
    const ran = runOn(filledIn('real-time', ASKED), { EndpointName: 'churn' }, { InvokeEndpoint: [refused] });
    expect(ran.ended).toContain('Received server error (500)');
    expect(operations(ran).filter((operation) => operation === 'InvokeEndpoint')).toHaveLength(1);
  });

  it('asks one of several containers', () => {
    const ran = runOn(
      filledIn('multi-container', ASKED),
      { EndpointName: 'churn' },
      { InvokeEndpoint: [{ Body: 'one' }] },
    );
    expect(requestOf(ran, 'InvokeEndpoint')).toMatchObject({ TargetContainerHostname: 'container-1' });
  });

  it('sends a chat to a language model, a text as it is, a file, and audio as a form', () => {
    const file = join(folder, 'sample.wav');
    writeFileSync(file, 'SOUND');
    const sent = (notebook: string): unknown =>
      requestOf(runOn(notebook, { EndpointName: 'churn' }, { InvokeEndpoint: [{ Body: '' }] }), 'InvokeEndpoint');
    expect(sent(filledIn('real-time-language-model'))).toMatchObject({
      Body: expect.stringMatching(/^\{"messages": \[/),
    });
    expect(sent(filledIn('real-time', { REQUEST: '"1,2"', CONTENT_TYPE: '"text/csv"' }))).toMatchObject({
      ContentType: 'text/csv',
      Body: '1,2',
    });
    const path = `Path(${JSON.stringify(file)})`;
    expect(sent(filledIn('real-time', { REQUEST: path }))).toMatchObject({ Body: 'SOUND' });
    const whisper = workload({
      ...{ name: 'churn', trafficPattern: 'variable', modelId: 'openai/whisper-large-v3', responseTimeSeconds: 20 },
      ...{ processingTimeSeconds: 5, peakRequestsPerSecond: 1, requiresGpu: true },
    });
    const form = sent(filledIn(whisper, { REQUEST: path })) as { ContentType: string; Body: string };
    const boundary = /^multipart\/form-data; boundary=([0-9a-f]{32})$/.exec(form.ContentType)?.[1];
    expect(form.Body.split('\r\n')).toEqual([
      `--${boundary}`,
      'Content-Disposition: form-data; name="file"; filename="sample.wav"',
      'Content-Type: application/octet-stream',
      '',
      'SOUND',
      `--${boundary}--`,
      '',
    ]);
  });

  it('sends nothing where nothing stands in REQUEST', () => {
    const ran = runOn(filledIn('real-time'), { EndpointName: 'churn' }, {});
    expect(ran.printed).toMatch(/\nREQUEST is empty: nothing is sent\.\n$/);
  });

  const QUEUE = { EndpointName: 'churn', InvocationTimeoutSeconds: '900' };
  const QUEUED = {
    PutObject: [{}],
    InvokeEndpointAsync: [{ OutputLocation: 's3://data/out/1.out', FailureLocation: 's3://data/failures/1.out' }],
  };
  const NO_KEY = { Error: { Code: 'NoSuchKey', Message: 'none' } };

  it('prints why a queue has no answer: the failure, or that none came in time', () => {
    const notebook = filledIn('asynchronous-to-zero', { ...ASKED, WAIT_MINUTES: '5' });
    const denied = { Error: { Code: 'AccessDenied', Message: 'no' } };
    const failed = runOn(notebook, QUEUE, {
      ...QUEUED,
      GetObject: [NO_KEY, denied, NO_KEY, { Body: 'out of memory' }],
    });
    expect(failed.printed).toMatch(/\nFailureLocation: out of memory\n$/);
    const late = runOn(notebook, QUEUE, { ...QUEUED, GetObject: [NO_KEY] });
    expect(late.ended).toBeNull();
    expect(late.printed).toMatch(/\nNo answer in 5 min\. It still comes there\.\n$/);
  });

  it('says how a run ended that failed', () => {
    const ran = runOn(
      filledIn('batch-transform'),
      { StateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:run' },
      {
        ListExecutions: [{ executions: [] }],
        StartExecution: [{ executionArn: 'arn' }],
        DescribeExecution: [{ status: 'RUNNING' }, { status: 'FAILED', cause: 'no data' }],
      },
    );
    expect(ran.ended).toBe('The run ended FAILED: no data');
  });

  it('says what failed, the first of it first, and what a stack that was never made needs', () => {
    const notebook = filledIn('real-time');
    const event = (id: string, status: string, reason: string) => ({
      ...{ StackId: 'churn', EventId: id, StackName: 'churn', Timestamp: 0 },
      ...{ LogicalResourceId: id, ResourceStatus: status, ResourceStatusReason: reason },
    });
    const events = [
      event('Role', 'CREATE_FAILED', 'Resource creation cancelled'),
      event('Model', 'CREATE_FAILED', 'No such image'),
      event('churn', 'CREATE_IN_PROGRESS', 'User Initiated'),
      event('Old', 'CREATE_FAILED', 'Long ago'),
    ];
    const rolledBack = described('ROLLBACK_COMPLETE', {}, descriptionIn(notebook));
    const stand_ins = { CreateStack: [{}], DescribeStackEvents: [{ StackEvents: events }] };
    const failed = runNotebook({
      cells: [notebook],
      stand_ins: { ...stand_ins, DescribeStacks: [NO_STACK, rolledBack] },
    });
    expect(failed.ended).toBe(
      'CloudFormation could not do it with fraud-scoring:\n  Model: No such image\n  Role: Resource creation cancelled',
    );
    const again = runNotebook({ cells: [notebook], stand_ins: { ...stand_ins, DescribeStacks: [rolledBack] } });
    expect(again.ended).toBe("The stack fraud-scoring can't be updated. Run delete(), then this again.");
    expect(operations(again)).toEqual(['DescribeStacks']);
  });

  it('takes its own stack for its own, whatever CloudFormation made of its description', () => {
    const notebook = filledIn(
      workload({
        name: 'Émile’s “churn” ¿?',
        trafficPattern: 'variable',
        modelSizeGB: 1,
        requiresGpu: false,
        responseTimeSeconds: 1,
        processingTimeSeconds: 0.1,
        peakRequestsPerSecond: 5,
      }),
    );
    const kept = descriptionIn(notebook).replaceAll(/[^ -~]/g, '?');
    const ran = runNotebook({
      cells: [notebook],
      stand_ins: {
        DescribeStacks: [described('CREATE_COMPLETE', { EndpointName: 'churn' }, kept)],
        UpdateStack: [{ Error: { Code: 'ValidationError', Message: 'No updates are to be performed.' } }],
      },
    });
    expect(ran.ended).toBeNull();
  });
});
