import { own } from "../../base";
import { fieldRead } from "../../contract";
import { exactDouble, stripSpans } from "../../pattern";
import type { LineCondition } from "../ask";
import type { QueryService } from "../context";
import { hasField } from "../catalogue/conditions";
import { partsOf } from "./source";

/**
 * Whether two lists of conditions, all of which hold, choose the same lines of a service: by their trees, whatever their order, and by the
 * fields that the contract's events always have.
 */
export function areSameLines(
  some: readonly LineCondition[],
  others: readonly LineCondition[],
  { contract }: Pick<QueryService, "contract">,
): boolean {
  const [left, right] = [some, others].map((conditions) => needed(conditions, contract).join("\n"));
  return left === right;
}

/** Whether lines for which the conditions hold always have the field, with a text or a number. */
export function alwaysHave(
  field: string,
  conditions: readonly LineCondition[],
  { contract }: Pick<QueryService, "contract">,
): boolean {
  return conditions.flatMap(partsOf).some((part) => implies(part, field, contract));
}

type Contract = QueryService["contract"];

/** The conditions in their one form, without those that others imply. */
function needed(conditions: readonly LineCondition[], contract: Contract): readonly string[] {
  const parts = conditions.flatMap(partsOf);
  const forms = parts.flatMap((part, index) => {
    const field = fieldThere(part);
    const others = parts.filter((other, at) => at !== index && fieldThere(other) !== field);
    return field !== undefined && others.some((other) => implies(other, field, contract)) ? [] : [formOf(part)];
  });
  return [...new Set(forms)].sort();
}

/** The field of which a condition only says that it is there. */
function fieldThere(condition: LineCondition): string | undefined {
  if (condition.kind !== "compare") return undefined;
  const field = fieldRead(condition.selector);
  return field !== undefined && formOf(condition) === formOf(hasField(field)) ? field : undefined;
}

function implies(condition: LineCondition, field: string, contract: Contract): boolean {
  switch (condition.kind) {
    case "all":
      return condition.of.some((part) => implies(part, field, contract));
    case "any":
      return condition.of.every((part) => implies(part, field, contract));
    case "compare": {
      const read = fieldRead(condition.selector);
      if (read === field) return true;
      const { operator, value } = condition;
      if (read === undefined || read !== contract.line.event || operator !== "=" || value.kind !== "text") return false;
      return own(contract.events, value.text)?.required?.includes(field) === true;
    }
    case "state":
    case "line":
      return false;
  }
}

/** A text that is the same for trees that mean the same: parts in order, each once; numbers by their value; no places. */
function formOf(condition: LineCondition): string {
  switch (condition.kind) {
    case "all":
    case "any": {
      const of = condition.of.flatMap((part) => (part.kind === condition.kind ? part.of : [part]));
      const forms = [...new Set(of.map(formOf))].sort();
      return forms.length === 1 ? (forms[0] ?? "") : JSON.stringify([condition.kind, forms]);
    }
    case "compare": {
      const { operator, selector, value } = condition;
      const { steps } = stripSpans(selector);
      if (value.kind === "number") return JSON.stringify([steps, operator, exactDouble(value) ?? value.text]);
      if (value.kind === "regex") return JSON.stringify([steps, operator, "regex", value.source]);
      return JSON.stringify([steps, operator, "text", value.text.replaceAll(/\*+/g, "*")]);
    }
    case "state":
      return JSON.stringify([stripSpans(condition.selector).steps, condition.state]);
    case "line":
      return JSON.stringify([condition.holds, condition.isNot]);
  }
}
