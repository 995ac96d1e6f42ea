import { QUOTAS } from '../quotas.ts';

/**
 * Figures of ours that an estimate rests on where a workload does not say and AWS gives no number. Each says why it is what
 * it is. `usedFigures` names those that an estimate made use of.
 */

/** Instances are sized to be busy at most this much at the peak: the rest takes uneven arrivals and the minutes that scaling out needs. */
export const TARGET_UTILISATION = 0.7;

/**
 * Requests in work on one GPU or accelerator at the same moment: the processing time is stated of a request by itself. A
 * server that batches has more of them in work; how many depends on the model, and AWS gives no number.
 */
export const REQUESTS_AT_ONCE_PER_ACCELERATOR = 1;

/** The same on a vCPU of an instance without accelerators: a request that computes keeps one busy. */
export const REQUESTS_AT_ONCE_PER_VCPU = 1;

/** The same on an instance of which EC2's description is not at hand: the least that any has. */
export const REQUESTS_AT_ONCE_UNKNOWN = 1;

/** A model fits where it takes at most this much of an instance's memory: the system, the server and requests in work need the rest. */
export const USABLE_MEMORY_SHARE = 0.8;

/** The memory of the instance where none is stated: ml.m5.xlarge, with which AWS's examples start; it holds most models that need no GPU. */
export const DEFAULT_CPU_MEMORY_GIB = 16;

/** The same with a GPU: ml.g5.xlarge, enough for a model of some 7 billion parameters in half precision. */
export const DEFAULT_GPU_MEMORY_GIB = 22.35;

/** The memory of a serverless endpoint where none is stated: the size of AWS's published example. */
export const DEFAULT_SERVERLESS_MEMORY_MB = 2048;

/** Busy hours of a day where traffic comes and goes and no hours are stated: half a working day. */
export const BUSY_HOURS_INTERMITTENT = 4;

/** An instance stays this long after its last request: the cooldown that AWS's scaling has by default (SOURCES.autoScaling). */
export const COOL_DOWN_SECONDS = QUOTAS.scalingCoolDown.value;

/** The volume attached to an instance without disks of its own: room for an image and some models. Nothing states a default. */
export const STORAGE_VOLUME_GB = 30;

/** Of many models, the share called within a busy hour where it is not stated: most are idle at any time, as is assumed of them. */
export const ACTIVE_MODEL_SHARE = 0.1;

/**
 * An estimate's range: the processing time was measured on other hardware, and serverless CPU grows with memory, so it may
 * be almost a third less or half as much again.
 */
export const PROCESSING_LOW = 0.7;
export const PROCESSING_HIGH = 1.5;

/** The processing time at which a break-even is given where none is stated: that of an ordinary model on a CPU. */
export const BREAK_EVEN_PROCESSING_SECONDS = 0.2;

/** More dollars a month than this is no estimate but a slip in what was stated. */
export const MONTHLY_USD_MAX = 1e12;
