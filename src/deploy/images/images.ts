import ACCOUNTS from './accounts.json' with { type: 'json' };
import IMAGES from './images.json' with { type: 'json' };

// AWS's serving images as data. Tags: aws/deep-learning-containers at e0ecedea, docs/src/data and .github/config/image.
// Accounts: docs/reference/region_availability.md there; of the algorithms in me-central-1, me-south-1 and us-gov-*, and where
// an image isn't (`notIn`): image_uri_config of aws/sagemaker-python-sdk at a2481266.

/** The day of both sources. Newer tags exist. */
export const IMAGES_AS_OF = '2026-08-21';

/** Where AWS lists its images, with their tags. */
export const IMAGES_PAGE = 'https://aws.github.io/deep-learning-containers/reference/available_images/';

export type ServerId = keyof typeof IMAGES;

export interface ServingImage {
  /** The server and its version, as sentences call it. */
  readonly title: string;
  readonly repository: string;
  readonly tag: string;
  /** Where the tag doesn't say it: of vLLM-Omni in its row of the same list. */
  readonly cuda?: string;
  readonly accounts: keyof typeof ACCOUNTS;
  /** Regions of the account without the image. */
  readonly notIn?: readonly string[];
  /**
   * Families of GPU types that it is built for and whose hosts AWS names a driver of; or any x86 CPU. A build for compute capability
   * 10.0 runs on 10.3 (CUDA C++ Programming Guide, binary compatibility).
   */
  readonly families: readonly string[] | 'cpu';
  /** Seconds that AWS's own example gives it to start, where that is more than for the weights alone. */
  readonly startUpSeconds?: number;
  /**
   * Known models that don't write tokens, where somebody vouches that it serves them: architectures that Text Embeddings Inference
   * names in its README (0d124dc9, 2026-07-24) or AWS on its page, and what AWS tests in each release of vLLM and vLLM-Omni.
   */
  readonly models?: readonly string[];
  /** What requests are sent as, by the examples of `page`. Absent where it has none, or several. */
  readonly contentType?: string;
  /** AWS's page on deploying it. */
  readonly page: string;
}

/** A form with a file in it. */
export const FORM = 'multipart/form-data';

/** To add one: a row, and who gets it in `serverFor`. */
export const SERVING_IMAGES = IMAGES as Readonly<Record<ServerId, object>> as Readonly<Record<ServerId, ServingImage>>;

/** `ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG`; undefined where the account isn't known for the Region. */
export function imageUri({ accounts, repository, tag, notIn = [] }: ServingImage, region: string): string | undefined {
  const byRegion: Readonly<Record<string, string>> = ACCOUNTS[accounts];
  const account = Object.hasOwn(byRegion, region) && !notIn.includes(region) ? byRegion[region] : undefined;
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return account === undefined ? undefined : `${account}.dkr.ecr.${region}.${domain}/${repository}:${tag}`;
}

/** The CUDA of an image, by the `cu130` of its tag; undefined for CPUs. */
export function cudaOf({ tag, cuda }: ServingImage): number | undefined {
  const [, major, minor] = /\bcu(\d\d)(\d)\b/.exec(tag) ?? [];
  const found = cuda ?? (major === undefined ? undefined : `${major}.${minor}`);
  return found === undefined ? undefined : Number(found);
}
