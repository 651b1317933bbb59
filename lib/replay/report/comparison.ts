const signs: Readonly<Record<string, string>> = {
  GreaterThanThreshold: ">",
  GreaterThanOrEqualToThreshold: "≥",
  LessThanThreshold: "<",
  LessThanOrEqualToThreshold: "≤",
};

/** `> 5`, from CloudWatch's name of the comparison; an unknown name is shown as it is. */
export function comparisonText(comparison: string, threshold: number): string {
  return `${Object.hasOwn(signs, comparison) ? (signs[comparison] ?? comparison) : comparison} ${quantity(threshold)}`;
}

/** A number for people: at most four decimal places, thousands separated by commas; from 1e15 on and below 1e-4, four digits. */
export function quantity(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e15 || size < 1e-4)) return String(Number(value.toPrecision(4)));
  const digits = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 : 4;
  return value.toLocaleString("en-US", { maximumFractionDigits: Number.isInteger(value) ? 0 : digits });
}

/** {@link quantity} for the narrow margin of an axis: from 10,000 on as `12.5K`, `3M`. */
export function axisQuantity(value: number): string {
  const size = Math.abs(value);
  return size >= 1e4 && size < 1e15 ? compact.format(value) : quantity(value);
}

const compact = new Intl.NumberFormat("en-US", { notation: "compact", maximumSignificantDigits: 5 });
