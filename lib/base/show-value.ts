const longest = 80;

/** A value as people would write it, on one line, cut where it is long. */
export function showValue(value: unknown): string {
  let text: string;
  if (typeof value === "string") text = JSON.stringify(value);
  else if (typeof value === "object" && value !== null) text = showObject(value);
  else if (typeof value === "function") text = "a function";
  else text = String(value);
  return text.length > longest ? `${text.slice(0, longest - 3)}...` : text;
}

function showObject(value: object): string {
  if (Array.isArray(value)) return value.length === 0 ? "[]" : "a list";
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return `a value of class ${nameOf(value)}`;
  const keys = Object.keys(value);
  return keys.length === 0 ? "{}" : `{ ${keys.join(", ")} }`;
}

function nameOf(value: object): string {
  const maker: unknown = (value as { constructor?: unknown }).constructor;
  return typeof maker === "function" && maker.name !== "" ? maker.name : "?";
}
