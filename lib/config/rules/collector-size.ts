import { fargateCpus, fargateMemory } from "../../aws";
import type { Path } from "../../base";
import { type ConfigFinding, inEnvironment, problem } from "../errors";
import { writtenAt } from "../written-at";
import type { ConfigRule } from "./rule";

/** Sizes of tasks that Fargate does not offer, in environments as they are deployed. */
export const collectorSize: ConfigRule<"collector-size"> = {
  id: "collector-size",
  check: ({ environments, plans }) =>
    plans.flatMap(({ collector, environment }) => {
      const settings = environments.find(({ name }) => name === environment);
      if (collector === undefined || settings === undefined) return [];
      return (["gateway", "sampler"] as const).flatMap((tier) => {
        const size = collector[tier];
        return size === undefined ? [] : sizeFaults(size, (key) => writtenAt(settings, ["collector", tier, key]));
      });
    }),
};

/** A range of tasks that is empty. */
export const collectorTasks: ConfigRule<"collector-tasks"> = {
  id: "collector-tasks",
  check: ({ environments, plans }) =>
    plans.flatMap(({ collector, environment }) => {
      const settings = environments.find(({ name }) => name === environment);
      if (collector === undefined || settings === undefined) return [];
      const { max, min } = collector.gateway.tasks;
      if (min <= max) return [];
      return [
        problem(
          "collector-tasks",
          writtenAt(settings, ["collector", "gateway", "tasks"]),
          `at least ${min}, at most ${max} tasks`,
        ),
      ];
    }),
};

/** A collector that would have no pipeline. */
export const collectorNowhere: ConfigRule<"collector-nowhere"> = {
  id: "collector-nowhere",
  check: ({ plans }) =>
    plans.flatMap(({ collector, environment }) =>
      collector === undefined || collector.logs.length + collector.metrics.length + collector.traces.length > 0
        ? []
        : [
            problem(
              "collector-nowhere",
              inEnvironment(environment, ["environments", environment, "telemetry"]),
              `in environment ${environment} logs, metrics and traces go nowhere`,
            ),
          ],
    ),
};

type PlaceOf = (key: string) => Path;

function sizeFaults(
  { cpu, memoryMib }: { readonly cpu: number; readonly memoryMib: number },
  placeAt: PlaceOf,
): ConfigFinding[] {
  const offered = fargateMemory(cpu);
  if (offered.length === 0)
    return [
      problem(
        "collector-size",
        placeAt("cpu"),
        `Fargate has no task with ${cpu} units of CPU`,
        `Write one of ${fargateCpus.join(", ")}.`,
      ),
    ];
  if (offered.includes(memoryMib)) return [];
  const near = offered.toSorted((a, b) => Math.abs(a - memoryMib) - Math.abs(b - memoryMib)).slice(0, 2);
  return [
    problem(
      "collector-size",
      placeAt("memory"),
      `Fargate has no task with ${cpu} units of CPU and ${memoryMib} MiB of memory`,
      `Write ${near.toSorted((a, b) => a - b).join(" or ")}, of ${offered[0]} to ${offered.at(-1)} MiB, or another CPU.`,
    ),
  ];
}
