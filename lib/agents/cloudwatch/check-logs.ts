import { excerpt, type Path } from "../../base";
import { retentionDays, textFault, textFaultClause, textRules } from "../../aws";
import type { AgentFault } from "../agent-error";
import type { LogFile, LogsSection, WindowsEvents } from "./settings";

const directives = /%(?:-[dmIMS]|[BbmAadHIMSYypZzf])/g;
const agentsNames = /\{(?:instance_id|hostname|local_hostname|ip_address|date)\}/g;

/** What the agent, or CloudWatch Logs, would refuse or misread of logs. */
export function logFaults(logs: LogsSection): AgentFault[] {
  const { files, windows_events: events } = logs.logs_collected;
  const sources = [
    ...(files?.collect_list ?? []).map((entry, index) => ({ entry, path: ["files", "collect_list", index] })),
    ...(events?.collect_list ?? []).map((entry, index) => ({ entry, path: ["windows_events", "collect_list", index] })),
  ].map(({ entry, path }) => ({ entry, path: ["logs", "logs_collected", ...path] }));
  const empty = Object.entries(logs.logs_collected).filter(([, { collect_list: list }]) => list.length === 0);
  return [
    ...empty.map(([kind]) => ({
      path: ["logs", "logs_collected", kind, "collect_list"],
      message: "it is an empty list",
      fix: `Leave ${kind} out.`,
    })),
    ...(sources.length + empty.length > 0
      ? []
      : [
          {
            path: ["logs", "logs_collected"],
            message: "nothing is collected",
            fix: "Name files or events, or leave logs out.",
          },
        ]),
    ...sources.flatMap(({ entry, path }) => [
      ...sourceFaults(entry, path),
      ...("file_path" in entry ? fileFaults(entry, path) : eventFaults(entry, path)),
    ]),
    ...twice(sources),
    ...differing(sources, "retention_in_days"),
    ...differing(sources, "log_group_class"),
  ];
}

interface Placed {
  readonly entry: LogFile | WindowsEvents;
  readonly path: Path;
}

function sourceFaults(entry: LogFile | WindowsEvents, path: Path): AgentFault[] {
  const { filters = [], log_group_name: group, log_stream_name: stream, retention_in_days: days } = entry;
  const groupFault =
    group === undefined || hasToken(group) ? undefined : textFault("logGroupName", withoutNames(group));
  const isStreamRefused = stream !== undefined && !hasToken(stream) && !/^[^:*]{1,512}$/.test(withoutNames(stream));
  const isKnown = days === undefined || days === -1 || retentionDays.includes(days);
  return [
    ...(groupFault === undefined
      ? []
      : [
          {
            path: [...path, "log_group_name"],
            message: `it ${textFaultClause(groupFault)}: ${excerpt(group ?? "")}`,
            fix: `Use ${textRules.logGroupName.form}; of the agent's placeholders {instance_id}, {hostname}, {local_hostname}, {ip_address} and {date}.`,
          },
        ]),
    ...(isStreamRefused
      ? [
          {
            path: [...path, "log_stream_name"],
            message: `no stream can have this name: ${excerpt(stream)}`,
            fix: "Use 1 to 512 characters without : and *.",
          },
        ]
      : []),
    ...(isKnown
      ? []
      : [
          {
            path: [...path, "retention_in_days"],
            message: `CloudWatch Logs cannot keep lines for ${days} days`,
            fix: `Use -1 for ever, or one of ${retentionDays.join(", ")}.`,
          },
        ]),
    ...filters.flatMap(({ expression }, index) => patternFaults(expression, [...path, "filters", index, "expression"])),
  ];
}

function fileFaults(file: LogFile, path: Path): AgentFault[] {
  const { file_path: name, multi_line_start_pattern: start, timestamp_format: format, timezone } = file;
  const needsFormat = "it is about times that are not read";
  const fix = "Add timestamp_format, or leave it out.";
  const rest = format?.replaceAll(directives, "");
  return [
    ...(name.length > 0 && name.length <= 4096
      ? []
      : [
          {
            path: [...path, "file_path"],
            message: "it names no file",
            fix: "Write a path or a glob, at most 4,096 characters.",
          },
        ]),
    ...(rest === undefined || (rest !== format && !rest.includes("%"))
      ? []
      : [
          {
            path: [...path, "timestamp_format"],
            message: `the agent does not know ${/%-?.?/.exec(rest)?.[0] ?? "times without directives"}: ${excerpt(format ?? "")}`,
            fix: "Use %Y %y %m %-m %B %b %d %-d %A %a %H %I %-I %M %-M %S %-S %f %p %Z %z.",
          },
        ]),
    ...(timezone !== undefined && format === undefined
      ? [{ path: [...path, "timezone"], message: needsFormat, fix }]
      : []),
    ...(start === "{timestamp_format}" && format === undefined
      ? [{ path: [...path, "multi_line_start_pattern"], message: needsFormat, fix }]
      : []),
    ...(start === undefined || start === "{timestamp_format}"
      ? []
      : patternFaults(start, [...path, "multi_line_start_pattern"])),
    ...(file.blacklist === undefined ? [] : patternFaults(file.blacklist, [...path, "blacklist"])),
  ];
}

function eventFaults(events: WindowsEvents, path: Path): AgentFault[] {
  const { event_ids: ids = [], event_levels: levels = [], event_name: name, filters = [] } = events;
  const wrong = ids.find((id) => !Number.isInteger(id) || id < 0 || id > 65_535);
  return [
    ...(name === "" || name.length > 255 || name === "Forwarded Events"
      ? [
          {
            path: [...path, "event_name"],
            message: `the agent reads no events of ${excerpt(name)}`,
            fix: "Name a log of Windows: System, Application, Security.",
          },
        ]
      : []),
    ...(ids.length + levels.length + filters.length > 0
      ? []
      : [
          {
            path,
            message: "it says neither levels nor ids nor filters",
            fix: "Write event_levels: [ERROR, CRITICAL].",
          },
        ]),
    ...(wrong === undefined
      ? []
      : [
          {
            path: [...path, "event_ids"],
            message: `${wrong} is not the id of an event`,
            fix: "Use whole numbers, 0 to 65535.",
          },
        ]),
  ];
}

/** The agent reads one of two equal entries, or refuses both. */
function twice(sources: readonly Placed[]): AgentFault[] {
  const seen = new Set<string>();
  return sources.flatMap(({ entry, path }) => {
    const source = "file_path" in entry ? entry.file_path : entry.event_name;
    const key = JSON.stringify([source, entry.log_group_name, entry.log_stream_name, entry.filters]);
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [{ path, message: `${excerpt(source)} goes to the same place twice`, fix: "Remove one of them." }];
  });
}

/** The agent refuses two settings of one log group that differ. */
function differing(sources: readonly Placed[], key: "retention_in_days" | "log_group_class"): AgentFault[] {
  const known = new Map<string, string | number>();
  return sources.flatMap(({ entry, path }) => {
    const { [key]: value, log_group_name: group } = entry;
    if (group === undefined || value === undefined) return [];
    const other = known.get(group);
    if (other === undefined) known.set(group, value);
    if (other === undefined || other === value) return [];
    return [
      {
        path: [...path, key],
        message: `it is ${value}, and ${other} elsewhere for the same log group`,
        fix: "Write the same for all entries of a log group.",
      },
    ];
  });
}

/** What Go's regular expressions do not have, and what no regular expression has. */
function patternFaults(pattern: string, path: Path): AgentFault[] {
  const isForeign = /(?<!\\)(?:\\\\)*(?:\(\?(?:[=!>]|<[=!])|\\[1-9])/.test(pattern);
  if (pattern !== "" && !isForeign) return [];
  return [
    {
      path,
      message: isForeign ? `Go's regular expressions do not look around: ${excerpt(pattern)}` : "it is empty",
      fix: "Write a regular expression of Go, without look-around and back references.",
    },
  ];
}

function withoutNames(text: string): string {
  return text.replaceAll(agentsNames, "i");
}

/** Whether Terraform fills in a part of a text. */
function hasToken(text: string): boolean {
  return text.includes("${");
}
