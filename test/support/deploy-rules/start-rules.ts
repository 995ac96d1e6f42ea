import type { Template } from '../../../src/deploy/template.ts';
import { instanceTypeOf } from '../../../src/recommender/index.ts';
import { at, jobOf, kindOf, list, type Rule, resourcesOf, variantsOf } from './rule.ts';

// What a container needs to start: an image for its host, a driver, a source for its model, time, and room.

/** A container, and what it runs on. `type`: none on a serverless endpoint. */
interface Placed {
  readonly id: string;
  readonly container: unknown;
  readonly type: string | undefined;
  /** The variant, the component or the resources of the job. */
  readonly host: unknown;
}

/** The one type, or the first of those that may stand in for each other. */
const typeOf = (variant: unknown): string | undefined => {
  const type = at(variant, 'InstanceType', 'Fn::If', 2) ?? at(variant, 'InstanceType');
  return type === undefined ? undefined : String(type);
};

const containersIn = (template: Template, model: unknown): readonly unknown[] => {
  const properties = template.Resources[String(model)]?.Properties;
  return [...list(at(properties, 'PrimaryContainer')), ...list(at(properties, 'Containers'))];
};

function placedIn(template: Template): Placed[] {
  if (kindOf(template) === 'batch') {
    const job = jobOf(template);
    const host = at(job, 'TransformResources');
    return containersIn(template, 'Model').map((container) => ({ id: 'Model', container, type: typeOf(host), host }));
  }
  const variants = variantsOf(template);
  const ofVariants = variants.flatMap(({ variant }) => {
    const id = String(at(variant, 'ModelName', 'Fn::GetAtt', 0));
    return containersIn(template, id).map((container) => ({ id, container, type: typeOf(variant), host: variant }));
  });
  const ofComponents = resourcesOf(template, 'AWS::SageMaker::InferenceComponent').flatMap(([id, { Properties }]) => {
    const specification = Properties['Specification'];
    const own = list(at(specification, 'Container')).filter((container) => at(container, 'Image') !== undefined);
    const containers = [...own, ...containersIn(template, at(specification, 'ModelName', 'Fn::GetAtt', 0))];
    return containers.map((container) => ({ id, container, type: typeOf(variants[0]?.variant), host: specification }));
  });
  return [...ofVariants, ...ofComponents];
}

/** The image that is proposed; empty where it has to be entered. */
const proposed = ({ Parameters }: Template, { container }: Placed): string =>
  String(Parameters[String(at(container, 'Image', 'Ref'))]?.Default ?? '');

/** Images whose tag doesn't name the CUDA that they have. */
const CUDA_UNNAMED: readonly (readonly [RegExp, number])[] = [[/vllm:omni-sagemaker-cuda-v1/, 13]];

/** The major version; 0 of an image for CPUs. */
const cudaOf = (image: string): number =>
  Number(/cu(\d\d)\d/.exec(image)?.[1] ?? CUDA_UNNAMED.find(([pattern]) => pattern.test(image))?.[1] ?? 0);

const familyOf = (type = ''): string => type.split('.')[1] ?? '';

/** The CUDA that hosts have unless something else is set (DG inference-gpu-drivers, 2026-09). */
const HOST_CUDA: Readonly<Record<string, number>> = {
  ...Object.fromEntries(['g4dn', 'g5', 'p4d', 'p4de'].map((family) => [family, 11.4])),
  ...Object.fromEntries(['p5', 'g6', 'g6e'].map((family) => [family, 12.2])),
  ...Object.fromEntries(['p5e', 'p5en'].map((family) => [family, 12.4])),
  ...Object.fromEntries(['g7', 'g7e', 'p6-b200', 'p6-b300'].map((family) => [family, 13])),
};

const AMI_CUDA: Readonly<Record<string, number>> = {
  'al2-ami-sagemaker-inference-gpu-3-1': 12.4,
  'al2023-ami-sagemaker-inference-gpu-4-1': 13,
  'al2-ami-sagemaker-batch-gpu-470': 11.4,
  'al2-ami-sagemaker-batch-gpu-535': 12.2,
};

const hasGpu = (type: string | undefined): boolean => (instanceTypeOf(type ?? '')?.gpuCount ?? 0) > 0;

/** What is set where nothing is entered. */
const byDefault = ({ Parameters }: Template, value: unknown): unknown => {
  const name = at(value, 'Fn::If', 1, 'Ref') ?? at(value, 'Ref');
  return name === undefined ? value : Parameters[String(name)]?.Default;
};

function hostCuda(template: Template, { host, type }: Placed): number {
  const variant = kindOf(template) === 'components' ? variantsOf(template)[0]?.variant : host;
  const job = at(host, 'TransformAmiVersion');
  const isJob = kindOf(template) === 'batch';
  const image = String(byDefault(template, isJob ? job : at(variant, 'InferenceAmiVersion')) ?? '');
  const usual = isJob && familyOf(type) !== 'g6' ? 11.4 : (HOST_CUDA[familyOf(type)] ?? 0);
  return AMI_CUDA[image] ?? usual;
}

const ofPlaced = (says: string, fault: (placed: Placed, template: Template) => string | false | undefined): Rule => ({
  says,
  faults: (template) =>
    placedIn(template).flatMap((placed) => {
      const found = fault(placed, template);
      return found ? [`${placed.id}: ${found}`] : [];
    }),
});

const environmentOf = ({ container }: Placed): Readonly<Record<string, unknown>> =>
  Object(at(container, 'Environment'));

const GPUS_IN: readonly (readonly [tensor: string, data: string])[] = [
  ['SM_VLLM_TENSOR_PARALLEL_SIZE', 'SM_VLLM_DATA_PARALLEL_SIZE'],
  ['OPTION_TENSOR_PARALLEL_DEGREE', 'none'],
];

const TIMEOUTS = ['ModelDataDownloadTimeoutInSeconds', 'ContainerStartupHealthCheckTimeoutInSeconds'];

const startUpOf = ({ host }: Placed): unknown => at(host, 'StartupParameters') ?? host;

export const START_RULES: readonly Rule[] = [
  ofPlaced('An image for GPUs is on GPUs alone, and one for CPUs on CPUs', (placed, template) => {
    const image = proposed(template, placed);
    if (image === '') return undefined;
    return cudaOf(image) > 0 !== hasGpu(placed.type) && `${image} on ${placed.type ?? 'serverless'}`;
  }),
  ofPlaced('The driver of a host is as new as the CUDA of its image', (placed, template) => {
    const cuda = cudaOf(proposed(template, placed));
    const has = hostCuda(template, placed);
    return cuda > Math.floor(has) && `CUDA ${cuda} on ${has}`;
  }),
  ofPlaced('Hosts with an older driver than CUDA 12 needs name one', (placed, template) => {
    const isOld = (HOST_CUDA[familyOf(placed.type)] ?? 13) < 12.4;
    return isOld && kindOf(template) !== 'batch' && hostCuda(template, placed) < 12.4 && `${placed.type} has no driver`;
  }),
  ofPlaced('What is cut off from the Hugging Face Hub takes its weights from S3', (placed, template) => {
    const isCutOff = Object.values(template.Resources).some(
      ({ Properties }) => (Properties['VpcConfig'] ?? Properties['EnableNetworkIsolation']) !== undefined,
    );
    return isCutOff && JSON.stringify(environmentOf(placed)).includes('meta-llama/') && 'downloads its model';
  }),
  ofPlaced('A folder of files is not for serverless, jobs and many models', (placed, template) => {
    const takesNone = kindOf(template) === 'serverless' || kindOf(template) === 'batch';
    const isFolder = at(placed.container, 'ModelDataSource') !== undefined;
    return isFolder && (takesNone || at(placed.container, 'Mode') === 'MultiModel') && 'ModelDataSource';
  }),
  ofPlaced('A token is a reference to a secret, and no role reads it', (placed, template) => {
    const token = environmentOf(placed)['HF_TOKEN'];
    const text = String(at(token, 'Fn::If', 1, 'Fn::Sub') ?? '');
    const isReference = /^\{\{resolve:secretsmanager:\$\{\w+\}\}\}$/.test(text);
    const isRead = JSON.stringify(resourcesOf(template, 'AWS::IAM::Role')).includes('secretsmanager:');
    return (token !== undefined && !isReference && 'HF_TOKEN is a value') || (isRead && 'a role reads secrets');
  }),
  ofPlaced('Copies of a model take no more GPUs than their container gets', (placed) => {
    const environment = environmentOf(placed);
    const [tensor = '', data = ''] = GPUS_IN.find(([name]) => environment[name] !== undefined) ?? [];
    if (tensor === '') return undefined;
    const wanted = Number(environment[tensor]) * Number(environment[data] ?? 1);
    const share = at(placed.host, 'ComputeResourceRequirements', 'NumberOfAcceleratorDevicesRequired');
    const gets = Number(share ?? instanceTypeOf(placed.type ?? '')?.acceleratorCount);
    return !(wanted >= 1 && wanted <= gets) && `${wanted} of ${gets}`;
  }),
  ofPlaced('A container has 600 to 3,600 s to start, and its model as long to arrive', (placed) => {
    const seconds = TIMEOUTS.map((name) => at(startUpOf(placed), name));
    if (seconds.every((value) => value === undefined)) return undefined;
    return !(seconds[0] === seconds[1] && [600, 900, 1800, 3600].includes(Number(seconds[0]))) && seconds.join(' and ');
  }),
  ofPlaced('A server gives up no later than SageMaker does', (placed) => {
    const given = environmentOf(placed)['OPTION_MODEL_LOADING_TIMEOUT'];
    const allowed = at(startUpOf(placed), TIMEOUTS[1] ?? '');
    return given !== undefined && !(Number(given) <= Number(allowed)) && `${given} over ${allowed}`;
  }),
  {
    says: 'A volume of 30 to 512 GB is attached to types without a disk alone',
    faults: (template) =>
      variantsOf(template).flatMap(({ id, variant }) => {
        const size = at(variant, 'VolumeSizeInGB');
        if (size === undefined) return [];
        const hasDisk = instanceTypeOf(typeOf(variant) ?? '')?.hasLocalDisk ?? true;
        return hasDisk || !(Number(size) >= 30 && Number(size) <= 512) ? [`${id}: ${size} GB`] : [];
      }),
  },
  {
    says: 'A job names its driver where its family takes one',
    faults: (template) =>
      placedIn(template).flatMap(({ id, host, type }) => {
        if (kindOf(template) !== 'batch') return [];
        const takes = ['g4dn', 'g5'].includes(familyOf(type));
        return (at(host, 'TransformAmiVersion') !== undefined) === takes ? [] : [`${id}: ${type}`];
      }),
  },
];
