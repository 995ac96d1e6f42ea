import { check } from '../../../src/check/check.ts';
import type { Assessed, Checked } from '../../../src/check/checked.ts';
import { readTemplates } from '../../../src/check/templates/read-templates.ts';

/** Checks texts by the names of their files. */
export function checkTexts(texts: Readonly<Record<string, string | object>>): Checked {
  const documents = Object.entries(texts).map(([path, text]) => ({
    path,
    text: typeof text === 'string' ? text : JSON.stringify(text),
    isNamed: true,
  }));
  return check(readTemplates(documents));
}

/** The only endpoint, component or job of a template. */
export function onlyOf({ endpoints, faults }: Checked): Assessed {
  const [only] = endpoints;
  if (only === undefined || endpoints.length > 1) {
    throw new Error(`${endpoints.length} endpoints: ${JSON.stringify([endpoints.map(({ name }) => name), faults])}`);
  }
  return only;
}

/** "error template-range" */
export const codesOf = ({ line }: Assessed): string[] =>
  line.findings.map(({ severity, code }) => `${severity} ${code}`);

type Properties = Readonly<Record<string, unknown>>;
type Resources = Readonly<
  Record<string, { Type: string; DependsOn?: string; Condition?: string; Properties: Properties }>
>;

/** An endpoint without a fault, as CloudFormation's JSON: 2 × ml.m5.xlarge, 2 to 4 by a policy. */
export const SOUND: Resources = {
  Model: {
    Type: 'AWS::SageMaker::Model',
    Properties: { PrimaryContainer: { Image: '111122223333.dkr.ecr.us-east-1.amazonaws.com/churn:1' } },
  },
  Config: {
    Type: 'AWS::SageMaker::EndpointConfig',
    Properties: {
      ProductionVariants: [
        {
          VariantName: 'main',
          ModelName: { 'Fn::GetAtt': ['Model', 'ModelName'] },
          InstanceType: 'ml.m7i.xlarge',
          InitialInstanceCount: 2,
        },
      ],
    },
  },
  Endpoint: {
    Type: 'AWS::SageMaker::Endpoint',
    Properties: {
      EndpointConfigName: { 'Fn::GetAtt': ['Config', 'EndpointConfigName'] },
      RetainAllVariantProperties: true,
    },
  },
  Target: {
    Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    Properties: {
      ServiceNamespace: 'sagemaker',
      ScalableDimension: 'sagemaker:variant:DesiredInstanceCount',
      ResourceId: { 'Fn::Sub': `endpoint/\${Endpoint.EndpointName}/variant/main` },
      MinCapacity: 2,
      MaxCapacity: 4,
    },
  },
  Policy: {
    Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    Properties: {
      PolicyName: 'follow-load',
      PolicyType: 'TargetTrackingScaling',
      ScalingTargetId: { Ref: 'Target' },
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: 70,
        PredefinedMetricSpecification: { PredefinedMetricType: 'SageMakerVariantInvocationsPerInstance' },
      },
    },
  },
};

/** `SOUND` with some properties of its resources otherwise, and with others; undefined takes a resource out. */
export function templateWith(
  changes: Readonly<Record<string, Properties | undefined>>,
  more: Resources = {},
  sections: Properties = {},
): object {
  const resources = Object.entries(SOUND).flatMap(([id, resource]) => {
    if (!Object.hasOwn(changes, id)) return [[id, resource] as const];
    const changed = changes[id];
    return changed === undefined
      ? []
      : [[id, { ...resource, Properties: { ...resource.Properties, ...changed } }] as const];
  });
  return { ...sections, Resources: { ...Object.fromEntries(resources), ...more } };
}

/** `SOUND` with its variant otherwise. */
export const variantWith = (changes: Properties, config: Properties = {}): Record<string, Properties> => {
  const { Properties: properties } = SOUND['Config'] as Resources[string];
  const [variant] = properties['ProductionVariants'] as [Properties];
  return { Config: { ProductionVariants: [{ ...variant, ...changes }], ...config } };
};

/** The resources of a `.tf.json` file: an endpoint "jp" of one variant, and its target. */
export const terraformWith = (variant: Properties, bounds: Properties) => ({
  aws_sagemaker_endpoint_configuration: { c: { name: 'c', production_variants: [variant] } },
  aws_sagemaker_endpoint: { e: { name: 'jp', endpoint_config_name: 'c' } },
  aws_appautoscaling_target: {
    t: {
      ...bounds,
      resource_id: 'endpoint/jp/variant/v',
      scalable_dimension: 'sagemaker:variant:DesiredInstanceCount',
      service_namespace: 'sagemaker',
    },
  },
});
