import { type AwsDouble, startAwsDouble } from './aws/aws-double.ts';
import type { Faults, World } from './aws/world.ts';

const FIXED = {
  AWS_ACCESS_KEY_ID: 'id',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
  AWS_CONFIG_FILE: '/nowhere',
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};
const VARIABLES = ['AWS_ENDPOINT_URL', ...Object.keys(FIXED)];

/** The double of AWS with credentials for it in this process. `end` puts the environment back. */
export interface AwsAccess {
  double: AwsDouble;
  /** As where nobody is signed in. */
  signOut(): void;
  end(): Promise<void>;
}

/** Starts the double, and lets the SDK of this process find it. */
export async function giveAwsAccess(
  worlds: Readonly<Record<string, World>>,
  faults: Faults = {},
  now = Date.now(),
): Promise<AwsAccess> {
  const before = new Map(VARIABLES.map((variable) => [variable, process.env[variable]]));
  const double = await startAwsDouble(worlds, { now, faults });
  Object.assign(process.env, FIXED, { AWS_ENDPOINT_URL: double.url });
  return {
    double,
    signOut() {
      delete process.env['AWS_ACCESS_KEY_ID'];
      delete process.env['AWS_SECRET_ACCESS_KEY'];
    },
    async end() {
      await double.close();
      for (const [variable, value] of before) {
        if (value === undefined) delete process.env[variable];
        else process.env[variable] = value;
      }
    },
  };
}
