/** CPU of a Fargate task, in units of which 1,024 are a virtual CPU, and the memory that there is with it, in MiB. */
const memoryOf: ReadonlyMap<number, { readonly least: number; readonly most: number; readonly step: number }> = new Map(
  [
    [256, { least: 512, most: 2_048, step: 512 }],
    [512, { least: 1_024, most: 4_096, step: 1_024 }],
    [1_024, { least: 2_048, most: 8_192, step: 1_024 }],
    [2_048, { least: 4_096, most: 16_384, step: 1_024 }],
    [4_096, { least: 8_192, most: 30_720, step: 1_024 }],
    [8_192, { least: 16_384, most: 61_440, step: 4_096 }],
    [16_384, { least: 32_768, most: 122_880, step: 8_192 }],
  ],
);

/**
 * The sizes of Fargate tasks, smallest CPU first.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html#fargate-tasks-size
 */
export const fargateCpus: readonly number[] = [...memoryOf.keys()];

/** The memory that a Fargate task with this CPU may have, in MiB, smallest first; empty for a CPU that there is not. */
export function fargateMemory(cpu: number): readonly number[] {
  const range = memoryOf.get(cpu);
  if (range === undefined) return [];
  const { least, most, step } = range;
  // 1,536 MiB are not offered beside 256 units.
  return Array.from({ length: Math.floor((most - least) / step) + 1 }, (_, index) => least + index * step).filter(
    (memory) => cpu !== 256 || memory !== 1_536,
  );
}

/** Bytes, as a string of JSON, that a text in a task definition may have: of the 64 KiB of the whole, the rest is for its other settings. */
export const textInTaskDefinition = 48 * 1024;
