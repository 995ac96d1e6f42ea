import { execFileSync } from 'node:child_process';

const TOOLS = ['buildah', 'debootstrap', 'unshare', 'nsenter', 'setpriv'];

const HOW_TO_INSTALL =
  'The container test needs root and: apt-get install -y --no-install-recommends buildah netavark debootstrap';

/** Before all: one clear sentence instead of a failure in each test. */
export function setup(): void {
  const isThere = (tool: string) => {
    try {
      execFileSync('sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  };
  if (process.getuid?.() !== 0 || !TOOLS.every(isThere)) throw new Error(HOW_TO_INSTALL);
}
