import {
  INSIGHTS_PRECEDENCE,
  type InsightsCommand,
  type InsightsExpression,
  type InsightsQuery,
  type NamedExpression,
  NOT_PRECEDENCE,
} from "./ast";

/** The text of a query, a command a line. `readInsights(printInsights(query))` gives the query again, but for its places. */
export function printInsights({ commands }: InsightsQuery): string {
  return commands.map(printCommand).join("\n| ");
}

function printCommand(command: InsightsCommand): string {
  switch (command.kind) {
    case "fields":
      return `${command.name} ${printNamed(command.items)}`;
    case "filter":
      return `${command.name} ${printExpression(command.condition)}`;
    case "stats": {
      const by = command.by.length === 0 ? "" : ` by ${printNamed(command.by)}`;
      return `stats ${printNamed(command.aggregates)}${by}`;
    }
    case "sort":
      return `sort ${command.keys.map(({ of, descending }) => `${printExpression(of)} ${descending ? "desc" : "asc"}`).join(", ")}`;
    case "limit":
      return `limit ${command.written}`;
    case "dedup":
      return `dedup ${command.fields.map((one) => printExpression(one)).join(", ")}`;
    case "parse": {
      const { how } = command;
      const of = command.of === undefined ? "" : `${printExpression(command.of, 8)} `;
      const pattern = how.kind === "glob" ? printText(how.text) : how.kind === "regex" ? `/${how.source}/` : how.name;
      const as = command.as.length === 0 ? "" : ` as ${command.as.map(({ text }) => printName(text)).join(", ")}`;
      return `parse ${of}${pattern}${as}`;
    }
    case "other":
      return `${command.name} ${command.text}`.trim();
  }
}

function printNamed(items: readonly NamedExpression[]): string {
  return items
    .map(({ of, as }) => `${printExpression(of)}${as === undefined ? "" : ` as ${printName(as.text)}`}`)
    .join(", ");
}

/** @param loosest parentheses are written around what binds looser */
function printExpression(expression: InsightsExpression, loosest = 1): string {
  switch (expression.kind) {
    case "field":
      return expression.parts
        .map((part, index) => (/^\[\d+\]$/.test(part) ? part : `${index === 0 ? "" : "."}${printPart(part, index)}`))
        .join("");
    case "text":
      return printText(expression.text);
    case "number":
    case "period":
    case "variable":
      return expression.text;
    case "regex":
      return `/${expression.source}/`;
    case "star":
      return "*";
    case "list":
      return `[${expression.of.map((one) => printExpression(one)).join(", ")}]`;
    case "call":
      return `${expression.name}(${expression.arguments.map((one) => printExpression(one)).join(", ")})`;
    case "prefix": {
      const binds = expression.operator === "not" ? NOT_PRECEDENCE : INSIGHTS_PRECEDENCE["^"];
      const blank = expression.operator === "not" ? " " : "";
      const text = `${expression.operator}${blank}${printExpression(expression.of, binds + (blank === "" ? 0 : 1))}`;
      // As the right side of another operator, a prefix needs none.
      return binds < loosest || expression.operator === "-" ? `(${text})` : text;
    }
    case "operation": {
      const binds = INSIGHTS_PRECEDENCE[expression.operator];
      const isRight = expression.operator === "^";
      const left = printExpression(expression.left, isRight ? binds + 1 : binds);
      const right = printExpression(expression.right, isRight ? binds : binds + 1);
      const text = `${left} ${expression.operator} ${right}`;
      return binds < loosest ? `(${text})` : text;
    }
  }
}

function printPart(part: string, index: number): string {
  if (/[$[]|\{\{/.test(part)) return part;
  const isPlain = index === 0 ? /^@?[\p{L}_][\p{L}\p{N}_]*$|^@\d+$/u.test(part) : /^[@\p{L}\p{N}_]+$/u.test(part);
  const isReserved = index === 0 && /^(?:as|by|and|or|in|like|asc|desc|not)$/i.test(part);
  return isPlain && !isReserved ? part : `\`${part}\``;
}

function printName(name: string): string {
  return /^(?:[@$\p{L}\p{N}_][@$\p{L}\p{N}_.]*|\$\{.*|\[\[.*|\{\{.*)$/u.test(name) ? name : `\`${name}\``;
}

function printText(text: string): string {
  return `"${text.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
}
