import type { Parameter, Part, ProposedImage } from '../template.ts';
import { IMAGE_PATTERN } from './model.ts';

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

/** What is wrong with them, in a sentence. */
export function imagesFault(images: readonly string[], most: number): string | undefined {
  const wrong = images.find((image) => !IN_ECR.test(image));
  if (wrong !== undefined) {
    return `${JSON.stringify(wrong.slice(0, 100))} is no image in ECR. Expected ACCOUNT.dkr.ecr.REGION.amazonaws.com/NAME:TAG.`;
  }
  return images.length > most ? `images has ${images.length} entries, and the template takes ${most}.` : undefined;
}
