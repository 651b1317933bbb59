import { excerpt, isRecord, listed, own, type Path, type Rule } from "../../base";
import { readDashboard } from "../read";
import { expressionRefs } from "./references";
import type { Report } from "./family";
import { secondsIn } from "./time";

const source =
  "https://grafana.com/docs/grafana/latest/alerting/set-up/provision-alerting-resources/file-provisioning/";
const states =
  "https://grafana.com/docs/grafana/latest/alerting/fundamentals/alert-rule-evaluation/nodata-and-error-states/";

/** Rules for files of Grafana's alert rules. */
export const alertRules = {
  "alert-condition": {
    severity: "error",
    what: "The condition of an alert rule names a query or an expression of it.",
    why: "Grafana refuses the rule otherwise, and with it all rules of the file.",
    fix: "Write the refId of the expression that compares with the threshold.",
    source,
  },
  "alert-expression": {
    severity: "error",
    what: "The expressions of an alert rule name its queries.",
    why: "The rule fails at each evaluation.",
    fix: "Name the refId of a query of the rule.",
    source,
  },
  "alert-name": {
    severity: "error",
    what: "An alert rule has a title.",
    why: "Grafana refuses it otherwise.",
    fix: "Write a title.",
    source,
  },
  "alert-uid-twice": {
    severity: "error",
    what: "No two alert rules have one uid.",
    why: "Each replaces the other in Grafana.",
    fix: "Give each rule a uid of its own.",
    source,
  },
  "alert-for": {
    severity: "warning",
    what: "An alert rule waits before it fires.",
    why: "Without `for`, one bad value wakes somebody.",
    fix: "Write for: 5m, or as long as the fault may last before somebody must act.",
    source,
  },
  "alert-state": {
    severity: "error",
    what: "What an alert rule does without data, and on errors, is a state that Grafana has.",
    why: "Grafana refuses the rule otherwise.",
    fix: "Without data: Alerting, NoData, OK or KeepLast; on errors: Alerting, Error, OK or KeepLast.",
    source: states,
  },
  "alert-no-data": {
    severity: "info",
    what: "An alert rule says what it does without data.",
    why: "The default is an alert called DatasourceNoData, which goes by other routes.",
    fix: "Write noDataState: OK for a count of errors, Alerting for a heartbeat.",
    source: states,
  },
  "alert-summary": {
    severity: "info",
    what: "An alert rule has a summary.",
    why: "The notification says only the rule's name otherwise.",
    fix: "Say in annotations.summary what is wrong, and for whom.",
    source: "https://grafana.com/docs/grafana/latest/alerting/fundamentals/alert-rules/annotation-label/",
  },
  "alert-runbook": {
    severity: "info",
    what: "An alert rule names its runbook.",
    why: "Whoever is woken must find out what to do.",
    fix: "Write its address in annotations.runbook_url.",
    source: "https://grafana.com/docs/grafana/latest/alerting/fundamentals/alert-rules/annotation-label/",
  },
} as const satisfies Readonly<Record<string, Rule>>;

/** An alert rule, and where it is. */
export interface AlertRule {
  readonly value: Readonly<Record<string, unknown>>;
  readonly at: Path;
}

/** The rules of a file of provisioning, of an export, or of one group; undefined: it holds none of Grafana's. */
export function alertRulesIn(document: unknown): readonly AlertRule[] | undefined {
  if (!isRecord(document)) return undefined;
  const groups = own(document, "groups");
  const holders: [unknown, Path][] = Array.isArray(groups)
    ? groups.map((group: unknown, index): [unknown, Path] => [group, ["groups", index]])
    : [[document, []]];
  const rules = holders.flatMap(([group, at]) => {
    const list = isRecord(group) ? own(group, "rules") : undefined;
    if (!Array.isArray(list)) return [];
    return list.flatMap((value: unknown, index): AlertRule[] =>
      isRecord(value) && Array.isArray(own(value, "data")) ? [{ value, at: [...at, "rules", index] }] : [],
    );
  });
  return rules.length === 0 ? undefined : rules;
}

/** The queries of rules as a dashboard with a panel for each rule, and where each part of it is in the file. */
export function asDashboard(rules: readonly AlertRule[]): {
  readonly document: unknown;
  readonly placeOf: (at: Path) => Path;
} {
  const document = {
    title: "alert rules",
    schemaVersion: 42,
    panels: rules.map(({ value }, index) => ({
      id: index,
      type: "timeseries",
      title: own(value, "title"),
      targets: itemsOf(value).map((item) => {
        const model = own(item, "model");
        const uid = own(item, "datasourceUid");
        const given = isRecord(model) ? own(model, "datasource") : undefined;
        const type = isRecord(given) ? own(given, "type") : undefined;
        return { ...(isRecord(model) ? model : {}), refId: own(item, "refId"), datasource: { uid, type } };
      }),
    })),
  };
  return {
    document,
    placeOf: ([, panel, targets, index, ...rest]) => {
      const { at = [], value } = rules[Number(panel)] ?? {};
      if (targets !== "targets" || index === undefined || value === undefined) return at;
      // Objects alone are targets; in the file, others may stand between them.
      const all: unknown = own(value, "data");
      const item = itemsOf(value)[Number(index)];
      return [
        ...at,
        "data",
        Array.isArray(all) ? all.indexOf(item) : index,
        ...(rest.length === 0 ? [] : ["model", ...rest]),
      ];
    },
  };
}

/** What is wrong with rules, beside their queries. */
export function checkAlertRules(rules: readonly AlertRule[], report: Report<keyof typeof alertRules>): void {
  const uids = new Set<string>();
  const { document } = asDashboard(rules);
  const panels = readDashboard(document).dashboard?.panels ?? [];
  rules.forEach(({ at, value }, index) => {
    const text = (key: string): string | undefined => textOf(value, key);
    const name = `Rule ${excerpt(text("title") ?? text("uid") ?? `${index + 1}`)}`;
    const refs = itemsOf(value).flatMap((item) => textOf(item, "refId") ?? []);
    const has = refs.length === 0 ? "none" : listed(refs);
    if ((text("title") ?? "").trim() === "") report("alert-name", at, { message: `${name} has no title` });
    const uid = text("uid");
    if (uid !== undefined && uids.has(uid))
      report("alert-uid-twice", [...at, "uid"], { message: `Two rules have the uid ${excerpt(uid)}` });
    if (uid !== undefined) uids.add(uid);
    const isRecording = isRecord(own(value, "record"));
    const condition = text("condition");
    if (!isRecording && (condition === undefined || !refs.includes(condition)))
      report("alert-condition", condition === undefined ? at : [...at, "condition"], {
        message:
          condition === undefined
            ? `${name} has no condition`
            : `The condition of ${name.replace(/^R/, "r")} is ${excerpt(condition)}; its refIds are ${has}`,
      });
    for (const [order, item] of itemsOf(value).entries()) {
      const model = own(item, "model");
      if (!isRecord(model) || panels[index]?.queries[order]?.language !== "expression") continue;
      const named = [...expressionRefs(own(model, "type"), textOf(model, "expression") ?? ""), ...conditionRefs(model)];
      for (const ref of new Set(named))
        if (!refs.includes(ref))
          report("alert-expression", [...at, "data", order], {
            message: `${name} names the query ${excerpt(ref)}; its refIds are ${has}`,
          });
    }
    if (isRecording) return;
    const wait = own(value, "for");
    const waits = typeof wait === "number" ? wait : typeof wait === "string" ? (secondsIn(wait) ?? Number.NaN) : 0;
    if (waits === 0) report("alert-for", at, { message: `${name} fires at the first bad value` });
    checkStates(value, at, name, report);
    const annotations = own(value, "annotations");
    const notes = isRecord(annotations) ? annotations : {};
    if ((textOf(notes, "summary") ?? textOf(notes, "description") ?? "") === "")
      report("alert-summary", at, { message: `${name} has no summary` });
    if ((textOf(notes, "runbook_url") ?? textOf(notes, "runbook") ?? "") === "")
      report("alert-runbook", at, { message: `${name} names no runbook` });
  });
}

function checkStates(value: AlertRule["value"], at: Path, name: string, report: Report<keyof typeof alertRules>): void {
  const known = [
    ["noDataState", ["Alerting", "NoData", "OK", "Ok", "KeepLast", "KeepLastState"]],
    ["execErrState", ["Alerting", "Error", "OK", "Ok", "KeepLast", "KeepLastState"]],
  ] as const;
  for (const [key, states] of known) {
    const state = textOf(value, key);
    if (state !== undefined && state !== "" && !states.some((each) => each === state))
      report("alert-state", [...at, key], { message: `${name} has ${key} ${excerpt(state)}` });
  }
  if ((textOf(value, "noDataState") ?? "") === "")
    report("alert-no-data", at, { message: `${name} does not say what it does without data` });
}

/** Queries that the conditions of classic conditions name. */
function conditionRefs(model: Readonly<Record<string, unknown>>): string[] {
  const conditions = own(model, "type") === "classic_conditions" ? own(model, "conditions") : undefined;
  if (!Array.isArray(conditions)) return [];
  return conditions.flatMap((condition: unknown) => {
    const query = isRecord(condition) ? own(condition, "query") : undefined;
    const params = isRecord(query) ? own(query, "params") : undefined;
    const first: unknown = Array.isArray(params) ? params[0] : undefined;
    return typeof first === "string" ? [first] : [];
  });
}

function itemsOf(value: AlertRule["value"]): Readonly<Record<string, unknown>>[] {
  const data = own(value, "data");
  return Array.isArray(data) ? data.filter(isRecord) : [];
}

function textOf(value: Readonly<Record<string, unknown>>, key: string): string | undefined {
  const text = own(value, key);
  return typeof text === "string" ? text : undefined;
}
