import type { LogqlExpression, LogqlOperation } from "./logql-expression";

/** An operator between two operands. */
export type Binding = Pick<LogqlOperation, "operator" | "isBool" | "groupings">;

/** How tightly Loki's operators bind, the loosest first. @see https://grafana.com/docs/loki/latest/query/#order-of-operations */
const PRECEDENCE: ReadonlyMap<string, number> = new Map([
  ["or", 1],
  ["and", 2],
  ["unless", 2],
  ...["==", "!=", ">", ">=", "<", "<="].map((operator) => [operator, 3] as const),
  ["+", 4],
  ["-", 4],
  ["*", 5],
  ["/", 5],
  ["%", 5],
  ["^", 6],
]);

/** The tree of operands with operators between them: `a + b * c`. */
export function bound(chain: readonly (LogqlExpression | Binding)[]): LogqlExpression | undefined {
  const operands: LogqlExpression[] = [];
  const operators: Binding[] = [];
  const join = (): void => {
    const [right, left, binding] = [operands.pop(), operands.pop(), operators.pop()];
    if (left === undefined || right === undefined || binding === undefined) return;
    operands.push({
      kind: "operation",
      ...binding,
      left,
      right,
      span: { start: left.span.start, end: right.span.end },
    });
  };
  for (const part of chain) {
    if ("kind" in part) {
      operands.push(part);
      continue;
    }
    for (let before = operators.at(-1); before !== undefined && bindsFirst(before, part); before = operators.at(-1))
      join();
    operators.push(part);
  }
  while (operators.length > 0) join();
  return operands[0];
}

function bindsFirst({ operator: before }: Binding, { operator: next }: Binding): boolean {
  const [a, b] = [before, next].map((one) => PRECEDENCE.get(one.toLowerCase()) ?? 0) as [number, number];
  return a > b || (a === b && next !== "^");
}
