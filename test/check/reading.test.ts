import { describe, expect, it } from 'vitest';
import { check } from '../../src/check/check.ts';
import { readTemplates } from '../../src/check/templates/read-templates.ts';
import { runsWords } from '../../src/check/write-text.ts';
import { checkTexts, onlyOf, templateWith, terraformWith, variantWith } from './support/check-text.ts';

const yaml = (text: string) => onlyOf(checkTexts({ 'template.yaml': text }));

const STACK = (count: string, more = '') => `
Parameters:
  Count: {Type: Number, Default: 3}
  Secret: {Type: String, NoEcho: true, Default: hunter2}
  Needed: {Type: Number}
  Size: {Type: String, Default: small}
Mappings:
  Types: {small: {type: ml.m5.xlarge}, large: {type: ml.m5.4xlarge}}
Conditions:
  IsSmall: !Equals [!Ref Size, small]
  IsNeeded: !Equals [!Ref Needed, '2']
  Circle: !Not [{Condition: Circle}]
Resources:
  Config:
    Type: AWS::SageMaker::EndpointConfig
    Properties:
      ProductionVariants:
        - VariantName: main
          ModelName: churn
          InstanceType: !FindInMap [Types, !Ref Size, type]
          InitialInstanceCount: ${count}
  Endpoint:
    Type: AWS::SageMaker::Endpoint
    Properties: {EndpointConfigName: !GetAtt Config.EndpointConfigName}
${more}`;

describe('a CloudFormation template', () => {
  it.each([
    ['!Ref Count', 3, []],
    ['!If [IsSmall, 1, 5]', 1, []],
    ['!Select [1, !Split [",", "2,4"]]', 4, []],
    ['!If [IsNeeded, 1, 5]', null, ['Instance count: condition IsNeeded']],
    ['!If [Circle, 1, 5]', null, ['Instance count: condition Circle']],
    ['!Ref Needed', null, ['Instance count: parameter Needed']],
    ['!Ref Secret', null, ['Instance count: parameter Secret']],
    ['!ImportValue other-count', null, ['Instance count: export other-count']],
    ["'{{resolve:ssm:/count:1}}'", null, ['Instance count: a dynamic reference']],
    ['!Ref Nothing', null, ['Instance count: Nothing']],
  ])('with the count %s has %s instances', (count, instances, unknown) => {
    const { line, counts } = yaml(STACK(count));
    expect([counts.min, line.runs.instance]).toEqual([instances, 'ml.m5.xlarge']);
    expect(line.unknown).toEqual([...unknown, "Region: the files don't say it; priced as us-east-1"]);
  });

  it('costs 3 × $0.23 × 730 h and 3 volumes of 30 GB at least and at most', () => {
    // ml.m5.xlarge is $0.23 per hour, storage $0.14 per GB-month in us-east-1.
    const { line } = yaml(STACK('!Ref Count'));
    expect(line.monthlyUsd).toEqual({ minimum: 516.3, maximum: 516.3 });
  });

  it('costs by the bounds of scheduled actions where those go further: 1 and 6 × ml.m7i.xlarge, of 2 to 4', () => {
    const action = (bounds: object) => ({ ScalableTargetAction: bounds });
    const scheduled = (...actions: object[]) =>
      onlyOf(checkTexts({ 'a.json': templateWith({ Target: { ScheduledActions: actions.map(action) } }) }));
    const { minimum, maximum } = scheduled().line.monthlyUsd;
    const each = Number(minimum) / 2;
    expect(maximum).toBeCloseTo(4 * each, 2);
    const wider = scheduled({ MinCapacity: 1 }, { MinCapacity: 3, MaxCapacity: 6 });
    expect(wider.counts).toEqual({ min: 1, max: 6 });
    expect(wider.line.monthlyUsd.maximum).toBeCloseTo(6 * each, 1);
    // A minimum above the maximum raises that as well.
    expect(scheduled({ MinCapacity: 5 }).counts).toEqual({ min: 2, max: 5 });
  });

  it('with a key twice has its last value, as for CloudFormation, and a note of the line', () => {
    const twice = STACK('2\n          InitialInstanceCount: 5');
    const checked = checkTexts({ 'a.yaml': twice });
    expect(onlyOf(checked).counts.min).toBe(5);
    expect([checked.faults, checked.notes]).toEqual([
      [],
      ['a.yaml, line 22: a key for the second time in one object. The last value counts, as for CloudFormation.'],
    ]);
  });

  it('leaves out a resource whose condition does not hold, and doubts one whose condition is not known', () => {
    const other = (condition: string) =>
      `  Second:\n    Type: AWS::SageMaker::Endpoint\n    Condition: ${condition}\n    Properties: {EndpointConfigName: !GetAtt Config.EndpointConfigName}\n`;
    expect(checkTexts({ 'a.yaml': STACK('2', other('IsSmall')) }).endpoints).toHaveLength(2);
    const doubted = checkTexts({ 'a.yaml': STACK('2', other('IsNeeded')) }).endpoints[1];
    expect(doubted?.line.unknown[0]).toBe('Whether it exists: condition IsNeeded');
  });

  it('names a loop over a list that is not known, and expands one over a known list', () => {
    const loop = (list: string) => `
Parameters: {Names: {Type: CommaDelimitedList}}
Resources:
  Fn::ForEach::Endpoints:
    - Name
    - ${list}
    - Endpoint\${Name}: {Type: AWS::SageMaker::Endpoint, Properties: {EndpointConfigName: x}}
`;
    const known = checkTexts({ 'a.yaml': loop('[A, B]') });
    expect(known.endpoints.map(({ line }) => line.address)).toEqual(['EndpointA', 'EndpointB']);
    const unknown = checkTexts({ 'a.yaml': loop('!Ref Names') });
    expect(unknown.notes).toEqual(["a.yaml: Fn::ForEach::Endpoints isn't read; what it loops over isn't known."]);
  });

  it('maps AWS::Region as the Region that it is priced in: that of --region, or of an image, if the map has it', () => {
    const template = (more = '') => `
Mappings:
  Types:
    us-east-1: {type: ml.m5.large, image: 111122223333.dkr.ecr.us-east-1.amazonaws.com/churn}
    eu-west-1: {type: ml.m5.xlarge, image: 111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn}
Resources:
  Model:
    Type: AWS::SageMaker::Model
    Properties: {PrimaryContainer: {Image: !FindInMap [Types, !Ref AWS::Region, image]}}
  Config:
    Type: AWS::SageMaker::EndpointConfig
    Properties:
      ProductionVariants:
        - {ModelName: !GetAtt Model.ModelName, InstanceType: !FindInMap [Types, !Ref AWS::Region, type], InitialInstanceCount: 1}
${more}`;
    const of = (text: string, region?: string) => {
      const read = readTemplates([{ path: 'a.yaml', text }], undefined, region);
      const { line } = onlyOf(check(read, region === undefined ? {} : { otherwise: { region, from: 'option' } }));
      return [line.runs.instance, line.region, line.regionFrom];
    };
    expect(of(template())).toEqual(['ml.m5.large', 'us-east-1', 'default']);
    expect(of(template(), 'eu-west-1')).toEqual(['ml.m5.xlarge', 'eu-west-1', 'option']);
    expect(of(template(), 'eu-west-2')).toEqual([null, 'eu-west-2', 'option']);
    const image = template().replace(
      '!FindInMap [Types, !Ref AWS::Region, image]',
      'a.dkr.ecr.eu-west-1.amazonaws.com/b',
    );
    expect(of(image)).toEqual(['ml.m5.xlarge', 'eu-west-1', 'image']);
  });

  it('refers to what a loop makes by Fn::Sub within Fn::GetAtt and Ref', () => {
    const { endpoints } = checkTexts({
      'a.yaml': `
Transform: AWS::LanguageExtensions
Resources:
  Fn::ForEach::Endpoints:
    - Name
    - [A, B]
    - Config\${Name}:
        Type: AWS::SageMaker::EndpointConfig
        Properties:
          ProductionVariants: [{VariantName: v, ModelName: m, InstanceType: ml.m5.large, InitialInstanceCount: 2}]
      Endpoint\${Name}:
        Type: AWS::SageMaker::Endpoint
        Properties: {RetainAllVariantProperties: true, EndpointConfigName: !GetAtt [!Sub "Config\${Name}", EndpointConfigName]}
      Target\${Name}:
        Type: AWS::ApplicationAutoScaling::ScalableTarget
        Properties:
          ServiceNamespace: sagemaker
          ScalableDimension: sagemaker:variant:DesiredInstanceCount
          ResourceId: !Join ["/", [endpoint, !GetAtt [!Sub "Endpoint\${Name}", EndpointName], variant, v]]
          MinCapacity: 2
          MaxCapacity: 4
      Policy\${Name}:
        Type: AWS::ApplicationAutoScaling::ScalingPolicy
        Properties:
          PolicyName: p
          PolicyType: TargetTrackingScaling
          ScalingTargetId: !Ref {Fn::Sub: "Target\${Name}"}
          TargetTrackingScalingPolicyConfiguration:
            TargetValue: 70
            PredefinedMetricSpecification: {PredefinedMetricType: SageMakerVariantInvocationsPerInstance}
`,
    });
    expect(endpoints.map(({ line, counts }) => [line.address, counts, line.findings])).toEqual([
      ['EndpointA', { min: 2, max: 4 }, []],
      ['EndpointB', { min: 2, max: 4 }, []],
    ]);
  });

  it('passes parameters to a nested stack, and its outputs back', () => {
    const { endpoints } = checkTexts({
      'main.yaml': `
Resources:
  Serving:
    Type: AWS::CloudFormation::Stack
    Properties: {TemplateURL: ./nested/serving.yaml, Parameters: {Count: 7}}
  Endpoint:
    Type: AWS::SageMaker::Endpoint
    Properties: {EndpointConfigName: !GetAtt Serving.Outputs.Config}
`,
      'nested/serving.yaml': `${STACK('!Ref Count').split('  Endpoint:')[0]}
Outputs: {Config: {Value: !GetAtt Config.EndpointConfigName}}
`,
    });
    expect(endpoints.map(({ line, counts }) => [line.address, counts.max])).toEqual([['Endpoint', 7]]);
  });

  it('counts a shadow variant, and prices pools from the cheapest to the dearest', () => {
    const pools =
      'InstancePools: [{InstanceType: ml.g5.xlarge, Priority: 2}, {InstanceType: ml.g4dn.xlarge, Priority: 1}], InitialInstanceCount: 1, ModelName: m';
    const { line } = yaml(`
Resources:
  Config:
    Type: AWS::SageMaker::EndpointConfig
    Properties:
      ProductionVariants: [{VariantName: main, ${pools}}]
      ShadowProductionVariants: [{VariantName: shadow, InstanceType: ml.g4dn.xlarge, InitialInstanceCount: 1, ModelName: m}]
`);
    expect(line.runs.instance).toBe('ml.g4dn.xlarge');
    // 2 × ml.g4dn.xlarge at $0.7364, or one of them ml.g5.xlarge at $1.408, × 730 h; both have a local disk.
    expect(line.monthlyUsd).toEqual({ minimum: 1075.14, maximum: 1565.41 });
    expect(line.unknown).toContain('Endpoint: none in the files has this configuration; priced as if one had it');
  });

  it('says which variant runs on what: 2 × ml.m5.xlarge or a larger pool, and 1 shadow × ml.m5.large', () => {
    const shadow = { VariantName: 'next', InstanceType: 'ml.m5.large', InitialInstanceCount: 1, ModelName: 'next' };
    const InstancePools = [
      { InstanceType: 'ml.m5.xlarge', Priority: 1 },
      { InstanceType: 'ml.m5.2xlarge', Priority: 2 },
    ];
    const one = onlyOf(
      checkTexts({
        'a.json': templateWith({
          ...variantWith({ InstanceType: undefined, InstancePools }, { ShadowProductionVariants: [shadow] }),
          Target: undefined,
          Policy: undefined,
        }),
      }),
    );
    expect(runsWords(one)).toBe('real-time inference, 2 × ml.m5.xlarge or ml.m5.2xlarge, 1 × ml.m5.large (shadow)');
    expect(one.counts).toEqual({ min: 2, max: 2 });
  });

  it('calls instances of a type that nobody knows instances, not copies', () => {
    const sized = { ...variantWith({ InstanceType: { Ref: 'Size' } }), Target: undefined, Policy: undefined };
    const unsized = checkTexts({ 'a.json': templateWith(sized, {}, { Parameters: { Size: { Type: 'String' } } }) });
    expect(runsWords(onlyOf(unsized))).toBe('real-time inference, 2 × ?');
    const alone = checkTexts({ 'a.json': templateWith({ Config: undefined, Target: undefined, Policy: undefined }) });
    expect(runsWords(onlyOf(alone))).toBe('not known');
  });
});

it('finds the template of a nested stack of AWS CDK by what the assembly uploads, without metadata that names it', () => {
  // As aws-cdk-lib 2 synthesizes it with aws:cdk:enable-asset-metadata turned off.
  const url = ['https://s3.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }, '/assets', '/343cabdf.json'];
  const nested = (TemplateURL: unknown) => ({
    Resources: { Nested: { Type: 'AWS::CloudFormation::Stack', Properties: { TemplateURL } } },
  });
  const assembly = (TemplateURL: unknown) =>
    checkTexts({
      'cdk.out/manifest.json': {
        version: '55.0.0',
        artifacts: {
          Root: {
            type: 'aws:cloudformation:stack',
            environment: 'aws://unknown-account/eu-west-1',
            properties: { templateFile: 'Root.template.json' },
          },
        },
      },
      'cdk.out/Root.template.json': nested(TemplateURL),
      'cdk.out/RootNested.nested.template.json': templateWith({}),
      'cdk.out/Root.assets.json': {
        version: '55.0.0',
        files: {
          '343cabdf': {
            source: { path: 'RootNested.nested.template.json', packaging: 'file' },
            destinations: { current: { bucketName: 'b', objectKey: 'prefix/343cabdf.json' } },
          },
        },
      },
    });
  for (const address of [
    { 'Fn::Join': ['', url] },
    { 'Fn::Sub': `https://s3.\${AWS::Region}.amazonaws.com/b/343cabdf.json` },
  ]) {
    const { line } = onlyOf(assembly(address));
    expect([line.address, line.region, line.regionFrom]).toEqual(['Nested/Endpoint', 'eu-west-1', 'files']);
  }
  expect(assembly({ 'Fn::Join': ['', ['https://s3/', 'other.json']] }).notes).toEqual([
    "cdk.out/Root.template.json: the nested stack Nested isn't among the files.",
  ]);
});

it('reads every .tf.json file of a folder, also those that name no resource of SageMaker', () => {
  const read = (path: string, value: object) => ({ path, text: JSON.stringify(value) });
  const variant = { variant_name: 'v', model_name: 'm', instance_type: `\${var.size}`, initial_instance_count: 3 };
  const { aws_appautoscaling_target, ...resource } = terraformWith(variant, { min_capacity: 3, max_capacity: 5 });
  const { endpoints } = check(
    readTemplates([
      read('infra/main.tf.json', { resource }),
      read('infra/providers.tf.json', { provider: { aws: { region: 'ap-northeast-1' } } }),
      read('infra/variables.tf.json', { variable: { size: { default: 'ml.m5.xlarge' } } }),
      read('infra/scaling.tf.json', { resource: { aws_appautoscaling_target } }),
    ]),
  );
  // (0.298 × 730 + 30 × 0.1766) per instance in Tokyo, 3 to 5 of them.
  expect(endpoints.map(({ line }) => [line.region, line.monthlyUsd, line.unknown])).toEqual([
    ['ap-northeast-1', { minimum: 668.52, maximum: 1114.19 }, []],
  ]);
});

const resource = (address: string, values: object, more: object = {}) => {
  const [type = '', name = ''] = address
    .replace(/^module\.[^.]+\./, '')
    .replace(/\[.*$/, '')
    .split('.');
  return { address, mode: 'managed', type, name, values, sensitive_values: {}, ...more };
};
const change = (address: string, unknown: object) => ({
  address,
  change: { actions: ['create'], after_unknown: unknown },
});
it('a Terraform plan names a type that is known after apply, and never shows a sensitive one', () => {
  const values = {
    name: 'c',
    production_variants: [
      { variant_name: 'v', model_name: 'm', instance_type: 'ml.g5.xlarge', initial_instance_count: 1 },
    ],
  };
  const plan = (unknown: object, sensitive: object) => ({
    format_version: '1.2',
    planned_values: {
      root_module: {
        resources: [resource('aws_sagemaker_endpoint_configuration.c', values, { sensitive_values: sensitive })],
      },
    },
    resource_changes: [change('aws_sagemaker_endpoint_configuration.c', unknown)],
  });
  const of = (unknown: object, sensitive: object) => onlyOf(checkTexts({ 'plan.json': plan(unknown, sensitive) })).line;
  expect(of({ production_variants: [{ instance_type: true }] }, {}).unknown[0]).toBe(
    'Instance type: known after apply',
  );
  const secret = of({}, { production_variants: [{ instance_type: true }] });
  expect([secret.runs.instance, secret.unknown[0]]).toEqual([null, 'Instance type: a sensitive value']);
});

describe('a .tf.json file', () => {
  const module = (configuration: object) => ({
    variable: { type: { default: 'ml.c6i.large' }, token: { sensitive: true, default: 'ml.c6i.xlarge' }, needed: {} },
    locals: { count: 3, names: { a: 1, b: 2 }, self: `\${local.self}` },
    provider: { aws: { region: 'eu-west-1' } },
    resource: {
      aws_sagemaker_endpoint_configuration: { c: configuration },
      aws_sagemaker_endpoint: {
        e: {
          for_each: `\${local.names}`,
          name: `churn-\${each.key}`,
          endpoint_config_name: `\${aws_sagemaker_endpoint_configuration.c.name}`,
        },
      },
    },
  });
  const variant = (type: string, count: unknown = 2) => ({
    production_variants: { variant_name: 'v', model_name: 'm', instance_type: type, initial_instance_count: count },
  });
  const read = (configuration: object) => checkTexts({ 'main.tf.json': module(configuration) }).endpoints;

  it('has an endpoint for each key, by the type of a variable and the count of a local', () => {
    const endpoints = read(variant(`\${var.type}`, `\${local.count}`));
    expect(endpoints.map(({ name, line }) => [name, line.address, line.region])).toEqual([
      ['churn-a', 'aws_sagemaker_endpoint.e["a"]', 'eu-west-1'],
      ['churn-b', 'aws_sagemaker_endpoint.e["b"]', 'eu-west-1'],
    ]);
    expect(endpoints.map(({ counts, line }) => [counts.min, line.runs.instance])).toEqual([
      [3, 'ml.c6i.large'],
      [3, 'ml.c6i.large'],
    ]);
  });

  it.each([
    [`\${var.needed}`, 'Instance type: var.needed'],
    [`\${var.token}`, 'Instance type: var.token'],
    [`\${local.self}`, 'Instance type: a reference to itself'],
    [`\${var.big ? "hunter2" : "ml.m5.xlarge"}`, 'Instance type: var.big'],
    [`\${file("hunter2")}`, 'Instance type: file()'],
  ])('with the type %s names what it depends on, without its literals', (type, unknown) => {
    const [first] = read(variant(type));
    expect([first?.line.runs.instance, first?.line.unknown]).toEqual([null, [unknown]]);
  });
});
