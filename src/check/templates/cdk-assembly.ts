import { isRegion } from '../../account/facts.ts';
import { isObject, type ParsedFile, type StackSetting } from './declared.ts';
import { folderOf } from './terraform-files.ts';

// What AWS CDK synthesizes (cloud-assembly-schema): manifest.json says which template is which stack, and where; *.assets.json
// which file is uploaded by which name.

/** The stacks of an assembly, by the paths of their templates. */
export function readAssembly({ path, value }: ParsedFile): StackSetting[] {
  const { artifacts } = value;
  const folder = folderOf(path);
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

/** The files that are uploaded, by the folder of the assembly and the name that they get: "cdk.out/HASH.json". */
export function readAssets({ path, value: { files } }: ParsedFile): [uploaded: string, path: string][] {
  const folder = folderOf(path);
  return Object.values(isObject(files) ? files : {}).flatMap((file) => {
    const { source, destinations } = isObject(file) ? file : {};
    const own = isObject(source) ? source['path'] : undefined;
    const keys = Object.values(isObject(destinations) ? destinations : {}).map(
      (one) => isObject(one) && one['objectKey'],
    );
    return keys.map((key): [string, string] => [
      `${folder}${String(key).split('/').at(-1)}`,
      `${folder}${String(own)}`,
    ]);
  });
}
