import { readFileSync } from "node:fs";
import { join } from "node:path";
import { evaluate } from "../../../lib/terraform/hcl/evaluate";
import { parseExpression } from "../../../lib/terraform/hcl/parse-expression";
import { kindOf, toJson } from "../../../lib/terraform/hcl/value";

interface Row {
  readonly expression: string;
  readonly refused?: boolean;
  /** A type as Terraform prints it: `"string"`, `["list", "number"]`. */
  readonly type?: string | readonly [string, unknown];
  readonly value?: unknown;
}

// Terraform 1.11.4's answers: outputs of `try({ v = <expression> }, "refused")`, read with `terraform output -json`.
const rows = JSON.parse(readFileSync(join(__dirname, "../../fixtures/terraform/expressions.json"), "utf8")) as Row[];

test.each(rows)("$expression", ({ expression, refused, type, value }) => {
  const answer = (): unknown => {
    const result = evaluate(parseExpression(expression), () => undefined);
    const kind = typeof type === "string" || type === undefined ? type : type[0];
    // Null has no kind.
    return { value: toJson(result), kind: result === null ? kind : kindOf(result) };
  };
  if (refused === true) expect(answer).toThrow(/./);
  else expect(answer()).toEqual({ value, kind: typeof type === "string" ? type : type?.[0] });
});
