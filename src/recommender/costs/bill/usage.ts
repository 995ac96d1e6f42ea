/** What a month uses of each thing that AWS charges for. */
export interface Usage {
  readonly instanceHours: number;
  /** Of inference on serverless capacity. */
  readonly inferenceSeconds: number;
  /** Each unit of provisioned concurrency counts by itself. */
  readonly warmSeconds: number;
  readonly dataGB: number;
  readonly storageGBMonths: number;
}
