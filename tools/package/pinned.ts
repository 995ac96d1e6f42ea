/** What npm writes about packages, by their folders: https://docs.npmjs.com/cli/configuring-npm/package-lock-json */
interface Lock {
  readonly packages: Readonly<Record<string, Locked>>;
}

interface Locked {
  readonly version: string;
  readonly dev?: boolean;
  readonly resolved?: string;
}

interface Manifest {
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/**
 * The package's `package.json` and `npm-shrinkwrap.json`, with every version as locked. Without what only a checkout uses, and without
 * addresses of a registry: npm takes packages from the registry of the machine, and checks their `integrity`. npm reads the
 * second where the package is unpacked or comes from a registry. Where it installs a tarball, the exact versions of the first count.
 */
export function pinned(own: object, lock: object): { manifest: Manifest; shrinkwrap: Lock } {
  const { scripts, devDependencies, allowScripts, ...kept } = own as Manifest & Record<string, unknown>;
  const { packages } = lock as Lock;
  const versionOf = (name: string) => packages[`node_modules/${name}`]?.version ?? '';
  const dependencies = Object.fromEntries(Object.keys(kept.dependencies).map((name) => [name, versionOf(name)]));
  const ofRoot = { ...packages[''], dependencies, devDependencies: undefined } as unknown as Locked;
  const ofOthers = Object.entries(packages).flatMap(([path, { resolved, ...locked }]) =>
    path === '' || locked.dev === true ? [] : [[path, locked] as const],
  );
  return {
    manifest: { ...kept, dependencies },
    shrinkwrap: { ...lock, packages: { '': ofRoot, ...Object.fromEntries(ofOthers) } },
  };
}
