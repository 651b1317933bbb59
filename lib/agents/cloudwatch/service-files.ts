import type { Contract } from "../../contract";
import type { LogFile } from "./settings";

/** The log files of a service. */
export interface ServiceFiles {
  /** Paths or globs: `/var/log/checkout/*.log`. */
  readonly files: readonly string[];

  /** Name of the service's log group. */
  readonly logGroup: string;

  /** What lines are. Lines of text under conventions of one's own need a `timestampFormat`. */
  readonly contract: Pick<Contract, "conventions">;

  /**
   * How lines write their time.
   *
   * @default - as the standard contracts do, `2026-11-30T10:00:00.123Z`, to the second; under other conventions, the time when the agent reads a line
   */
  readonly timestampFormat?: string;
}

/**
 * The log files of a service on EC2, collected into the log group that its metric filters and alarms read. The group, its retention and
 * its masking are Terraform's: the agent has no `retention_in_days`, as one with an older configuration would set it back. Agents do not
 * mask lines.
 */
export function serviceFiles({ contract, files, logGroup, timestampFormat }: ServiceFiles): readonly LogFile[] {
  const format = timestampFormat ?? (contract.conventions === "own" ? undefined : "%Y-%m-%dT%H:%M:%S");
  return files.map((file) => ({
    file_path: file,
    log_group_name: logGroup,
    // A stream has one writer.
    log_stream_name: `{instance_id}${file.replaceAll(/[^A-Za-z0-9./_-]/g, "-")}`,
    ...(format === undefined ? {} : { timestamp_format: format, timezone: "UTC" as const }),
  }));
}
