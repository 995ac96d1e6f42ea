import { isRegion } from '../../account/facts.ts';
import { isObject, type ParsedFile, type StackSetting } from './declared.ts';

// The manifest of what AWS CDK synthesizes (cdk.out/manifest.json, cloud-assembly-schema): which template is which stack, and where.

/** The stacks of an assembly, by the paths of their templates. */
export function readAssembly({ path, value }: ParsedFile): StackSetting[] {
  const { artifacts } = value;
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
  return Object.entries(isObject(artifacts) ? artifacts : {}).flatMap(([id, artifact]) => {
    if (!isObject(artifact) || artifact['type'] !== 'aws:cloudformation:stack') return [];
    const { templateFile, stackName } = isObject(artifact['properties']) ? artifact['properties'] : {};
    if (typeof templateFile !== 'string') return [];
    // aws://ACCOUNT/REGION
    const region = String(artifact['environment']).split('/').at(-1) ?? '';
    return [
      {
        path: `${folder}${templateFile}`,
        group: folder,
        name: typeof stackName === 'string' ? stackName : id,
        region: isRegion(region) ? region : null,
      },
    ];
  });
}
