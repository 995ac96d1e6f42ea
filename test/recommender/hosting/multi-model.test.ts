import { describe, expect, it } from 'vitest';
import { recommend, type Workload } from '../../../src/recommender/index.ts';
import { explained } from '../../support/answers.ts';
import { chosen, codesOf, hostingRejectedBy } from '../../support/reading.ts';
import { workload } from '../../support/workloads.ts';

const family = { modelCount: 50, modelsShareContainer: true } as const;

describe('a multi-model endpoint', () => {
  it('serves models that share a container, without a condition', () => {
    const answer = explained(family);
    expect(answer.choice).toMatchObject({ option: 'real-time', hosting: 'multi-model', conditional: false });
    expect(codesOf(answer.rationale)[0]).toBe('many-models-one-container');
    expect(answer.rationale[0]?.text).toContain('50 models');
  });

  it('serves several models of which nothing is said, and names that they are assumed to share a container', () => {
    const answer = recommend(workload({ modelCount: 3 }));
    expect(answer.choice?.hosting).toBe('multi-model');
    expect(answer.assumptions).toContainEqual(expect.objectContaining({ field: 'modelsShareContainer', value: true }));
  });

  it('is not for models that do not share a container', () => {
    const answer = explained({ modelCount: 3, modelsShareContainer: false });
    expect(hostingRejectedBy(answer, 'multi-model')).toEqual(['no-shared-container']);
  });

  it('is not for containers from which the caller picks', () => {
    const answer = explained({ modelCount: 3, containerCount: 3, containerInvocation: 'direct' });
    expect(hostingRejectedBy(answer, 'multi-model')).toEqual(['containers-picked-by-caller']);
  });

  describe('for many models in a few containers', () => {
    const few = { modelsShareContainer: false, containerCount: 3, modelInvocationFrequency: 'rare' } as const;

    it('is one for each container, where a multi-container endpoint takes one model each', () => {
      const answer = explained({ ...few, modelCount: 500 });
      expect(chosen(answer)).toBe('real-time/multi-model/auto-scaling');
      expect(answer.choice).toMatchObject({ conditional: false });
      expect(answer.choice?.title).toBe(
        'Real-time inference on a multi-model endpoint for each container with auto scaling',
      );
      expect(answer.rationale[0]?.text).toBe(
        "500 models share 3 endpoints, one per container; each loads when it's called.",
      );
      expect(hostingRejectedBy(answer, 'multi-container')).toEqual(['models-over-containers']);
    });

    it('begins at one model more than there are containers: 4 in 3', () => {
      expect(explained({ ...few, modelCount: 3 }).choice?.hosting).toBe('multi-container');
      expect(explained({ ...few, modelCount: 4 }).choice?.hosting).toBe('multi-model');
    });

    it('assumes 2 containers where none are counted and more than 15 models are called rarely', () => {
      const uncounted = { modelsShareContainer: false, modelInvocationFrequency: 'rare' } as const;
      const many = recommend(workload({ ...uncounted, modelCount: 16 }));
      expect(many.choice?.hosting).toBe('multi-model');
      expect(many.assumptions.find(({ field }) => field === 'containerCount')).toMatchObject({ value: 2 });
      expect(many.rationale[0]?.text).toBe("16 models share one endpoint per container; each loads when it's called.");
      expect(many.rejectedHosting.find(({ hosting }) => hosting === 'multi-container')?.reasons[0]?.text).toBe(
        "16 models don't fit into 15 containers; on a multi-container endpoint each serves one.",
      );
      expect(recommend(workload({ ...uncounted, modelCount: 15 })).choice?.hosting).toBe('multi-container');
      const unsaid = recommend(workload({ modelsShareContainer: false, modelCount: 16 }));
      expect(unsaid.choice?.hosting).toBe('inference-components');
    });

    it('gives way to components where most models are busy, or where up to 20 must never load', () => {
      const busy = explained({ ...few, modelCount: 500, modelInvocationFrequency: 'frequent' });
      expect(busy.choice?.hosting).toBe('inference-components');
      const strict = { ...few, coldStarts: 'unacceptable' } as const;
      expect(explained({ ...strict, modelCount: 20 }).choice?.hosting).toBe('inference-components');
      expect(explained({ ...strict, modelCount: 21 }).choice).toMatchObject({
        hosting: 'multi-model',
        conditional: true,
      });
    });

    it('is none where one endpoint is wanted', () => {
      const answer = explained({ ...few, modelCount: 500, modelsShareEndpoint: true });
      expect(answer.choice?.hosting).toBe('inference-components');
      expect(hostingRejectedBy(answer, 'multi-model')).toEqual(['one-endpoint-wanted']);
    });

    it('is priced with an instance for each of 3 endpoints: three times the hours of one', () => {
      const load = { modelCount: 500, monthlyRequests: 10_000, processingTimeSeconds: 0.1 } as const;
      const hours = (stated: Partial<Workload>) =>
        explained({ ...load, ...stated }).costs[0]?.components[0]?.monthlyQuantity;
      expect(hours(few)).toBe(3 * Number(hours({ modelsShareContainer: true, modelInvocationFrequency: 'rare' })));
    });
  });

  it('is not for models that scale on their own', () => {
    const answer = explained({ ...family, modelsScaleIndependently: true });
    expect(hostingRejectedBy(answer, 'multi-model')).toEqual(['models-scale-alone']);
  });

  it('is not for adapters', () => {
    const answer = explained({ ...family, modelAdapters: true });
    expect(hostingRejectedBy(answer, 'multi-model')).toEqual(['adapters-over-one-base']);
  });

  it('is not for several models that every request passes in order', () => {
    const answer = explained({ modelCount: 3, containerCount: 3, containerInvocation: 'serial' });
    expect(hostingRejectedBy(answer, 'multi-model')).toEqual(['containers-in-sequence']);
  });

  it('is no question for one model in a chain', () => {
    const answer = explained({ modelCount: 1, containerCount: 3, containerInvocation: 'serial' });
    expect(hostingRejectedBy(answer, 'multi-model')).toBeUndefined();
  });

  describe('with models that are called all the time', () => {
    it('holds only if the busy ones fit together: more than half of 50', () => {
      const hot = explained({ ...family, activeModelCount: 26 });
      expect(hot.choice).toMatchObject({ hosting: 'multi-model', conditional: true });
      expect(hot.warnings.find(({ code }) => code === 'most-models-hot')).toMatchObject({ asked: 26, allowed: 50 });
      expect(explained({ ...family, activeModelCount: 25 }).choice?.conditional).toBe(false);
    });

    it('goes by the number of active models before it goes by what is said of a typical one', () => {
      const answer = explained({ ...family, activeModelCount: 5, modelInvocationFrequency: 'frequent' });
      expect(answer.choice?.conditional).toBe(false);
    });

    it('holds only on that condition where a typical one is called frequently', () => {
      const frequent = explained({ ...family, modelInvocationFrequency: 'frequent' });
      expect(codesOf(frequent.warnings)).toContain('most-models-hot');
      const rare = explained({ ...family, modelInvocationFrequency: 'rare' });
      expect(rare.choice?.conditional).toBe(false);
    });
  });

  it('holds only on a condition where cold loads are not accepted', () => {
    const { choice, warnings } = explained({ ...family, coldStarts: 'unacceptable' });
    expect(choice).toMatchObject({ hosting: 'multi-model', conditional: true });
    expect(codesOf(warnings)).toContain('cold-loads-not-accepted');
  });

  it('has no streaming call that could name a model', () => {
    for (const requiresStreaming of ['response', 'bidirectional'] as const) {
      const answer = explained({ ...family, requiresStreaming });
      expect(answer.choice?.option).toBe('real-time');
      expect(hostingRejectedBy(answer, 'multi-model')).toEqual(['streaming-not-supported']);
    }
  });

  describe('on GPUs', () => {
    const onGpu = { ...family, requiresGpu: true } as const;

    it('serves where no instance type is stated', () => {
      expect(explained(onGpu).choice).toMatchObject({ hosting: 'multi-model', conditional: false });
    });

    it.each(['ml.g5.xlarge', 'ml.g5.16xlarge', 'ml.g4dn.2xlarge', 'ml.p3.2xlarge', 'ml.p2.xlarge'])(
      'serves on %s',
      (instanceType) => {
        expect(explained({ ...onGpu, instanceType }).choice?.hosting).toBe('multi-model');
      },
    );

    it.each(['ml.g6.2xlarge', 'ml.g5.24xlarge', 'ml.p3.8xlarge', 'ml.p4d.24xlarge'])(
      'does not serve on %s',
      (instanceType) => {
        const answer = explained({ ...onGpu, instanceType });
        expect(chosen(answer)).toBe('real-time/inference-components/auto-scaling');
        expect(hostingRejectedBy(answer, 'multi-model')).toEqual(['gpu-instance-not-supported']);
      },
    );

    it('serves on any instance type without a GPU', () => {
      expect(explained({ ...family, instanceType: 'ml.c6i.xlarge' }).choice?.hosting).toBe('multi-model');
    });
  });

  it('has no data capture and no models from AWS Marketplace', () => {
    const captured = explained({ ...family, requiresDataCapture: true });
    expect(hostingRejectedBy(captured, 'multi-model')).toEqual(['data-capture-not-supported']);
    const bought = explained({ ...family, requiresMarketplaceModel: true });
    expect(hostingRejectedBy(bought, 'multi-model')).toEqual(['marketplace-not-supported']);
  });

  it('has variants by one page of AWS and not by another, so they have to be tested', () => {
    const { choice, warnings } = explained({ ...family, requiresMultipleVariants: true });
    expect(choice).toMatchObject({ hosting: 'multi-model', conditional: true });
    expect(codesOf(warnings)).toContain('variants-disputed');
  });

  it('gives way to an endpoint each where those hold for certain: 5 models with variants', () => {
    const answer = explained({ ...family, modelCount: 5, requiresMultipleVariants: true });
    expect(answer.choice).toMatchObject({ option: 'real-time', hosting: 'single-model', conditional: false });
  });

  it('keeps an instance, so it is not for what must scale to zero', () => {
    const answer = explained({ ...family, requiresScaleToZero: true, coldStarts: 'minutes-acceptable' });
    expect(chosen(answer)).toBe('real-time/inference-components/scale-to-zero');
    expect(hostingRejectedBy(answer, 'multi-model')).toEqual(['scale-to-zero-not-supported']);
  });
});

describe('a dataset that several models score through real-time endpoints', () => {
  const stored = { trafficPattern: 'dataset', responseTimeSeconds: 5, modelSizeGB: 8 } as const;
  const answerTo = (stated: Partial<Workload>) => explained({ ...stored, ...stated });

  it('is scored model by model, and no pattern is rejected for independent scaling that nobody asked for', () => {
    for (const stated of [
      { modelCount: 5 },
      { modelCount: 3, containerCount: 3 },
      { modelCount: 3, modelAdapters: true },
    ]) {
      const { choice, rejectedHosting } = answerTo(stated);
      expect(choice).toMatchObject({ option: 'real-time', hosting: 'single-model' });
      expect(rejectedHosting.flatMap(({ reasons }) => codesOf(reasons))).toContain('scored-one-by-one');
      expect(rejectedHosting.flatMap(({ reasons }) => codesOf(reasons))).not.toContain('models-scale-alone');
    }
  });

  it("isn't told that a job or a queue lacks multi-model endpoints", () => {
    const codes = answerTo({ modelCount: 5 }).rejected.flatMap(({ reasons }) => codesOf(reasons));
    expect(codes).not.toContain('hosting-not-on-option');
  });
});

describe('a multi-model endpoint on GPUs', () => {
  it.each([
    [undefined, 'ml.g4dn.xlarge'],
    [1, 'ml.g4dn.xlarge'],
    [12, 'ml.g4dn.xlarge'],
    [15, 'ml.g5.xlarge'],
    [17, 'ml.g5.xlarge'],
  ])(
    'is priced for models of %s GB on %s: AWS lists no g6, and p2 and p3 have no hosting price',
    (modelSizeGB, type) => {
      const { choice } = explained({ ...family, requiresGpu: true, ...(modelSizeGB && { modelSizeGB }) });
      expect(choice).toMatchObject({ hosting: 'multi-model', instance: { type } });
    },
  );

  it('has no type that holds 20 GB in what can be used of its memory, and says so', () => {
    const { choice, warnings } = explained({ ...family, requiresGpu: true, modelSizeGB: 20 });
    expect(choice).toMatchObject({ hosting: 'multi-model', instance: null });
    expect(codesOf(warnings)).toContain('no-instance-holds-model');
  });
});
