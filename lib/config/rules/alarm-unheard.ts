import { severityNames } from "../../base";
import { type ConfigFinding, doubt } from "../errors";
import { readReference } from "../references";
import { composites, references } from "./alarm-unknown";
import { alarmsOf } from "./walk";
import type { ConfigRule } from "./rule";

export const alarmUnheard: ConfigRule<"alarm-unheard"> = {
  id: "alarm-unheard",
  check: (subject) => {
    const named = new Set(
      composites(subject).flatMap(({ entry, service }) =>
        references(entry).map(({ text }) => key(readReference(text, service))),
      ),
    );
    return alarmsOf(subject.config).flatMap(({ alarm, entry, path, service }): ConfigFinding[] => {
      if (entry.notify !== false) return [];
      return severityNames
        .filter((severity) => entry.severities[severity] !== undefined && !named.has(key({ service, alarm, severity })))
        .map((severity) =>
          doubt(
            "alarm-unheard",
            [...path, "severities", severity],
            `it has notify: false, and no composite alarm contains ${alarm}.${severity}: nobody is notified`,
            "Name it in a composite alarm, or leave `notify` out.",
          ),
        );
    });
  },
};

function key({ service, alarm, severity }: { service: string; alarm: string; severity: string }): string {
  return `${service}/${alarm}.${severity}`;
}
