/** A number as Terraform writes it: never with an exponent. */
export function numberText(value: number): string {
  const text = String(value);
  const [mantissa = "", exponent] = text.split("e");
  if (exponent === undefined) return text;
  const sign = mantissa.startsWith("-") ? "-" : "";
  const [whole = "", fraction = ""] = mantissa.replace("-", "").split(".");
  const shift = Number(exponent);
  if (shift < 0) return `${sign}0.${"0".repeat(-shift - 1)}${whole}${fraction}`;
  return `${sign}${whole}${fraction.padEnd(shift, "0")}`;
}

/** The number that Terraform converts a text to, or undefined. */
export function numberOf(text: string): number | undefined {
  return /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(text) ? Number(text) : undefined;
}

/**
 * The result of an operation without the rounding error of binary fractions: Terraform calculates with 512 bits, where
 * 0.1 + 0.2 is 0.3.
 */
export function reckoned(value: number): number {
  if (Number.isInteger(value) || !Number.isFinite(value)) return value;
  const near = Number(value.toPrecision(14));
  return numberText(near).length <= 13 ? near : value;
}
