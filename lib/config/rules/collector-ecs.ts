import { ranges, readCidr, readEcrImage } from "../../aws";
import type { Path } from "../../base";
import { type ConfigFinding, problem } from "../errors";
import type { CollectorPlan } from "../plan/collector";
import type { EcsPlan } from "../plan/ecs";
import { writtenAt } from "../written-at";
import type { ConfigRule, RuleSubject } from "./rule";

/** Where tasks run, and who reaches them. */
export const collectorNetwork: ConfigRule<"collector-network"> = {
  id: "collector-network",
  check: (subject) =>
    onEcs(subject).flatMap(({ ecs: { clients, network }, placeAt }): ConfigFinding[] => {
      if (network === undefined)
        return [
          problem(
            "collector-network",
            placeAt("network"),
            "no network is named that tasks run in",
            'Write { vpc: "vpc-...", subnets: ["subnet-..."] }, or { cidr: "10.20.0.0/20" } for one of its own.',
          ),
        ];
      const nobody: ConfigFinding[] =
        clients.cidrs.length + clients.securityGroups.length > 0
          ? []
          : [
              problem(
                "collector-network",
                placeAt("clients"),
                "nobody may send to it",
                "List the security groups of the applications, or blocks of addresses.",
              ),
            ];
      const wrong = clients.cidrs.flatMap((cidr): ConfigFinding[] =>
        readCidr(cidr) === undefined && !(network.kind === "made" && cidr === network.cidr)
          ? [problem("collector-network", placeAt("clients"), `${cidr} is not a block of addresses`, blockFix)]
          : [],
      );
      return [...nobody, ...wrong, ...(network.kind === "made" ? addressFaults(network.cidr, placeAt) : [])];
    }),
};

const blockFix = "Begin it at a multiple of its size: 10.20.0.0/20.";

function addressFaults(cidr: string, placeAt: PlaceAt): ConfigFinding[] {
  const block = readCidr(cidr);
  if (block === undefined)
    return [problem("collector-network", placeAt("network", "cidr"), `${cidr} is not a block of addresses`, blockFix)];
  const { least, most } = ranges.zonedVpcPrefix;
  if (block.prefix >= least && block.prefix <= most) return [];
  return [
    problem(
      "collector-network",
      placeAt("network", "cidr"),
      block.prefix < least
        ? `a VPC has at most the addresses of a /${least}`
        : `subnets in several zones do not fit in a /${block.prefix}`,
      `Write a block from /${least} to /${most}: 10.20.0.0/20.`,
    ),
  ];
}

/** What runs, and whether tasks reach it. */
export const collectorImage: ConfigRule<"collector-image"> = {
  id: "collector-image",
  check: (subject) =>
    onEcs(subject).flatMap(({ collector: { distribution, image, region, version }, ecs: { network }, imageAt }) => {
      if (image === undefined)
        return [
          problem(
            "collector-image",
            imageAt,
            `the digest of the image of ${distribution} ${version} is not known`,
            "Write `image` with its digest: <repository>@sha256:<digest>.",
          ),
        ];
      if (network?.kind !== "made" || readEcrImage(image)?.region === region) return [];
      return [
        problem(
          "collector-image",
          imageAt,
          `tasks do not reach ${image.replace(/@.*$/, "")}: a network of its own has no way to the internet, or to other Regions`,
          `Copy the image to Amazon ECR in ${region}, or use a network that exists and has a NAT gateway.`,
        ),
      ];
    }),
};

/** What a task on Fargate cannot have. */
export const collectorTask: ConfigRule<"collector-task"> = {
  id: "collector-task",
  check: (subject) =>
    onEcs(subject).flatMap(({ backendAt, collector: { logs, metrics, traces } }) =>
      Object.entries({ logs, metrics, traces }).flatMap(([signal, backends]) =>
        backends.flatMap((backend): ConfigFinding[] => {
          if (backend.type === "file")
            return [
              problem(
                "collector-task",
                backendAt(signal),
                `${signal} go to the file ${backend.path}, which a task on ECS cannot write`,
                "Use a bucket: { type: s3, bucket }.",
              ),
            ];
          const secret = "token" in backend ? backend.token : "apiKey" in backend ? backend.apiKey : undefined;
          if (secret === undefined || !("variable" in secret)) return [];
          return [
            problem(
              "collector-task",
              backendAt(signal),
              "its secret is a Terraform variable, which a task on ECS cannot read",
              "Keep it in Systems Manager or Secrets Manager: { ssm } or { secret }.",
            ),
          ];
        }),
      ),
    ),
};

type PlaceAt = (...keys: readonly string[]) => Path;

interface OnEcs {
  readonly collector: CollectorPlan;
  readonly ecs: EcsPlan;
  readonly placeAt: PlaceAt;
  readonly imageAt: Path;
  readonly backendAt: (signal: string) => Path;
}

/** Collectors that Amazon ECS runs. */
function onEcs({ environments, plans }: RuleSubject): OnEcs[] {
  return plans.flatMap(({ collector, environment }) => {
    const settings = environments.find(({ name }) => name === environment);
    if (collector?.ecs === undefined || settings === undefined) return [];
    return [
      {
        collector,
        ecs: collector.ecs,
        placeAt: (...keys) => writtenAt(settings, ["collector", "ecs", ...keys]),
        imageAt: writtenAt(settings, ["collector", "image"]),
        backendAt: (signal) => writtenAt(settings, ["telemetry", signal]),
      },
    ];
  });
}
