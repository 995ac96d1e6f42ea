import { type Paging, pageOf } from './pages.ts';
import { AwsError, invalid, type Shape, type World } from './world.ts';

type Call = (world: World, input: Shape) => Shape;

const SCALING_PAGES: Paging = { usual: 50, most: 50 };
/** Policies come ten to a page, and no page takes more. */
const POLICY_PAGES: Paging = { usual: 10, most: 10 };

/** Application Auto Scaling's reads, of SageMaker's namespace alone. */
export const SCALING: Readonly<Record<string, Call>> = {
  DescribeScalableTargets(world, input) {
    needsNamespace(input);
    const ids = input['ResourceIds'] as readonly string[] | undefined;
    const found = (world.targets ?? []).filter((one) => !ids || ids.includes(one.ResourceId));
    const [page, next] = pageOf(found, input, SCALING_PAGES);
    const ScalableTargets = page.map((one) => ({ ServiceNamespace: 'sagemaker', CreationTime: new Date(0), ...one }));
    return { ScalableTargets, ...next };
  },
  DescribeScalingPolicies(world, input) {
    needsNamespace(input);
    const id = input['ResourceId'];
    const found = (world.policies ?? []).filter((one) => id === undefined || one.ResourceId === id);
    const [page, next] = pageOf(found, input, POLICY_PAGES);
    const ScalingPolicies = page.map((one) => ({ ServiceNamespace: 'sagemaker', CreationTime: new Date(0), ...one }));
    return { ScalingPolicies, ...next };
  },
  DescribeScheduledActions(world, input) {
    needsNamespace(input);
    const id = input['ResourceId'];
    const found = (world.actions ?? []).filter((one) => id === undefined || one.ResourceId === id);
    const [page, next] = pageOf(found, input, SCALING_PAGES);
    const ScheduledActions = page.map((one) => ({ ServiceNamespace: 'sagemaker', CreationTime: new Date(0), ...one }));
    return { ScheduledActions, ...next };
  },
};

function needsNamespace({ ServiceNamespace: namespace }: Shape): void {
  if (namespace !== 'sagemaker') {
    throw invalid(`Value '${namespace}' at 'serviceNamespace' failed to satisfy constraint`);
  }
}

/** Service Quotas. The default page size isn't documented; 100 is the most. */
export const QUOTAS: Readonly<Record<string, Call>> = {
  ListServiceQuotas(world, input) {
    if (input['ServiceCode'] !== 'sagemaker') {
      throw new AwsError('NoSuchResourceException', 'The request failed because the specified service does not exist.');
    }
    const [page, next] = pageOf(world.quotas ?? [], input, { usual: 100, most: 100 });
    return { Quotas: page.map((one) => ({ ServiceCode: 'sagemaker', ...one })), ...next };
  },
};

/** ECR. */
export const ECR: Readonly<Record<string, Call>> = {
  DescribeImages(world, { repositoryName: name }) {
    const found = world.images?.[String(name)];
    if (!found) {
      throw new AwsError('RepositoryNotFoundException', `The repository with name '${name}' does not exist`);
    }
    return { imageDetails: found };
  },
};
