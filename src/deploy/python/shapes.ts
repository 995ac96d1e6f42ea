import type { Value } from '../template.ts';
import { isList, snake } from '../terraform-expression.ts';
import { choiceOf, chosen, functionOf, isNumber, type Scope, toCode } from './expression.ts';
import { type Code, call, entry, list } from './writer.ts';

// The shapes of SageMaker's Python SDK: classes of sagemaker.core.shapes, whose fields are the API's in snake case (sagemaker
// 3.20.0, aws/sagemaker-python-sdk a2481266, 2026-08-21).

/** The class of a property that is an object, or a list of them. */
const SHAPES: Readonly<Record<string, string>> = {
  AdditionalModelDataSources: 'AdditionalModelDataSource',
  AsyncInferenceConfig: 'AsyncInferenceConfig',
  CapacityReservationConfig: 'ProductionVariantCapacityReservationConfig',
  CaptureContentTypeHeader: 'CaptureContentTypeHeader',
  CaptureOptions: 'CaptureOption',
  ClientConfig: 'AsyncInferenceClientConfig',
  CoreDumpConfig: 'ProductionVariantCoreDumpConfig',
  DataCaptureConfig: 'DataCaptureConfig',
  HubAccessConfig: 'InferenceHubAccessConfig',
  ImageConfig: 'ImageConfig',
  InstancePools: 'InstancePool',
  ManagedInstanceScaling: 'ProductionVariantManagedInstanceScaling',
  MetricsConfig: 'MetricsConfig',
  ModelAccessConfig: 'ModelAccessConfig',
  ModelDataSource: 'ModelDataSource',
  NotificationConfig: 'AsyncInferenceNotificationConfig',
  OutputConfig: 'AsyncInferenceOutputConfig',
  PrimaryContainer: 'ContainerDefinition',
  ProductionVariants: 'ProductionVariant',
  RepositoryAuthConfig: 'RepositoryAuthConfig',
  RoutingConfig: 'ProductionVariantRoutingConfig',
  S3DataSource: 'S3ModelDataSource',
  ServerlessConfig: 'ProductionVariantServerlessConfig',
  VpcConfig: 'VpcConfig',
};

/** Properties whose keys are the team's own. */
const MAPS: ReadonlySet<string> = new Set(['Environment']);

type Properties = { readonly [name: string]: Value };

/** Arguments of a resource or a shape. Told of each class that is used. */
export function argumentsOf(scope: Scope, properties: Properties, uses: (shape: string) => void): Code[] {
  return Object.entries(properties).map(([name, value]) => entry(`${snake(name)}=`, shapeOf(scope, name, value, uses)));
}

function shapeOf(scope: Scope, name: string, value: Value, uses: (shape: string) => void): Code {
  if (typeof value === 'object' && isList(value)) return list(value.map((item) => shapeOf(scope, name, item, uses)));
  const choice = choiceOf(value);
  if (choice !== undefined) return chosen(scope, choice, (item) => shapeOf(scope, name, item, uses));
  if (MAPS.has(name)) return toCode(scope, inTexts(scope, value));
  if (!isObject(value)) return toCode(scope, value);
  const shape = SHAPES[name];
  if (shape === undefined) throw new Error(`No shape for ${name}`);
  uses(shape);
  return call(shape, argumentsOf(scope, value, uses));
}

/** The values of a map as texts: CloudFormation makes one of a number, and the SDK doesn't. */
function inTexts(scope: Scope, value: Value): Value {
  if (typeof value !== 'object' || isList(value)) return typeof value === 'object' ? value : String(value);
  const choice = choiceOf(value);
  if (choice !== undefined) {
    return { 'Fn::If': [choice.condition, inTexts(scope, choice.yes), inTexts(scope, choice.no)] };
  }
  const [name, id] = functionOf(value) ?? [];
  if (name === 'Ref') return isNumber(scope, String(id)) ? { 'Fn::Sub': `\${${String(id)}}` } : value;
  if (name !== undefined) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inTexts(scope, item)]));
}

/**
 * Whether the SDK's shapes would lose a property: they send `MemorySizeInMB` as `MemorySizeInMb`, which the API refuses
 * (aws/sagemaker-core #225, open), and leave out what is 0, false or empty. boto3 takes it as it is.
 */
export function isLost(properties: Properties): boolean {
  return Object.entries(properties).some(([name, value]) => isLostIn(name, value));
}

function isLostIn(name: string, value: Value): boolean {
  if (typeof value === 'object' && isList(value)) return value.some((item) => isLostIn(name, item));
  const choice = choiceOf(value);
  if (choice !== undefined) return isLostIn(name, choice.yes) || isLostIn(name, choice.no);
  if (!isObject(value) || MAPS.has(name)) return false;
  return Object.entries(value).some(([key, item]) => {
    return item === 0 || item === false || item === '' || pascal(snake(key)) !== key || isLostIn(key, item);
  });
}

/** As the SDK names the field of the API. */
function pascal(name: string): string {
  if (name === 'volume_size_in_gb') return 'VolumeSizeInGB';
  return name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

const isObject = (value: Value): value is Properties =>
  typeof value === 'object' && !isList(value) && functionOf(value) === undefined;
