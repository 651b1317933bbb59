/** A name as the ID of a construct: `error_rate`, `error-rate` and `errorRate` become `ErrorRate`. */
export function pascalCase(name: string): string {
  return name
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}
