import { unknown, type Unknown } from "../hcl/value";
import type { UntoldByPlan } from "../reason";

/** A value that a plan does not show: it is known only after apply. */
export function untold(what: UntoldByPlan, expression: string | undefined): Unknown {
  return unknown({ kind: "known-after-apply", untold: what }, expression);
}

/** The value of an expression of which a plan shows only its references. */
export function untoldExpression(references: readonly string[]): Unknown {
  return untold({ what: "expression", references }, references.join(", ") || undefined);
}

/** Whether a plan shows neither what a value is nor what it may be. */
export function isUntold({ reason }: Unknown): boolean {
  if (reason.kind !== "known-after-apply") return false;
  const { what } = reason.untold;
  return what === "expression" || what === "local-value" || what === "value";
}

/** The value of a reference that a plan does not show. */
export function notInPlan(reference: string): Unknown {
  const what = reference.startsWith("local.") ? "local-value" : "value";
  return untold({ what, through: reference }, reference);
}
