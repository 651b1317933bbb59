import { lokiPorts } from "../../backends";
import type { Container } from "./container";
import { isKnownNumber } from "./tokens";

/** What a task with Loki is made of. */
export interface LokiTask {
  readonly image: string;

  /** Image with a shell, which prepares the task. */
  readonly shellImage: string;

  /** Loki's configuration. */
  readonly text: string;

  readonly memoryMib: number;

  /** Ports at which Loki listens. */
  readonly ports: readonly number[];
}

/** Name of Loki's container. */
export const lokiContainer = "loki";

/** Where Loki keeps what is not in its bucket yet. */
export const lokiFolder = "/loki";

/** Names of the volumes of a task. */
export const lokiVolumes = ["configuration", "data"] as const;

/** BusyBox, of the index of all platforms, in the mirror of Amazon ECR: several independent public projects pin the digest there. */
export const defaultShellImage =
  "public.ecr.aws/docker/library/busybox:1.37.0@sha256:9532d8c39891ca2ecde4d30d7710e01fb739c87a8b9299685c63704296b16028";

const configurationFolder = "/etc/loki";
const user = "10001:10001";

/**
 * Loki, and a container before it that writes its configuration and gives it its folder: a volume of Fargate belongs to root, Loki's image has
 * no shell, and Loki reads its configuration from a file only.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html
 */
export function lokiContainers({ image, memoryMib, ports, shellImage, text }: LokiTask): Record<string, Container> {
  return {
    prepare: {
      image: shellImage,
      user: "0:0",
      root: { because: "A volume of Fargate belongs to root, and Loki is another user.", capabilities: ["CHOWN"] },
      essential: false,
      entryPoint: ["/bin/sh", "-euc"],
      command: [preparation],
      environment: { LOKI_CONFIG: text },
      mounts: { configuration: { path: configurationFolder }, data: { path: lokiFolder } },
    },
    [lokiContainer]: {
      image,
      user,
      command: [`-config.file=${configurationFolder}/loki.yaml`],
      after: { prepare: "SUCCESS" },
      environment: {
        // The compactor writes what it is about to delete into temporary files.
        TMPDIR: `${lokiFolder}/tmp`,
        ...(isKnownNumber(memoryMib) ? { GOMEMLIMIT: `${Math.floor(memoryMib * 0.8)}MiB` } : {}),
      },
      mounts: { configuration: { path: configurationFolder, readOnly: true }, data: { path: lokiFolder } },
      ports: [lokiPorts.http, ...ports],
      // It writes to the bucket what it has in memory: as long as Fargate lets it.
      stopTimeoutSeconds: 120,
    },
  };
}

const preparation = [
  "umask 022",
  `printf %s "$LOKI_CONFIG" > ${configurationFolder}/loki.yaml`,
  `mkdir -p ${lokiFolder}/tmp`,
  `chown ${user} ${lokiFolder} ${lokiFolder}/tmp`,
].join("\n");
