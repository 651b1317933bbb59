/** Whether a matcher requires that the label is present; a variable of Grafana is taken to hold something. */
export function mustBePresent(op: string, value: string): boolean {
  if (value.includes("$") || value.includes("[[")) return true;
  if (op === "=") return value !== "";
  if (op === "!=") return value === "";
  const matchesNothing = value === "" || /^(?:\.\*|\(\.\*\)|\.\?|\(\))$/.test(value);
  return op === "=~" ? !matchesNothing : matchesNothing;
}
