import { fargateCpus, fargateMemory } from "../../lib/aws";

// From "Task CPU and memory" of the ECS developer guide.
test.each([
  [256, [512, 1_024, 2_048], 3],
  [512, [1_024, 2_048, 3_072, 4_096], 4],
  [1_024, [2_048, 3_072], 7],
  [2_048, [4_096, 5_120], 13],
  [4_096, [8_192, 9_216], 23],
  [8_192, [16_384, 20_480], 12],
  [16_384, [32_768, 40_960], 12],
])("beside %i units of CPU, Fargate offers memory from the least on", (cpu, first, count) => {
  expect(fargateMemory(cpu).slice(0, first.length)).toEqual(first);
  expect(fargateMemory(cpu)).toHaveLength(count);
});

test("there are no other sizes of CPU", () => {
  expect(fargateCpus).toEqual([256, 512, 1_024, 2_048, 4_096, 8_192, 16_384]);
  expect(fargateMemory(300)).toEqual([]);
});
