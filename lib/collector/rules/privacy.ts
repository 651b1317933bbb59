import { line } from "../../base";
import { componentsIn, family, typeOf } from "./family";
import { at, isSet, listAt } from "./values";

/** What must not be seen. */
export const privacy = family(
  {
    "redaction-deletes-all": {
      severity: "error",
      what: "`redaction` has allow_all_keys: true, or allowed_keys.",
      why: "Without both it deletes every attribute: it keeps only keys that are allowed.",
      fix: "Set allow_all_keys to true, and name what to mask in blocked_key_patterns and blocked_values.",
      source:
        "https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/redactionprocessor/README.md",
    },
    "redaction-missing": {
      severity: "error",
      what: "What leaves the collector has gone through redaction, where the contract has keys or values that must not leave.",
      why: "Card numbers and tokens are stored where many can read them.",
      fix: "Add the processor redaction, before the exporter or before the connector that leads to it.",
    },
    "debug-detailed": {
      severity: "warning",
      what: "The exporter debug is not detailed.",
      why: "It writes all attributes and bodies to the collector's log: what was redacted elsewhere is in it, and it costs as much as the telemetry.",
      fix: "Remove it, or set verbosity to basic.",
      source: "https://github.com/open-telemetry/opentelemetry-collector/blob/main/exporter/debugexporter/README.md",
    },
    "debug-in-production": {
      severity: "error",
      what: "A collector in production does not export to debug.",
      why: "It writes to its own log for each request, which costs CPU and money, and shows nothing that its metrics do not.",
      fix: "Remove it from the pipelines.",
      source: "https://github.com/open-telemetry/opentelemetry-collector/blob/main/exporter/debugexporter/README.md",
    },
  },
  ({ document, facts, unknown }, report) => {
    const used = new Set(Object.values(document.service.pipelines).flatMap(({ exporters }) => exporters));
    for (const { id, settings, type } of componentsIn(document.processors)) {
      if (type !== "redaction" || at(settings, "allow_all_keys") === true || unknown?.has("processors") === true)
        continue;
      const isOpen = isSet(settings, "allow_all_keys") && at(settings, "allow_all_keys") !== false;
      if (
        !isOpen &&
        (!isSet(settings, "allowed_keys") ||
          (Array.isArray(at(settings, "allowed_keys")) && listAt(settings, "allowed_keys").length === 0))
      )
        report("redaction-deletes-all", ["processors", id], { message: line`${id} deletes every attribute` });
    }
    for (const { id, settings, type } of componentsIn(document.exporters)) {
      if (type !== "debug" || !used.has(id)) continue;
      if (facts?.production === true)
        report("debug-in-production", ["exporters", id], { message: line`${id} is used in production` });
      else if (at(settings, "verbosity") === "detailed")
        report("debug-detailed", ["exporters", id, "verbosity"], { message: line`${id} writes all that it gets` });
    }

    // A pipeline is redacted if it redacts, or if all that it gets comes from connectors of redacted ones.
    const all = Object.entries(document.service.pipelines);
    const own = new Set(
      all.filter(([, { processors }]) => processors.some((id) => typeOf(id) === "redaction")).map(([id]) => id),
    );
    for (const [pipeline, { exporters, receivers }] of all) {
      const signal = facts?.redacted?.find((each) => each === typeOf(pipeline));
      if (signal === undefined || own.has(pipeline)) continue;
      const comesRedacted =
        receivers.length > 0 &&
        receivers.every(
          (id) =>
            Object.hasOwn(document.connectors, id) &&
            all.every(([from, parts]) => !parts.exporters.includes(id) || own.has(from)),
        );
      if (comesRedacted) continue;
      for (const [index, id] of exporters.entries())
        if (!Object.hasOwn(document.connectors, id) && !["nop", "debug"].includes(typeOf(id)))
          report("redaction-missing", ["service", "pipelines", pipeline, "exporters", index], {
            message: line`${signal} reach ${id} without redaction`,
          });
    }
  },
);
