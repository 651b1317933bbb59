import { print } from "../pattern";
import { type Contract, levelNames, lineRoles, type Signal } from "./model";

/** The contract as three Markdown tables: fields, events, signals. Deterministic, for documents and reviews. */
export function contractMarkdown(contract: Contract): string {
  const fields = Object.entries(contract.fields).map(([name, field]) => [
    code(name),
    field.type,
    field.unit ?? "",
    [field.description, values(field.values), field.pii === true ? "Personal data." : ""].filter(Boolean).join(" "),
  ]);
  const events = Object.entries(contract.events).map(([name, event]) => [
    code(name),
    event.level,
    event.description,
    (event.required ?? []).map(code).join(", "),
    (event.optional ?? []).map(code).join(", "),
  ]);
  const signals = Object.values<Signal>(contract.signals).map((signal) => [
    code(signal.name),
    code(signal.metric),
    signal.unit,
    signal.value === undefined ? "1" : code(signal.value),
    signal.dimensions.map(code).join(", ") + (signal.dimensions.length > 0 && signal.total ? " and a total" : ""),
    code(print(signal.pattern)),
    signal.description,
  ]);
  return [
    `# Contract ${contract.name}`,
    ...lineSection(contract),
    section("Fields", ["Field", "Type", "Unit", "Meaning"], fields),
    section("Events", ["Event", "Level", "Meaning", "Required fields", "Optional fields"], events),
    section("Signals", ["Signal", "Metric", "Unit", "Value", "Dimensions", "Lines", "Meaning"], signals),
  ]
    .join("\n\n")
    .concat("\n");
}

/** What the lines are, where they do not follow the standard conventions. */
function lineSection({ conventions, line }: Contract): readonly string[] {
  if (conventions === "standard") return [];
  const roles = lineRoles.flatMap((role) => (line[role] === undefined ? [] : [[role, code(line[role])]]));
  const spelt = levelNames.map((level) => [
    level,
    line.levels[level].map((spelling) => code(JSON.stringify(spelling))).join(", ") || "never",
  ]);
  return [
    line.text === undefined ? "Lines are JSON." : `Lines are text: ${code(print(line.text))}.`,
    section("Roles", ["What", "Field"], roles),
    ...(line.level === undefined ? [] : [section("Levels", ["Level", "In a line"], spelt)]),
  ];
}

function section(title: string, head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return `## ${title}\n\nNone.`;
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.map(cell).join(" | ")} |`);
  return `## ${title}\n\n${lines.join("\n")}`;
}

function values(list: readonly string[] | undefined): string {
  return list === undefined ? "" : `One of ${list.map(code).join(", ")}.`;
}

function code(text: string): string {
  return `\`${text}\``;
}

// A bar ends a table's cell even inside code.
function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll(/\s*\n\s*/g, " ");
}
