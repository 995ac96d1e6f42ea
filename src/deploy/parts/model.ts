import { QUOTAS } from '../../recommender/index.ts';
import type { DeploymentFacts } from '../facts.ts';
import { ENVIRONMENTS, serverLimits, serverPart } from '../images/environment.ts';
import { type ImageChoice, imageOf } from '../images/serving-image.ts';
import { type Parameter, type Part, type ProposedImage, ref, type Value } from '../template.ts';
import { modelDataOf } from './model-data.ts';
import { executionRoleArn, pullImage } from './role.ts';

/** A container of a model, with the parameters that only the team can fill in. */
export interface Container {
  readonly part: Part;
  readonly definition: Readonly<Record<string, Value>>;
  readonly statements: readonly Value[];
}

/** What ECR calls an image, with its tag or digest. */
export const IMAGE_PATTERN = '^[0-9]{12}\\.dkr\\.ecr\\.[a-z0-9.-]+/[a-z0-9._/-]+[:@][A-Za-z0-9._:-]+$';

/** Why this image or none is said of the first: the template of many has no room for more. */
const imageParameter = (of: string, imageId: string, { uri, why, page }: ImageChoice): Parameter => ({
  Type: 'String',
  Description: `ECR image of ${of}, with tag or digest.${
    FIRST.test(imageId) ? ` ${why} ${uri === undefined ? "AWS's images" : 'Newer ones'}: ${page}` : ''
  }`,
  ...(uri !== undefined && { Default: uri }),
  AllowedPattern: IMAGE_PATTERN,
  ConstraintDescription: 'ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG',
});

const FIRST = /^1?$/;

/** Where a container takes its model from. `optional`: it may have none. */
export type ModelData = 'one-model' | 'all-models' | 'optional';

/** What a container is called, and what it holds. */
export interface ContainerOptions {
  /** Ends the names of its parameters: the number or name of the container. */
  readonly id?: string;
  readonly data?: ModelData;
  /** Ends the name of its image's parameter; as `id` unless stated. */
  readonly imageId?: string;
  /** False where another container holds the model that the workload names. */
  readonly isNamed?: boolean;
}

/** A container with the image, the model and the environment that are known. The rest are parameters. */
export function containerOf(facts: DeploymentFacts, of: string, options: ContainerOptions = {}): Container {
  const { id = '', data = 'one-model', imageId = id, isNamed = true } = options;
  if (facts.workload.requiresMarketplaceModel === true) return packagedContainer(of, id);
  const image = `Image${imageId}`;
  const choice = imageOf(facts);
  const { definition, part, statements, source } = modelDataOf(facts, { of, id, data, isNamed });
  const environment = {
    ...(choice.server !== undefined && ENVIRONMENTS[choice.server](facts, source)),
    ...serverLimits(facts, choice.server, QUOTAS.asynchronousPayload.value),
  };
  const server = serverPart(facts, choice.server);
  const parameters = { [image]: imageParameter(of, imageId, choice), ...part.parameters, ...server.parameters };
  return {
    part: {
      ...part,
      parameters,
      notes: [...(part.notes ?? []), ...(server.notes ?? [])],
      outputs: server.outputs ?? {},
      images: [
        { container: of, image: choice.uri ?? null, why: choice.why, environment: shown(environment, parameters) },
      ],
    },
    definition: {
      Image: ref(image),
      ...definition,
      ...(Object.keys(environment).length > 0 && { Environment: environment }),
    },
    statements: [pullImage(image, facts.serving.region), ...statements],
  };
}

/** The environment as a stack without entered values has it. */
function shown(
  environment: Readonly<Record<string, Value>>,
  parameters: Readonly<Record<string, Parameter>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) => {
      const text = shownValue(value, parameters);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

/** Of a choice the second value, unless what decides has to be entered. */
function shownValue(value: Value, parameters: Readonly<Record<string, Parameter>>): string | undefined {
  if (typeof value !== 'object') return String(value);
  if ('Fn::Sub' in value) return String(value['Fn::Sub']);
  if ('Fn::If' in value) {
    const [condition, yes, no] = value['Fn::If'] as readonly [string, Value, Value];
    const decides = parameters[condition.replace(/^Has/, '')];
    return shownValue(decides !== undefined && decides.Default === undefined ? yes : no, parameters);
  }
  const name = 'Ref' in value ? String(value['Ref']) : '';
  return name === 'AWS::NoValue' ? undefined : String(parameters[name]?.Default ?? `\${${name}}`);
}

/** A product of AWS Marketplace comes with image and data. */
function packagedContainer(of: string, id: string): Container {
  const name = `ModelPackageArn${id}`;
  return {
    part: {
      parameters: {
        [name]: {
          Type: 'String',
          Description: `ARN of the model package of ${of}, from your AWS Marketplace subscription.`,
          AllowedPattern: '^arn:aws[a-z-]*:sagemaker:[a-z0-9-]+:[0-9]{12}:model-package/.+$',
        },
      },
    },
    definition: { ModelPackageName: ref(name) },
    statements: [],
  };
}

/** Of one container or several. No name: a change replaces it. Its network is its own, else that of the configuration. */
export function modelResource(
  facts: DeploymentFacts,
  id: string,
  containers: readonly Container[],
  extra: Readonly<Record<string, Value>> = {},
): Part {
  const [only, ...others] = containers;
  const definitions =
    only !== undefined && others.length === 0
      ? { PrimaryContainer: only.definition }
      : { Containers: containers.map(({ definition }) => definition) };
  return {
    resources: {
      [id]: {
        Type: 'AWS::SageMaker::Model',
        Properties: { ExecutionRoleArn: executionRoleArn(facts), ...definitions, ...extra },
      },
    },
  };
}

// Images of the team's own in the place of those that are proposed.

const isImage = ([, { AllowedPattern }]: [string, Parameter]): boolean => AllowedPattern === IMAGE_PATTERN;

/** The parts with the team's images as what is taken where nothing is entered, in the order of the parameters. */
export function withImages(parts: readonly Part[], images: readonly string[]): readonly Part[] {
  if (images.length === 0) return parts;
  const ids = [
    ...new Set(parts.flatMap(({ parameters = {} }) => Object.entries(parameters).filter(isImage)).map(([id]) => id)),
  ];
  const ownFor = (id: string | undefined) => (id === undefined ? undefined : images[ids.indexOf(id)]);
  return parts.map((part) => {
    const own = Object.entries(part.parameters ?? {}).filter(isImage);
    const parameters = own.flatMap(([id, parameter]) => {
      const image = ownFor(id);
      return image === undefined ? [] : [[id, { ...parameter, Default: image }] as const];
    });
    const proposed = part.images?.map((one, at): ProposedImage => {
      const image = ownFor(own[at]?.[0]);
      return image === undefined ? one : { ...one, image, why: 'Yours.' };
    });
    return {
      ...part,
      parameters: { ...part.parameters, ...Object.fromEntries(parameters) },
      ...(proposed && { images: proposed }),
    };
  });
}

/** As the parameter takes it. */
const IN_ECR = new RegExp(IMAGE_PATTERN);

export function imagesFault(images: readonly string[], most: number): string | undefined {
  const wrong = images.find((image) => !IN_ECR.test(image));
  if (wrong !== undefined) {
    return `${JSON.stringify(wrong.slice(0, 100))} is no image in ECR. Expected ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG.`;
  }
  return images.length > most ? `images has ${images.length} entries, and the template takes ${most}.` : undefined;
}
