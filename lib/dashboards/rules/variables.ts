import { counted, excerpt, listed, nearest, type Path } from "../../base";
import { type UsedVariable, variablesIn } from "../../queries/languages";
import type { Panel, Section, Variable } from "../read";
import { family } from "./family";
import { panelName } from "./panel-name";
import { whose } from "./queries";
import { type Asked, eachText, type Subject } from "./subject";

const syntax = "https://grafana.com/docs/grafana/latest/visualizations/dashboards/variables/variable-syntax/";
const adding = "https://grafana.com/docs/grafana/latest/visualizations/dashboards/variables/add-template-variables/";

/** Variables, and who uses them. */
export const variables = family(
  {
    "variable-undefined": {
      severity: "error",
      what: "A query names variables that the dashboard has.",
      why: "Grafana leaves the name of any other as it is, and sends it to the data source.",
      fix: "Add the variable, or correct its name.",
      source: syntax,
    },
    "variable-unused": {
      severity: "info",
      what: "A variable of the dashboard is used.",
      why: "Its query runs each time the dashboard is opened, and whoever chooses a value sees no change.",
      fix: "Use it, or remove it.",
      source: adding,
    },
    "variable-name": {
      severity: "error",
      what: "The name of a variable is made of letters, digits and underscores.",
      why: "$a-b is the variable a, and the text -b.",
      fix: "Write an underscore instead.",
      source: syntax,
    },
    "variable-name-twice": {
      severity: "error",
      what: "No two variables of a dashboard have one name.",
      why: "Only one of them has an effect.",
      fix: "Remove one, or give it another name.",
      source: adding,
    },
    "variable-cycle": {
      severity: "error",
      what: "A variable does not depend on itself.",
      why: "Grafana waits for its values for ever, and for those of each variable and panel that needs them.",
      fix: "Take one of these variables out of the other's query.",
      source: adding,
    },
    "variable-several": {
      severity: "warning",
      what: "A label is compared with a variable of several values by =~ or !~.",
      why: "Two chosen values become (a|b), and All becomes a regular expression: no label is equal to that, so the panel shows no data.",
      fix: "Write =~ instead of =, or !~ instead of !=.",
      source: "https://grafana.com/docs/grafana/latest/datasources/prometheus/template-variables/",
    },
    "repeat-unknown": {
      severity: "error",
      what: "A panel or a row is repeated by a variable that the dashboard has.",
      why: "Grafana shows nothing in its place otherwise.",
      fix: "Add the variable, or take the repetition away.",
      source: "https://grafana.com/docs/grafana/latest/visualizations/panels-visualizations/configure-panel-options/",
    },
  },
  (subject, report) => {
    const { asked, dashboard, inputs } = subject;
    const names = new Set([...subject.variables.keys(), ...inputs]);
    const isDefined = (name: string): boolean => names.has(name);

    const undefinedAt = new Map<string, { readonly at: Path; readonly one: Asked }[]>();
    for (const one of asked)
      for (const name of namesIn(one))
        if (!isDefined(name)) {
          const place = { one, at: one.query.textAt ?? one.query.at };
          const places = undefinedAt.get(name);
          if (places === undefined) undefinedAt.set(name, [place]);
          else places.push(place);
        }
    for (const [name, places] of undefinedAt) {
      const [first] = places;
      if (first === undefined) continue;
      const others = places.length === 1 ? "" : `, as ${counted(places.length - 1, "other query", "other queries")}`;
      report("variable-undefined", first.at, {
        message: `${whose(first.one)} names the variable ${excerpt(name)}, which the dashboard does not have${others}`,
        ...meant(name, names),
      });
    }

    const repeats = [
      ...dashboard.panels.map((panel) => ({ what: panelName(panel), repeat: panel.repeat, at: panel.at })),
      ...dashboard.sections.map(({ at, kind, repeat, title = "" }) => ({
        what: `The ${kind} ${excerpt(title)}`,
        repeat,
        at,
      })),
    ];
    for (const { at, repeat, what } of repeats)
      if (repeat !== undefined && !isDefined(repeat))
        report("repeat-unknown", at, {
          message: `${what} is repeated by ${excerpt(repeat)}, which is not a variable`,
          ...meant(repeat, names),
        });

    checkUse(subject, report);
    checkNames(dashboard.variables, report);
    for (const circle of circles(dashboard.variables))
      report("variable-cycle", circle[0]?.at ?? dashboard.at, {
        message: `${listed(circle.map(({ name }) => name))} ${circle.length === 1 ? "depends on itself" : "depend on each other"}`,
      });
    for (const one of asked) severalIn(one, subject, report);
  },
);

type Report = Parameters<typeof variables.check>[1];

/** Variables that Grafana should replace in a query that is asked, each once. */
function namesIn({ parsed, query }: Asked): ReadonlySet<string> {
  const { hidden, language, metric, text } = query;
  if (hidden) return new Set();
  if (metric !== undefined) {
    const dimensions = Object.entries(metric.dimensions).flat(2);
    const texts = [metric.namespace, metric.name, metric.region, ...dimensions].join("\n");
    return new Set(variablesIn(texts).flatMap(({ builtIn, name }) => (builtIn ? [] : name)));
  }
  if (text === undefined) return new Set();
  const { logql, promql, traceql } = parsed ?? {};
  const used = (promql ?? logql ?? traceql)?.variables ?? (readsVariables(language) ? variablesIn(text) : []);
  return new Set(used.flatMap((variable) => (isMeant(variable, text) ? variable.name : [])));
}

function meant(name: string, names: ReadonlySet<string>): { fix?: string } {
  const near = nearest(name, names);
  return near === undefined ? {} : { fix: `Did you mean ${near}?` };
}

/** Languages in whose texts Grafana replaces variables, and that have no names with $ of their own. */
function readsVariables(language: string): boolean {
  return ["logs-insights", "cloudwatch-math", "cloudwatch-search", "cloudwatch-sql", "lucene", "xray"].includes(
    language,
  );
}

/** Templates of Go and named groups of expressions have names with $, too, which Grafana leaves as they are. */
function isMeant({ builtIn, name, span }: UsedVariable, text: string): boolean {
  if (builtIn || text.includes(`?P<${name}>`) || text.includes(`?<${name}>`)) return false;
  const before = text.lastIndexOf("{{", span.start);
  return before === -1 || text.slice(before, span.start).includes("}}") || !text.slice(span.end).includes("}}");
}

/** Names are looked for in every text, as plugins have variables anywhere. */
function checkUse({ dashboard, document, panels }: Subject, report: Report): void {
  // What a library panel asks stands elsewhere; links may pass all variables on.
  if (panels.some(({ libraryPanel, type }) => libraryPanel !== undefined && type === undefined)) return;
  const declared = new Map(dashboard.variables.map((variable) => [variable.at.join("\n"), variable.name]));
  const used = new Set<string>();
  eachText(document, (text, at, key) => {
    const own = declared.get(at.slice(0, dashboard.variables[0]?.at.length ?? 0).join("\n"));
    for (const { name } of variablesIn(text)) if (name !== own) used.add(name);
    if (key === "repeat" || key === "value" || key === "variable") used.add(text);
  });
  if (used.has("__all_variables") || JSON.stringify(document).includes('"includeVars":true')) return;
  for (const { at, name, type } of dashboard.variables)
    if (name !== "" && !used.has(name) && !usedByItself.has(type))
      report("variable-unused", at, { message: `Nothing uses the variable ${excerpt(name)}` });
}

/** Types that have an effect on queries that do not name them. */
const usedByItself: ReadonlySet<string> = new Set(["adhoc", "groupby", "switch", "system"]);

function checkNames(all: readonly Variable[], report: Report): void {
  const seen = new Set<string>();
  for (const { at, name } of all) {
    if (!/^\w+$/.test(name)) report("variable-name", at, { message: `A variable is called ${excerpt(name)}` });
    if (seen.has(name)) report("variable-name-twice", at, { message: `Two variables are called ${excerpt(name)}` });
    seen.add(name);
  }
}

/** Variables that need each other's values, each circle once. */
function circles(all: readonly Variable[]): Variable[][] {
  const byName = new Map(all.map((variable) => [variable.name, variable]));
  const needs = new Map(
    all.map(({ datasource, name, query, type }) => [
      name,
      type === "query"
        ? [...variablesIn(`${query ?? ""}\n${datasource?.uid ?? ""}`)]
            .map((used) => used.name)
            .filter((each) => byName.has(each))
        : [],
    ]),
  );
  const found: Variable[][] = [];
  const state = new Map<string, "open" | "done">();
  for (const start of needs.keys()) {
    const path: { name: string; next: number }[] = [];
    if (!state.has(start)) path.push({ name: start, next: 0 });
    state.set(start, state.get(start) ?? "open");
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const to = needs.get(top.name)?.[top.next++];
      if (to === undefined) {
        state.set(top.name, "done");
        path.pop();
      } else if (state.get(to) === "open") {
        const from = path.findIndex(({ name }) => name === to);
        found.push(path.slice(from).flatMap(({ name }) => byName.get(name) ?? []));
      } else if (!state.has(to)) {
        state.set(to, "open");
        path.push({ name: to, next: 0 });
      }
    }
  }
  return found;
}

/** Equality with what may be several values; a panel that is repeated by the variable has one at a time. */
function severalIn({ panel, parsed, query }: Asked, { dashboard, variables: byName }: Subject, report: Report): void {
  if (panel === undefined || query.textAt === undefined || query.hidden) return;
  const single = new Set([panel.repeat, ...sectionsOf(panel, dashboard.sections).map(({ repeat }) => repeat)]);
  const matchers = [
    ...(parsed?.promql?.facts.selectors.flatMap((selector) => selector.matchers) ?? []),
    ...(parsed?.logql?.facts.streams.flatMap((stream) => stream.matchers) ?? []),
  ];
  const seen = new Set<string>();
  for (const { name, op, value } of matchers) {
    const [only, another] = variablesIn(value);
    if ((op !== "=" && op !== "!=") || only === undefined || another !== undefined) continue;
    const variable = byName.get(only.name);
    if (variable === undefined || single.has(only.name) || seen.has(only.name) || only.format !== undefined) continue;
    if (!variable.multi && !variable.includeAll) continue;
    seen.add(only.name);
    const several = variable.multi ? "several values" : "All";
    report("variable-several", query.textAt, {
      message: `${panelName(panel)} compares ${name} by ${op} with the variable ${excerpt(only.name)}, which may be ${several}`,
      fix: `Write ${name}${op === "=" ? "=~" : "!~"} instead of ${name}${op}.`,
    });
  }
}

/** A section comes before those in it, so this ends. */
function sectionsOf({ section }: Panel, sections: readonly Section[]): Section[] {
  const found: Section[] = [];
  for (let at = section; at !== undefined; at = found.at(-1)?.parent) {
    const next = sections[at];
    if (next === undefined) break;
    found.push(next);
  }
  return found;
}
