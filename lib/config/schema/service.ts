import { z } from "zod";
import { textRules } from "../../aws";
import { expected } from "../../base";
import { alarmSchema } from "./alarm";
import { contractSlot } from "./contract";
import { either, expandable, list, object, oneOf, prose, table, text } from "./form";
import { serviceLogs } from "./logs";
import { constructId, entityName, httpsForm, signalName, tiers } from "./names";
import { ownerSchema } from "./owner";
import { recommendedSchema } from "./recommended";

export const notifyModes = ["service", "each"] as const;

/** A service: what it logs, what is counted, and what it alarms on. */
export const serviceSchema = object("a service", {
  description: prose("a description", "Write a sentence on what the service does.")
    .optional()
    .describe("What the service does, in a sentence. Default: none."),
  owner: ownerSchema
    .optional()
    .describe("The team that acts on its alarms. Every alarm needs one, here or in the alarm."),
  tier: oneOf("a tier", tiers)
    .optional()
    .describe(
      "How important it is. A tag, the order in overviews, and what `tiers` of a route names. Default: standard.",
    ),
  runbooks: expandable(httpsForm)
    .optional()
    .describe(
      "Base address of its runbooks, with a page per alarm, by name. Placeholders are expanded. Default: none.",
    ),
  contract: contractSlot
    .optional()
    .describe("What its log lines are, and what is counted from them. Required, unless `logs` is none."),
  logs: either(
    "none or log settings",
    "Write none for a service that logs nothing, or settings of its log group: { retentionDays: 30 }.",
    [z.literal("none", { error: expected("none", "Write none.") }), serviceLogs],
  )
    .optional()
    .describe(
      "Settings of its log group. none: it logs nothing, as a database does whose alarms are on metrics of AWS; no log group is made, and it has no contract. Default: the environment's.",
    ),
  signals: list("a list of signals", signalName)
    .optional()
    .describe("Signals of the contract that become metrics; you pay for each. Default: all."),
  namespace: text("a namespace", `Use ${textRules.filterNamespace.form}: "Orders/{environment}".`, /\S/)
    .optional()
    .describe("Namespace of its metrics; placeholders are expanded. Default: <project>/<environment>/<service>."),
  filters: table(
    "a table of metric filters",
    signalName,
    text("a metric filter's name", `Use ${textRules.filterName.form}: "orders-errors".`, /\S/),
  )
    .optional()
    .describe(
      "Names of metric filters, by the signal that they publish; placeholders are expanded. Of a signal with dimensions and a total it is the name of the total's, and the other one ends with -by-dimension. Default: the signal's name; in a log group of others it begins with <project>-<environment>-<service>.",
    ),
  notify: oneOf("a way to notify", notifyModes)
    .optional()
    .describe(
      "service: one notification per severity, however many of its alarms are in ALARM. each: every alarm notifies by itself. Default: service.",
    ),
  id: constructId
    .optional()
    .describe("Construct id, kept when the service is renamed. Default: the service's name in PascalCase."),
  alarms: table("a table of alarms", entityName, alarmSchema).optional().describe("Alarms, by name. Default: none."),
  recommended: recommendedSchema
    .optional()
    .describe(
      "Alarms worth having on what it uses, or on its lines, as sets: see docs/recommended.md. They are named <set>_<alarm>, lambda_errors; an alarm of that name in `alarms` takes its place. Default: none.",
    ),
}).meta({ id: "service" });

export type ServiceEntry = z.output<typeof serviceSchema>;
